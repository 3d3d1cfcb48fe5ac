"""The page on which search results appear; without JavaScript it says where else to look."""

from generator.pages.page import Page
from generator.pages.render import Renderer


def search_page(renderer: Renderer) -> Page:
    body = renderer.render("search.md.j2", "search.md")
    return Page("search.md", "Search", body, {"kind": "search", "description": "Search the papers of this index"})
