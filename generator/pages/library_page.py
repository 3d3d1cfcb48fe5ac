"""The page on which a reader's own library appears; scripts fill it from the browser's storage."""

from generator.catalog import addresses
from generator.pages.page import Page
from generator.pages.render import Renderer
from generator.pages.strings import say


def library_page(renderer: Renderer) -> Page:
    return renderer.page(
        addresses.LIBRARY,
        say("places.library"),
        "library.md.j2",
        kind="library",
        section="library",
        description=say("library.description"),
    )
