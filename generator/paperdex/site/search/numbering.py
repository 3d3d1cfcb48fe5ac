"""The numbers of papers, in the order of their months: which one a paper gets hardly depends on the others.

Every month has room for twice as many papers as it holds, and a paper's place in it follows from its id; where that is
taken it is the next. So a paper that comes or goes moves few others, until a month has to grow.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from paperdex.catalog.view import Item

CHUNK = 32
"""Places in one file of results, a quarter to a half of them taken."""
_UNDATED = "undated"


@dataclass(frozen=True)
class Period:
    """The papers of a month, of a year whose months are not known, or of no date."""

    name: str
    first: int
    """Number of its first place."""
    places: Mapping[int, Item]
    """Papers by their number."""
    size: int

    def chunks(self) -> Iterator[tuple[str, Mapping[int, Item]]]:
        """The files of its results by name, each with its papers by number."""
        for start in range(0, self.size, CHUNK):
            numbers = range(self.first + start, self.first + start + CHUNK)
            yield (
                f"{self.name}-{start // CHUNK}",
                {number: self.places[number] for number in numbers if number in self.places},
            )


def periods(papers: Iterable[Item]) -> list[Period]:
    """All of them, oldest first."""
    found: dict[str, list[Item]] = {}
    for paper in papers:
        found.setdefault((paper.date or "")[:7], []).append(paper)
    result: list[Period] = []
    first = 0
    for name in sorted(found):
        size = CHUNK
        while size < 2 * len(found[name]):
            size *= 2
        result.append(Period(name or _UNDATED, first, _placed(found[name], first, size), size))
        first += size
    return result


def _placed(papers: Iterable[Item], first: int, size: int) -> dict[int, Item]:
    places: dict[int, Item] = {}
    for paper in sorted(papers, key=lambda paper: paper.id):
        place = int.from_bytes(hashlib.blake2b(paper.id.encode(), digest_size=8).digest()) % size
        while first + place in places:
            place = (place + 1) % size
        places[first + place] = paper
    return places
