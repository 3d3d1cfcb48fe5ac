"""Social cards: the picture that messengers show beside a link to the site or to a topic."""

from collections.abc import Iterator

from paperdex.catalog import addresses
from paperdex.catalog.view import View
from paperdex.pages.page import Asset, Files
from paperdex.pages.strings import say


def site_card(view: View) -> Iterator[Files]:
    """The site's card; previews need absolute addresses, so there is none without the site's own."""
    settings = view.settings
    if settings.site_url:
        yield _card(view, addresses.HOME, settings.site_name, settings.site_description, "all")


def topic_card(view: View, slug: str) -> Iterator[Files]:
    """A topic's card, on the same condition."""
    if view.settings.site_url:
        name = view.tree.by_slug[slug].name
        yield _card(view, addresses.topic(slug), name, view.settings.site_name, f"topic/{slug}")


def _card(view: View, page: str, name: str, line: str, shelf: str) -> Files:
    def draw() -> list[Asset]:
        from paperdex.pages.card_picture import card  # noqa: PLC0415 - most builds draw none

        picture = card(name, line, _figures(view, shelf), view.papers_a_year(shelf))
        return [Asset(addresses.card(page), picture)]

    return Files(f"card:{page}", draw)


def _figures(view: View, shelf: str) -> str:
    """`1,234 papers · 2020–2025`."""
    years = view.years(shelf)
    span = "–".join(dict.fromkeys((years[0], years[-1]))) if years else ""
    return " · ".join(part for part in (say("counts.papers", count=view.count(shelf)), span) if part)
