"""Conferences and journals, and one list for each by the year of the event."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from paperdex.catalog import addresses
from paperdex.catalog.view import View
from paperdex.pages.listing import Section
from paperdex.pages.names import Name, name_pages, pages_of_name
from paperdex.pages.page import Page
from paperdex.pages.render import Renderer
from paperdex.pages.strings import say


def venues_pages(renderer: Renderer) -> Iterator[Page]:
    """The list of all."""
    yield from name_pages(
        renderer,
        addresses.VENUES,
        say("places.venues"),
        venue_names(renderer.view),
        section="venues",
        description=say("names.venues", site=renderer.settings.site_name),
    )


def venue_pages(renderer: Renderer, slug: str) -> Iterator[Page]:
    """The papers of one."""
    view, shelf = renderer.view, f"venue/{slug}"
    known, name = view.venues.get(slug), view.title(shelf)
    yield from pages_of_name(
        renderer,
        shelf,
        name,
        addresses.venue(slug),
        _by_event(view.event_years(shelf), name),
        has_feed=bool(renderer.settings.site_url),
        section="venues",
        description=say("names.papers_at", name=name),
        crumbs=[(say("places.venues"), addresses.VENUES)],
        also=known.aliases if known else [],
    )


def venue_names(view: View) -> list[Name]:
    return [Name(each.name, addresses.venue(each.slug), each.papers) for each in view.names("venue")]


def _by_event(papers: Sequence[tuple[str, str]], name: str) -> list[Section]:
    """By the year of the event, else of the paper: a preprint of last year is at this year's conference."""
    sections = []
    for year, run in groupby(sorted(papers, key=lambda pair: pair[1], reverse=True), key=lambda pair: pair[1]):
        ids = [paper_id for paper_id, _ in run]
        heading, anchor = (f"{name} {year}", year) if year else (say("dates.undated"), "undated")
        sections.append(Section(heading, anchor, ids, len(ids)))
    return sections
