"""Conferences and journals, and one list for each by the year of the event."""

from collections.abc import Iterator, Sequence

from generator.catalog import addresses
from generator.catalog.catalog import Catalog
from generator.pages.listing import Section, list_pages, sections_of
from generator.pages.names import Name, name_pages
from generator.pages.page import Page
from generator.pages.render import Renderer
from generator.pages.strings import say
from generator.pages.topic_pages import papers_a_year
from generator.records.paper import Paper


def venues_pages(renderer: Renderer) -> Iterator[Page]:
    """The list of all."""
    description = say("names.venues", site=renderer.settings.site_name)
    yield from name_pages(renderer, addresses.VENUES, say("places.venues"), venue_names(renderer.catalog), section="venues", description=description)


def venue_pages(renderer: Renderer, slug: str) -> Iterator[Page]:
    """The papers of one."""
    catalog, papers = renderer.catalog, renderer.catalog.by_venue[slug]
    known, name, address = catalog.venues.get(slug), catalog.venue_title(slug), addresses.venue(slug)
    yield from list_pages(
        renderer,
        address,
        name,
        _by_event(papers, name),
        template="named.md.j2",
        kind="list",
        section="venues",
        description=say("names.papers_at", name=name),
        crumbs=[(say("places.venues"), addresses.VENUES)],
        also=known.aliases if known else [],
        feed=addresses.feed(address) if renderer.settings.site_url else None,
        years=papers_a_year(papers, catalog),
    )


def venue_names(catalog: Catalog) -> list[Name]:
    return [Name(catalog.venue_title(slug), addresses.venue(slug), len(papers)) for slug, papers in catalog.by_venue.items()]


def _by_event(papers: Sequence[Paper], name: str) -> list[Section]:
    """By the year of the event, else of the paper: a preprint of last year is at this year's conference."""

    def year(paper: Paper) -> str:
        return str(paper.venue.year) if paper.venue and paper.venue.year else paper.year or ""

    def heading(paper: Paper) -> tuple[str, str, str | None]:
        return (f"{name} {year(paper)}", year(paper), None) if year(paper) else (say("dates.undated"), "undated", None)

    return sections_of(sorted(papers, key=year, reverse=True), heading)
