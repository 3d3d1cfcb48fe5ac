"""What a README is made of once its Markdown and HTML are read: blocks with their lines, and runs of text with their
style.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class BlockKind(StrEnum):
    """What a block is. Markdown and HTML spell each of these in their own way."""

    DOCUMENT = "document"
    HEADING = "heading"
    LIST = "list"
    ITEM = "item"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    TABLE = "table"
    ROW = "row"
    CELL = "cell"
    DETAILS = "details"
    SUMMARY = "summary"
    GROUP = "group"
    """A `<div>` and whatever else only holds others."""
    CODE = "code"
    COMMENT = "comment"
    RULE = "rule"


LEAVES = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.SUMMARY})
"""Blocks that hold text; all others hold blocks."""


@dataclass(frozen=True, slots=True)
class Span:
    r"""A run of text in one style. `\n` alone is a line break that the author asked for."""

    text: str
    line: int
    """Counted by line feeds, from 1."""
    href: str | None = None
    """The address that it leads to."""
    bold: bool = False
    italic: bool = False
    code: bool = False
    image: str | None = None
    """Address of the picture that stands here; the text is its description."""


@dataclass(slots=True, eq=False)
class Block:
    """A block with the blocks or the text in it."""

    kind: BlockKind
    first: int
    last: int
    level: int = 0
    """Of a heading: 1 to 6. Of a cell: 1 in the head of its table."""
    spans: list[Span] = field(default_factory=list)
    children: list["Block"] = field(default_factory=list)
    rows: int = 1
    """Of a cell: rows of its table that it stands in."""
    columns: int = 1
    """Of a cell: columns that it takes."""

    def leaves(self) -> Iterator["Block"]:
        """The blocks of text in it, in order."""
        if self.kind in LEAVES:
            yield self
        for child in self.children:
            yield from child.leaves()

    @property
    def text(self) -> str:
        return " ".join(plain_text(leaf.spans) for leaf in self.leaves())


def plain_text(spans: Sequence[Span]) -> str:
    """The words on one line, without pictures."""
    return " ".join("".join(span.text for span in spans if span.image is None).split())
