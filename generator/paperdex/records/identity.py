"""When two records speak of one work: they share an identifier, or a title with nothing against it.

Preprint, workshop and venue versions are one work. What speaks against it: years more than one
apart, authors most of whom are other people, other numbers in the title (`Task 3`, `GPT-4`, `WMT19`).
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from paperdex.records.identifiers import arxiv_month, parse_acl, parse_arxiv
from paperdex.records.likeness import letters_in_common
from paperdex.records.paper import Paper
from paperdex.text import fold

# Measured on 10,000 titles of the ACL Anthology, 50 million pairs, and on 80,000 titles that were damaged on purpose.
ALIKE = 96.0
"""Alike titles of which nothing else is known: no two different papers of neighbouring years reach it (the nearest have
95.1:
a shared task and one system for it). 99 % of titles with a typing error are found, 91 % with two."""
ALIKE_WITH_AUTHORS = 90.0
"""Alike titles of which most authors are the same: again no false pair (the nearest, two parsers of one team, have
81.6).
85 % of titles that lost a word are found, 87 % with one in another's place, all with an article more or less."""

_ARXIV_DOIS = "10.48550/"
_MATHEMATICS = re.compile(r"\\(?:math|text)[a-z]{2,3}\b|[$\\{}_^]")
_SYMBOL = re.compile(r"(?<![\u0370-\u03ff])[\u0370-\u03ff](?![\u0370-\u03ff])")
"""A Greek letter that is no part of a Greek word."""
_TELLING = 3
"""Words from which a title says more than `Survey` or `Language Models`."""
_NUMBER = re.compile(r"[0-9]+|\b(?:i{1,3}|iv|vi{0,3}|ix|x)\b|\b(?:part|(?:sub)?task|track) [a-z]\b")
"""What tells apart the parts of a series; folded text."""


def identity_keys(paper: Paper) -> Iterator[str]:
    """The identifiers of a paper, surest first; the DOI of an arXiv or an ACL paper stands for that identifier."""
    links = paper.links
    given_by_arxiv = parse_arxiv(links.doi) if links.doi and links.doi.startswith(_ARXIV_DOIS) else None
    arxiv = links.arxiv or given_by_arxiv
    acl = parse_acl(links.acl or links.doi or "")
    if arxiv:
        yield f"arxiv:{arxiv}"
    if links.doi and not given_by_arxiv:
        yield f"doi:{links.doi.lower()}"
    if links.openreview:
        yield f"openreview:{links.openreview}"
    if acl:
        yield f"acl:{acl.lower()}"


def without_arxiv_doi(links: Mapping[str, Any]) -> dict[str, Any]:
    """Plain links in which the DOI that arXiv gives to every paper is its arXiv identifier; the place is the
    publisher's DOI's.
    """
    arxiv = parse_arxiv(str(links.get("doi") or ""))
    if arxiv is None:
        return dict(links)
    return {"arxiv": arxiv, **{kind: address for kind, address in links.items() if kind != "doi" and address}}


def title_key(title: str) -> str:
    r"""The title without what may differ between two prints of it; `$\alpha$`, `\alpha` and `α` are all `alpha`."""
    return fold(_SYMBOL.sub(_name_of, _MATHEMATICS.sub("", title))) or title


def title_keys(paper: Paper) -> Iterator[str]:
    """The key of the title, and that of the title as it stood before it was mended."""
    yield title_key(paper.title)
    if raw := paper.provenance.repaired.get("title"):
        yield title_key(raw)


def is_same_work(paper: Paper, other: Paper) -> bool:
    """Whether two records that share no identifier have the same title and nothing speaks against one work."""
    shared = shared_authors(paper, other)
    if (shared is not None and shared < 0.5) or _years_apart(paper, other) > 1:
        return False
    has_rival, is_by_same = _has_rival_identifier(paper, other), shared is not None and shared > 0.5
    titles, rivals = set(title_keys(paper)), set(title_keys(other))
    if same := titles & rivals:
        return is_by_same or not has_rival or any(len(title.split()) >= _TELLING for title in same)
    needed = ALIKE_WITH_AUTHORS if is_by_same else ALIKE
    return (is_by_same or not has_rival) and any(
        likeness(title, rival) >= needed for title in titles for rival in rivals
    )


def is_same_record(paper: Paper, other: Paper) -> bool:
    """Whether two records of one id are the same one, of which title or authors may have been mended."""
    if has_alike_title(paper, other):
        return not has_other_authors(paper, other)
    return (shared_authors(paper, other) or 0) > 0.5 and not _has_rival_identifier(paper, other)


def has_alike_title(paper: Paper, other: Paper) -> bool:
    return letters_in_common(title_key(paper.title), title_key(other.title)) >= ALIKE_WITH_AUTHORS


def has_other_authors(paper: Paper, other: Paper) -> bool:
    """Whether the authors of both are known, and most of them are different people."""
    shared = shared_authors(paper, other)
    return shared is not None and shared < 0.5


def shared_authors(paper: Paper, other: Paper) -> float | None:
    """How much of the shorter list of authors is in the longer, from 0 to 1; None where people are not known by name.

    Lists are cut off, names are spelled in many ways, and sources take given names for family names: one word
    of a family name among the other's names is enough, and never are all of them asked for.
    """
    fewer, more = sorted(
        ([author for author in each.authors if _words(author.family or "")] for each in (paper, other)), key=len
    )
    if not fewer:
        return None
    names = {word for author in more for name in (author.family, author.given) for word in _words(name or "")}
    return sum(not names.isdisjoint(_words(author.family or "")) for author in fewer) / len(fewer)


def _name_of(symbol: re.Match[str]) -> str:
    letter = unicodedata.normalize("NFKC", symbol[0])
    return unicodedata.name(letter, letter).rpartition(" LETTER ")[2].lower()


@lru_cache(maxsize=1 << 16)
def _words(name: str) -> frozenset[str]:
    """The words of a name without particles and initials."""
    words = [fold(word) for word in re.split(r"[\s-]+", name) if not word[:1].islower()] or [fold(name)]
    return frozenset(word for word in words if len(word) > 1 or not word.isascii())


def likeness(title: str, other: str) -> float:
    """How alike two folded titles are, from 0 to 100; not at all if they hold other numbers."""
    if sorted(_NUMBER.findall(title)) != sorted(_NUMBER.findall(other)):
        return 0.0
    return letters_in_common(title, other)


def _years_apart(paper: Paper, other: Paper) -> int:
    """Between the nearest of their versions; nothing where a year is not known."""
    return min((abs(year - rival) for year in _years(paper) for rival in _years(other)), default=0)


def _years(paper: Paper) -> set[int]:
    known = {int(paper.year)} if paper.year else set()
    if paper.venue and paper.venue.year:
        known.add(paper.venue.year)
    if paper.links.arxiv:
        known.add(int(arxiv_month(paper.links.arxiv)[:4]))
    return known


def _has_rival_identifier(paper: Paper, other: Paper) -> bool:
    kinds = dict(key.split(":", 1) for key in identity_keys(paper))
    rivals = dict(key.split(":", 1) for key in identity_keys(other))
    return any(rivals.get(kind, identifier) != identifier for kind, identifier in kinds.items())
