"""Authors with enough papers for a list of their own. People whose names make one slug share a page."""

from collections.abc import Iterator

from paperdex.catalog import addresses
from paperdex.catalog.catalog import Catalog
from paperdex.pages.listing import by_year
from paperdex.pages.names import Name, name_pages, pages_of_name
from paperdex.pages.page import Page
from paperdex.pages.render import Renderer
from paperdex.pages.strings import say
from paperdex.settings import Settings


def authors_pages(renderer: Renderer) -> Iterator[Page]:
    """The list of all, by family name."""
    catalog = renderer.catalog
    people = [(catalog.people[slug], slug, len(papers)) for slug, papers in catalog.by_author.items()]
    names = [Name(author.name, addresses.author(slug), count, author.short_name) for author, slug, count in people]
    least = renderer.settings.options.author_pages_from
    note = say("names.at_least", count=least) if least > 1 else ""
    description = say("names.authors", site=renderer.settings.site_name)
    yield from name_pages(
        renderer, addresses.AUTHORS, say("places.authors"), names, section="authors", description=description, note=note
    )


def author_pages(renderer: Renderer, slug: str) -> Iterator[Page]:
    """The papers of one."""
    catalog, papers = renderer.catalog, renderer.catalog.by_author[slug]
    name = catalog.people[slug].name
    spellings = dict.fromkeys(outline.names.split("\n")[outline.authors.index(slug)] for outline in papers.outlines)
    yield from pages_of_name(
        renderer,
        name,
        addresses.author(slug),
        by_year(papers),
        has_feed=has_feed(catalog, renderer.settings, slug),
        section="authors",
        description=say("names.papers_by", name=name),
        crumbs=[(say("places.authors"), addresses.AUTHORS)],
        also=[other for other in spellings if other != name],
    )


def has_feed(catalog: Catalog, settings: Settings, slug: str) -> bool:
    """Whether an author has enough papers to be followed."""
    return bool(settings.site_url) and len(catalog.by_author[slug]) >= settings.options.author_feeds_from
