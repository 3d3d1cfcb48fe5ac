"""What a README is sorted into: candidates for papers, headings, and all else."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from paperdex.sources.awesome.blocks import Block, Span
from paperdex.sources.awesome.columns import TableCell
from paperdex.sources.awesome.headings import Heading


@dataclass(slots=True)
class Candidate:
    """What may be a paper: `- [A Title](https://arxiv.org/abs/2307.03601)` with the lines that belong to it."""

    shape: str
    """`item`, `row`, `heading` or `paragraph`."""
    own: list[list[Span]]
    """The paragraph with its title, then those after it."""
    extras: list[Block]
    first: int
    last: int
    path: tuple[Heading, ...]
    group: str
    """The list, table or section whose candidates resemble each other."""
    cells: Sequence[TableCell] = ()
    """Of a row."""


class HeadingPlace(NamedTuple):
    """A heading and its lines."""

    heading: Heading
    first: int
    last: int


class OtherBlock(NamedTuple):
    """A block that is no candidate: a table of contents, prose, code."""

    what: str
    """`contents`, `prose`, `code`, `comment`, `rule` or `table head`."""
    block: Block
    is_furniture: bool
    """It stands in a part of the README that never holds papers, such as its licence."""


@dataclass(slots=True)
class ReadmeOutline:
    """A README whose every block is a candidate, a heading or something else."""

    candidates: list[Candidate] = field(default_factory=list)
    headings: list[HeadingPlace] = field(default_factory=list)
    others: list[OtherBlock] = field(default_factory=list)
