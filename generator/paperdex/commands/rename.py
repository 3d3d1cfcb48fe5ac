"""Another id for a paper. The earlier one becomes an alias, so that its address leads on."""

from paperdex.commands.desk import Desk, DeskResult
from paperdex.commands.references import point_to
from paperdex.settings import Settings


def rename(settings: Settings, paper_id: str, new_id: str) -> DeskResult:
    """Rename the record and all that names it."""
    desk = Desk(settings)
    paper = desk.paper(paper_id)
    desk.require_new_paper_id(new_id, paper)
    aliases = (*(alias for alias in paper.aliases if alias != new_id), paper.id)
    desk.put(paper.model_copy(update={"id": new_id, "aliases": aliases}), paper)
    point_to(desk, paper.id, new_id)
    return desk.write()
