"""The paragraphs between two meta blocks of a saved page, and what each looks like by itself."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import takewhile

from paperdex.sources.page_dates import parse_printed_date
from paperdex.sources.page_lines import author_count, ends_sentence, is_header, is_upvotes, lone_byline
from paperdex.text import fold, squeeze

_LONG = 200
"""Characters from which a line is prose that was never wrapped."""
_LONGEST_TITLE = 400
_SHORT = 60
_SENTENCE_WITHIN = re.compile(r"[^\W\d_]{3}[.。] ?[A-Z]|://")
_NO_TITLE = re.compile(r"""[^\w"'“‘«„¿¡]|[0-9]{1,2}[.)] """)


class ParagraphLook(Enum):
    """What a paragraph looks like."""

    HEADER = auto()
    """A known part of the page around the papers."""
    MARK = auto()
    """A number, a date, `5 authors` or a lone sign."""
    BYLINE = auto()
    """A number of authors with its bullet."""
    PHRASE = auto()
    """Short and neither a sentence nor a scrap: a title, most often."""
    SCRAP = auto()
    """Short and hardly a title: an item of a list, `where`, `Our contributions:`, a single word."""
    SENTENCE = auto()
    LONG_PHRASE = auto()
    PROSE = auto()
    ESSAY = auto()
    """Longer than any title."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text on one line, and the lines it was on, counted from 0."""

    text: str
    first: int
    last: int
    look: ParagraphLook


def find_paragraphs(lines: Sequence[str], places: range, *, is_top: bool, is_end: bool) -> list[Paragraph]:
    """What stands in a stretch of clean lines; `is_top` and `is_end` say that it begins or ends the page."""
    runs = [_without_head(lines, run, is_top=is_top) for run in _runs(lines, places)]
    is_one_block = (
        not is_end
        and sum(_look(lines[body[0]]) not in (ParagraphLook.HEADER, ParagraphLook.MARK) for _, body in runs) == 1
    )
    found: list[Paragraph] = []
    for head, body in runs:
        pieces = [*(range(at, at + 1) for at in head), *_pieces(lines, body, is_one_block=is_one_block)]
        for piece in pieces:
            text = squeeze(" ".join(lines[at] for at in piece))
            is_submitter = bool(found) and fold(found[-1].text) == "submitted by" and len(text) <= _SHORT
            found.append(Paragraph(text, piece[0], piece[-1], ParagraphLook.HEADER if is_submitter else _look(text)))
    return found


def _runs(lines: Sequence[str], places: range) -> Iterator[range]:
    """Lines without a blank one between them."""
    start = places.start
    for at in places:
        if not lines[at]:
            if at > start:
                yield range(start, at)
            start = at + 1
    if start < places.stop:
        yield range(start, places.stop)


def _without_head(lines: Sequence[str], run: range, *, is_top: bool) -> tuple[range, range]:
    """The lines of a run that are of the page and stand right above an entry; and the others, at least one."""
    cut = run.start
    if is_top:
        short = takewhile(lambda at: len(lines[at]) <= _SHORT, run[:-1])
        cut = max((at + 1 for at in short if is_header(lines[at]) or parse_printed_date(lines[at])), default=cut)
    while cut < run.stop - 1 and (is_upvotes(lines[cut]) or is_header(lines[cut])):
        cut += 1
    return range(run.start, cut), range(cut, run.stop)


def _pieces(lines: Sequence[str], body: range, *, is_one_block: bool) -> list[range]:
    """The paragraphs of a run: it was wrapped, or each of its lines is one, or title and abstract lack the blank line
    between them.
    """
    if max(len(lines[at]) for at in body) >= _LONG:
        return [range(at, at + 1) for at in body]
    cut = _end_of_title(lines, body) if is_one_block and len(body) > 1 else None
    return [body] if cut is None else [range(body.start, cut), range(cut, body.stop)]


def _end_of_title(lines: Sequence[str], body: range) -> int | None:
    """Where a run breaks though the next word had room: wrapping did not break it there. Else after its first line, if
    it is prose.
    """
    width = max(len(lines[at]) for at in body)
    for at in body[:-1]:
        if len(lines[at]) + 1 + len(lines[at + 1].split(" ", 1)[0]) <= width:
            return at + 1
    return body.start + 1 if ends_sentence(lines[body[-1]]) or sum(len(lines[at]) for at in body) >= _LONG else None


def _look(text: str) -> ParagraphLook:
    if is_header(text):
        return ParagraphLook.HEADER
    if lone_byline(text) is not None:
        return ParagraphLook.BYLINE
    if _is_mark(text):
        return ParagraphLook.MARK
    is_sentence = ends_sentence(text) or _SENTENCE_WITHIN.search(text[: _LONGEST_TITLE + 1]) is not None
    if len(text) >= _LONG:
        return (
            ParagraphLook.ESSAY
            if len(text) > _LONGEST_TITLE
            else ParagraphLook.PROSE
            if is_sentence
            else ParagraphLook.LONG_PHRASE
        )
    return ParagraphLook.SENTENCE if is_sentence else ParagraphLook.SCRAP if _is_scrap(text) else ParagraphLook.PHRASE


def _is_mark(text: str) -> bool:
    is_sign = len(text) <= _SHORT and not any(map(str.isalnum, text))
    return is_sign or is_upvotes(text) or parse_printed_date(text) is not None or author_count(text) is not None


def _is_scrap(text: str) -> bool:
    word, _, others = text.partition(" ")
    return (
        word.islower()
        or text[-1] in ":;,：；，、"
        or _NO_TITLE.match(text) is not None
        or (not others and text.isascii())
    )
