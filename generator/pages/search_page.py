"""The page on which search results appear; without JavaScript it says where else to look."""

from generator.catalog import addresses
from generator.pages.page import Page
from generator.pages.render import Renderer


def search_page(renderer: Renderer) -> Page:
    return renderer.page(addresses.SEARCH, "Search", "search.md.j2", kind="search", section="search", description="Search the papers of this index")
