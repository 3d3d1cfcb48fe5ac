"""Lists of papers in which a paper is made only when somebody takes it out."""

from collections.abc import Iterable, Iterator, Sequence
from typing import overload

from paperdex.records.paper import Paper
from paperdex.records.record import Record


class Papers(Sequence[Paper]):
    """A list of papers, and part of it is one as well: ``Papers(records)[:10]``."""

    __slots__ = ("records",)

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self.records = tuple(records)
        """What there is to know of the papers without making them."""

    def __len__(self) -> int:
        return len(self.records)

    @overload
    def __getitem__(self, place: int) -> Paper: ...
    @overload
    def __getitem__(self, place: slice) -> "Papers": ...
    def __getitem__(self, place: int | slice) -> "Paper | Papers":
        return Papers(self.records[place]) if isinstance(place, slice) else self.records[place].paper

    def __iter__(self) -> Iterator[Paper]:
        return (record.paper for record in self.records)
