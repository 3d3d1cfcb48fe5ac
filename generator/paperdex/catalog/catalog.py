"""The whole index, frozen: every view that pages and checks need, each sorted once."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from paperdex.catalog import addresses
from paperdex.catalog.papers import Listed, Papers
from paperdex.catalog.related import Relations, relations
from paperdex.catalog.vocabulary import Topic, TopicTree, VenueName
from paperdex.records.outline import Outline
from paperdex.records.paper import Paper

_NO_PAPERS = Papers()


class Person(NamedTuple):
    """An author as one paper spells the name."""

    name: str
    short_name: str


@dataclass(frozen=True)
class Catalog:
    """Papers newest first, undated ones last; lists within it keep that order."""

    papers: Papers
    tree: TopicTree
    venues: Mapping[str, VenueName]
    author_pages_from: int = 2
    known_relations: Callable[[], Relations] = Relations
    """Gives what was found to be related before, which spares finding it again."""
    removed: Papers = field(default_factory=Papers)
    """Papers that curators took out: in no list and no count, but their addresses still say so."""
    published: Sequence[str] = ()
    """Addresses of pages that were published before, as the ledger has them."""

    @cached_property
    def by_id(self) -> Mapping[str, Listed]:
        """The papers of the lists."""
        return {listed.outline.id: listed for listed in self.papers.listed}

    @cached_property
    def by_topic(self) -> Mapping[str, Papers]:
        """Papers of each topic, those of narrower topics included."""
        broader = {slug: self.tree.with_ancestors([slug]) for slug in self.tree.by_slug}
        return _group(
            self.papers, lambda outline: [slug for topic in outline.topics for slug in broader.get(topic, ())]
        )

    @cached_property
    def by_year(self) -> Mapping[str, Papers]:
        return _group(self.papers, lambda outline: [outline.date[:4]] if outline.date else [])

    @cached_property
    def by_month(self) -> Mapping[str, Papers]:
        """By `YYYY-MM`; papers of which only the year is known are in none."""
        return _group(
            self.papers, lambda outline: [outline.date[:7]] if outline.date and len(outline.date) >= 7 else []
        )

    @cached_property
    def undated(self) -> Papers:
        return Papers(listed for listed in self.papers.listed if listed.outline.date is None)

    @cached_property
    def by_organization(self) -> Mapping[str, Papers]:
        """By slug of the organisation's name."""
        return _group(self.papers, lambda outline: [outline.organization_slug] if outline.organization else [])

    @cached_property
    def by_venue(self) -> Mapping[str, Papers]:
        """By venue id, or the slug of a venue that is not in venues.yaml."""
        return _group(self.papers, lambda outline: [outline.venue_slug] if outline.venue else [])

    @cached_property
    def by_author(self) -> Mapping[str, Papers]:
        """By author slug; only authors with enough papers for a page of their own."""
        return _group(self.papers, lambda outline: outline.authors, least=self.author_pages_from)

    @cached_property
    def shelves(self) -> Mapping[str, Mapping[str, Papers]]:
        """Lists of papers by kind and name: ``shelves["year"]["2023"]``."""
        return {
            "topic": self.by_topic,
            "year": self.by_year,
            "month": self.by_month,
            "author": self.by_author,
            "organization": self.by_organization,
            "venue": self.by_venue,
        }

    def shelf(self, name: str) -> Papers:
        """A list by its name, `year/2023` or `all`; an empty one where there is none."""
        kind, _, member = name.partition("/")
        if member:
            return self.shelves[kind].get(member, _NO_PAPERS)
        return {"all": self.papers, "removed": self.removed, "undated": self.undated}[name]

    @cached_property
    def people(self) -> Mapping[str, Person]:
        """Everybody of `by_author`, as the newest paper spells the name."""
        newest = ((slug, papers.listed[0].outline) for slug, papers in self.by_author.items())
        return {slug: Person(*outline.author_name(slug)) for slug, outline in newest}

    def title(self, shelf: str) -> str:
        """What the author, the organisation or the venue of a shelf is called."""
        kind, _, slug = shelf.partition("/")
        if kind == "author":
            return self.people[slug].name
        if kind == "venue" and slug in self.venues:
            return self.venues[slug].name
        newest = self.shelves[kind][slug].listed[0].outline
        return (newest.organization if kind == "organization" else newest.venue) or ""

    @cached_property
    def neighbours(self) -> Mapping[str, tuple[str | None, str | None]]:
        """For each id those of the papers published just before and just after it."""
        ids = [listed.outline.id for listed in self.papers.listed]
        return dict(zip(ids, zip([*ids[1:], None], [None, *ids], strict=False), strict=False))

    @cached_property
    def relations(self) -> Relations:
        """What is related to what, as plain values."""
        return relations(self.papers.listed, self.tree, self.known_relations())

    def author_pages(self, paper_id: str) -> Sequence[str | None]:
        """Slugs of a paper's authors in printed order; None for those who have no page of their own."""
        return [slug if slug in self.by_author else None for slug in self.record(paper_id).outline.authors]

    def ids(self, paper_id: str) -> Sequence[str]:
        """The id of a paper and those that it had before."""
        return self._ids.get(paper_id) or [paper_id]

    @cached_property
    def _ids(self) -> Mapping[str, Sequence[str]]:
        outlines = (*self.papers.outlines, *self.removed.outlines)
        return with_earlier_names({outline.id: outline.aliases for outline in outlines})

    def day_page(self, date: str, page_size: int) -> str:
        """Address of a date: on the page of the month that has the day's first paper."""
        place = self._places_in_month.get(date, 0) if len(date) > len("2023-07") else 0
        if place < page_size:
            return addresses.date(date)
        return f"{addresses.page(addresses.date(date[:7]), place // page_size + 1)}#{date}"

    @cached_property
    def _places_in_month(self) -> Mapping[str, int]:
        """For each day the place of its first paper in its month."""
        places: dict[str, int] = {}
        for papers in self.by_month.values():
            for place, outline in enumerate(papers.outlines):
                places.setdefault(outline.date or "", place)
        return places

    def record(self, paper_id: str) -> Listed:
        """A paper, removed ones too; a KeyError where there is none."""
        return self._by_any_id[paper_id]

    @cached_property
    def _by_any_id(self) -> Mapping[str, Listed]:
        return {listed.outline.id: listed for listed in (*self.removed.listed, *self.papers.listed)}

    @cached_property
    def digests(self) -> Mapping[str, str]:
        """Of every paper, removed ones too, by id: equal digests are equal papers."""
        return {listed.outline.id: listed.digest for listed in (*self.removed.listed, *self.papers.listed)}

    def topics_of(self, paper: Paper) -> list[Topic]:
        """The known topics of a paper, in its own order."""
        return [self.tree.by_slug[slug] for slug in paper.topics if slug in self.tree.by_slug]

    def venue_name(self, paper: Paper) -> str | None:
        """The venue's canonical name with its year: `NeurIPS 2024`."""
        if not paper.venue:
            return None
        known = self.venues.get(paper.venue.id or "")
        name = known.name if known else paper.venue.name
        return f"{name} {paper.venue.year}" if paper.venue.year else name


def build_catalog(
    papers: Iterable[Listed],
    tree: TopicTree,
    venues: Mapping[str, VenueName],
    *,
    author_pages_from: int = 2,
    published: Sequence[str] = (),
) -> Catalog:
    """Order the papers: newest first, by title within a day, undated ones last."""
    by_title = sorted(papers, key=lambda listed: (listed.outline.order, listed.outline.id))
    ordered = sorted(by_title, key=lambda listed: listed.outline.date or "", reverse=True)
    removed = Papers(listed for listed in ordered if listed.outline.is_removed)
    present = Papers(listed for listed in ordered if not listed.outline.is_removed) if removed else Papers(ordered)
    return Catalog(present, tree, venues, author_pages_from, removed=removed, published=published)


def _group(papers: Papers, keys: Callable[[Outline], Iterable[str]], least: int = 1) -> Mapping[str, Papers]:
    found: defaultdict[str, list[Listed]] = defaultdict(list)
    for listed in papers.listed:
        for key in keys(listed.outline):
            members = found[key]
            if not members or members[-1] is not listed:  # one that names itself twice is there once
                members.append(listed)
    return {key: Papers(members) for key, members in found.items() if len(members) >= least}


def with_earlier_names(aliases: Mapping[str, Sequence[str]]) -> Mapping[str, Sequence[str]]:
    """For each key that has earlier names, itself and these; what two claim belongs to the one that has it now, else to
    the first.
    """
    taken = set(aliases)
    names: dict[str, list[str]] = {}
    for key, earlier in aliases.items():
        if earlier:
            names[key] = [key, *(alias for alias in dict.fromkeys(earlier) if alias not in taken)]
            taken.update(earlier)
    return names
