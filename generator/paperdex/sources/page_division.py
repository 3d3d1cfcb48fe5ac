"""The lines of a saved page divided into papers, by the reading that surprises least.

Meta blocks are certain; what lies between two of them is not. A short line may be a title, a count of upvotes,
a piece of an abstract or an advertisement, and a block may be missing, so that one paper follows on another.
Every paragraph of such a stretch has a cost in each part that it could play; the cheapest cast is taken, found by
Viterbi's algorithm in a time that grows with the number of paragraphs. What no entry takes is left for the report.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise, takewhile
from typing import NamedTuple

from paperdex.sources.page_dates import PrintedDate, parse_printed_date
from paperdex.sources.page_lines import MetaBlock, is_upvotes, lone_byline, meta_blocks
from paperdex.sources.page_paragraphs import Paragraph, ParagraphLook, find_paragraphs
from paperdex.text import fold


class ParagraphPart(Enum):
    """The part that a paragraph plays on the page."""

    AROUND = 0
    TITLE = 1
    ABSTRACT = 2
    BYLINE = 3
    """A byline that no separator follows: the entry ends there."""


# How much a paragraph surprises in a part, by its look. A title is no essay; numbers, dates and known lines stand
# around the papers, but a paper may be called "2024"; between two papers stands seldom more than a line.
_PARTS: Mapping[ParagraphLook, Mapping[ParagraphPart, int]] = {
    ParagraphLook.HEADER: {ParagraphPart.AROUND: 0, ParagraphPart.TITLE: 20, ParagraphPart.ABSTRACT: 10},
    ParagraphLook.MARK: {ParagraphPart.AROUND: 0, ParagraphPart.TITLE: 30, ParagraphPart.ABSTRACT: 10},
    ParagraphLook.BYLINE: {
        ParagraphPart.AROUND: 15,
        ParagraphPart.TITLE: 30,
        ParagraphPart.ABSTRACT: 10,
        ParagraphPart.BYLINE: 0,
    },
    ParagraphLook.PHRASE: {ParagraphPart.AROUND: 8, ParagraphPart.TITLE: 0, ParagraphPart.ABSTRACT: 10},
    ParagraphLook.SCRAP: {ParagraphPart.AROUND: 8, ParagraphPart.TITLE: 15, ParagraphPart.ABSTRACT: 8},
    ParagraphLook.SENTENCE: {ParagraphPart.AROUND: 10, ParagraphPart.TITLE: 20, ParagraphPart.ABSTRACT: 0},
    ParagraphLook.LONG_PHRASE: {ParagraphPart.AROUND: 30, ParagraphPart.TITLE: 20, ParagraphPart.ABSTRACT: 0},
    ParagraphLook.PROSE: {ParagraphPart.AROUND: 30, ParagraphPart.TITLE: 40, ParagraphPart.ABSTRACT: 0},
    ParagraphLook.ESSAY: {ParagraphPart.AROUND: 30, ParagraphPart.TITLE: 100, ParagraphPart.ABSTRACT: 0},
}
_NO_META, _NO_META_AT_END, _NO_ABSTRACT, _NO_TITLE = 9, 15, 20, 30
# How much it surprises that one part follows another; what is not here never does.
_STEPS: Mapping[ParagraphPart, Mapping[ParagraphPart, int]] = {
    ParagraphPart.AROUND: {ParagraphPart.AROUND: 0, ParagraphPart.TITLE: 0},
    ParagraphPart.TITLE: {
        ParagraphPart.AROUND: _NO_ABSTRACT + _NO_META,
        ParagraphPart.TITLE: _NO_ABSTRACT + _NO_META,
        ParagraphPart.ABSTRACT: 0,
        ParagraphPart.BYLINE: _NO_ABSTRACT,
    },
    ParagraphPart.ABSTRACT: {
        ParagraphPart.AROUND: _NO_META,
        ParagraphPart.TITLE: _NO_META,
        ParagraphPart.ABSTRACT: 0,
        ParagraphPart.BYLINE: 0,
    },
    ParagraphPart.BYLINE: {ParagraphPart.AROUND: 0, ParagraphPart.TITLE: 0},
}
_BEFORE_META: Mapping[ParagraphPart, int] = {
    ParagraphPart.AROUND: _NO_TITLE,
    ParagraphPart.TITLE: _NO_ABSTRACT,
    ParagraphPart.ABSTRACT: 0,
    ParagraphPart.BYLINE: _NO_TITLE,
}
_BEFORE_END: Mapping[ParagraphPart, int] = {
    ParagraphPart.AROUND: 0,
    ParagraphPart.TITLE: _NO_ABSTRACT + _NO_META_AT_END,
    ParagraphPart.ABSTRACT: _NO_META_AT_END,
    ParagraphPart.BYLINE: 0,
}


@dataclass(slots=True)
class PageEntry:
    """One paper as the page shows it."""

    title: Paragraph
    abstract: list[Paragraph] = field(default_factory=list)
    meta: MetaBlock | None = None
    upvotes: int | None = None
    comments: int | None = None
    last: int = 0
    """Its last line, counted from 0; the first is that of the title."""


@dataclass(slots=True)
class PageDivision:
    """A page as its papers and what stands around them."""

    entries: list[PageEntry] = field(default_factory=list)
    orphans: list[MetaBlock] = field(default_factory=list)
    """Meta blocks without a title before them."""
    known: set[int] = field(default_factory=set)
    """Lines outside of the entries whose meaning is known."""
    heading: PrintedDate | None = None
    """The page's own day, as it prints it."""


class Casting(NamedTuple):
    """A paragraph of a stretch and the part that it plays."""

    paragraph: Paragraph
    part: ParagraphPart


def divide_page(lines: Sequence[str]) -> PageDivision:
    """The entries of a page in order; `lines` are clean."""
    page = PageDivision()
    has_upvotes = False
    for before, after in pairwise([None, *meta_blocks(lines), None]):
        places = range(before.last + 1 if before else 0, after.first if after else len(lines))
        paragraphs = find_paragraphs(lines, places, is_top=before is None, is_end=after is None)
        cast = [*map(Casting, paragraphs, _parts(paragraphs, _BEFORE_META if after else _BEFORE_END))]
        if before is None:
            has_upvotes = any(
                role.part is ParagraphPart.TITLE and is_upvotes(above.paragraph.text) for above, role in pairwise(cast)
            )
            _take_heading(page, cast)
        elif page.entries and page.entries[-1].meta is before:
            _take_numbers(page, before, cast, has_upvotes=has_upvotes)
        _add_entries(page, cast, after)
    return page


def _parts(paragraphs: Sequence[Paragraph], ends: Mapping[ParagraphPart, int]) -> list[ParagraphPart]:
    """The cheapest part for each."""
    costs = {ParagraphPart.AROUND: 0}
    trail: list[dict[ParagraphPart, ParagraphPart]] = []
    for paragraph in paragraphs:
        came_from: dict[ParagraphPart, ParagraphPart] = {}
        reached: dict[ParagraphPart, int] = {}
        for part, own in _PARTS[paragraph.look].items():
            ways = {
                previous: cost + _STEPS[previous][part] for previous, cost in costs.items() if part in _STEPS[previous]
            }
            if ways:
                came_from[part] = min(ways, key=ways.__getitem__)
                reached[part] = ways[came_from[part]] + own
        costs = reached
        trail.append(came_from)
    part = min(costs, key=lambda end: costs[end] + ends[end])
    parts = []
    for came_from in reversed(trail):
        parts.append(part)
        part = came_from[part]
    return parts[::-1]


def _take_heading(page: PageDivision, cast: Sequence[Casting]) -> None:
    """The first date above the first paper is the page's own."""
    for paragraph in _leading(cast):
        if heading := parse_printed_date(paragraph.text):
            page.heading = heading
            page.known.add(paragraph.first)
            return


def _take_numbers(page: PageDivision, meta: MetaBlock, cast: Sequence[Casting], *, has_upvotes: bool) -> None:
    """What the page says of the last paper below its date: the number of comments; or `Upvote` and a number, where it
    is the trending page.
    """
    entry, below = page.entries[-1], _leading(cast[:2])
    if len(below) > 1 and fold(below[0].text) == "upvote" and is_upvotes(below[1].text):
        entry.upvotes = _number(below[1])
        page.known.add(below[1].first)
    elif (
        below
        and entry.comments is None
        and _is_comments(below[0], cast[1] if len(cast) > 1 else None, meta, has_upvotes=has_upvotes)
    ):
        entry.comments, entry.last = _number(below[0]), below[0].last


def _is_comments(number: Paragraph, follower: Casting | None, meta: MetaBlock, *, has_upvotes: bool) -> bool:
    """Whether a number below a date counts the comments on the paper above, rather than the upvotes of the next one."""
    if not is_upvotes(number.text) or number.text == "-":
        return False
    if follower and follower.part is ParagraphPart.AROUND and is_upvotes(follower.paragraph.text):
        return True
    touches_date = number.first == meta.last + 1
    if follower is None or follower.part is not ParagraphPart.TITLE:
        return touches_date or meta.is_spaced
    touches_title = number.last + 1 == follower.paragraph.first
    return touches_date if touches_date != touches_title else not has_upvotes and (touches_date or meta.is_spaced)


def _leading(cast: Sequence[Casting]) -> list[Paragraph]:
    """What stands above the first title."""
    return [role.paragraph for role in takewhile(lambda role: role.part is ParagraphPart.AROUND, cast)]


def _add_entries(page: PageDivision, cast: Sequence[Casting], meta: MetaBlock | None) -> None:
    """The papers of a stretch; only the last of them owns the meta block."""
    taken = page.entries[-1].last if page.entries else -1
    entry: PageEntry | None = None
    above: Paragraph | None = None
    for paragraph, part in cast:
        if part is ParagraphPart.TITLE:
            entry = PageEntry(paragraph, last=paragraph.last)
            page.entries.append(entry)
            if above and above.first > taken and is_upvotes(above.text):
                entry.upvotes = _number(above)
                page.known.add(above.first)
        elif part is ParagraphPart.ABSTRACT and entry:
            entry.abstract.append(paragraph)
            entry.last = paragraph.last
        elif part is ParagraphPart.BYLINE and entry:
            entry.meta, entry.last = (
                MetaBlock(paragraph.first, paragraph.last, lone_byline(paragraph.text)),
                paragraph.last,
            )
        elif paragraph.look is ParagraphLook.HEADER:
            page.known.add(paragraph.first)
        above = paragraph if part is ParagraphPart.AROUND else None
    if meta and entry and cast[-1].part in (ParagraphPart.TITLE, ParagraphPart.ABSTRACT):
        entry.meta, entry.last, entry.comments = meta, meta.last, meta.date.comments if meta.date else None
    elif meta:
        page.orphans.append(meta)


def _number(paragraph: Paragraph) -> int:
    return 0 if paragraph.text == "-" else int(paragraph.text)
