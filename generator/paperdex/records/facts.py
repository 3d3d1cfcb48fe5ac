"""Facts about a paper that follow from it and are asked for time and again: the day it last changed, its addresses,
what statistics count.
"""

from collections.abc import Callable, Mapping
from functools import cache

from paperdex.records.paper import Paper
from paperdex.text import slug

COUNTED_FACTS: Mapping[str, Callable[[Paper], object]] = {
    "abstract": lambda paper: paper.abstract,
    "authors": lambda paper: paper.authors,
    "day": lambda paper: paper.date and len(paper.date) == len("2023-07-07"),
    "identifier": lambda paper: paper.links.arxiv or paper.links.doi or paper.links.openreview or paper.links.acl,
    "code": lambda paper: paper.links.code,
    "venue": lambda paper: paper.venue,
    "topics": lambda paper: paper.topics,
    "note": lambda paper: paper.note,
}
"""What may be known of a paper, as statistics count it."""
NEVER = "1970-01-01"
"""When a record that knows no date at all was updated."""


def counted_facts(paper: Paper) -> int:
    """A bit for each of `COUNTED_FACTS` that is known, the first of them the lowest: 0b11 with abstract and authors."""
    return sum(1 << bit for bit, is_known in enumerate(COUNTED_FACTS.values()) if is_known(paper))


@cache
def author_slug(name: str) -> str:
    """The address of an author's name: `ada-lovelace`. Most authors of a large index have several papers in it."""
    return slug(name, prefix="author-")


def organization_slug(name: str) -> str:
    """The address of an organisation's name: `bytedance`."""
    return slug(name, prefix="org-")


def venue_slug(venue_id: str | None, name: str) -> str:
    """The address of a venue: its id, or the slug of its name where it has none."""
    return venue_id or slug(name, prefix="venue-")


def whole_day(date: str) -> str:
    """The first day of a date that may lack its day or month: `2023-01-01` of `2023` and of `2023-01`."""
    return f"{date}-01-01"[: len(NEVER)]


def updated(paper: Paper) -> str:
    """The day, `YYYY-MM-DD`, of the last thing that readers should hear of: a correction, a withdrawal, its arrival."""
    days = [
        paper.date,
        paper.provenance.retrieved,
        *(change.date for change in paper.corrected),
        paper.status.date if paper.status else None,
    ]
    return max((whole_day(day) for day in days if day), default=NEVER)
