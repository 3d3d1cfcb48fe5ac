"""The site's table of contents: every page of an index as Markdown, and every other file, as values. Writes nothing."""

from collections.abc import Iterator

from generator.catalog.catalog import Catalog
from generator.pages import (
    author_pages,
    browse_page,
    date_pages,
    home,
    library_page,
    organization_pages,
    paper_pages,
    redirect_pages,
    search_page,
    stats_page,
    topic_pages,
    venue_pages,
)
from generator.pages.head import Heads
from generator.pages.page import Page
from generator.pages.render import Renderer
from generator.settings import Settings


def all_pages(catalog: Catalog, settings: Settings) -> Iterator[Page]:
    """Every page with what its head says of it."""
    yield from map(Heads(catalog, settings).complete, _contents(Renderer(catalog, settings)))


def _contents(renderer: Renderer) -> Iterator[Page]:
    """The pages, kind by kind."""
    yield home.home(renderer)
    yield from topic_pages.topic_pages(renderer)
    yield from date_pages.date_pages(renderer)
    yield from organization_pages.organization_pages(renderer)
    yield from venue_pages.venue_pages(renderer)
    yield from author_pages.author_pages(renderer)
    yield from paper_pages.paper_pages(renderer)
    yield from redirect_pages.redirect_pages(renderer)
    yield stats_page.stats_page(renderer)
    yield search_page.search_page(renderer)
    yield browse_page.browse_page(renderer)
    yield library_page.library_page(renderer)
