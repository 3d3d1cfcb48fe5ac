"""The tree of topics, and one page per topic."""

from collections.abc import Iterator

from generator.pages.page import Page
from generator.pages.render import Renderer


def topic_pages(renderer: Renderer) -> Iterator[Page]:
    path = "topics/index.md"
    yield Page(path, "Topics", renderer.render("topics.md.j2", path), {"kind": "topics"})
    for topic in renderer.catalog.tree.topics:
        path = f"topics/{topic.slug}.md"
        papers = renderer.catalog.by_topic.get(topic.slug, [])
        body = renderer.render("topic.md.j2", path, topic=topic, papers=papers)
        yield Page(path, topic.name, body, {"kind": "list", "description": topic.description or f"Papers on {topic.name}"})
