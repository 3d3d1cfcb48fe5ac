"""The organisations that sources name, and one list for each."""

from collections.abc import Iterator

from paperdex.catalog import addresses
from paperdex.catalog.catalog import Catalog
from paperdex.pages.listing import by_year
from paperdex.pages.names import Name, name_pages, pages_of_name
from paperdex.pages.page import Page
from paperdex.pages.render import Renderer
from paperdex.pages.strings import say


def organizations_pages(renderer: Renderer) -> Iterator[Page]:
    """The list of all."""
    names, site = organization_names(renderer.catalog), renderer.settings.site_name
    yield from name_pages(
        renderer,
        addresses.ORGANIZATIONS,
        say("places.organizations"),
        names,
        section="organizations",
        description=say("names.organizations", site=site),
    )


def organization_pages(renderer: Renderer, slug: str) -> Iterator[Page]:
    """The papers of one."""
    name = renderer.catalog.organization_name(slug)
    yield from pages_of_name(
        renderer,
        name,
        addresses.organization(name),
        by_year(renderer.catalog.by_organization[slug]),
        has_feed=bool(renderer.settings.site_url),
        section="organizations",
        description=say("names.papers_by", name=name),
        crumbs=[(say("places.organizations"), addresses.ORGANIZATIONS)],
        also=[],
    )


def organization_names(catalog: Catalog) -> list[Name]:
    names = ((catalog.organization_name(slug), len(papers)) for slug, papers in catalog.by_organization.items())
    return [Name(name, addresses.organization(name), count) for name, count in names]
