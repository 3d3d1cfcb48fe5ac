"""The tree of topics, and one list per topic."""

from collections import Counter
from collections.abc import Iterator, Sequence

from generator.catalog import addresses
from generator.catalog.catalog import Catalog
from generator.pages.charts import Series
from generator.pages.listing import by_year, list_pages
from generator.pages.page import Page
from generator.pages.render import Renderer
from generator.pages.strings import say
from generator.records.paper import Paper

YEARS_SHOWN = 12
"""The most years in a sparkline."""


def topic_pages(renderer: Renderer) -> Iterator[Page]:
    catalog = renderer.catalog
    years = {topic.slug: papers_a_year(catalog.by_topic.get(topic.slug, ()), catalog) for topic in catalog.tree.topics}
    description = say("topics.description", site=renderer.settings.site_name)
    yield renderer.page(
        addresses.TOPICS, say("places.topics"), "topics.md.j2", kind="topics", section="topics", description=description, years=years, depends=catalog.digest
    )
    for topic in catalog.tree.topics:
        above = [(other.name, addresses.topic(other.slug)) for other in catalog.tree.ancestors(topic.slug)]
        yield from list_pages(
            renderer,
            addresses.topic(topic.slug),
            topic.name,
            by_year(catalog.by_topic.get(topic.slug, ())),
            template="topic.md.j2",
            kind="list",
            section="topics",
            description=topic.description or say("topics.of_topic", topic=topic.name),
            crumbs=[(say("places.topics"), addresses.TOPICS), *above],
            topic=topic,
            feed=addresses.feed(addresses.topic(topic.slug)) if renderer.settings.site_url else None,
            years=years[topic.slug],
            depends=[[len(papers) for papers in catalog.by_topic.values()], [catalog.by_id.get(step.paper) for step in topic.start_here]],
        )


def papers_a_year(papers: Sequence[Paper], catalog: Catalog) -> Series:
    """Papers in each year of the whole index, so that two sparklines can be compared."""
    counts = Counter(paper.year for paper in papers)
    years = sorted(catalog.by_year)
    return [(str(year), counts[str(year)]) for year in range(int(years[0]), int(years[-1]) + 1)][-YEARS_SHOWN:] if years else []
