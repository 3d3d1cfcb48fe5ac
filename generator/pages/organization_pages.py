"""The organisations that sources name, and one list for each."""

from collections.abc import Iterator

from generator.catalog import addresses
from generator.catalog.catalog import Catalog
from generator.pages.listing import by_year, list_pages
from generator.pages.names import Name, name_pages
from generator.pages.page import Page
from generator.pages.render import Renderer
from generator.pages.strings import say
from generator.pages.topic_pages import papers_a_year


def organizations_pages(renderer: Renderer) -> Iterator[Page]:
    """The list of all."""
    names, site = organization_names(renderer.catalog), renderer.settings.site_name
    yield from name_pages(
        renderer, addresses.ORGANIZATIONS, say("places.organizations"), names, section="organizations", description=say("names.organizations", site=site)
    )


def organization_pages(renderer: Renderer, slug: str) -> Iterator[Page]:
    """The papers of one."""
    catalog, papers = renderer.catalog, renderer.catalog.by_organization[slug]
    name = catalog.organization_name(slug)
    address = addresses.organization(name)
    yield from list_pages(
        renderer,
        address,
        name,
        by_year(papers),
        template="named.md.j2",
        kind="list",
        section="organizations",
        description=say("names.papers_by", name=name),
        crumbs=[(say("places.organizations"), addresses.ORGANIZATIONS)],
        also=[],
        feed=addresses.feed(address) if renderer.settings.site_url else None,
        years=papers_a_year(papers, catalog),
    )


def organization_names(catalog: Catalog) -> list[Name]:
    names = ((catalog.organization_name(slug), len(papers)) for slug, papers in catalog.by_organization.items())
    return [Name(name, addresses.organization(name), count) for name, count in names]
