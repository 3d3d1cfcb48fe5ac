"""The tree of topics, and one list per topic."""

from collections.abc import Iterator

from paperdex.catalog import addresses
from paperdex.pages.listing import by_year, list_pages
from paperdex.pages.page import Page
from paperdex.pages.render import Renderer
from paperdex.pages.strings import say


def topics_page(renderer: Renderer) -> Page:
    """The whole tree."""
    description = say("topics.description", site=renderer.settings.site_name)
    return renderer.page(
        addresses.TOPICS,
        say("places.topics"),
        "topics.md.j2",
        kind="topics",
        section="topics",
        description=description,
    )


def topic_pages(renderer: Renderer, slug: str) -> Iterator[Page]:
    """The list of one topic."""
    view, shelf, address = renderer.view, f"topic/{slug}", addresses.topic(slug)
    topic = view.tree.by_slug[slug]
    above = [(other.name, addresses.topic(other.slug)) for other in view.tree.ancestors(slug)]
    yield from list_pages(
        renderer,
        address,
        topic.name,
        by_year(view.shelf(shelf)),
        template="topic.md.j2",
        kind="list",
        section="topics",
        description=topic.description or say("topics.of_topic", topic=topic.name),
        crumbs=[(say("places.topics"), addresses.TOPICS), *above],
        topic=topic,
        feed=addresses.feed(address) if renderer.settings.site_url else None,
        years=view.papers_a_year(shelf),
    )
