"""The whole index, frozen: every view that pages and checks need, each sorted once."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from paperdex.catalog.papers import Listed, Papers
from paperdex.catalog.related import Related, Relations, relations
from paperdex.catalog.vocabulary import Topic, TopicTree, VenueName
from paperdex.records.outline import Outline
from paperdex.records.paper import Paper


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
    def people(self) -> Mapping[str, Person]:
        """Everybody of `by_author`, as the newest paper spells the name."""
        newest = ((slug, papers.listed[0].outline) for slug, papers in self.by_author.items())
        places = ((slug, outline, outline.authors.index(slug)) for slug, outline in newest)
        return {
            slug: Person(outline.names.split("\n")[place], outline.short_names.split("\n")[place])
            for slug, outline, place in places
        }

    def author_slugs(self, paper: Paper) -> Sequence[str]:
        """Of the authors of a paper, in their order."""
        return self.by_id[paper.id].outline.authors

    def organization_name(self, slug: str) -> str:
        """As the newest paper spells it."""
        return self.by_organization[slug].listed[0].outline.organization or ""

    def venue_title(self, slug: str) -> str:
        """The canonical name, or as the newest paper spells a venue that has none."""
        known = self.venues.get(slug)
        return known.name if known else self.by_venue[slug].listed[0].outline.venue or ""

    @cached_property
    def neighbours(self) -> Mapping[str, tuple[Listed | None, Listed | None]]:
        """For each id the paper published just before and just after it."""
        listed = self.papers.listed
        older, newer = [*listed[1:], None], [None, *listed[:-1]] if listed else []
        return {one.outline.id: (before, after) for one, before, after in zip(listed, older, newer, strict=True)}

    @cached_property
    def relations(self) -> Relations:
        """What is related to what, as plain values."""
        return relations(self.papers.listed, self.tree, self.known_relations())

    def related(self, paper: Paper) -> list[Related]:
        """The papers that are close to one."""
        found = self.relations.nearest(paper.id)
        return [
            Related(self.by_id[other].paper, shares.split("\0"))
            for other, shares in zip(found[::2], found[1::2], strict=True)
        ]

    @cached_property
    def digest(self) -> str:
        """Of all papers, for what depends on each of them."""
        return hashlib.blake2b(
            "".join([*self.papers.digests, *self.removed.digests]).encode(), digest_size=16
        ).hexdigest()

    @cached_property
    def digests(self) -> Mapping[str, str]:
        """Of every paper, removed ones too, by id: equal digests are equal papers."""
        return {listed.outline.id: listed.digest for listed in (*self.removed.listed, *self.papers.listed)}

    def digest_of(self, paper: Paper) -> str:
        """Of a paper of this catalog."""
        return self.digests[paper.id]

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
