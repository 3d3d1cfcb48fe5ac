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


def organization_pages(renderer: Renderer) -> Iterator[Page]:
    catalog, site = renderer.catalog, renderer.settings.site_name
    names = organization_names(catalog)
    yield from name_pages(
        renderer, addresses.ORGANIZATIONS, say("places.organizations"), names, section="organizations", description=say("names.organizations", site=site)
    )
    for name, papers in zip(names, catalog.by_organization.values(), strict=True):
        yield from list_pages(
            renderer,
            name.address,
            name.name,
            by_year(papers),
            template="named.md.j2",
            kind="list",
            section="organizations",
            description=say("names.papers_by", name=name.name),
            crumbs=[(say("places.organizations"), addresses.ORGANIZATIONS)],
            also=[],
            feed=addresses.feed(name.address) if renderer.settings.site_url else None,
            years=papers_a_year(papers, catalog),
        )


def organization_names(catalog: Catalog) -> list[Name]:
    """As the newest paper spells them."""
    names = (next(paper.organization.name for paper in papers if paper.organization) for papers in catalog.by_organization.values())
    return [Name(name, addresses.organization(name), len(papers)) for name, papers in zip(names, catalog.by_organization.values(), strict=True)]
