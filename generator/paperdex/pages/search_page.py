"""The page on which search results appear; without JavaScript it says where else to look."""

from paperdex.catalog import addresses
from paperdex.pages.page import Page
from paperdex.pages.render import Renderer
from paperdex.pages.strings import say


def search_page(renderer: Renderer) -> Page:
    return renderer.page(
        addresses.SEARCH,
        say("places.search"),
        "search.md.j2",
        kind="search",
        section="search",
        description=say("search.description"),
    )
