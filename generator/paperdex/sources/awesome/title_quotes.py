"""Titles in quotes: `Ada Lovelace. "On Engines." 1843`, `"On Engines", in Notes`."""

import re
from collections.abc import Sequence

from paperdex.sources.awesome.entry_title import EntryTitle, cut_pieces
from paperdex.sources.awesome.link_targets import LINK_MARK
from paperdex.sources.awesome.pieces import Piece
from paperdex.sources.awesome.title_text import word_count

QUOTES = '"“„«「『《'
# A quote opens after a space and closes before one: `the "review" of "problems"` holds two.
_QUOTED = re.compile(
    r"(?<!\w)[\"“„«「『《]([^\"“”„«»「」『』《》\n]{8,400}|[\u3040-\u9fff\uac00-\ud7af]{4,7})[\"”»」』》](?!\w)"
)
_AFTER_QUOTE = re.compile(
    r"\s*(?:[.,;，。；、(（\[|–—-]|$|\n|"
    + LINK_MARK
    + r"|in\b|(?:19|20)[0-9]{2}\b|(?i:arxiv|corr|preprint|proceedings|advances|ieee|acm)\b)"
)
_ENDS_REMARK = re.compile(r"(?:[.,:)!]|^|\n|&|\|)\s*$")
_MIN_WORDS = 3
"""Words of a link in the quotes that is the title's, and no label's."""


def quoted_first(pieces: Sequence[Piece]) -> EntryTitle | None:
    """The entry begins with a quote that nothing continues."""
    return _title_in_quotes(pieces, at_start=True) if pieces[0].text.lstrip().startswith(tuple(QUOTES)) else None


def quoted_later(pieces: Sequence[Piece]) -> EntryTitle | None:
    """A citation: authors or a remark, then the title in quotes, then venue and year."""
    return _title_in_quotes(pieces, at_start=False) if not pieces[0].bold and not pieces[0].href else None


def _title_in_quotes(pieces: Sequence[Piece], *, at_start: bool) -> EntryTitle | None:
    text = "".join(piece.text for piece in pieces)
    quotes = [match for match in _QUOTED.finditer(text.partition(LINK_MARK)[0]) if word_count(match[1]) >= 2]
    quote = (quotes[0] if at_start else quotes[-1]) if quotes else None
    if not quote or (quote.start() < 3) is not at_start:
        return None
    before, after = text[: quote.start()], text[quote.end() :]
    # `"Why Should I Trust You?": Explaining ...` goes on; a citation has a stop in the quotes or after them.
    is_whole = _AFTER_QUOTE.match(after) or quote[1].rstrip().endswith((".", ",", "?", "!"))
    if not is_whole or re.match(r"\s*[:：]\s", after) or (not at_start and not _ENDS_REMARK.search(before)):
        return None
    href = next(
        (
            piece.href
            for piece in pieces
            if piece.href and piece.text.strip() in quote[0] and word_count(piece.text) >= _MIN_WORDS
        ),
        None,
    )
    return EntryTitle(
        quote[1], 0.9, [Piece(before)] if before.strip() else [], cut_pieces(pieces, quote.end()), href, is_quoted=True
    )
