"""The title of an entry and the text around it, as pieces."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from paperdex.sources.awesome.pieces import Piece


@dataclass(frozen=True, slots=True)
class EntryTitle:
    """An entry's title, how sure it is, and the pieces around it."""

    title: str
    sureness: float
    before: Sequence[Piece]
    after: Sequence[Piece]
    href: str | None = None
    """The address that the title leads to."""
    name: str | None = None
    """The name that the list put before the title: `**ReAct:**`."""
    is_quoted: bool = False
    """The title stands in quotes, as in a citation."""


def cut_pieces(pieces: Sequence[Piece], start: int) -> list[Piece]:
    """The pieces from a place in their text on."""
    rest: list[Piece] = []
    for piece in pieces:
        if start < len(piece.text):
            rest.append(replace(piece, text=piece.text[max(0, start) :]))
        start -= len(piece.text)
    return rest
