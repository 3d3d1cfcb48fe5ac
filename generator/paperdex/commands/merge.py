"""Two records of one work become one; the ids of the second lead to the first."""

from paperdex.commands.desk import Desk, DeskResult
from paperdex.commands.references import point_to
from paperdex.errors import PaperdexError
from paperdex.findings import Severity
from paperdex.records import merge as records
from paperdex.records.paper import Paper
from paperdex.settings import Settings


def merge(settings: Settings, paper_id: str, other_id: str) -> DeskResult:
    """Add to the first record what only the second says, and let the second go. Where they disagree is reported."""
    desk = Desk(settings)
    paper, other = desk.paper(paper_id), desk.paper(other_id)
    if paper is other:
        raise PaperdexError(f"{paper_id!r} is one record, and a merge takes two")
    for each in (paper, other):
        if each.status and each.status.kind == "removed":
            raise PaperdexError(f"{each.id!r} was removed from this index; delete its `status` first if that was wrong")
    merged, disagreements = records.merge(paper, _called_by_its_id(other))
    if paper.note and other.note and other.note != paper.note:
        disagreements.append(("note", f"that of {other.id} was left out: {other.note}"))
    aliases = dict.fromkeys(alias for alias in (*paper.aliases, other.id, *other.aliases) if alias != paper.id)
    corrected = sorted({*paper.corrected, *other.corrected}, key=lambda correction: (correction.date, correction.note))
    merged = merged.model_copy(update={"aliases": tuple(aliases), "corrected": tuple(corrected)})
    desk.put(merged, paper)
    desk.drop(other)
    point_to(desk, other.id, paper.id)
    findings = [
        desk.finding("records-differ", Severity.WARNING, f"{name}: {text}", merged) for name, text in disagreements
    ]
    changes = desk.write()
    changes.findings += findings
    return changes


def _called_by_its_id(paper: Paper) -> Paper:
    """What the two disagree about is told by the names of their sources, and here that is a record."""
    return paper.model_copy(update={"provenance": paper.provenance.model_copy(update={"source": paper.id})})
