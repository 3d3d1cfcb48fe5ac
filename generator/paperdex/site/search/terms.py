"""Which papers have a term: files of terms that begin alike.

A term's papers are numbers with their hits: number of the first, hit, gap to the next number, hit, and so on.
In the files they are letters, half as many as digits would be: a gap as digits to the base of 32, those before the last
from `]` to `|`, the last from `#` to `B`; then a hit as its count from `C` to `J` and its marks from `#` to `2`, but
the most frequent one, once in the abstract, goes without saying. JSON needs no escape for any of these.
"""

import re
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import accumulate

from paperdex.site.search.entry import ONCE, Vector

MAX_POSTINGS = 4000
"""Entries from which a term file is divided by the next letter; some 9 KB."""
MAX_KEY = 40
"""Letters of a key, however long a term: its file's name has to fit into a file system."""

_LOW, _COUNTS, _HIGH = map(ord, "#C]")
_POSTING = re.compile(r"([\]-|]*)([#-B])(?:([C-J])([#-2]))?")

Vectors = Mapping[str, tuple[int, Vector]]
"""Numbers and hits of papers by id."""


class Inverter:
    """Turns the hits of papers by term into the papers of terms."""

    def __init__(self) -> None:
        self.postings: dict[str, array[int]] = {}
        """Term to its papers: number of the first, hit, then the gap to the next number, hit, and so on."""
        self._last: dict[str, int] = {}

    def add(self, number: int, vector: Vector) -> None:
        """A paper with a higher number than all before."""
        for term, hit in vector.items():
            numbers = self.postings.get(term)
            if numbers is None:
                self.postings[term] = array("I", (number, hit))
            else:
                numbers.append(number - self._last[term])
                numbers.append(hit)
            self._last[term] = number


def packed(postings: Sequence[int]) -> str:
    """As they stand in a file."""
    return "".join(
        _gap(gap) if hit == ONCE else _gap(gap) + _hit(hit)
        for gap, hit in zip(postings[::2], postings[1::2], strict=True)
    )


def unpacked(text: str) -> list[int]:
    """Of what stands in a file: gap, hit, gap, hit, and so on."""
    found: list[int] = []
    for high, low, count, marks in _POSTING.findall(text):
        gap = 0
        for digit in high:
            gap = gap * 32 + ord(digit) - _HIGH
        found += (gap * 32 + ord(low) - _LOW, (ord(count) - _COUNTS) * 16 + ord(marks) - _LOW if count else ONCE)
    return found


@cache
def _gap(gap: int) -> str:
    text = chr(_LOW + gap % 32)
    while gap := gap // 32:
        text = chr(_HIGH + gap % 32) + text
    return text


@cache
def _hit(hit: int) -> str:
    return chr(_COUNTS + hit // 16) + chr(_LOW + hit % 16)


def changed(postings: Sequence[int], change: Mapping[int, int]) -> list[int]:
    """The papers of a term after a change: new hits by number, 0 where there is none any more."""
    hits = dict(zip(accumulate(postings[::2]), postings[1::2], strict=True))
    hits.update(change)
    found: list[int] = []
    last = 0
    for number in sorted(number for number, hit in hits.items() if hit):
        found += (number - last, hits[number])
        last = number
    return found


class Changes:
    """What one chunk after another changes in the papers of terms."""

    def __init__(self) -> None:
        self.hits: dict[str, dict[int, int]] = {}
        """By term, new hits by the numbers of papers, 0 where there is none any more."""
        self.growth: Counter[str] = Counter()
        """How many papers more each term has."""

    def add(self, old: Vectors, new: Vectors) -> None:
        """The papers of a chunk by id, before and now, each with its number and its hits."""
        # First what goes, then what comes: a number may pass from one paper to another.
        for paper_id, (number, vector) in old.items():
            stays = _vector_at(number, new.get(paper_id))
            for term in vector:
                if term not in stays:
                    self.hits.setdefault(term, {})[number] = 0
                    self.growth[term] -= 1
        for paper_id, (number, vector) in new.items():
            was = _vector_at(number, old.get(paper_id))
            for term, hit in vector.items():
                if was.get(term) != hit:
                    self.hits.setdefault(term, {})[number] = hit
                    self.growth[term] += term not in was


def _vector_at(number: int, found: tuple[int, Vector] | None) -> Vector:
    """The hits of a paper as far as they are under this number."""
    return found[1] if found and found[0] == number else {}


def weights_of(sizes: Mapping[str, int]) -> dict[str, int]:
    """Papers of the terms that begin alike, by that beginning, for each at which a division looks; `sizes` are papers
    of terms.
    """
    weights = {"": sum(sizes.values())}
    pending = [("", list(sizes))]
    while pending:
        key, members = pending.pop()
        groups: dict[str, list[str]] = {}
        for term in members:
            if len(key) < len(term) and len(key) < MAX_KEY:
                groups.setdefault(term[: len(key) + 1], []).append(term)
        found = {prefix: sum(sizes[term] for term in group) for prefix, group in groups.items()}
        weights |= found
        pending += [(prefix, groups[prefix]) for prefix in _too_much(weights[key], found)]
    return weights


def grown(weights: Mapping[str, int], growth: Mapping[str, int]) -> dict[str, int]:
    """The weights after a change of terms, as long as the division stays the same: it looks at the same beginnings
    then.
    """
    keys = division(weights)
    found = dict(weights)
    for term, by in growth.items():
        for length in range(min(len(term), MAX_KEY) + 1):
            if length and term[: length - 1] not in keys:
                break
            found[term[:length]] = found.get(term[:length], 0) + by
    return {prefix: weight for prefix, weight in found.items() if weight or not prefix}


def division(weights: Mapping[str, int]) -> set[str]:
    """The keys of the term files. What a file has too much of goes to files with one letter more, the most frequent
    letters first.
    """
    longer: dict[str, dict[str, int]] = {}
    for prefix, weight in weights.items():
        if prefix:
            longer.setdefault(prefix[:-1], {})[prefix] = weight
    keys, pending = {""}, [""]
    while pending:
        key = pending.pop()
        found = _too_much(weights.get(key, 0), longer.get(key, {}))
        keys.update(found)
        pending += found
    return keys


def _too_much(weight: int, longer: Mapping[str, int]) -> list[str]:
    """The beginnings that get files of their own, until no more is left in the file than it may hold."""
    found: list[str] = []
    for prefix in sorted(longer, key=lambda prefix: (-longer[prefix], prefix)):
        if weight <= MAX_POSTINGS:
            break
        weight -= longer[prefix]
        found.append(prefix)
    return found


def key_of(term: str, keys: set[str]) -> str:
    """The longest key that the term starts with."""
    length = len(term)
    while term[:length] not in keys:
        length -= 1
    return term[:length]


def terms_path(key: str) -> str:
    """File of a key; in hexadecimal, since a key may hold any letter of any script."""
    return f"search/terms/{key.encode().hex() or '_'}.json"
