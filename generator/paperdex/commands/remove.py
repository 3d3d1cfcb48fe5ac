"""A paper out of the index. Its record stays and says why, so its address does too and no import brings it back."""

from paperdex.commands.desk import Desk, DeskResult
from paperdex.commands.references import take_out
from paperdex.errors import PaperdexError
from paperdex.records.paper import Status
from paperdex.settings import Settings


def remove(settings: Settings, paper_id: str, reason: str, *, today: str) -> DeskResult:
    """Mark the record as removed on the day `today` (YYYY-MM-DD), and take the paper out of all reading orders."""
    desk = Desk(settings)
    paper = desk.paper(paper_id)
    if paper.status and paper.status.kind == "removed":
        raise PaperdexError(f"{paper_id!r} has been removed already")
    if not reason.strip():
        raise PaperdexError("a reason is needed: it is all that readers will find at the paper's address")
    status = Status.model_validate({"kind": "removed", "date": today, "reason": reason})
    desk.put(paper.model_copy(update={"status": status}), paper)
    take_out(desk, paper_id)
    return desk.write()
