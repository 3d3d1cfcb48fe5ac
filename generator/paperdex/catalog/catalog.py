"""The whole index, frozen: every view that pages and checks need, each sorted once."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from paperdex.catalog import addresses
from paperdex.catalog.papers import Papers
from paperdex.catalog.related import Relations, relations
from paperdex.catalog.vocabulary import Topic, TopicTree, VenueName, with_earlier_names
from paperdex.records.paper import Paper
from paperdex.records.record import Record

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
    def by_id(self) -> Mapping[str, Record]:
        """The papers of the lists."""
        return {record.id: record for record in self.papers.records}

    @cached_property
    def by_topic(self) -> Mapping[str, Papers]:
        """Papers of each topic, those of narrower topics included."""
        broader = {slug: self.tree.with_ancestors([slug]) for slug in self.tree.by_slug}
        return _group(self.papers, lambda record: [slug for topic in record.topics for slug in broader.get(topic, ())])

    @cached_property
    def by_year(self) -> Mapping[str, Papers]:
        return _group(self.papers, lambda record: [record.date[:4]] if record.date else [])

    @cached_property
    def by_month(self) -> Mapping[str, Papers]:
        """By `YYYY-MM`; papers of which only the year is known are in none."""
        return _group(self.papers, lambda record: [record.date[:7]] if record.date and len(record.date) >= 7 else [])

    @cached_property
    def undated(self) -> Papers:
        return Papers(record for record in self.papers.records if record.date is None)

    @cached_property
    def by_organization(self) -> Mapping[str, Papers]:
        """By slug of the organisation's name."""
        return _group(self.papers, lambda record: [record.organization_slug] if record.organization else [])

    @cached_property
    def by_venue(self) -> Mapping[str, Papers]:
        """By venue id, or the slug of a venue that is not in venues.yaml."""
        return _group(self.papers, lambda record: [record.venue_slug] if record.venue_name else [])

    @cached_property
    def by_author(self) -> Mapping[str, Papers]:
        """By author slug; only authors with enough papers for a page of their own."""
        return _group(self.papers, lambda record: record.author_slugs, least=self.author_pages_from)

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
        newest = ((slug, papers.records[0]) for slug, papers in self.by_author.items())
        return {slug: Person(*record.spelling_of(slug)) for slug, record in newest}

    def title(self, shelf: str) -> str:
        """What the author, the organisation or the venue of a shelf is called."""
        kind, _, slug = shelf.partition("/")
        if kind == "author":
            return self.people[slug].name
        if kind == "venue" and slug in self.venues:
            return self.venues[slug].name
        newest = self.shelves[kind][slug].records[0]
        return (newest.organization if kind == "organization" else newest.venue_name) or ""

    @cached_property
    def neighbours(self) -> Mapping[str, tuple[str | None, str | None]]:
        """For each id those of the papers published just before and just after it."""
        ids = [record.id for record in self.papers.records]
        return {one: (older, newer) for one, older, newer in zip(ids, [*ids[1:], None], [None, *ids], strict=False)}

    @cached_property
    def relations(self) -> Relations:
        """What is related to what, as plain values."""
        return relations(self.papers.records, self.tree, self.known_relations())

    def author_pages(self, paper_id: str) -> Sequence[str | None]:
        """Slugs of a paper's authors in printed order; None for those who have no page of their own."""
        return [slug if slug in self.by_author else None for slug in self.record(paper_id).author_slugs]

    def ids(self, paper_id: str) -> Sequence[str]:
        """The id of a paper and those that it had before."""
        return self._ids.get(paper_id) or [paper_id]

    @cached_property
    def _ids(self) -> Mapping[str, Sequence[str]]:
        records = (*self.papers.records, *self.removed.records)
        return with_earlier_names({record.id: record.aliases for record in records})

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
            for place, record in enumerate(papers.records):
                places.setdefault(record.date or "", place)
        return places

    def record(self, paper_id: str) -> Record:
        """A paper, removed ones too; a KeyError where there is none."""
        return self._by_any_id[paper_id]

    @cached_property
    def _by_any_id(self) -> Mapping[str, Record]:
        return {record.id: record for record in (*self.removed.records, *self.papers.records)}

    @cached_property
    def digests(self) -> Mapping[str, str]:
        """Of every paper, removed ones too, by id: equal digests are equal papers."""
        return {record.id: record.digest or "" for record in (*self.removed.records, *self.papers.records)}

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
    papers: Iterable[Record],
    tree: TopicTree,
    venues: Mapping[str, VenueName],
    *,
    author_pages_from: int = 2,
    published: Sequence[str] = (),
) -> Catalog:
    """Order the papers: newest first, by title within a day, undated ones last."""
    by_title = sorted(papers, key=lambda record: (record.sort_title, record.id))
    ordered = sorted(by_title, key=lambda record: record.date or "", reverse=True)
    removed = Papers(record for record in ordered if record.is_removed)
    present = Papers(record for record in ordered if not record.is_removed) if removed else Papers(ordered)
    return Catalog(present, tree, venues, author_pages_from, removed=removed, published=published)


def _group(papers: Papers, keys: Callable[[Record], Iterable[str]], least: int = 1) -> Mapping[str, Papers]:
    found: defaultdict[str, list[Record]] = defaultdict(list)
    for record in papers.records:
        for key in keys(record):
            members = found[key]
            if not members or members[-1] is not record:  # one that names itself twice is there once
                members.append(record)
    return {key: Papers(members) for key, members in found.items() if len(members) >= least}
