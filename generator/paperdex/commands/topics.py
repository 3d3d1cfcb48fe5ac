"""Another slug for a topic, or two topics made one. Papers follow, and earlier addresses lead on."""

from functools import partial

from paperdex import yaml_io
from paperdex.catalog.vocabulary import Topic
from paperdex.commands.desk import Desk, DeskResult
from paperdex.errors import PaperdexError
from paperdex.findings import Finding, Severity
from paperdex.settings import Settings


def rename_topic(settings: Settings, topic_slug: str, new_slug: str) -> DeskResult:
    """Rename the topic in topics.yaml, as a parent of others, and in all records."""
    desk = Desk(settings)
    topic = desk.topic(topic_slug)
    desk.require_new_topic_slug(new_slug, topic)
    if new_slug in topic.aliases:
        _drop_alias(desk, topic, new_slug)
    _append(desk, topic_slug, "aliases", topic_slug)
    for child in desk.tree.children.get(topic_slug, ()):
        _set(desk, child.slug, "parent", new_slug)
    _set(desk, topic_slug, "slug", new_slug)
    _replace_in_records(desk, topic_slug, new_slug)
    return desk.write()


def merge_topics(settings: Settings, topic_slug: str, other_slug: str) -> DeskResult:
    """Give all that the second topic has to the first: papers, narrower topics, rules, reading order and addresses."""
    desk = Desk(settings)
    topic, other = desk.topic(topic_slug), desk.topic(other_slug)
    if topic is other:
        raise PaperdexError(f"{topic_slug!r} is one topic, and a merge takes two")
    if other in desk.tree.ancestors(topic_slug):
        _move_up(desk, topic, other)
    for child in desk.tree.children.get(other_slug, ()):
        if child is not topic:
            _set(desk, child.slug, "parent", topic_slug)
    for alias in (other_slug, *other.aliases):
        _append(desk, topic_slug, "aliases", alias)
    for pattern in other.match:
        if pattern not in topic.match:
            _append(desk, topic_slug, "match", pattern)
    for step in other.start_here:
        if step.paper not in {known.paper for known in topic.start_here}:
            _append(desk, topic_slug, "start_here", step.model_dump())
    desk.edit_topics(partial(yaml_io.remove, location=(desk.topic_at(other_slug),)))
    _replace_in_records(desk, other_slug, topic_slug)
    changes = desk.write()
    if other.description:
        message = (
            f"the description of {other_slug!r} was left out; {topic_slug!r} may want a word of it: {other.description}"
        )
        changes.findings.append(
            Finding(
                code="topic-description",
                severity=Severity.WARNING,
                message=message,
                file=settings.shown(settings.topics),
            )
        )
    return changes


def _move_up(desk: Desk, topic: Topic, other: Topic) -> None:
    """A topic that takes the place of one above it stands where that stood."""
    if other.parent:
        _set(desk, topic.slug, "parent", other.parent)
    else:
        desk.edit_topics(partial(yaml_io.remove, location=(desk.topic_at(topic.slug), "parent")))


def _set(desk: Desk, topic_slug: str, key: str, value: str) -> None:
    desk.edit_topics(partial(yaml_io.replace, location=(desk.topic_at(topic_slug), key), value=value))


def _append(desk: Desk, topic_slug: str, key: str, item: object) -> None:
    desk.edit_topics(partial(yaml_io.append, location=(desk.topic_at(topic_slug), key), item=item))


def _drop_alias(desk: Desk, topic: Topic, alias: str) -> None:
    order = (desk.topic_at(topic.slug), "aliases")
    place = order if len(topic.aliases) == 1 else (*order, topic.aliases.index(alias))
    desk.edit_topics(partial(yaml_io.remove, location=place))


def _replace_in_records(desk: Desk, old: str, new: str) -> None:
    for paper in desk.papers:
        if old in paper.topics:
            topics = tuple(dict.fromkeys(new if slug == old else slug for slug in paper.topics))
            desk.put(paper.model_copy(update={"topics": topics}), paper)
