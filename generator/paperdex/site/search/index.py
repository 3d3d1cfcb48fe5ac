"""The files of the search index, and which of them a change concerns.

::

    search/index.json         number of papers; first number, size and name of each month; keys of the term files;
    places of a chunk search/terms/<key>.json   terms that start with the key: {"term": numbers and hits of papers, as
    terms.py packs
    them} search/papers/<n>.json    what a result shows, by number, for some of the papers of a month
    search/text/<n>.json      the whole searched text of the same papers, a field a line, to look for phrases in; only
                              where no JSON lies beside the papers, which has it all
    search/facets.json        names of topics, venues and organisations, and which papers have them

A hit says where a term stands: 1 title, 2 author, 4 topic, venue or organisation, 8 abstract or note,
plus 16 times how often it stands in the abstract (at most 7). 24, once in the abstract, goes without saying. Web
addresses are terms as well, spelled backwards after a slash, so that a pasted one finds its paper and nobody else meets
them.

Pagefind was measured first: with 10,000 papers, five of its shards cost 390 KB for the first result and
1.6 s for one edit, and it finds no part of a Chinese title and no author apart from an abstract.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from paperdex import files
from paperdex.catalog.catalog import Catalog
from paperdex.catalog.papers import Papers
from paperdex.pages.page import Asset, Group, Joined, Kept, Part, Renewed
from paperdex.records.outline import organization_slug, venue_slug
from paperdex.records.paper import Paper
from paperdex.settings import Options
from paperdex.site.search.entry import entry
from paperdex.site.search.numbering import CHUNK, periods
from paperdex.site.search.terms import (
    Changes,
    Inverter,
    Vectors,
    changed,
    division,
    grown,
    key_of,
    packed,
    terms_path,
    unpacked,
    weights_of,
)

FOLDER = "search"
_MANY = 30
"""Changed chunks from which it is quicker to make all term files anew."""


def search_group(catalog: Catalog, options: Options) -> Group:
    """The whole index."""

    def parts() -> list[Part]:
        index = SearchIndex(catalog, has_records="json" in options.twins)
        return [Renewed("search", catalog.digest, index.renew), index.facets()]

    return Group("search", catalog.digest, parts, is_large=True)


@dataclass
class _Memory:
    """What is known of the index as it was made last."""

    layout: list[Any] = field(default_factory=list)
    """As in index.json."""
    chunks: dict[str, str] = field(default_factory=dict)
    """Digests of the papers of each chunk."""
    weights: dict[str, int] = field(default_factory=dict)
    """Of the terms, by how they begin; the division into files follows from them."""
    keys: list[str] = field(default_factory=list)
    """Of the term files."""

    @classmethod
    def read(cls, path: Path) -> "_Memory":
        try:
            return cls(**orjson.loads(path.read_bytes()))
        except (OSError, ValueError, TypeError):
            return cls()

    def write(self, path: Path) -> None:
        files.write_bytes(
            path,
            orjson.dumps({"layout": self.layout, "chunks": self.chunks, "weights": self.weights, "keys": self.keys}),
        )


class SearchIndex:
    """The index of one catalog; `has_records` where each paper's own JSON is part of the site."""

    def __init__(self, catalog: Catalog, *, has_records: bool) -> None:
        self._catalog = catalog
        self._folders = ("papers",) if has_records else ("papers", "text")
        self._periods = periods(catalog.papers.listed)
        self._chunks = {name: (period, papers) for period in self._periods for name, papers in period.chunks()}

    def facets(self) -> Joined:
        """Which topics, venue and organisation each paper has, as numbers in the lists of their names."""
        catalog = self._catalog
        topics = {topic.slug: number for number, topic in enumerate(catalog.tree.topics)}
        venues = {slug: number for number, slug in enumerate(sorted(catalog.by_venue))}
        organizations = {slug: number for number, slug in enumerate(sorted(catalog.by_organization))}
        numbers = {paper.outline.id: number for period in self._periods for number, paper in period.places.items()}
        names = {
            "topics": [[topic.slug, topic.name, topic.parent] for topic in catalog.tree.topics],
            "venues": [catalog.venue_title(slug) for slug in venues],
            "organizations": [catalog.organization_name(slug) for slug in organizations],
        }

        papers = Papers(period.places[number] for period in self._periods for number in sorted(period.places))

        def row(paper: Paper) -> str:
            topic_numbers = [topics[topic.slug] for topic in catalog.topics_of(paper)]
            venue = venues[venue_slug(paper.venue.id, paper.venue.name)] if paper.venue else -1
            organization = organizations[organization_slug(paper.organization.name)] if paper.organization else -1
            return orjson.dumps(
                [numbers[paper.id], paper.date or "", topic_numbers, venue, organization, int(bool(paper.links.code))]
            ).decode()

        return Joined(
            f"{FOLDER}/facets.json",
            papers,
            keys=[f"{paper.digest} {numbers[paper.outline.id]}" for paper in papers.listed],
            part=row,
            before=f'{orjson.dumps(names).decode().removesuffix("}")},"papers":[',
            between=",",
            after="]}",
        )

    def renew(self, site: Path, memory: Path) -> Iterator[Asset | Kept]:
        """Every file but the facets, those that have not changed by their names."""
        folder = memory / FOLDER
        last = _Memory.read(folder / "index.json")
        now = _Memory(
            [[period.first, period.size, period.name] for period in self._periods],
            {name: self._digest(name) for name in self._chunks},
        )
        stale = [name for name, digest in now.chunks.items() if last.chunks.get(name) != digest]
        before = (
            {name: _read_vectors(folder, name) for name in stale}
            if len(stale) <= _MANY and now.layout == last.layout
            else None
        )
        for name in self._chunks:
            paths = [f"{FOLDER}/{kind}/{name}.json" for kind in self._folders]
            yield from (
                self._results(name, paths, folder) if last.chunks.get(name) != now.chunks[name] else map(Kept, paths)
            )
        terms = self._changed_terms(before, last, now, site, folder) if before is not None else None
        yield from terms if terms is not None else self._all_terms(now, folder)
        yield _asset(f"{FOLDER}/index.json", self._about(now))
        now.write(folder / "index.json")

    def _about(self, now: "_Memory") -> Mapping[str, Any]:
        return {
            "papers": len(self._catalog.papers),
            "chunk": CHUNK,
            "months": now.layout,
            "text": "text" in self._folders,
            "keys": now.keys,
        }

    def _digest(self, chunk: str) -> str:
        """Of the papers of a chunk, with their places."""
        period, papers = self._chunks[chunk]
        values = [f"{number - period.first} {paper.digest}" for number, paper in papers.items()]
        return hashlib.blake2b("\n".join(values).encode(), digest_size=12).hexdigest()

    def _results(self, chunk: str, paths: Sequence[str], folder: Path) -> Iterator[Asset]:
        """The files of a chunk; its vectors are remembered, with the places that the papers have in their month."""
        period, papers = self._chunks[chunk]
        entries = {number - period.first: entry(paper.paper, self._catalog) for number, paper in papers.items()}
        parts = (
            {str(place): found.shown for place, found in entries.items()},
            {str(place): found.text for place, found in entries.items()},
        )
        yield from map(_asset, paths, parts)
        vectors = {found.shown[0]: (place, found.vector) for place, found in entries.items()}
        files.write_bytes(folder / f"{chunk}.json", orjson.dumps(vectors))

    def _numbered(self, chunk: str, vectors: Vectors) -> Vectors:
        """The vectors of a chunk with the numbers that papers have in the whole index."""
        first = self._chunks[chunk][0].first
        return {paper_id: (first + place, vector) for paper_id, (place, vector) in vectors.items()}

    def _changed_terms(
        self, before: Mapping[str, Vectors], last: "_Memory", now: "_Memory", site: Path, folder: Path
    ) -> list[Asset | Kept] | None:
        """The term files, as few of them made as can be; None where they have to be divided anew."""
        changes = Changes()
        for chunk, vectors in before.items():
            changes.add(self._numbered(chunk, vectors), self._numbered(chunk, _read_vectors(folder, chunk)))
        now.weights = grown(last.weights, changes.growth)
        keys = division(now.weights)
        now.keys = sorted(keys)
        if now.keys != last.keys:
            return None
        by_key: dict[str, list[str]] = {}
        for term in changes.hits:
            by_key.setdefault(key_of(term, keys), []).append(term)
        found: list[Asset | Kept] = [Kept(terms_path(key)) for key in now.keys if key not in by_key]
        try:
            for key, terms in by_key.items():
                postings = orjson.loads((site / terms_path(key)).read_bytes())
                postings.update(
                    (term, packed(changed(unpacked(postings.get(term, "")), changes.hits[term]))) for term in terms
                )
                found.append(
                    _asset(terms_path(key), {term: postings[term] for term in sorted(postings) if postings[term]})
                )
        except (OSError, ValueError, AttributeError, TypeError):  # somebody else has been in the folder
            return None
        return found

    def _all_terms(self, now: "_Memory", folder: Path) -> Iterator[Asset]:
        """Every term file, from the vectors that are remembered; fills in what is to be known of the terms."""
        inverter = Inverter()
        for chunk in self._chunks:
            for number, vector in sorted(
                self._numbered(chunk, _read_vectors(folder, chunk)).values(), key=lambda pair: pair[0]
            ):
                inverter.add(number, vector)
        postings = inverter.postings
        now.weights = weights_of({term: len(found) // 2 for term, found in postings.items()})
        keys = division(now.weights)
        now.keys = sorted(keys)
        by_key: dict[str, list[str]] = {key: [] for key in keys}
        for term in sorted(postings):
            by_key[key_of(term, keys)].append(term)
        for key, terms in by_key.items():
            yield _asset(terms_path(key), {term: packed(postings[term].tolist()) for term in terms})


def _read_vectors(folder: Path, chunk: str) -> Vectors:
    """Those of a chunk by the papers' ids; none where the chunk is new."""
    path = folder / f"{chunk}.json"
    if not path.is_file():
        return {}
    return {paper_id: (place, vector) for paper_id, (place, vector) in orjson.loads(path.read_bytes()).items()}


def _asset(path: str, value: Any) -> Asset:
    return Asset(path, orjson.dumps(value))
