"""What a source says of one paper, before it has an id: a record's own fields, and where they stood."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from paperdex.findings import Finding
from paperdex.records.identity import without_arxiv_doi
from paperdex.records.paper import MAX_ID, Paper
from paperdex.records.parse import parse_mapping
from paperdex.text import slug


@dataclass(frozen=True, slots=True)
class Draft:
    """Plain values in the shape of a record, without `id` unless the source gives one."""

    values: Mapping[str, Any]
    lines: tuple[int, int] = (1, 1)
    """First and last line in the source, counted by line feeds from 1."""
    confidence: Mapping[str, float] = field(default_factory=dict)
    """How sure a reader is of a field, from 0 to 1, where it is not simply stated."""
    notes: Sequence[Finding] = ()
    """What the source says of this paper and a record has no place for, or not in that form."""


def complete(draft: Draft, taken: Collection[str]) -> tuple[Paper | None, list[Finding]]:
    """The draft as a paper with an id of its own, and its notes and what is wrong with it, at its lines."""
    values = dict(draft.values)
    if isinstance(values.get("links"), Mapping):
        values["links"] = without_arxiv_doi(values["links"])
    values.setdefault("id", choose_id(str(values.get("title") or ""), taken))
    paper, findings = parse_mapping(values)
    return paper, [_at_lines(finding, draft) for finding in (*draft.notes, *findings)]


def choose_id(title: str, taken: Collection[str]) -> str:
    """The permanent id of a new paper: a slug of its title, `-2` and so on where that is taken."""
    base = slug(title, prefix="paper-")
    if base not in taken:
        return base
    stem = base[: MAX_ID - 6]
    # Doubling and halving: the ten-thousandth `Survey` asks a few dozen times, not ten thousand.
    free = 2
    while f"{stem}-{free}" in taken:
        free *= 2
    used = free // 2
    while free - used > 1:
        middle = (used + free) // 2
        used, free = (middle, free) if f"{stem}-{middle}" in taken else (used, middle)
    return f"{stem}-{free}"


def _at_lines(finding: Finding, draft: Draft) -> Finding:
    return replace(finding, line=draft.lines[0], end_line=draft.lines[1], column=None)
