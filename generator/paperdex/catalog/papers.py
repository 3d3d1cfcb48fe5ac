"""Lists of papers in which a paper is made only when somebody takes it out."""

from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple, Protocol, overload

from paperdex.records.outline import Outline
from paperdex.records.paper import Paper


class Source(Protocol):
    """Where a paper is when it is asked for."""

    @property
    def paper(self) -> Paper: ...


class Listed(NamedTuple):
    """A paper as lists know it."""

    outline: Outline
    digest: str
    """Equal digests are equal papers."""
    source: Source
    path: str | None = None
    """Where the record lies, from the index's folder: `content/papers/2023/gpt4roi.yaml`."""

    @property
    def paper(self) -> Paper:
        return self.source.paper


class Papers(Sequence[Paper]):
    """A list of papers, and part of it is one as well."""

    __slots__ = ("listed",)

    def __init__(self, listed: Iterable[Listed] = ()) -> None:
        self.listed = tuple(listed)

    def __len__(self) -> int:
        return len(self.listed)

    @overload
    def __getitem__(self, place: int) -> Paper: ...
    @overload
    def __getitem__(self, place: slice) -> "Papers": ...
    def __getitem__(self, place: int | slice) -> "Paper | Papers":
        return Papers(self.listed[place]) if isinstance(place, slice) else self.listed[place].paper

    def __iter__(self) -> Iterator[Paper]:
        return (listed.paper for listed in self.listed)

    @property
    def outlines(self) -> Iterator[Outline]:
        """What there is to know of the papers without making them."""
        return map(_OUTLINE, self.listed)

    @property
    def digests(self) -> Iterator[str]:
        """Of the papers, in their order."""
        return map(_DIGEST, self.listed)


_OUTLINE, _DIGEST = attrgetter("outline"), attrgetter("digest")
