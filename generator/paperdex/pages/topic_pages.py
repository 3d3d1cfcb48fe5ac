"""The tree of topics, and one list per topic."""

from collections import Counter
from collections.abc import Iterator

from paperdex.catalog import addresses
from paperdex.catalog.catalog import Catalog
from paperdex.catalog.papers import Papers
from paperdex.catalog.vocabulary import Topic
from paperdex.pages.charts import Series
from paperdex.pages.listing import by_year, list_pages
from paperdex.pages.page import Page
from paperdex.pages.render import Renderer
from paperdex.pages.strings import say
from paperdex.records.paper import Paper

YEARS_SHOWN = 12
"""The most years in a sparkline."""


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
        depends=topic_counts(renderer.catalog),
    )


def topic_pages(renderer: Renderer, topic: Topic) -> Iterator[Page]:
    """The list of one topic."""
    catalog, papers = renderer.catalog, renderer.catalog.by_topic.get(topic.slug, Papers())
    address = addresses.topic(topic.slug)
    yield from list_pages(
        renderer,
        address,
        topic.name,
        by_year(papers),
        template="topic.md.j2",
        kind="list",
        section="topics",
        description=topic.description or say("topics.of_topic", topic=topic.name),
        crumbs=[
            (say("places.topics"), addresses.TOPICS),
            *((other.name, addresses.topic(other.slug)) for other in catalog.tree.ancestors(topic.slug)),
        ],
        topic=topic,
        feed=addresses.feed(address) if renderer.settings.site_url else None,
        years=papers_a_year(papers, catalog),
        depends=[topic_counts(catalog), first_steps(catalog, topic)],
    )


def topic_counts(catalog: Catalog) -> list[int]:
    """Papers of each topic, in the order of the vocabulary."""
    return [len(catalog.by_topic.get(topic.slug, Papers())) for topic in catalog.tree.topics]


def first_steps(catalog: Catalog, topic: Topic) -> list[Paper | None]:
    """The papers of the topic's reading order."""
    return [listed.paper if (listed := catalog.by_id.get(step.paper)) else None for step in topic.start_here]


def papers_a_year(papers: Papers, catalog: Catalog) -> Series:
    """Papers in each year of the whole index, so that two sparklines can be compared."""
    counts = Counter(outline.date[:4] for outline in papers.outlines if outline.date)
    years = sorted(catalog.by_year)
    return (
        [(str(year), counts[str(year)]) for year in range(int(years[0]), int(years[-1]) + 1)][-YEARS_SHOWN:]
        if years
        else []
    )
