"""Organisations, venues, authors: alphabetical lists of their names with counts, and the papers of each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from paperdex.catalog import addresses
from paperdex.pages.listing import Section, list_pages
from paperdex.pages.page import Page
from paperdex.pages.render import Renderer
from paperdex.pages.strings import say
from paperdex.text import fold

NAMES_A_PAGE = 600
FEW = 20
"""So many papers of one name are seen at a glance: no headings, no chart, and as everywhere no filter."""
LETTERS_FROM = 40
"""Fewer names than this need no letters to be found."""


@dataclass(frozen=True, slots=True)
class Name:
    """One entry of the list."""

    name: str
    address: str
    count: int
    sort_by: str = ""
    """What the alphabet sees, where it is not the name: a family name."""

    @property
    def key(self) -> tuple[str, str]:
        return (fold(self.sort_by or self.name) or self.sort_by or self.name, self.name)

    @property
    def letter(self) -> str:
        """`E` for Élan; what begins with no Latin letter comes under one heading, before or after the alphabet."""
        first = self.key[0][:1]
        if first.isascii():
            return first.upper() if first.isalpha() else "0–9"
        return say("names.other_scripts")


def name_pages(
    renderer: Renderer,
    address: str,
    title: str,
    names: Sequence[Name],
    *,
    section: str,
    description: str,
    note: str = "",
) -> Iterator[Page]:
    """The list on as many pages as it takes; every page says where each letter begins."""
    ordered = sorted(names, key=lambda name: name.key)
    chunks = [ordered[start : start + NAMES_A_PAGE] for start in range(0, len(ordered), NAMES_A_PAGE)] or [[]]
    groups = [[(letter, list(run)) for letter, run in groupby(chunk, key=lambda name: name.letter)] for chunk in chunks]
    starts: dict[str, str] = {}
    for number, found in enumerate(groups, 1):
        for letter, _ in found:
            starts.setdefault(letter, f"{addresses.page(address, number)}#{_anchor(letter)}")
    with_letters = len(ordered) >= LETTERS_FROM
    for number, found in enumerate(groups, 1):
        yield renderer.page(
            addresses.page(address, number),
            title if number == 1 else say("lists.page_title", title=title, number=number),
            "names.md.j2",
            kind="names",
            section=section,
            description=description,
            title=title,
            base=address,
            note=note,
            total=len(ordered),
            groups=[(letter, _anchor(letter), run) for letter, run in found]
            if with_letters
            else [("", "", [name for _, run in found for name in run])],
            starts=starts if with_letters else {},
            number=number,
            of=len(groups),
        )


def pages_of_name(
    renderer: Renderer,
    shelf: str,
    name: str,
    address: str,
    sections: Sequence[Section],
    *,
    has_feed: bool,
    **values: Any,
) -> Iterator[Page]:
    """The papers of one name, each in two lines: who wants to know more of a paper is on its page with one step."""
    papers = [paper_id for section in sections for paper_id in section.papers]
    is_short = len(papers) <= FEW
    yield from list_pages(
        renderer,
        address,
        name,
        [Section("", "", papers, len(papers))] if is_short else sections,
        template="named.md.j2",
        kind="list",
        feed=addresses.feed(address) if has_feed else None,
        is_short=is_short,
        years=[] if is_short else renderer.view.papers_a_year(shelf),
        **values,
    )


def _anchor(letter: str) -> str:
    return f"from-{letter[:1].lower() if len(letter) < 4 else 'other'}"
