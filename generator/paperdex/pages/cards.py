"""Social cards: the picture that messengers show beside a link to the site or to a topic."""

from collections.abc import Iterator

from paperdex.catalog import addresses
from paperdex.catalog.catalog import Catalog
from paperdex.catalog.papers import Papers
from paperdex.catalog.vocabulary import Topic
from paperdex.pages.charts import Series
from paperdex.pages.fingerprint import fingerprint
from paperdex.pages.page import Asset, Bundle
from paperdex.pages.strings import say
from paperdex.pages.topic_pages import papers_a_year
from paperdex.settings import Settings

WIDTH, HEIGHT = 1200, 630
"""Pixels; what https://ogp.me images are shown at without being cut."""


def site_card(catalog: Catalog, settings: Settings) -> Iterator[Bundle]:
    """The site's card; previews need absolute addresses, so there is none without the site's own."""
    if settings.site_url:
        yield _bundle(catalog, addresses.HOME, settings.site_name, settings.site_description, catalog.papers)


def topic_card(catalog: Catalog, settings: Settings, topic: Topic) -> Iterator[Bundle]:
    """A topic's card, on the same condition."""
    if settings.site_url:
        yield _bundle(
            catalog,
            addresses.topic(topic.slug),
            topic.name,
            settings.site_name,
            catalog.by_topic.get(topic.slug, Papers()),
        )


def _bundle(catalog: Catalog, page: str, name: str, line: str, papers: Papers) -> Bundle:
    values = (name, line, _figures(papers), papers_a_year(papers, catalog))
    return Bundle(
        f"card:{page}", fingerprint(values, catalog.digest_of), lambda: [Asset(addresses.card(page), _draw(*values))]
    )


def _figures(papers: Papers) -> str:
    """`1,234 papers · 2020–2025`."""
    years = sorted({outline.year for outline in papers.outlines if outline.year})
    span = "–".join(dict.fromkeys((years[0], years[-1]))) if years else ""
    return " · ".join(part for part in (say("counts.papers", count=len(papers)), span) if part)


def _draw(name: str, line: str, figures: str, years: Series) -> bytes:
    """Loaded only where a card is drawn: most builds draw none."""
    from paperdex.pages.card_picture import card  # noqa: PLC0415

    return card(name, line, figures, years)
