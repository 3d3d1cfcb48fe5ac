"""The search index as static files, so made that a query loads little of it and one edited paper changes little of it.

::

    search/index.json       number of papers, the keys of the term files, the size of a chunk
    search/terms/<key>.json terms that start with the key: {"term": [paper, hit, gap to the next paper, hit, ...]}
    search/papers/<n>.json  what a result shows, a chunk of papers a file
    search/text/<n>.json    the whole searched text of the same papers, a field a line, to look for phrases in
    search/facets.json      names of topics, venues and organisations, and which papers have them

Papers are numbered from the oldest, so that a new one is usually the last and renumbers nobody.
A hit says where a term stands: 1 title, 2 author, 4 topic, venue or organisation, 8 abstract or note,
plus 16 times how often it stands in the abstract (at most 7). Web addresses are terms as well, spelled backwards
after a slash, so that a pasted one finds its paper and nobody else meets them.

Pagefind was measured first: with 10,000 papers, five of its shards cost 390 KB for the first result and
1.6 s for one edit, and it finds no part of a Chinese title and no author apart from an abstract.
"""

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import orjson

from generator.catalog.catalog import Catalog
from generator.pages.labels import byline
from generator.pages.math import without_tex
from generator.pages.page import Asset
from generator.records.paper import Paper
from generator.text import first_sentence, squeeze
from generator.words import STOP_WORDS, fold, terms

FOLDER = "search"
CHUNK = 16
"""Papers in one file of results; ten results load at most ten of them."""
MAX_POSTINGS = 4000
"""Entries from which a term file is divided by the next letter; some 26 KB."""

MAX_KEY = 40
"""Letters of a key, however long a term: its file's name has to fit into a file system."""

TITLE, AUTHOR, LABEL, BODY = 1, 2, 4, 8
_COUNT = 16

Vector = Mapping[str, int]
"""The hits of one paper by term."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One paper as the index sees it; everything that it needs of the catalog is in here."""

    vector: Vector
    shown: Sequence[Any]
    """Id, title, byline, first sentence."""
    text: str
    """Every field that is searched, folded, on a line of its own."""
    facets: Mapping[str, Any]


def entry(paper: Paper, catalog: Catalog) -> Entry:
    topics = catalog.topics_of(paper)
    venue, organization = catalog.venue_name(paper), paper.organization.name if paper.organization else None
    abstract = paper.abstract or ""
    identifiers = " ".join(filter(None, [paper.links.arxiv, paper.links.doi, paper.links.openreview]))
    names = [author.name for author in paper.authors]
    labels = [*(topic.name for topic in topics), venue or "", organization or ""]
    hits: Counter[str] = Counter()
    for text, mark in ((paper.title, TITLE), (" ".join(names), AUTHOR), (" ".join([*labels, identifiers]), LABEL)):
        for term in set(terms(text)):
            hits[term] |= mark
    for address in addresses_of(paper):
        hits[address_term(address)] |= LABEL
    for term, count in Counter(terms(f"{abstract} {paper.note or ''}")).items():
        if term not in STOP_WORDS:
            hits[term] |= BODY | (_COUNT * min(count, 7))
    facets = {
        "date": paper.date or "",
        "topics": [topic.slug for topic in topics],
        "venue": _venue(paper, catalog),
        "organization": organization,
        "code": bool(paper.links.code),
    }
    shown = [paper.id, without_tex(paper.title), byline(paper, catalog), without_tex(first_sentence(abstract))]
    searched = [paper.title, *names, *labels, abstract, paper.note or ""]
    return Entry(dict(hits), shown, "\n".join(fold(squeeze(field)) for field in searched if field), facets)


def addresses_of(paper: Paper) -> Iterator[str]:
    """Where the paper and what belongs to it are on the web, as the record has them."""
    links = paper.links
    yield from (address for address in (links.acl, links.url, links.pdf) if address)
    for kind in (links.code, links.project, links.dataset, links.model, links.demo, links.video, links.slides):
        yield from kind


def address_term(address: str) -> str:
    """An address without what varies between spellings, backwards: addresses begin alike, and term files are divided by beginnings."""
    bare = re.sub(r"^https?://(?:www\.)?|#.*$", "", address.lower()).rstrip("/")
    return f"/{bare[::-1]}"


def _venue(paper: Paper, catalog: Catalog) -> str | None:
    """The canonical name without the year."""
    if not paper.venue:
        return None
    known = catalog.venues.get(paper.venue.id or "")
    return known.name if known else paper.venue.name


def search_files(catalog: Catalog) -> Iterator[Asset]:
    """Every file of the index."""
    return index_files((entry(paper, catalog) for paper in reversed(catalog.papers)), catalog)


def index_files(entries: Iterable[Entry], catalog: Catalog) -> Iterator[Asset]:
    """Every file of the index over some entries, oldest first. Each is asked for once, so that they need not all be there at the same time."""
    inverter = Inverter()
    facets: list[Mapping[str, Any]] = []
    for number, chunk in enumerate(_chunks(entries)):
        for found in chunk:
            inverter.add(found.vector)
            facets.append(found.facets)
        yield _asset(f"{FOLDER}/papers/{number}.json", [found.shown for found in chunk])
        yield _asset(f"{FOLDER}/text/{number}.json", [found.text for found in chunk])
    postings = inverter.postings
    keys = division({term: len(numbers) // 2 for term, numbers in postings.items()})
    by_key: dict[str, list[str]] = {key: [] for key in keys}
    for term in sorted(postings):
        by_key[key_of(term, keys)].append(term)
    for key, terms_of_key in by_key.items():
        yield _asset(terms_path(key), {term: postings[term].tolist() for term in terms_of_key})
    yield _asset(f"{FOLDER}/index.json", {"papers": len(facets), "chunk": CHUNK, "keys": sorted(keys)})
    yield _asset(f"{FOLDER}/facets.json", facet_columns(facets, catalog))


def _chunks(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    remaining = iter(entries)
    while chunk := list(islice(remaining, CHUNK)):
        yield chunk


class Inverter:
    """Turns the hits of papers by term into the papers of terms."""

    def __init__(self) -> None:
        self.postings: dict[str, array[int]] = {}
        """Term to its papers: number of the first, hit, then the gap to the next number, hit, and so on."""
        self._last: dict[str, int] = {}
        self._count = 0

    def add(self, vector: Vector) -> None:
        """The next paper."""
        for term, hit in vector.items():
            numbers = self.postings.get(term)
            if numbers is None:
                self.postings[term] = array("L", (self._count, hit))
            else:
                numbers.append(self._count - self._last[term])
                numbers.append(hit)
            self._last[term] = self._count
        self._count += 1


def division(sizes: Mapping[str, int]) -> set[str]:
    """The keys of the term files. What a file has too much of goes to files with one letter more, the most frequent letters first."""
    keys = {""}
    pending = [("", list(sizes))]
    while pending:
        key, members = pending.pop()
        groups: dict[str, list[str]] = {}
        for term in members:
            if len(key) < len(term) and len(key) < MAX_KEY:
                groups.setdefault(term[: len(key) + 1], []).append(term)
        weights = {prefix: sum(sizes[term] for term in group) for prefix, group in groups.items()}
        left = sum(sizes[term] for term in members)
        for prefix in sorted(groups, key=lambda prefix: (-weights[prefix], prefix)):
            if left <= MAX_POSTINGS:
                break
            left -= weights[prefix]
            keys.add(prefix)
            pending.append((prefix, groups[prefix]))
    return keys


def key_of(term: str, keys: set[str]) -> str:
    """The longest key that the term starts with."""
    length = len(term)
    while term[:length] not in keys:
        length -= 1
    return term[:length]


def terms_path(key: str) -> str:
    """File of a key; in hexadecimal, since a key may hold any letter of any script."""
    return f"{FOLDER}/terms/{key.encode().hex() or '_'}.json"


def facet_columns(found: Sequence[Mapping[str, Any]], catalog: Catalog) -> dict[str, Any]:
    """Names once, and for each paper, oldest first, its numbers in the lists of names."""
    topics = {topic.slug: number for number, topic in enumerate(catalog.tree.topics)}
    venues, organizations = (sorted({each[name] for each in found} - {None}) for name in ("venue", "organization"))
    numbers = {"venue": {name: number for number, name in enumerate(venues)}, "organization": {name: number for number, name in enumerate(organizations)}}
    return {
        "topics": [[topic.slug, topic.name, topic.parent] for topic in catalog.tree.topics],
        "venues": venues,
        "organizations": organizations,
        "papers": {
            "date": [each["date"] for each in found],
            "topics": [[topics[slug] for slug in each["topics"]] for each in found],
            **{name: [numbers[name].get(each[name], -1) for each in found] for name in ("venue", "organization")},
            "code": [int(each["code"]) for each in found],
        },
    }


def _asset(path: str, value: Any) -> Asset:
    return Asset(path, orjson.dumps(value))
