"""The front page: what this is, topics with counts, the newest papers, how to add one."""

from generator.pages.page import Page
from generator.pages.render import Renderer


def home(renderer: Renderer) -> Page:
    catalog, settings = renderer.catalog, renderer.settings
    newest = [paper for paper in catalog.papers if paper.date][: settings.options.newest]
    body = renderer.render("home.md.j2", "index.md", newest=newest)
    return Page("index.md", settings.site_name, body, {"kind": "home", "description": settings.site_description})
