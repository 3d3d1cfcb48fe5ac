"""Topics, venues and papers that are named and not known."""

from collections.abc import Iterator, Mapping

from paperdex import yaml_io
from paperdex.catalog.content import Content
from paperdex.catalog.venue_names import VenueNames
from paperdex.findings import Finding, FindingKind, Severity, nearest
from paperdex.records.record import Record

UNKNOWN_TOPIC = FindingKind(
    "unknown-topic",
    Severity.ERROR,
    "The topic is not in `topics.yaml`, or has another slug by now.",
)
REPEATED_TOPIC = FindingKind("repeated-topic", Severity.WARNING, "A record names a topic twice.")
UNKNOWN_VENUE = FindingKind("unknown-venue", Severity.ERROR, "The venue's `id` is not in `venues.yaml`.")
VENUE_WITHOUT_ID = FindingKind(
    "venue-without-id",
    Severity.WARNING,
    "The venue is known to `venues.yaml`, and the record does not say so.",
)
UNKNOWN_PAPER = FindingKind(
    "unknown-paper",
    Severity.ERROR,
    "A reading order in `topics.yaml`, or the `by` of a superseded paper, names a paper that is not in the index,"
    " was renamed or was removed.",
)


def check_topics(content: Content) -> Iterator[Finding]:
    """Whether each topic of a record is one of topics.yaml, and is given once."""
    renamed = {alias: topic.slug for topic in content.topics.topics for alias in topic.aliases}
    known = frozenset(content.topics.by_slug).difference(renamed)
    for record in content.records:
        # Of ten thousand records all but a few are as they should be, and are known to be at a glance.
        if not known.issuperset(record.topics) or len(set(record.topics)) < len(record.topics):
            yield from _topics(record, content, renamed)


def check_venues(content: Content) -> Iterator[Finding]:
    """Whether each venue of a record is one of venues.yaml."""
    names = VenueNames(content.venues.values())
    for record in content.records:
        if record.venue_name and record.venue_id not in (content.venue_ids or ()):
            yield from _venue(record, content, names)


def check_named_papers(content: Content) -> Iterator[Finding]:
    """Whether each paper that a reading order or a superseded paper names is there."""
    for record in content.records:
        if record.status_by:
            yield from _successor(record, content)
    yield from _reading_orders(content)


def _topics(record: Record, content: Content, renamed: Mapping[str, str]) -> Iterator[Finding]:
    topics = record.topics
    for number, slug in enumerate(topics):
        if slug in renamed:
            message = f"the topic {slug!r} is now called {renamed[slug]!r}"
            yield record.finding(UNKNOWN_TOPIC, message, ("topics", number), suggestion=renamed[slug])
        elif content.topic_slugs is not None and slug not in content.topic_slugs:
            message = f"{slug!r} is not a topic of content/topics.yaml"
            yield record.finding(
                UNKNOWN_TOPIC,
                message,
                ("topics", number),
                suggestion=nearest(slug, content.topic_slugs),
            )
        elif slug in topics[:number]:
            yield record.finding(REPEATED_TOPIC, f"the topic {slug!r} is given twice", ("topics", number))


def _venue(record: Record, content: Content, names: VenueNames) -> Iterator[Finding]:
    name, venue_id = record.venue_name, record.venue_id
    if not name or content.venue_ids is None:
        return
    known = names.find(name)
    if venue_id is None and known:
        message = f"the venue {name!r} is {known.name} of content/venues.yaml; give it `id: {known.id}`"
        yield record.finding(VENUE_WITHOUT_ID, message, ("venue",))
    elif venue_id is not None:
        meant = known.id if known else nearest(venue_id, content.venue_ids)
        message = f"{venue_id!r} is not a venue of content/venues.yaml"
        yield record.finding(UNKNOWN_VENUE, message, ("venue", "id"), suggestion=meant)


def _successor(record: Record, content: Content) -> Iterator[Finding]:
    successor = record.status_by
    if record.status_kind == "superseded" and successor and (problem := _unknown_paper(successor, content)):
        message, meant = problem
        yield record.finding(UNKNOWN_PAPER, message, ("status", "by"), suggestion=meant)


def _reading_orders(content: Content) -> Iterator[Finding]:
    steps = [
        (topic.slug, number, step.paper)
        for topic in content.topics.topics
        for number, step in enumerate(topic.start_here)
    ]
    problems = [
        (slug, number, problem) for slug, number, paper_id in steps if (problem := _unknown_paper(paper_id, content))
    ]
    if not problems:
        return
    document = yaml_io.parse(yaml_io.read_text(content.settings.topics))
    places = {entry.get("slug"): index for index, entry in enumerate(document.value) if isinstance(entry, dict)}
    for slug, number, (message, meant) in problems:
        line, column = document.place((places[slug], "start_here", number, "paper"))
        file = content.settings.topics.as_posix()
        yield UNKNOWN_PAPER.finding(message, file=file, line=line, column=column, suggestion=meant)


def _unknown_paper(paper_id: str, content: Content) -> tuple[str, str | None] | None:
    """Why an id that another text names does not lead to a paper of the index, and the id that was meant."""
    if record := content.by_id.get(paper_id):
        return (f"the paper {paper_id!r} was removed from this index", None) if record.is_removed else None
    if record := content.by_alias.get(paper_id):
        return f"the paper {paper_id!r} is now called {record.id!r}", record.id
    return f"there is no paper {paper_id!r}", nearest(paper_id, content.by_id)
