"""Where a title ends that nothing sets off: at links, at a bracket with the venue, at authors, at a line break.

`Title [[Paper]](...)`, `Title (CVPR 2024)`, `Title - A. Author, B. Author. Venue 2020`, `Title, Venue 2023`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from paperdex.sources.awesome.author_lists import read_author_list
from paperdex.sources.awesome.contexts import read_context
from paperdex.sources.awesome.link_targets import LINK_MARK
from paperdex.sources.awesome.pieces import Piece
from paperdex.sources.awesome.title_text import MAX_TITLE, word_count

_BRACKET = re.compile(r"[\[\(（【]([^\[\]()（）【】]{1,80})[\]\)）】]")
_ENDINGS = re.compile(r"\s+[-–—|•·]\s+|\s*\|\s*|\n|" + LINK_MARK)
_KIND_OF_WORK = re.compile(r"\s?\[(?:J|C|M|D|R|A|P|EB/OL|J/OL|C/OL)\]")
"""What citations in China put after a title: https://en.wikipedia.org/wiki/GB/T_7714."""
_FROM = re.compile(r"(?:from|at)\s+[A-Z].*")
"""Whose paper it is: `Title (from MIT)`."""
_YEAR = re.compile(r"(?<=\S)\s?[(\[（](?:19|20)[0-9]{2}\b")
_SENTENCE = re.compile(r"[.。]\s+(?=[^a-z])")
_OPEN = ("(", "[", "（", "【")


@dataclass(frozen=True, slots=True)
class PlainTitle:
    """A title without any style, how sure it is, and what is before and after it."""

    title: str
    sureness: float
    after: Sequence[Piece]
    before: Sequence[Piece] = ()


def plain_title(pieces: Sequence[Piece]) -> PlainTitle | None:
    """The text up to what cannot be a title any more."""
    if len(pieces[0].text.partition(LINK_MARK)[0]) > 2 * MAX_TITLE:
        return None
    taken: list[Piece] = []
    for index, piece in enumerate(pieces):
        before = "".join(other.text for other in taken)
        if (
            piece.href
            or piece.code
            or ((piece.italic or piece.bold) and taken and _ends_before(piece, before, pieces[index + 1 :]))
        ):
            return _without_tail(before, pieces[index:])
        if cut := _end_in(piece.text, is_first=not before.strip()):
            rest = [replace(piece, text=piece.text[cut:]), *pieces[index + 1 :]]
            return _without_tail(before + piece.text[:cut], rest)
        taken.append(piece)
    return _without_tail("".join(piece.text for piece in taken), [])


def _ends_before(piece: Piece, before: str, rest: Sequence[Piece]) -> bool:
    """Whether text in another style is no part of the title: authors, a venue, or after a full stop."""
    before = before.rstrip()
    if before.endswith(_OPEN):
        inside = piece.text + (re.split(r"[)\]）】]", rest[0].text)[0] if rest else "")
        return read_context(inside, loose=word_count(inside) <= 4) is not None
    return (
        bool(re.search(r"(?:[.,|\n?!]|\s[-–—])$", before))
        or read_author_list(piece.text) is not None
        or read_context(piece.text) is not None
    )


def _end_in(text: str, *, is_first: bool) -> int | None:
    """Where in a text the title ends; at its very beginning only where something is before it."""
    text = text[: 2 * MAX_TITLE]
    ends = [match.start() for match in (_YEAR.search(text), _KIND_OF_WORK.search(text)) if match]
    for match in _BRACKET.finditer(text):
        if (match.start() > 3 or not is_first) and (
            read_context(match[1]) or read_author_list(match[1]) or _FROM.fullmatch(match[1])
        ):
            ends.append(match.start())
            break
    for match in _ENDINGS.finditer(text):
        is_after = bool(text[: match.start()].strip())
        is_dash = match[0].strip() in ("-", "–", "—", "•", "·")
        if (is_after and (not is_dash or _tells(text[match.end() :]))) or (not is_after and LINK_MARK in match[0]):
            ends.append(match.start())
            break
    return min(ends) if ends and (min(ends) > 0 or not is_first) else None


def _tells(text: str) -> bool:
    """Whether what follows a dash or a full stop is authors, venue or date rather than the rest of the title."""
    head = re.split(r"[\n|]|" + LINK_MARK, text)[0]
    parts = re.split(r"[.;]\s+|,\s+(?=[A-Z]{2,}|[0-9]{4})|\s[-–—]\s", head)[:2]
    return any(read_context(part) or read_author_list(part) for part in (head, *parts) if part.strip())


def _without_tail(text: str, rest: Sequence[Piece]) -> PlainTitle | None:
    """`Title. Authors. Venue`: what is surely no title is taken off the end; `Authors. Title`: off the beginning."""
    if len(text) > MAX_TITLE or not text.strip():
        return None
    for match in _SENTENCE.finditer(text):
        head, tail = text[: match.end()], text[match.end() :]
        if word_count(head) >= 2 and not read_author_list(head) and _tells(tail):
            return PlainTitle(head, 0.75, [Piece(tail), *rest])
        if read_author_list(head.rstrip(". ")) and word_count(tail) >= 2:
            found = _without_tail(tail, rest)
            return replace(found, before=[Piece(head)], sureness=0.6) if found else None
    for match in re.finditer(r",\s+|，\s*|\s+@\s+", text):
        head, tail = text[: match.start()], text[match.end() :]
        if word_count(head) >= 3 and _is_byline(tail):
            return PlainTitle(head, 0.75, [Piece(tail), *rest])
    return PlainTitle(text, 0.8, rest)


def _is_byline(text: str) -> bool:
    """Venue and year, two authors or more, or one and others, with or without a venue after them."""
    if read_context(text):
        return True
    is_cut = re.search(r"\bet\.? al\b", text) is not None
    if read_author_list(text):
        return is_cut or "," in text
    head, *others = re.split(r",\s+(?=[A-Z]{2,}|[0-9]{4}|[A-Z][a-z]+[A-Z])", text, maxsplit=1)
    return is_cut and bool(others) and read_author_list(head) is not None and read_context(others[0]) is not None
