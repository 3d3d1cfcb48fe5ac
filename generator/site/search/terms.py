"""Which papers have a term: files of terms that begin alike.

A term's papers are numbers with their hits: number of the first, hit, gap to the next number, hit, and so on.
In the files they are letters, half as many as digits would be: a gap as digits to the base of 32, those before the last
from `]` to `|`, the last from `#` to `B`; then a hit as its count from `C` to `J` and its marks from `#` to `2`, but the
most frequent one, once in the abstract, goes without saying. JSON needs no escape for any of these.
"""

import re
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import accumulate

from generator.site.search.entry import ONCE, Vector

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
    return "".join(_gap(gap) if hit == ONCE else _gap(gap) + _hit(hit) for gap, hit in zip(postings[::2], postings[1::2], strict=True))


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
        self._sizes: Counter[str] = Counter()

    def add(self, old: Vectors, new: Vectors) -> None:
        """The papers of a chunk by id, before and now, each with its number and its hits."""
        # First what goes, then what comes: a number may pass from one paper to another.
        for paper_id, (number, vector) in old.items():
            if new.get(paper_id) != (number, vector):
                self._sizes.subtract(vector.keys())
                for term in vector:
                    self.hits.setdefault(term, {})[number] = 0
        for paper_id, (number, vector) in new.items():
            if old.get(paper_id) != (number, vector):
                self._sizes.update(vector.keys())
                for term, hit in vector.items():
                    self.hits.setdefault(term, {})[number] = hit

    def sizes(self, before: Mapping[str, int]) -> dict[str, int]:
        """Papers of each term, from those that it had before."""
        sizes = dict(before)
        for term, change in self._sizes.items():
            sizes[term] = sizes.get(term, 0) + change
            if not sizes[term]:
                del sizes[term]
        return sizes


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
    return f"search/terms/{key.encode().hex() or '_'}.json"
