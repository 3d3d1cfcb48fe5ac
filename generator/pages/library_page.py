"""The page on which a reader's own library appears; scripts fill it from the browser's storage."""

from generator.catalog import addresses
from generator.pages.page import Page
from generator.pages.render import Renderer


def library_page(renderer: Renderer) -> Page:
    return renderer.page(
        addresses.LIBRARY,
        "Library",
        "library.md.j2",
        kind="library",
        section="library",
        description="The papers that you keep, with your notes, in your own browser",
    )
