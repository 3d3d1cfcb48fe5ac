"""The page on which a reader's own library appears; scripts fill it from the browser's storage."""

from paperdex.catalog import addresses
from paperdex.pages.page import Page
from paperdex.pages.render import Renderer
from paperdex.pages.strings import say


def library_page(renderer: Renderer) -> Page:
    return renderer.page(
        addresses.LIBRARY,
        say("places.library"),
        "library.md.j2",
        kind="library",
        section="library",
        description=say("library.description"),
    )
