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

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from paperdex.catalog.view import Item, Read, Reads, View
from paperdex.pages.page import Asset, FileSet, Group, Notes, Part, RowFile
from paperdex.records.facts import organization_slug, venue_slug
from paperdex.site.search.entry import entry
from paperdex.site.search.numbering import CHUNK, Period, periods
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


def search_group(view: View) -> Group:
    """The whole index."""

    def parts() -> list[Part]:
        index = SearchIndex(view)
        return [FileSet("search", index.files), index.facets()]

    return Group("search", parts, is_of_all=True)


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Some papers of a month, whose results are one file."""

    name: str
    period: Period
    papers: Mapping[int, Item]
    """By number."""

    @property
    def places(self) -> Mapping[int, str]:
        """Ids by the place in the month."""
        return {number - self.period.first: item.id for number, item in self.papers.items()}

    @property
    def own(self) -> list[Read]:
        """What is read of every chunk: its papers."""
        return [f"paper {item.id}" for item in self.papers.values()]

    def paths(self, folders: Sequence[str]) -> list[str]:
        return [f"{FOLDER}/{folder}/{self.name}.json" for folder in folders]


@dataclass
class _Memory:
    """What is known of the index as it was made last."""

    layout: list[Any] = field(default_factory=list)
    """As in index.json."""
    chunks: dict[str, tuple[str, Sequence[Read]]] = field(default_factory=dict)
    """Of each chunk a hash of what it was made of, and what it has read besides its papers."""
    weights: dict[str, int] = field(default_factory=dict)
    """Of the terms, by how they begin; the division into files follows from them."""
    keys: list[str] = field(default_factory=list)
    """Of the term files."""

    @classmethod
    def read(cls, notes: Notes) -> "_Memory":
        note = notes.get(FOLDER)
        return cls(**orjson.loads(note)) if note else cls()

    def write(self, notes: Notes) -> None:
        values = {"layout": self.layout, "chunks": self.chunks, "weights": self.weights, "keys": self.keys}
        notes.put(FOLDER, orjson.dumps(values))


class SearchIndex:
    """The index of one catalog."""

    def __init__(self, view: View) -> None:
        self._view = view
        # Where each paper's own JSON is part of the site, phrases are looked for in that.
        self._folders = ("papers",) if "json" in view.settings.options.twins else ("papers", "text")
        self._periods = periods(view.shelf("all"))
        chunks = (_Chunk(name, period, papers) for period in self._periods for name, papers in period.chunks())
        self._chunks = {chunk.name: chunk for chunk in chunks}

    def facets(self) -> RowFile:
        """Which topics, venue and organisation each paper has, as numbers in the lists of their names."""
        view = self._view
        topics = {topic.slug: number for number, topic in enumerate(view.tree.topics)}
        venue_names = sorted((each.slug, each.name) for each in view.names("venue"))
        organization_names = sorted((each.slug, each.name) for each in view.names("organization"))
        venues = {slug: number for number, (slug, _) in enumerate(venue_names)}
        organizations = {slug: number for number, (slug, _) in enumerate(organization_names)}
        names = {
            "topics": [[topic.slug, topic.name, topic.parent] for topic in view.tree.topics],
            "venues": [name for _, name in venue_names],
            "organizations": [name for _, name in organization_names],
        }

        def row(paper_id: str, number: int) -> str:
            paper = view.paper(paper_id)
            topic_numbers = [topics[topic.slug] for topic in view.topics_of(paper)]
            venue = venues[venue_slug(paper.venue.id, paper.venue.name)] if paper.venue else -1
            organization = organizations[organization_slug(paper.organization.name)] if paper.organization else -1
            values = [number, paper.date or "", topic_numbers, venue, organization, int(bool(paper.links.code))]
            return orjson.dumps(values).decode()

        places = [(item.id, number) for period in self._periods for number, item in sorted(period.places.items())]
        before = f'{orjson.dumps(names).decode().removesuffix("}")},"papers":['
        return RowFile(f"{FOLDER}/facets.json", "all", places, row, before, between=",", after="]}")

    def files(self, site: Path | None, notes: Notes) -> Iterator[Asset | str]:
        """Every file but the facets, those that have not changed by their paths."""
        self._view.contents("all")
        last = _Memory.read(notes) if site else _Memory()
        now = _Memory([[period.first, period.size, period.name] for period in self._periods], weights=last.weights)
        before: dict[str, Vectors] = {}
        """Those of the chunks that have changed."""
        for name, chunk in self._chunks.items():
            known, others = last.chunks.get(name, ("", ()))
            if known and known == self._view.hash([*chunk.own, *others], chunk.places):
                now.chunks[name] = known, others
                yield from chunk.paths(self._folders)
            else:
                before[name] = _read_vectors(notes, name) if known else {}
                now.chunks[name] = yield from self._results(chunk, notes)
            self._view.reads.update(dict.fromkeys(now.chunks[name][1]))
        for name in last.chunks.keys() - now.chunks.keys():
            notes.put(f"vectors {name}", b"")
        terms = None
        if site and len(before) <= _MANY and now.layout == last.layout:
            terms = self._changed_terms(before, last, now, site, notes)
        yield from terms if terms is not None else self._all_terms(now, notes)
        yield _asset(f"{FOLDER}/index.json", self._about(now))
        now.write(notes)

    def _about(self, now: "_Memory") -> Mapping[str, Any]:
        return {
            "papers": sum(len(period.places) for period in self._periods),
            "chunk": CHUNK,
            "months": now.layout,
            "text": "text" in self._folders,
            "keys": now.keys,
        }

    def _results(self, chunk: _Chunk, notes: Notes) -> Generator[Asset, None, tuple[str, Sequence[Read]]]:
        """The files of a chunk; its vectors are remembered, with the places that the papers have in their month."""
        reads: Reads = {}
        with self._view.reading_into(reads):
            entries = {place: entry(self._view.paper(paper_id), self._view) for place, paper_id in chunk.places.items()}
        parts = (
            {str(place): found.shown for place, found in entries.items()},
            {str(place): found.text for place, found in entries.items()},
        )
        yield from map(_asset, chunk.paths(self._folders), parts)
        vectors = {found.shown[0]: (place, found.vector) for place, found in entries.items()}
        notes.put(f"vectors {chunk.name}", orjson.dumps(vectors))
        others = [read for read in reads if read not in chunk.own]
        return self._view.hash([*chunk.own, *others], chunk.places), others

    def _numbered(self, chunk: str, vectors: Vectors) -> Vectors:
        """The vectors of a chunk with the numbers that papers have in the whole index."""
        first = self._chunks[chunk].period.first
        return {paper_id: (first + place, vector) for paper_id, (place, vector) in vectors.items()}

    def _changed_terms(
        self, before: Mapping[str, Vectors], last: "_Memory", now: "_Memory", site: Path, notes: Notes
    ) -> list[Asset | str] | None:
        """The term files, as few of them made as can be; None where they have to be divided anew."""
        changes = Changes()
        for chunk, vectors in before.items():
            changes.add(self._numbered(chunk, vectors), self._numbered(chunk, _read_vectors(notes, chunk)))
        now.weights = grown(last.weights, changes.growth)
        keys = division(now.weights)
        now.keys = sorted(keys)
        if now.keys != last.keys:
            return None
        by_key: dict[str, list[str]] = {}
        for term in changes.hits:
            by_key.setdefault(key_of(term, keys), []).append(term)
        found: list[Asset | str] = [terms_path(key) for key in now.keys if key not in by_key]
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

    def _all_terms(self, now: "_Memory", notes: Notes) -> Iterator[Asset]:
        """Every term file, from the vectors that are remembered; fills in what is to be known of the terms."""
        inverter = Inverter()
        for chunk in self._chunks:
            for number, vector in sorted(
                self._numbered(chunk, _read_vectors(notes, chunk)).values(), key=lambda pair: pair[0]
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


def _read_vectors(notes: Notes, chunk: str) -> Vectors:
    """Those of a chunk by the papers' ids; none where the chunk is new."""
    found = notes.get(f"vectors {chunk}")
    return {paper_id: (place, vector) for paper_id, (place, vector) in orjson.loads(found or b"{}").items()}


def _asset(path: str, value: Any) -> Asset:
    return Asset(path, orjson.dumps(value))
