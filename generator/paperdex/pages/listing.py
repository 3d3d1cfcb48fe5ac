"""Long lists: papers in sections under headings, sections on pages of bounded length."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from paperdex.catalog import addresses
from paperdex.catalog.view import Item
from paperdex.pages.page import Page
from paperdex.pages.render import Renderer
from paperdex.pages.strings import say


@dataclass(frozen=True, slots=True)
class Section:
    """Papers under one heading, as many of them as stand on one page."""

    heading: str
    """Empty for a list without headings."""
    anchor: str
    papers: Sequence[str]
    """Their ids."""
    count: int
    """Papers of the whole section, on all pages."""
    address: str | None = None
    """The heading's own page."""
    is_continued: bool = False
    """It began on an earlier page."""


@dataclass(frozen=True, slots=True)
class Part:
    """One page of a list."""

    number: int
    of: int
    sections: Sequence[Section]
    first: int
    """Number of its first paper in the whole list, from 1."""
    last: int
    total: int


Heading = Callable[[Item], tuple[str, str, str | None]]
"""Heading, anchor and address of the section that a paper belongs to."""


def sections_of(papers: Sequence[Item], heading: Heading) -> list[Section]:
    """Runs of papers with the same heading."""
    runs = [(found, [item.id for item in run]) for found, run in groupby(papers, key=heading)]
    return [Section(title, anchor, ids, len(ids), address) for (title, anchor, address), ids in runs]


def by_year(papers: Sequence[Item]) -> list[Section]:
    """Newest year first, undated papers last, as the catalog has them."""
    undated = (say("dates.undated"), "undated", addresses.UNDATED)
    return sections_of(papers, lambda item: (item.year, item.year, addresses.date(item.year)) if item.year else undated)


def divide(sections: Sequence[Section], size: int) -> list[Part]:
    """The sections on pages of at most `size` papers; at least one page."""
    total = sum(len(section.papers) for section in sections)
    edges = [(start, min(start + size, total)) for start in range(0, max(total, 1), size)]
    return [
        Part(number, len(edges), _between(sections, start, end), start + 1, end, total)
        for number, (start, end) in enumerate(edges, 1)
    ]


def list_pages(
    renderer: Renderer, address: str, title: str, sections: Sequence[Section], *, template: str, **values: Any
) -> Iterator[Page]:
    """A list as its pages; what introduces it stands on the first."""
    for part in divide(sections, renderer.settings.options.page_size):
        at = addresses.page(address, part.number)
        name = title if part.number == 1 else say("lists.page_title", title=title, number=part.number)
        yield renderer.page(at, name, template, title=title, base=address, part=part, **values)


def _between(sections: Sequence[Section], start: int, end: int) -> list[Section]:
    """What of the sections stands between two positions in the whole list."""
    found, position = [], 0
    for section in sections:
        papers = section.papers[max(0, start - position) : max(0, end - position)]
        if papers:
            found.append(replace(section, papers=papers, is_continued=position < start))
        position += len(section.papers)
    return found
