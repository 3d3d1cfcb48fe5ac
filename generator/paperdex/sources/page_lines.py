"""The lines of a saved Hugging Face page: what one of them can be, and the meta blocks that several make.

A meta block closes the entry of a paper, in one of the forms that captures of the page have::

      • 6 authors          HKUSTGZ             -                  OCC · Published on Oct 4, 2026
    ·                      ·                   - 9 authors
    Jul 25, 2024 2         Jul 25                                 (the trending page)
                           2                   ·
                                               May 29
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from paperdex.records.paper import drop_forbidden_characters
from paperdex.sources.page_dates import PrintedDate, parse_printed_date
from paperdex.text import fold, squeeze

SEPARATOR = "·"
_HEADER = frozenset(
    fold(line)
    for line in (
        "new", "Get trending papers in your email inbox!", ("Get trending papers in your email "
                                                           "inbox once a day!"), "Subscribe",
        "Daily Papers", "byAK and the research community", "by AK and the research community", "Daily", "Weekly",
        "Monthly",
        "Trending Papers", "Hugging Face", "Models", "Datasets", "Spaces", "Buckets", "Buckets new", "Docs",
        "Community", "Enterprise",
        "Pricing", "Log In", "Sign Up", "Submit", "Submit paper", "Submitted by", "Search", "Papers", "Previous",
        "Next", "Upvote",
        "arXiv Page", "System theme", "Company", "TOS", "Privacy", "About", "Careers", "Website", "Back to Articles",
    )
)  # fmt: skip
_SIGNATURES = frozenset(
    map(
        fold,
        (
            "Get trending papers in your email inbox!",
            "byAK and the research community",
            "by AK and the research community",
        ),
    )
)
"""Lines that no other site has."""
_STARS = re.compile(r"GitHub [0-9][0-9.,]{0,7}k?")
_INVISIBLE = re.compile("[\u200b\u2060\ufeff]")
_BYLINE = re.compile(r"(?P<bullet>[•*-] ?)?(?P<count>[0-9]{1,5}|[0-9]{1,2},[0-9]{3}) authors?", re.IGNORECASE)
_BULLET = re.compile(r"[•*-]")
_UPVOTES = re.compile(r"[0-9]{1,6}|-")
_SENTENCE_END = re.compile(r"[.。．｡।۔][)\]\"'”’»]{0,3}$")
_SHORT = 60
_LONGEST_NAME = 100
_LONGEST_META = 160
_MOST_BLANK = 2
"""Blank lines that may lie between two parts of one meta block: some browsers put one between any two lines."""


@dataclass(frozen=True, slots=True)
class MetaBlock:
    """The block of authors and date that closes an entry; lines counted from 0."""

    first: int
    last: int
    author_count: int | None = None
    organization: str | None = None
    """The line that stands in the place of the authors."""
    date_line: str | None = None
    """What stands in the place of the date."""
    date: PrintedDate | None = None
    is_spaced: bool = False
    """Blank lines lie within the block, so one before a number says nothing."""


def clean_line(line: str) -> str:
    """The line as it is read: single spaces, without what is invisible and what no record may hold."""
    return squeeze(drop_forbidden_characters(squeeze(_INVISIBLE.sub("", line))))


def is_header(line: str) -> bool:
    """Whether this is a known part of the page around the papers."""
    return len(line) <= _SHORT and (fold(line) in _HEADER or _STARS.fullmatch(line) is not None)


def is_page_signature(line: str) -> bool:
    """Whether only this page has such a line."""
    return len(line) <= _SHORT and fold(line) in _SIGNATURES


def is_upvotes(line: str) -> bool:
    """`101`, or `-` for none."""
    return _UPVOTES.fullmatch(line) is not None


def ends_sentence(text: str) -> bool:
    """Whether a full stop ends the text, in any script that has one."""
    return _SENTENCE_END.search(text[-4:]) is not None


def author_count(line: str) -> int | None:
    """6 for `• 6 authors`, which may stand without its bullet only where a separator follows."""
    match = _BYLINE.fullmatch(line) if len(line) <= _LONGEST_NAME else None
    return int(match["count"].replace(",", "")) if match else None


def lone_byline(line: str) -> int | None:
    """The count of a byline that is known by its bullet alone."""
    return author_count(line) if line.startswith(("•", "*", "-")) else None


def meta_blocks(lines: Sequence[str]) -> Iterator[MetaBlock]:
    """The blocks that a separator marks, in order; `lines` are clean."""
    past = -1
    for index, line in enumerate(lines):
        if SEPARATOR in line and index > past and len(line) <= _LONGEST_META and (meta := _meta_at(lines, index, past)):
            yield meta
            past = meta.last


def _meta_at(lines: Sequence[str], index: int, past: int) -> MetaBlock | None:
    """The block whose separator is in the line at `index`; lines up to `past` belong to the one before.

    It needs a date after the separator, or a byline right above it: everything else is prose with a dot in it.
    """
    before, _, after = (part.strip() for part in lines[index].rpartition(SEPARATOR))
    above = index if before else _filled_above(lines, index, past)
    below = index if after else _filled_below(lines, index)
    byline = before or ("" if above is None else lines[above])
    date = parse_printed_date(after or ("" if below is None else lines[below]))
    count = author_count(byline)
    if date is None and (after or above != index - 1 or lone_byline(byline) is None):
        return None
    # On one line with a date, only a year makes a block of what could be a title: `Notes of a Workshop · Oct 4`.
    if before and count is None and date and not (date.year and _has_letters(before)):
        return None
    if date is None:
        below = index + 1 if _is_almost_date(lines, index + 1) else None
    organization = byline if count is None and (before or _is_organization(lines, above, index, past)) else None
    first = index if above is None or (count is None and organization is None) else above
    if count is not None:
        first = _first_bullet(lines, first, past)
    last = index if below is None else below
    date_line = after or (None if below is None else lines[below])
    return MetaBlock(first, last, count, organization, date_line, date, is_spaced="" in lines[first : last + 1])


def _filled_above(lines: Sequence[str], index: int, past: int) -> int | None:
    """The next line above that is not blank, after `past` and with few blank ones between."""
    return next((at for at in range(index - 1, max(index - 2 - _MOST_BLANK, past), -1) if lines[at]), None)


def _filled_below(lines: Sequence[str], index: int) -> int | None:
    return next((at for at in range(index + 1, min(index + 2 + _MOST_BLANK, len(lines))) if lines[at]), None)


def _is_almost_date(lines: Sequence[str], index: int) -> bool:
    """A short last line of a paragraph with a number in it: `3 days ago`, `45 July`."""
    line = lines[index] if index < len(lines) else ""
    ends_paragraph = index + 1 >= len(lines) or not lines[index + 1]
    return ends_paragraph and len(line) <= _SHORT and re.search(r"[0-9]", line) is not None


def _is_organization(lines: Sequence[str], index: int | None, separator: int, past: int) -> bool:
    """Whether a line before a separator and a date is a name, and not the title, nor the end of the abstract."""
    if index is None or len(lines[index]) > _LONGEST_NAME or not _has_letters(lines[index]):
        return False
    line, above = lines[index], _filled_above(lines, index, past)
    is_paragraph = (
        above is None or above < index - 1 or len(lines[above]) > len(line) + _SHORT
    )  # an abstract on one line is long
    if index == separator - 1:
        return is_paragraph or not ends_sentence(line)
    # With a blank line below it, it may as well be the title of a paper of which nothing else is known, or a short
    # abstract.
    is_below_abstract = (
        above is not None
        and not _is_outside(lines[above])
        and (len(lines[above]) > _SHORT or ends_sentence(lines[above]))
    )
    return is_paragraph and is_below_abstract and len(line) <= _SHORT and not ends_sentence(line)


def _has_letters(line: str) -> bool:
    return any(map(str.isalpha, line))


def _is_outside(line: str) -> bool:
    """Whether a line belongs to no paper, so that what follows it is a title."""
    return is_header(line) or is_upvotes(line) or parse_printed_date(line) is not None


def _first_bullet(lines: Sequence[str], index: int, past: int) -> int:
    """Where the bullets before a byline begin that were pictures of the authors."""
    while (above := _filled_above(lines, index, past)) is not None and _BULLET.fullmatch(lines[above]):
        index = above
    return index
