"""The page on which search results appear; without JavaScript it says where else to look."""

from generator.catalog import addresses
from generator.pages.page import Page
from generator.pages.render import Renderer
from generator.pages.strings import say


def search_page(renderer: Renderer) -> Page:
    return renderer.page(addresses.SEARCH, say("places.search"), "search.md.j2", kind="search", section="search", description=say("search.description"))
