"""What lists put before a title: `🔥 [Dec 2023]`, `(*NeurIPS'23*)`, `` `serving` ``, `[39]`, `2019-05-30 -`."""

import re
from collections.abc import Sequence
from dataclasses import replace

from paperdex.sources.awesome.contexts import read_context
from paperdex.sources.awesome.link_targets import LINK_MARK
from paperdex.sources.awesome.pieces import Piece, without_symbols

_OPEN, _CLOSED = "([（【", ")]）】"
_NO_TITLE = " \t\n.,:;|/-–—•·" + _OPEN + _CLOSED
_NUMBERS = re.compile(
    rf"(?:[\s\-–—•·*+|:：,.>~_#{LINK_MARK}]|\[[ xX✓✔]?\]|\[\^?[0-9]{{1,4}}\]|\([0-9]{{1,3}}\)|"
    rf"(?<![\w.])[0-9]{{1,3}}[.)](?=\s))+"
)
"""Boxes to tick, numbers of footnotes and lists, and the punctuation between them."""
_BRACKET = re.compile(r"[\[\(（【]([^\[\]()（）【】]{1,80})[\]\)）】]")
_DATE = re.compile(
    r"(?:[0-9]{4}[-./][0-9]{1,2}(?:[-./][0-9]{1,2})?|[0-9]{1,2}[-./][0-9]{4}|(?:19|20)[0-9]{2})(?=\s*(?:[-–—:：|,]|\s))"
)


def split_start(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """The pieces before a title, and the rest, which begins with the title or with authors or a remark."""
    before: list[Piece] = []
    rest = list(pieces)
    while rest and not rest[0].href:
        taken, left = _one_step(rest)
        if not taken:
            rest = left
            break
        before += taken
        rest = left
    return before, rest


def _one_step(pieces: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    """What can be taken off the front at once, and the rest; nothing where a title may begin."""
    piece, others = pieces[0], pieces[1:]
    if split := _styled_bracket(pieces):
        return split
    text = without_symbols(piece.text)
    text = _NUMBERS.sub("", text, count=1) if _NUMBERS.match(text) else text
    bare = text.lstrip()
    if not text.strip(_NO_TITLE):
        return [piece], others
    bracket = _BRACKET.match(bare)
    match = bracket if bracket and (read_context(bracket[1]) or _is_tag(bracket[1], piece)) else _DATE.match(bare)
    if match:
        return [replace(piece, text=match[0])], [replace(piece, text=bare[match.end() :]), *others]
    if piece.code or (read_context(text) and others):
        return [piece], others
    return [], [replace(piece, text=text), *others]


def _styled_bracket(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Piece]] | None:
    """A bracket whose inside has another style: `(*NeurIPS'23*) Title`, `[**CVPR 2024**] Title`."""
    first = without_symbols(pieces[0].text).strip()
    if not first.endswith(tuple(_OPEN)) or first.strip(_NO_TITLE + "*+"):
        return None
    for count in range(2, min(6, len(pieces))):
        if match := re.match(
            rf"([^{re.escape(_OPEN + _CLOSED)}]{{0,40}}[{re.escape(_CLOSED)}])\s*[:：.]?", pieces[count].text
        ):
            inside = "".join(piece.text for piece in pieces[1:count]) + match[1][:-1]
            if not read_context(inside, loose=True):
                return None
            return [replace(pieces[0], text=inside)], [
                replace(pieces[count], text=pieces[count].text[match.end() :]),
                *pieces[count + 1 :],
            ]
    return None


def _is_tag(text: str, piece: Piece) -> bool:
    """Words in brackets before a title, such as `[Survey]` or `[NLP]`."""
    return piece.is_plain and len(text.split()) <= 2 and len(text) <= 24 and not text[0].islower()
