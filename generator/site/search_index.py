"""The search index as static files, so made that a query loads little of it and one edited paper changes little of it.

::

    search/index.json       number of papers, the keys of the term files, the size of a chunk
    search/terms/<key>.json terms that start with the key: {"term": [paper, hit, gap to the next paper, hit, ...]}
    search/papers/<n>.json  what a result shows, a chunk of papers a file
    search/text/<n>.json    titles and abstracts of the same papers, to look for phrases in
    search/facets.json      names of topics, venues and organisations, and which papers have them

Papers are numbered from the oldest, so that a new one is usually the last and renumbers nobody.
A hit says where a term stands: 1 title, 2 author, 4 topic, venue or organisation, 8 abstract or note,
plus 16 times how often it stands in the abstract (at most 7).

Pagefind was measured first: with 10,000 papers, five of its shards cost 390 KB for the first result and
1.6 s for one edit, and it finds no part of a Chinese title and no author apart from an abstract.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from generator.catalog.catalog import Catalog
from generator.pages.labels import byline
from generator.pages.page import Asset
from generator.records.paper import Paper
from generator.text import first_sentence
from generator.words import STOP_WORDS, fold, terms

FOLDER = "search"
CHUNK = 16
"""Papers in one file of results; ten results load at most ten of them."""
MAX_POSTINGS = 4000
"""Entries from which a term file is divided by the next letter; some 26 KB."""

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
    """Folded title and abstract."""
    facets: Mapping[str, Any]


def entries(catalog: Catalog) -> list[Entry]:
    """All papers, oldest first."""
    return [entry(paper, catalog) for paper in reversed(catalog.papers)]


def entry(paper: Paper, catalog: Catalog) -> Entry:
    topics = catalog.topics_of(paper)
    venue, organization = catalog.venue_name(paper), paper.organization.name if paper.organization else None
    abstract = paper.abstract or ""
    identifiers = " ".join(filter(None, [paper.links.arxiv, paper.links.doi, paper.links.openreview]))
    hits: Counter[str] = Counter()
    for text, mark in (
        (paper.title, TITLE),
        (" ".join(author.name for author in paper.authors), AUTHOR),
        (" ".join([*(topic.name for topic in topics), venue or "", organization or "", identifiers]), LABEL),
    ):
        for term in set(terms(text)):
            hits[term] |= mark
    for term, count in Counter(terms(f"{abstract} {paper.note or ''}")).items():
        if term not in STOP_WORDS:
            hits[term] |= BODY | (_COUNT * min(count, 7))
    facets = {
        "year": int(paper.year) if paper.year else 0,
        "date": paper.date or "",
        "topics": [topic.slug for topic in topics],
        "venue": paper.venue.name if paper.venue else None,
        "organization": organization,
        "code": bool(paper.links.code),
    }
    shown = [paper.id, paper.title, byline(paper, catalog), first_sentence(abstract)]
    return Entry(dict(hits), shown, fold(f"{paper.title}\n{abstract}"), facets)


def search_files(catalog: Catalog) -> Iterator[Asset]:
    """Every file of the index."""
    return index_files(entries(catalog), catalog)


def index_files(found: Sequence[Entry], catalog: Catalog) -> Iterator[Asset]:
    """Every file of the index over some entries."""
    postings = invert(entry.vector for entry in found)
    keys = division(Counter({term: len(plist) // 2 for term, plist in postings.items()}))
    yield _asset(f"{FOLDER}/index.json", {"papers": len(found), "chunk": CHUNK, "keys": sorted(keys)})
    by_key: dict[str, dict[str, list[int]]] = {key: {} for key in keys}
    for term in sorted(postings):
        by_key[key_of(term, keys)][term] = postings[term]
    for key, content in by_key.items():
        yield _asset(terms_path(key), content)
    for start in range(0, len(found), CHUNK):
        chunk = found[start : start + CHUNK]
        yield _asset(f"{FOLDER}/papers/{start // CHUNK}.json", [entry.shown for entry in chunk])
        yield _asset(f"{FOLDER}/text/{start // CHUNK}.json", [entry.text for entry in chunk])
    yield _asset(f"{FOLDER}/facets.json", facets(found, catalog))


def invert(vectors: Iterable[Vector]) -> dict[str, list[int]]:
    """Term to its papers: number of the first, hit, then the gap to the next number, hit, and so on."""
    postings: dict[str, list[int]] = {}
    last: dict[str, int] = {}
    for number, vector in enumerate(vectors):
        for term, hit in vector.items():
            if term in postings:
                postings[term] += (number - last[term], hit)
            else:
                postings[term] = [number, hit]
            last[term] = number
    return postings


def division(sizes: Mapping[str, int]) -> set[str]:
    """The keys of the term files. What a file has too much of goes to files with one letter more, the most frequent letters first."""
    keys = {""}
    pending = [("", list(sizes))]
    while pending:
        key, members = pending.pop()
        groups: dict[str, list[str]] = {}
        for term in members:
            if len(term) > len(key):
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


def facets(found: Sequence[Entry], catalog: Catalog) -> dict[str, Any]:
    """Names once, and for each paper, oldest first, its numbers in the lists of names."""
    topics = [topic.slug for topic in catalog.tree.topics]
    venues = sorted({entry.facets["venue"] for entry in found} - {None})
    organizations = sorted({entry.facets["organization"] for entry in found} - {None})
    numbers = {name: {value: number for number, value in enumerate(values)} for name, values in (("topic", topics), ("venue", venues), ("org", organizations))}
    return {
        "topics": [[topic.slug, topic.name, topic.parent] for topic in catalog.tree.topics],
        "venues": venues,
        "organizations": organizations,
        "papers": {
            "date": [entry.facets["date"] for entry in found],
            "topics": [[numbers["topic"][slug] for slug in entry.facets["topics"]] for entry in found],
            "venue": [numbers["venue"].get(entry.facets["venue"], -1) for entry in found],
            "organization": [numbers["org"].get(entry.facets["organization"], -1) for entry in found],
            "code": [int(entry.facets["code"]) for entry in found],
        },
    }


def _asset(path: str, value: Any) -> Asset:
    return Asset(path, orjson.dumps(value))
