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


def venue_pages(renderer: Renderer) -> Iterator[Page]:
    catalog, site = renderer.catalog, renderer.settings.site_name
    names = venue_names(catalog)
    yield from name_pages(renderer, addresses.VENUES, say("places.venues"), names, section="venues", description=say("names.venues", site=site))
    for name, (slug, papers) in zip(names, catalog.by_venue.items(), strict=True):
        known = catalog.venues.get(slug)
        yield from list_pages(
            renderer,
            name.address,
            name.name,
            _by_event(papers, name.name),
            template="named.md.j2",
            kind="list",
            section="venues",
            description=say("names.papers_at", name=name.name),
            crumbs=[(say("places.venues"), addresses.VENUES)],
            also=known.aliases if known else [],
            feed=addresses.feed(name.address) if renderer.settings.site_url else None,
            years=papers_a_year(papers, catalog),
        )


def venue_names(catalog: Catalog) -> list[Name]:
    """By their canonical names, or as the newest paper spells those that have none."""
    found = []
    for slug, papers in catalog.by_venue.items():
        known = catalog.venues.get(slug)
        name = known.name if known else next(paper.venue.name for paper in papers if paper.venue)
        found.append(Name(name, addresses.venue(slug), len(papers)))
    return found


def _by_event(papers: Sequence[Paper], name: str) -> list[Section]:
    """By the year of the event, else of the paper: a preprint of last year is at this year's conference."""

    def year(paper: Paper) -> str:
        return str(paper.venue.year) if paper.venue and paper.venue.year else paper.year or ""

    def heading(paper: Paper) -> tuple[str, str, str | None]:
        return (f"{name} {year(paper)}", year(paper), None) if year(paper) else (say("dates.undated"), "undated", None)

    return sections_of(sorted(papers, key=year, reverse=True), heading)
