"""What lists, checks and keys take from a paper. Of ten thousand papers, most need not be more than this."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from paperdex.records.paper import Paper
from paperdex.text import slug

FACTS: Mapping[str, Callable[[Paper], object]] = {
    "abstract": lambda paper: paper.abstract,
    "authors": lambda paper: paper.authors,
    "day": lambda paper: paper.date and len(paper.date) == len("2023-07-07"),
    "identifier": lambda paper: paper.links.arxiv or paper.links.doi or paper.links.openreview or paper.links.acl,
    "code": lambda paper: paper.links.code,
    "venue": lambda paper: paper.venue,
    "topics": lambda paper: paper.topics,
    "note": lambda paper: paper.note,
}
"""What may be known of a paper; statistics count it."""
NEVER = "1970-01-01"
"""When a record that knows no date at all was updated."""


class Outline(NamedTuple):
    """Plain values of a paper, to be kept as JSON."""

    id: str
    order: str
    """The title as it is sorted."""
    date: str | None
    retrieved: str | None
    updated: str
    """Day, `YYYY-MM-DD`, of the last thing that readers should hear of."""
    topics: Sequence[str]
    authors: Sequence[str]
    """Slugs of their names, in printed order."""
    names: str
    """Of the authors, in reading order, a line each: few of forty thousand are ever asked for."""
    short_names: str
    """Family names, the same way."""
    organization: str | None
    venue_id: str | None
    venue: str | None
    """The venue's name as the record has it."""
    venue_year: int | None
    aliases: Sequence[str]
    status: str | None
    """Its kind."""
    by: str | None
    """Who or what its status names."""
    is_corrected: bool
    facts: int
    """A bit for each of `FACTS`, the first for the lowest."""

    @property
    def year(self) -> str | None:
        return self.date[:4] if self.date else None

    @property
    def author_names(self) -> list[str]:
        """In reading order."""
        return self.names.split("\n") if self.names else []

    def author_name(self, slug: str) -> tuple[str, str]:
        """How the paper spells the name of one of its authors, and the family name."""
        place = self.authors.index(slug)
        return self.author_names[place], self.short_names.split("\n")[place]

    @property
    def is_removed(self) -> bool:
        """Whether curators took it out."""
        return self.status == "removed"

    @property
    def organization_slug(self) -> str:
        """Empty where there is no organisation."""
        return organization_slug(self.organization) if self.organization else ""

    @property
    def venue_slug(self) -> str:
        """Empty where there is no venue."""
        return venue_slug(self.venue_id, self.venue) if self.venue else ""


def outline(paper: Paper) -> Outline:
    status, venue = paper.status, paper.venue
    names = [author.name for author in paper.authors]
    return Outline(
        id=paper.id,
        order=paper.title.casefold(),
        date=paper.date,
        retrieved=paper.provenance.retrieved,
        updated=updated(paper),
        topics=paper.topics,
        authors=list(map(_author_slug, names)),
        names="\n".join(names),
        short_names="\n".join([author.short_name for author in paper.authors]),
        organization=paper.organization.name if paper.organization else None,
        venue_id=venue.id if venue else None,
        venue=venue.name if venue else None,
        venue_year=venue.year if venue else None,
        aliases=paper.aliases,
        status=status.kind if status else None,
        by=status.by if status else None,
        is_corrected=bool(paper.corrected),
        facts=sum(1 << bit for bit, has in enumerate(FACTS.values()) if has(paper)),
    )


@cache
def _author_slug(name: str) -> str:
    """Kept, since most authors of a large index have several papers."""
    return slug(name, prefix="author-")


def organization_slug(name: str) -> str:
    return slug(name, prefix="org-")


def venue_slug(venue_id: str | None, name: str) -> str:
    """The venue's id, or the slug of one that has none."""
    return venue_id or slug(name, prefix="venue-")


def whole_day(date: str) -> str:
    """`2023` and `2023-01` as their first day."""
    return f"{date}-01-01"[: len(NEVER)]


def updated(paper: Paper) -> str:
    """The day of the last thing that readers should hear of."""
    days = [
        paper.date,
        paper.provenance.retrieved,
        *(change.date for change in paper.corrected),
        paper.status.date if paper.status else None,
    ]
    return max((whole_day(day) for day in days if day), default=NEVER)
