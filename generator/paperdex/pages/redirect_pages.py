"""A small page at each earlier address of a paper or a topic, which leads on to where that is now, and at each list
that is no longer made.

A static site has no other way: `redirect` in the front matter is where the page's own template, moved.html, goes on to
at once. An earlier id that is taken again, which the check calls an error, leads nowhere else.
"""

from collections.abc import Iterator
from dataclasses import replace

from paperdex.catalog import addresses, ledger
from paperdex.pages.math import without_tex
from paperdex.pages.page import Page
from paperdex.pages.render import Renderer
from paperdex.pages.strings import say

_LISTS = {
    addresses.DATES: "places.dates",
    addresses.ORGANIZATIONS: "places.organizations",
    addresses.VENUES: "places.venues",
    addresses.AUTHORS: "places.authors",
}


def redirect_pages(renderer: Renderer) -> Iterator[Page]:
    catalog = renderer.catalog
    papers = [*catalog.papers.listed, *catalog.removed.listed]
    moved = [
        (addresses.paper(alias), addresses.paper(each.outline.id), each.paper.title)
        for each in papers
        for alias in each.outline.aliases
    ]
    moved += [
        (addresses.topic(alias), addresses.topic(topic.slug), topic.name)
        for topic in catalog.tree.topics
        for alias in topic.aliases
    ]
    taken = {addresses.paper(alias) for each in papers for alias in each.outline.aliases if alias in catalog.digests}
    taken.update(map(addresses.topic, catalog.tree.by_slug))
    for address, target, name in moved:
        if address not in taken:
            taken.add(address)
            yield _page(renderer, address, target, name)
    for address, target in ledger.gone(catalog):
        yield _page(
            renderer,
            address,
            target,
            say(_LISTS[target]) if target in _LISTS else target.removesuffix("/").rpartition("/")[2],
        )


def _page(renderer: Renderer, address: str, target: str, called: str) -> Page:
    page = renderer.page(address, without_tex(called), "moved.md.j2", kind="moved", called=called, target=target)
    way = {"template": "moved.html", "redirect": addresses.relative(target, address)}
    return replace(page, make_meta=lambda: {**page.make_meta(), **way}, is_listed=False)
