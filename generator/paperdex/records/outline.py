"""What catalog, pages and site still take from a paper by its earlier names; `Record` has all of it."""

from collections.abc import Sequence
from typing import NamedTuple

from paperdex.records.facts import (
    COUNTED_FACTS,
    NEVER,
    author_slug,
    counted_facts,
    organization_slug,
    updated,
    venue_slug,
    whole_day,
)
from paperdex.records.paper import Paper

__all__ = ["FACTS", "NEVER", "Outline", "organization_slug", "outline", "updated", "venue_slug", "whole_day"]

FACTS = COUNTED_FACTS


class Outline(NamedTuple):
    """The attributes of a `Record` by the names that they had before."""

    id: str
    order: str
    date: str | None
    retrieved: str | None
    updated: str
    topics: Sequence[str]
    authors: Sequence[str]
    names: str
    short_names: str
    organization: str | None
    venue_id: str | None
    venue: str | None
    venue_year: int | None
    aliases: Sequence[str]
    status: str | None
    by: str | None
    is_corrected: bool
    facts: int

    @property
    def year(self) -> str | None:
        return self.date[:4] if self.date else None

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
    """That of a paper which lies nowhere."""
    status, venue = paper.status, paper.venue
    names = [author.name for author in paper.authors]
    return Outline(
        id=paper.id,
        order=paper.title.casefold(),
        date=paper.date,
        retrieved=paper.provenance.retrieved,
        updated=updated(paper),
        topics=paper.topics,
        authors=list(map(author_slug, names)),
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
        facts=counted_facts(paper),
    )
