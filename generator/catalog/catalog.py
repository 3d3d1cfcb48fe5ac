"""The whole index, frozen: every view that pages and checks need, each sorted once."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from operator import attrgetter

from generator.catalog.related import Related, Relations, relations
from generator.catalog.vocabulary import Topic, TopicTree, VenueName
from generator.records.paper import Author, Paper
from generator.text import slug

_ID = attrgetter("id")


@dataclass(frozen=True)
class Catalog:
    """Papers newest first, undated ones last; lists within it keep that order."""

    papers: Sequence[Paper]
    tree: TopicTree
    venues: Mapping[str, VenueName]
    author_pages_from: int = 2
    paths: Mapping[str, str] = field(default_factory=dict)
    """Where each record lies, by id: `content/papers/2023/gpt4roi.yaml`."""
    digests: Mapping[str, str] = field(default_factory=dict)
    """Of each record's bytes, by id."""
    known_relations: Relations = field(default_factory=Relations)
    """What was found to be related before, which spares finding it again."""
    removed: Sequence[Paper] = ()
    """Papers that curators took out: in no list and no count, but their addresses still say so."""
    published: Sequence[str] = ()
    """Addresses of pages that were published before, as the ledger has them."""

    @cached_property
    def by_id(self) -> Mapping[str, Paper]:
        return {paper.id: paper for paper in self.papers}

    @cached_property
    def by_topic(self) -> Mapping[str, Sequence[Paper]]:
        """Papers of each topic, those of narrower topics included."""
        return _group(self.papers, lambda paper: [slug for slug in self.tree.with_ancestors(paper.topics) if slug in self.tree.by_slug])

    @cached_property
    def by_year(self) -> Mapping[str, Sequence[Paper]]:
        return _group(self.papers, lambda paper: [paper.year] if paper.year else [])

    @cached_property
    def by_month(self) -> Mapping[str, Sequence[Paper]]:
        """By `YYYY-MM`; papers of which only the year is known are in none."""
        return _group(self.papers, lambda paper: [paper.date[:7]] if paper.date and len(paper.date) >= 7 else [])

    @cached_property
    def undated(self) -> Sequence[Paper]:
        return [paper for paper in self.papers if paper.date is None]

    @cached_property
    def by_organization(self) -> Mapping[str, Sequence[Paper]]:
        """By slug of the organisation's name."""
        return _group(self.papers, lambda paper: [organization_slug(paper)] if paper.organization else [])

    @cached_property
    def by_venue(self) -> Mapping[str, Sequence[Paper]]:
        """By venue id, or the slug of a venue that is not in venues.yaml."""
        return _group(self.papers, lambda paper: [venue_slug(paper)] if paper.venue else [])

    @cached_property
    def author_slugs(self) -> Mapping[str, Sequence[str]]:
        """For each id the slugs of its authors, in their order."""
        return {paper.id: [_author_slug(author.name) for author in paper.authors] for paper in self.papers}

    @cached_property
    def by_author(self) -> Mapping[str, Sequence[Paper]]:
        """By author slug; only authors with enough papers for a page of their own."""
        grouped = _group(self.papers, lambda paper: dict.fromkeys(self.author_slugs[paper.id]))
        return {key: papers for key, papers in grouped.items() if len(papers) >= self.author_pages_from}

    def author(self, slug: str) -> Author:
        """Somebody of `by_author`, as the newest paper spells the name."""
        newest = self.by_author[slug][0]
        return newest.authors[self.author_slugs[newest.id].index(slug)]

    def organization_name(self, slug: str) -> str:
        """As the newest paper spells it."""
        return next(paper.organization.name for paper in self.by_organization[slug] if paper.organization)

    def venue_title(self, slug: str) -> str:
        """The canonical name, or as the newest paper spells a venue that has none."""
        known = self.venues.get(slug)
        return known.name if known else next(paper.venue.name for paper in self.by_venue[slug] if paper.venue)

    @cached_property
    def neighbours(self) -> Mapping[str, tuple[Paper | None, Paper | None]]:
        """For each id the paper published just before and just after it."""
        older = [*self.papers[1:], None]
        newer = [None, *self.papers[:-1]] if self.papers else []
        return {paper.id: (before, after) for paper, before, after in zip(self.papers, older, newer, strict=True)}

    @cached_property
    def relations(self) -> Relations:
        """What is related to what, as plain values."""
        return relations(self.papers, self.tree, self.digest_of, self.known_relations)

    @cached_property
    def related(self) -> Mapping[str, Sequence[Related]]:
        """For each id the papers that are close to it."""
        return {paper_id: [Related(self.by_id[other], shares) for other, shares in found] for paper_id, found in self.relations.found.items()}

    @cached_property
    def digest(self) -> str:
        """Of all papers, for what depends on each of them."""
        return hashlib.blake2b("".join(self.digests_of([*self.papers, *self.removed])).encode(), digest_size=16).hexdigest()

    @cached_property
    def known_digests(self) -> Mapping[str, str]:
        """Of every paper, by id: equal digests are equal papers."""
        return {paper.id: self.digests.get(paper.id) or repr(paper) for paper in (*self.removed, *self.papers)}

    def digest_of(self, paper: Paper) -> str:
        """Of a paper of this catalog."""
        return self.known_digests[paper.id]

    def digests_of(self, papers: Iterable[Paper]) -> Iterator[str]:
        """The same for many: every paper is asked for in some thirty lists."""
        return map(self.known_digests.__getitem__, map(_ID, papers))

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
    papers: Iterable[Paper],
    tree: TopicTree,
    venues: Mapping[str, VenueName],
    *,
    author_pages_from: int = 2,
    paths: Mapping[str, str] | None = None,
    digests: Mapping[str, str] | None = None,
    published: Sequence[str] = (),
) -> Catalog:
    """Order the papers: newest first, by title within a day, undated ones last."""
    by_title = sorted(papers, key=lambda paper: (paper.title.casefold(), paper.id))
    ordered = sorted(by_title, key=lambda paper: paper.date or "", reverse=True)
    listed = [paper for paper in ordered if not is_removed(paper)]
    removed = [paper for paper in ordered if is_removed(paper)]
    return Catalog(listed, tree, venues, author_pages_from, paths or {}, digests or {}, removed=removed, published=published)


def is_removed(paper: Paper) -> bool:
    return paper.status is not None and paper.status.kind == "removed"


@cache
def _author_slug(name: str) -> str:
    """Kept, since most authors of a large index have several papers."""
    return slug(name, prefix="author-")


def organization_slug(paper: Paper) -> str:
    return slug(paper.organization.name, prefix="org-") if paper.organization else ""


def venue_slug(paper: Paper) -> str:
    return (paper.venue.id or slug(paper.venue.name, prefix="venue-")) if paper.venue else ""


def _group(papers: Iterable[Paper], keys: Callable[[Paper], Iterable[str]]) -> Mapping[str, Sequence[Paper]]:
    found: dict[str, list[Paper]] = {}
    for paper in papers:
        for key in keys(paper):
            found.setdefault(key, []).append(paper)
    return found
