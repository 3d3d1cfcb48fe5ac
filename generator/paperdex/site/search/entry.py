"""One paper as the search index sees it: a pure function of the paper and the vocabularies."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from paperdex.catalog.view import View
from paperdex.pages.labels import byline
from paperdex.pages.math import without_tex
from paperdex.records.link_kinds import BARE_IDENTIFIERS, values_of
from paperdex.records.paper import Paper
from paperdex.text import first_sentence, squeeze
from paperdex.words import STOP_WORDS, fold, terms_of_folded

TITLE, AUTHOR, LABEL, BODY = 1, 2, 4, 8
_COUNT = 16
ONCE = BODY | _COUNT
"""The most frequent hit."""

Vector = Mapping[str, int]
"""The hits of one paper by term."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One paper as the index sees it; everything that it needs of the view is in here."""

    vector: Vector
    shown: Sequence[Any]
    """Id, title, byline, first sentence."""
    text: str
    """Every field that is searched, folded, on a line of its own."""


def entry(paper: Paper, view: View) -> Entry:
    topics = view.topics_of(paper)
    venue, organization = view.venue_name(paper), paper.organization.name if paper.organization else None
    abstract = paper.abstract or ""
    identifiers = " ".join(value for kind, value, _ in values_of(paper.links) if kind in BARE_IDENTIFIERS)
    names = [author.name for author in paper.authors]
    labels = [*(topic.name for topic in topics), venue or "", organization or ""]
    searched = [paper.title, *names, *labels, abstract, paper.note or ""]
    folded = [fold(squeeze(field)) for field in searched]
    title, people, other, prose = (
        folded[:1],
        folded[1 : len(names) + 1],
        [*folded[len(names) + 1 : -2], fold(identifiers)],
        folded[-2:],
    )
    hits: dict[str, int] = {}
    for texts, mark in ((title, TITLE), (people, AUTHOR), (other, LABEL)):
        for term in set(terms_of_folded(" ".join(texts))):
            hits[term] = hits.get(term, 0) | mark
    for address in addresses_of(paper):
        term = address_term(address)
        hits[term] = hits.get(term, 0) | LABEL
    for term, count in Counter(terms_of_folded(" ".join(prose))).items():
        if term not in STOP_WORDS:
            hits[term] = hits.get(term, 0) | BODY | (_COUNT * min(count, 7))
    shown = [paper.id, without_tex(paper.title), byline(paper, view), without_tex(first_sentence(abstract))]
    return Entry(hits, shown, "\n".join(text for field, text in zip(searched, folded, strict=True) if field))


def addresses_of(paper: Paper) -> Iterator[str]:
    """Where the paper and what belongs to it are on the web, as the record has them."""
    yield from (value for kind, value, _ in values_of(paper.links) if kind not in BARE_IDENTIFIERS)


def address_term(address: str) -> str:
    """An address without what varies between spellings, backwards: addresses begin alike, and term files are divided by
    beginnings.
    """
    bare = re.sub(r"^https?://(?:www\.)?|#.*$", "", address.lower()).rstrip("/")
    return f"/{bare[::-1]}"
