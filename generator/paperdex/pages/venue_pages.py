"""Conferences and journals, and one list for each by the year of the event."""

from collections.abc import Iterator

from paperdex.catalog import addresses
from paperdex.catalog.catalog import Catalog
from paperdex.catalog.papers import Papers
from paperdex.pages.listing import Section, sections_of
from paperdex.pages.names import Name, name_pages, pages_of_name
from paperdex.pages.page import Page
from paperdex.pages.render import Renderer
from paperdex.pages.strings import say
from paperdex.records.outline import Outline


def venues_pages(renderer: Renderer) -> Iterator[Page]:
    """The list of all."""
    description = say("names.venues", site=renderer.settings.site_name)
    yield from name_pages(
        renderer,
        addresses.VENUES,
        say("places.venues"),
        venue_names(renderer.catalog),
        section="venues",
        description=description,
    )


def venue_pages(renderer: Renderer, slug: str) -> Iterator[Page]:
    """The papers of one."""
    catalog = renderer.catalog
    known, name = catalog.venues.get(slug), catalog.venue_title(slug)
    yield from pages_of_name(
        renderer,
        name,
        addresses.venue(slug),
        _by_event(catalog.by_venue[slug], name),
        has_feed=bool(renderer.settings.site_url),
        section="venues",
        description=say("names.papers_at", name=name),
        crumbs=[(say("places.venues"), addresses.VENUES)],
        also=known.aliases if known else [],
    )


def venue_names(catalog: Catalog) -> list[Name]:
    return [
        Name(catalog.venue_title(slug), addresses.venue(slug), len(papers)) for slug, papers in catalog.by_venue.items()
    ]


def _by_event(papers: Papers, name: str) -> list[Section]:
    """By the year of the event, else of the paper: a preprint of last year is at this year's conference."""

    def year(outline: Outline) -> str:
        return str(outline.venue_year or outline.year or "")

    def heading(outline: Outline) -> tuple[str, str, str | None]:
        return (
            (f"{name} {year(outline)}", year(outline), None)
            if year(outline)
            else (say("dates.undated"), "undated", None)
        )

    return sections_of(Papers(sorted(papers.listed, key=lambda listed: year(listed.outline), reverse=True)), heading)
