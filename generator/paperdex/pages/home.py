"""The front page: what this is, topics with counts, the newest papers, how to add one."""

from paperdex.pages.page import Page
from paperdex.pages.render import Renderer


def home(renderer: Renderer) -> Page:
    view, settings = renderer.view, renderer.settings
    return renderer.page(
        "",
        settings.site_name,
        "home.md.j2",
        kind="home",
        description=settings.site_description,
        # Undated ones come last.
        newest=[item.id for item in view.shelf("all")[: settings.options.newest] if item.date],
        added=view.last_retrieved(),
    )
