"""Where the title of an entry is among its pieces, and what stands before and after it.

Lists set titles off in every way: as a link, in bold, in quotes, by a bold name before a colon (`**ReAct:** ...`),
or only by what follows them.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from paperdex.sources.awesome.author_lists import read_author_list
from paperdex.sources.awesome.entry_title import EntryTitle, cut_pieces
from paperdex.sources.awesome.labels import key_and_value, label_kind
from paperdex.sources.awesome.link_targets import LINK_MARK
from paperdex.sources.awesome.pieces import Piece
from paperdex.sources.awesome.title_ends import plain_title
from paperdex.sources.awesome.title_quotes import QUOTES, quoted_first, quoted_later
from paperdex.sources.awesome.title_start import split_start
from paperdex.sources.awesome.title_text import MAX_TITLE, clean_title, word_count

_AFTER_NAME = re.compile(r"\s*(?P<aside>\([^()]{1,100}\))?\s*[:：]\s*(?=\S)")
_TAG = re.compile(r"[\[【]([^\[\]【】]{1,60})[\]】]\s*[:：]?")
# `Lovelace, A., & Hopper, G. (2020). Title. Journal`.
_DATED = re.compile(
    r"\s*(?P<people>[^\n]{3,2000}?)\s*(?P<year>[(\[](?:19|20)[0-9]{2}[a-z]?(?:,\s[\w .]{1,20})?[)\]])[.,:]?\s+(?=\S|$)"
)
_ONE_PERSON = re.compile(r"[^\W\d_][\w'’-]+,\s+(?:[A-Z]\.[\s-]?){1,4}")
_MIN_WORDS = 3
_MAX_PIECES = 100
"""A title is among the first; a paragraph of thousands is none."""
_MAX_NAME = 8
"""Words of a name before the title."""


def find_title(pieces: Sequence[Piece]) -> EntryTitle | None:
    """The title, by the surest sign that the entry has."""
    before, rest = split_start(pieces[:_MAX_PIECES])
    if not rest:
        return None
    for sign in (
        quoted_later,
        _after_year,
        _as_link,
        _name_and_quote,
        _after_bold_name,
        _in_bold,
        quoted_first,
        _as_later_link,
        _in_later_emphasis,
        _without_style,
    ):
        found = sign(rest)
        title = clean_title(found.title) if found and len(found.title) <= 2 * MAX_TITLE else ""
        if found and len(title) >= 2 and not (label_kind(title) and not found.href):
            return replace(
                found, title=title, before=[*before, *found.before], after=[*found.after, *pieces[_MAX_PIECES:]]
            )
    return None


def _without_style(pieces: Sequence[Piece]) -> EntryTitle | None:
    found = plain_title(pieces)
    return EntryTitle(found.title, found.sureness, found.before, found.after) if found else None


def _after_year(pieces: Sequence[Piece]) -> EntryTitle | None:
    """A citation with the year after the authors, and the title after the year up to its full stop."""
    match = _DATED.match(pieces[0].text) if pieces[0].is_plain else None
    if not match or not (read_author_list(match["people"]) or _ONE_PERSON.fullmatch(match["people"])):
        return None
    rest = cut_pieces(pieces, match.end())
    if not rest or LINK_MARK in rest[0].text[:3]:
        return None
    stop = re.search(r"[.。](?:\s+|$)|(?<=[?!])\s+$", rest[0].text) if rest[0].is_plain else None
    cited = EntryTitle(rest[0].text[: stop.start()], 0.85, [], cut_pieces(rest, stop.end())) if stop else None
    found = quoted_first(rest) or cited or _after_name(rest)
    before = [Piece(match["people"]), Piece(f" {match['year']}")]
    return replace(found, before=[*before, *found.before]) if found and word_count(found.title) >= 2 else None


def _as_link(pieces: Sequence[Piece]) -> EntryTitle | None:
    """The entry begins with a link that is no label: `[Title](...)`, `[ReAct](...): Synergizing ...`."""
    href = pieces[0].href
    if not href:
        return None
    end = 1
    # One title may be cut into several links with the same address.
    while end < len(pieces) and (
        pieces[end].href == href
        or (not pieces[end].text.strip() and end + 1 < len(pieces) and pieces[end + 1].href == href)
    ):
        end += 1
    text, rest = "".join(piece.text for piece in pieces[:end]), list(pieces[end:])
    colon = re.match(r"\s*[:：]\s*(?=\S)", rest[0].text) if rest and rest[0].is_plain else None
    if colon and word_count(text) <= _MIN_WORDS:
        found = plain_title([replace(rest[0], text=rest[0].text[colon.end() :]), *rest[1:]])
        if found and word_count(found.title) >= _MIN_WORDS:
            quoted = quoted_first([replace(rest[0], text=rest[0].text[colon.end() :]), *rest[1:]])
            return (
                replace(quoted, href=href, name=text.strip())
                if quoted
                else EntryTitle(f"{text.strip()}: {found.title}", 0.7, [], found.after, href)
            )
    return EntryTitle(text, _sureness(text), [], rest, href)


def _after_bold_name(pieces: Sequence[Piece]) -> EntryTitle | None:
    """A bold name, then the title: `***ByTheWay:*** Boost Your ...`, `**CPM-1**. Chinese Pre-trained ...`."""
    first = pieces[0]
    if not first.bold or first.href or len(pieces) < 2 or word_count(first.text) > _MAX_NAME:
        return None
    name, second = first.text.strip(), pieces[1]
    if tag := _TAG.fullmatch(name):
        return _after_tag(tag[1], pieces[1:])
    colon = _AFTER_NAME.match(second.text) if second.is_plain else None
    has_colon = name.endswith((":", "：")) or colon is not None
    is_short = (
        word_count(name) <= 2
        and second.is_plain
        and bool(re.match(r"\s*[.,]?\s+[\"“]?[A-Z0-9][\w-]*\s+\S", second.text))
    )
    if not has_colon and not is_short:
        return None
    start = colon.end() if colon else len(second.text) - len(second.text.lstrip(" \t\n:：.,"))
    rest = [replace(second, text=second.text[start:]), *pieces[2:]]
    rest = rest[1:] if not rest[0].text.strip() and len(rest) > 1 else rest
    aside = [Piece(colon["aside"])] if colon and colon["aside"] else []
    if quoted := quoted_first(rest):
        return replace(quoted, before=aside, name=name.strip(" :："))
    found = _after_name(rest)
    if not found or word_count(found.title) < 2 or (not has_colon and read_author_list(found.title)):
        return None
    bare = name.strip(" :：")
    is_key = (key_and_value(f"{bare}: x") or ("",))[0] == "title"
    repeats = found.title.strip(QUOTES + " ").casefold().startswith(bare.casefold())
    title = found.title if repeats or is_key else f"{bare}: {found.title.lstrip()}"
    return replace(
        found,
        title=title,
        before=[*aside, *found.before],
        sureness=0.9 if has_colon else 0.5,
        name=None if is_key else bare,
    )


def _name_and_quote(pieces: Sequence[Piece]) -> EntryTitle | None:
    """A bold name and the title in quotes, with nothing between them: `**ReAct** "ReAct: Synergizing ..."`."""
    first, *rest = pieces
    if (
        not first.bold
        or first.href
        or word_count(first.text) > 2
        or not rest
        or not rest[0].is_plain
        or not rest[0].text.strip()
    ):
        return None
    quoted = quoted_first([replace(rest[0], text=rest[0].text.lstrip()), *rest[1:]])
    return replace(quoted, name=first.text.strip()) if quoted else None


def _after_tag(name: str, rest: Sequence[Piece]) -> EntryTitle | None:
    """A name in brackets is beside the title, not in it: `**[CoFormer]** Collaborative Transformers for ...`."""
    rest = (
        rest[1:]
        if not rest[0].text.strip() and len(rest) > 1
        else [replace(rest[0], text=rest[0].text.lstrip(" \t\n:：")), *rest[1:]]
    )
    found = quoted_first(rest) or _after_name(rest)
    return replace(found, name=name) if found and word_count(found.title) >= 2 else None


def _after_name(pieces: Sequence[Piece]) -> EntryTitle | None:
    """The title after its name: a link, all of a piece in bold or italics, or plain text."""
    first = pieces[0]
    if first.href:
        return _as_link(pieces)
    if first.text.startswith(LINK_MARK) or (first.italic and read_author_list(first.text)):
        return None
    return EntryTitle(first.text, 0.9, [], pieces[1:]) if first.italic or first.bold else _without_style(pieces)


def _in_bold(pieces: Sequence[Piece]) -> EntryTitle | None:
    """The entry begins in bold: `**Title**. *Authors*. Venue`."""
    end = 0
    while end < len(pieces) and not pieces[end].href and (pieces[end].bold or (end and _is_between(pieces, end))):
        end += 1
    text, rest = "".join(piece.text for piece in pieces[:end]), pieces[end:]
    if not end or (
        word_count(text) < 2 and not (rest and re.match(r"\s*(?:[.,(\[]|" + LINK_MARK + r"|$)", rest[0].text))
    ):
        return None
    return EntryTitle(text, _sureness(text), [], rest)


def _is_between(pieces: Sequence[Piece], index: int) -> bool:
    """A little text between two bold pieces belongs to the title: `**A** vs. **B**`."""
    text = pieces[index].text
    return (
        index + 1 < len(pieces)
        and pieces[index + 1].bold
        and len(text) <= 6
        and not re.search(r"[.,:()\[\]\n]|" + LINK_MARK, text)
    )


def _as_later_link(pieces: Sequence[Piece]) -> EntryTitle | None:
    """A link of several words after authors: `Smith et al., [Title](...), 2020`."""
    before = ""
    for index, piece in enumerate(pieces):
        if piece.href and word_count(piece.text) >= _MIN_WORDS and label_kind(piece.text) is None:
            is_aside = before.rstrip().endswith(("(", "["))
            is_prose = (
                word_count(before) >= _MIN_WORDS
                and not read_author_list(before.strip(" .,:-–—"))
                and not re.search(r"[:|–—.\n-]\s*$", before)
            )
            return (
                None
                if is_aside or is_prose
                else EntryTitle(piece.text, 0.85, pieces[:index], pieces[index + 1 :], piece.href)
            )
        if LINK_MARK in piece.text:
            return None
        before += piece.text
    return None


def _in_later_emphasis(pieces: Sequence[Piece]) -> EntryTitle | None:
    """Authors, then the title in bold or italics: `J. Smith. **Title.** Venue`."""
    before = ""
    for index, piece in enumerate(pieces):
        is_set_off = index and (piece.bold or piece.italic) and word_count(piece.text) >= _MIN_WORDS
        if is_set_off and read_author_list(before.strip(' .,:-–—"“')):
            return EntryTitle(piece.text, 0.85, pieces[:index], pieces[index + 1 :])
        before += piece.text
        if LINK_MARK in before:
            return None
    return None


def _sureness(text: str) -> float:
    """Of a title that is set off; few words may be only a name."""
    return 0.95 if word_count(text) >= _MIN_WORDS else 0.7
