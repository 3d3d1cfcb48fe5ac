"""A small page at each earlier address of a paper or a topic, which leads on to where that is now, and at each list
that is no longer made.

A static site has no other way: `redirect` in the front matter is where the page's own template, moved.html, goes on to
at once. An earlier id that is taken again, which the check calls an error, leads nowhere else.
"""

from collections.abc import Iterator
from dataclasses import replace

from paperdex.catalog import addresses
from paperdex.pages.math import without_tex
from paperdex.pages.page import FinishedPage, Page
from paperdex.pages.render import Renderer, file_of
from paperdex.pages.strings import say

_LISTS = {
    addresses.DATES: "places.dates",
    addresses.ORGANIZATIONS: "places.organizations",
    addresses.VENUES: "places.venues",
    addresses.AUTHORS: "places.authors",
}


def redirect_pages(renderer: Renderer) -> Iterator[Page]:
    """One for each address that leads elsewhere."""
    for address, target, name in renderer.view.earlier_addresses():
        yield _page(renderer, address, target, name)
    for address, target in renderer.view.vanished_lists():
        name = say(_LISTS[target]) if target in _LISTS else target.removesuffix("/").rpartition("/")[2]
        yield _page(renderer, address, target, name)


def _page(renderer: Renderer, address: str, target: str, called: str) -> Page:
    way = {"template": "moved.html", "redirect": addresses.relative(target, address)}

    def finished() -> FinishedPage:
        page = renderer.finished(
            address, without_tex(called), "moved.md.j2", kind="moved", called=called, target=target
        )
        return replace(page, meta={**page.meta, **way})

    return Page(file_of(address), finished, is_listed=False)
