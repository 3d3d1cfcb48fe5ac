"""The organisations that sources name, and one list for each."""

from collections.abc import Iterator

from paperdex.catalog import addresses
from paperdex.catalog.view import View
from paperdex.pages.listing import by_year
from paperdex.pages.names import Name, name_pages, pages_of_name
from paperdex.pages.page import Page
from paperdex.pages.render import Renderer
from paperdex.pages.strings import say


def organizations_pages(renderer: Renderer) -> Iterator[Page]:
    """The list of all."""
    yield from name_pages(
        renderer,
        addresses.ORGANIZATIONS,
        say("places.organizations"),
        organization_names(renderer.view),
        section="organizations",
        description=say("names.organizations", site=renderer.settings.site_name),
    )


def organization_pages(renderer: Renderer, slug: str) -> Iterator[Page]:
    """The papers of one."""
    view, shelf = renderer.view, f"organization/{slug}"
    name = view.title(shelf)
    yield from pages_of_name(
        renderer,
        shelf,
        name,
        addresses.organization(name),
        by_year(view.shelf(shelf)),
        has_feed=bool(renderer.settings.site_url),
        section="organizations",
        description=say("names.papers_by", name=name),
        crumbs=[(say("places.organizations"), addresses.ORGANIZATIONS)],
        also=[],
    )


def organization_names(view: View) -> list[Name]:
    return [Name(each.name, addresses.organization(each.name), each.papers) for each in view.names("organization")]
