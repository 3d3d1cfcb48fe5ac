"""Words that inputs bring along to content/topics.yaml and content/venues.yaml: appended, so that what curators wrote
keeps its place and its comments.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import ValidationError

from paperdex import yaml_io
from paperdex.catalog.content import Content
from paperdex.catalog.venue_names import VenueNames
from paperdex.catalog.vocabulary import TopicTree, VenueName
from paperdex.errors import PaperdexError
from paperdex.records.draft import Draft
from paperdex.records.paper import Paper
from paperdex.settings import Settings
from paperdex.sources.source import Reading, TopicProposal
from paperdex.text import fold

_ITEM = re.compile(r"^( *)- ", re.MULTILINE)
_EMPTY_LIST = re.compile(r"^\[ *\] *$", re.MULTILINE)


@dataclass(frozen=True)
class Additions:
    """What the records of one import name and the vocabularies lack."""

    settings: Settings
    topics: Sequence[TopicProposal] = ()
    """Broader ones first."""
    venues: Sequence[VenueName] = ()

    def texts(self) -> dict[Path, tuple[str | None, str]]:
        """The vocabularies as they are and with them, by file; a `PaperdexError` where one is no list to which words
        can be added.
        """
        topics = [
            {"slug": topic.slug, "name": topic.name, **({"parent": topic.parent} if topic.parent else {})}
            for topic in self.topics
        ]
        venues = [{"id": venue.id, "name": venue.name} for venue in self.venues]
        longer = {self.settings.topics: topics, self.settings.venues: venues}
        return {path: _appended(path, entries) for path, entries in longer.items() if entries}


class NewWords:
    """The words of all inputs of one import, against those that the index has."""

    def __init__(self, content: Content, readings: Sequence[Reading]) -> None:
        self._settings = content.settings
        self._today: Mapping[str, str] = _by_every_slug(content.topics)
        self._known_topics = {*self._today, *(content.topic_slugs or ())}
        self._known_venues = content.venue_ids
        self._spellings = VenueNames(content.venues.values())
        self._topics: dict[str, TopicProposal] = {}
        self._venues: dict[str, VenueName] = {}
        self._venue_names: set[str] = set()
        for topic in (topic for reading in readings for topic in reading.topics):
            self._topics.setdefault(topic.slug, topic)
        for draft in (draft for reading in readings for draft in reading.drafts):
            self._add_topics(draft.values.get("topics"))
            self._add_venue(draft.values.get("venue"))

    @property
    def venues(self) -> Collection[VenueName]:
        """Those that the index lacks, each in the spelling that came first. None where it lists no venue, for then any
        is as good as another.
        """
        return self._venues.values()

    def settled(self, draft: Draft) -> Draft:
        """The draft with its topics under the slugs that they have today: a topic may have been renamed here."""
        slugs = _words(draft.values.get("topics"))
        today = [self._today.get(slug, slug) for slug in slugs]
        return (
            draft if today == slugs else replace(draft, values={**draft.values, "topics": list(dict.fromkeys(today))})
        )

    def needed_by(self, papers: Iterable[Paper]) -> Additions:
        """Those that the index lacks and a paper needs."""
        topics: set[str] = set()
        venues: set[str | None] = set()
        for paper in papers:
            topics.update(paper.topics)
            venues.add(paper.venue.id if paper.venue else None)
        return Additions(
            self._settings, self._needed_topics(topics), [venue for venue in self.venues if venue.id in venues]
        )

    def _needed_topics(self, used: Iterable[str]) -> list[TopicProposal]:
        needed: set[str] = set()
        waiting = list(used)
        while waiting:
            slug = waiting.pop()
            if slug in self._topics and slug not in self._known_topics and slug not in needed:
                needed.add(slug)
                waiting.append(self._topics[slug].parent or "")
        return [
            replace(topic, parent=self._today.get(topic.parent, topic.parent) if topic.parent else None)
            for topic in self._topics.values()
            if topic.slug in needed
        ]

    def _add_topics(self, value: object) -> None:
        for slug in _words(value):
            if slug not in self._topics:
                words = slug.replace("-", " ")
                self._topics[slug] = TopicProposal(slug, words[:1].upper() + words[1:])

    def _add_venue(self, value: object) -> None:
        if not isinstance(value, dict) or not self._known_venues or value.get("id") in (None, *self._known_venues):
            return
        try:
            venue = VenueName.model_validate({"id": value["id"], "name": value.get("name")})
        except ValidationError:
            return  # such a draft is refused where it is taken in
        spelling = fold(venue.name) or venue.name
        if (
            venue.id not in self._venues
            and spelling not in self._venue_names
            and not self._spellings.meant(venue.name, venue.id)
        ):
            self._venue_names.add(spelling)
            self._venues[venue.id] = venue


def _words(value: object) -> list[str]:
    """The items of a list of texts; of anything else nothing."""
    return value if isinstance(value, list) and all(isinstance(item, str) for item in value) else []


def _by_every_slug(tree: TopicTree) -> dict[str, str]:
    """Today's slug by itself and by all earlier ones."""
    return {slug: topic.slug for topic in tree.topics for slug in (*topic.aliases, topic.slug)}


def _appended(path: Path, entries: Sequence[Mapping[str, str]]) -> tuple[str | None, str]:
    """The text of a vocabulary, and with these at its end; a `PaperdexError` where that were no list of entries."""
    present = yaml_io.read_text(path) if path.exists() else None
    text = present or ""
    before = yaml_io.parse(text)
    indent = match[1] if (match := _ITEM.search(text)) else ""
    added = "".join(f"{indent}{line}" for line in yaml_io.dump(entries).splitlines(keepends=True))
    kept = _EMPTY_LIST.sub("", text).rstrip("\r\n")
    whole = f"{kept}\n{added}" if kept else added
    expected = [*(before.value or []), *entries] if isinstance(before.value, list | None) else None
    if before.faults or expected is None or yaml_io.parse(whole).value != expected:
        words = ", ".join(next(iter(entry.values())) for entry in entries)
        raise PaperdexError(
            f"is not a list to which {path.stem} can be added; mend it, or add these by hand: {words}", file=path
        )
    return present, whole
