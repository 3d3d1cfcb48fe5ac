"""The closed vocabularies that curators write: topics.yaml and venues.yaml."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from paperdex import yaml_io
from paperdex.errors import PaperdexError
from paperdex.findings import Finding, Severity, nearest
from paperdex.records.paper import Line, Prose, Slug
from paperdex.records.parse import explain

Entry = TypeVar("Entry", bound=BaseModel)


class StartHere(BaseModel):
    """One step of a reading order."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    paper: Slug
    """Id of the paper."""
    why: Line
    """What a newcomer gets from it, in one line."""


class Topic(BaseModel):
    """A subject; its children are narrower ones."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    slug: Slug
    """Key and address; permanent."""
    name: Line
    """Name as shown."""
    description: Prose | None = None
    """Two sentences that a newcomer understands."""
    parent: Slug | None = None
    """Slug of the broader topic."""
    aliases: tuple[Slug, ...] = ()
    """Earlier slugs; each one's address leads here."""
    match: tuple[str, ...] = ()
    """Regular expressions tried on title and abstract, without case unless they hold a capital."""
    start_here: tuple[StartHere, ...] = ()
    """A reading order."""

    @field_validator("match")
    @classmethod
    def _compiles(cls, patterns: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in patterns:
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError(f"{pattern!r} is not a regular expression: {error}") from None
        return patterns


class VenueName(BaseModel):
    """The canonical name of a venue."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Slug
    """Key and address; permanent."""
    name: Line
    """Name as shown: `NeurIPS`."""
    aliases: tuple[Line, ...] = ()
    """Other spellings: `NIPS`, `Neural Information Processing Systems`."""


class TopicTree:
    """Topics in file order, with their places in the tree and their match rules."""

    def __init__(self, topics: Sequence[Topic]) -> None:
        self.topics = tuple(topics)
        self.by_slug: Mapping[str, Topic] = {topic.slug: topic for topic in topics}

    @cached_property
    def children(self) -> Mapping[str | None, Sequence[Topic]]:
        """Topics by parent; under None those at the top."""
        found: dict[str | None, list[Topic]] = {}
        for topic in self.topics:
            found.setdefault(topic.parent if topic.parent in self.by_slug else None, []).append(topic)
        return found

    @cached_property
    def names(self) -> Mapping[str, Sequence[str]]:
        """Of each topic its slug and those that it had before and that no other topic has."""
        known = with_earlier_names({topic.slug: topic.aliases for topic in self.topics})
        return {slug: known.get(slug, [slug]) for slug in self.by_slug}

    def ancestors(self, slug: str) -> list[Topic]:
        """From the top down to the parent."""
        path: list[Topic] = []
        topic = self.by_slug.get(slug)
        while topic and topic.parent and (topic := self.by_slug.get(topic.parent)) and topic not in path:
            path.insert(0, topic)
        return path

    def with_ancestors(self, slugs: Sequence[str]) -> list[str]:
        """The slugs and all broader ones, without repetition."""
        found: dict[str, None] = {}
        for slug in slugs:
            found.update(dict.fromkeys([*(topic.slug for topic in self.ancestors(slug)), slug]))
        return list(found)

    @cached_property
    def _rules(self) -> Sequence[tuple[str, Sequence[re.Pattern[str]]]]:
        return [(topic.slug, [_compile(pattern) for pattern in topic.match]) for topic in self.topics if topic.match]

    def propose(self, title: str, abstract: str, *, most: int) -> list[str]:
        """The topics whose rules fit best: a match in the title counts for three in the abstract, one rule for at most
        three.
        """
        scores: dict[str, int] = {}
        for slug, patterns in self._rules:
            score = sum(
                3 * bool(pattern.search(title)) + min(len(pattern.findall(abstract)), 3) for pattern in patterns
            )
            if score >= 2:
                scores[slug] = score
        order = {topic.slug: number for number, topic in enumerate(self.topics)}
        return sorted(scores, key=lambda slug: (-scores[slug], order[slug]))[:most]


def read_topics(path: Path) -> tuple[TopicTree, list[Finding]]:
    """The topic tree, empty where there is no file, and what is wrong with it."""
    entries, findings, document = _read_list(path, Topic)
    tree = TopicTree(list(entries.values()))
    for index, topic in entries.items():
        if topic.parent and topic.parent not in tree.by_slug:
            line, column = document.place((index, "parent"))
            findings.append(
                _error(
                    "unknown-topic",
                    f"the parent {topic.parent!r} is not a topic",
                    path,
                    line,
                    column,
                    nearest(topic.parent, tree.by_slug),
                )
            )
        elif topic.parent and topic in tree.ancestors(topic.slug):
            line, column = document.place((index, "parent"))
            findings.append(_error("topic-loop", f"the topic {topic.slug!r} is its own ancestor", path, line, column))
    findings.extend(
        _duplicates([(index, "slug", [topic.slug, *topic.aliases]) for index, topic in entries.items()], document, path)
    )
    return tree, findings


def read_venues(path: Path) -> tuple[Mapping[str, VenueName], list[Finding]]:
    """Venues by id, and what is wrong with the file."""
    entries, findings, document = _read_list(path, VenueName)
    findings.extend(_duplicates([(index, "id", [venue.id]) for index, venue in entries.items()], document, path))
    findings.extend(
        _duplicates([(index, "name", [venue.name, *venue.aliases]) for index, venue in entries.items()], document, path)
    )
    return {venue.id: venue for venue in entries.values()}, findings


def entry_keys(path: Path, key: str) -> Collection[str] | None:
    """The slugs or ids of all entries, faulty ones too; None where the file is no list, so that nothing is known to be
    unknown.
    """
    try:
        entries = yaml_io.parse(yaml_io.read_text(path)).value
    except PaperdexError:
        return None
    return (
        {str(entry[key]) for entry in entries if isinstance(entry, dict) and key in entry}
        if isinstance(entries, list)
        else None
    )


def _read_list(path: Path, model: type[Entry]) -> tuple[dict[int, Entry], list[Finding], yaml_io.Document]:
    """The sound entries by their number in the file."""
    if not path.exists():
        return {}, [], yaml_io.Document([])
    try:
        document = yaml_io.parse(yaml_io.read_text(path))
    except PaperdexError as error:
        return (
            {},
            [Finding(code="unreadable-file", severity=Severity.ERROR, message=error.message, file=path.as_posix())],
            yaml_io.Document(None),
        )
    findings = [_error(fault.code, fault.message, path, fault.line, fault.column) for fault in document.faults]
    if document.value is not None and not isinstance(document.value, list):
        findings.append(_error("not-a-list", "the file must be a list", path, 1, 1))
    entries = {}
    for index, value in enumerate(document.value if isinstance(document.value, list) else []):
        try:
            entries[index] = model.model_validate(value)
        except ValidationError as error:
            findings.extend(
                _invalid(details, index, document, path, model) for details in error.errors(include_url=False)
            )
    return entries, findings, document


def _invalid(details: Any, index: int, document: yaml_io.Document, path: Path, model: type[BaseModel]) -> Finding:
    is_unknown = details["type"] == "extra_forbidden"
    line, column = document.place((index, *details["loc"]), key=is_unknown)
    name = ".".join(str(step) for step in details["loc"]) or "entry"
    if is_unknown:
        return _error(
            "unknown-key",
            f"{name!r} is not a field here",
            path,
            line,
            column,
            nearest(str(details["loc"][-1]), model.model_fields),
        )
    code = "missing-field" if details["type"] == "missing" else "invalid-value"
    return _error(code, f"{name} {explain(details)}", path, line, column)


def _duplicates(
    entries: Sequence[tuple[int, str, Sequence[str]]], document: yaml_io.Document, path: Path
) -> Iterator[Finding]:
    seen: set[str] = set()
    for index, key, names in entries:
        for name in names:
            if name in seen:
                line, column = document.place((index, key))
                yield _error("duplicate-entry", f"{name!r} is given twice", path, line, column)
            seen.add(name)


def _error(code: str, message: str, path: Path, line: int, column: int, suggestion: str | None = None) -> Finding:
    return Finding(
        code=code,
        severity=Severity.ERROR,
        message=message,
        file=path.as_posix(),
        line=line,
        column=column,
        suggestion=suggestion,
    )


def _compile(pattern: str) -> re.Pattern[str]:
    """A rule with a capital letter means it: `RAG` is no rag. The letter of an escape is no capital."""
    has_capital = any(char.isupper() for char in re.sub(r"\\.", "", pattern))
    return re.compile(pattern, 0 if has_capital else re.IGNORECASE)


def with_earlier_names(aliases: Mapping[str, Sequence[str]]) -> Mapping[str, Sequence[str]]:
    """For each key that has earlier names, itself and these; what two claim belongs to the one that has it now, else to
    the first.
    """
    taken = set(aliases)
    names: dict[str, list[str]] = {}
    for key, earlier in aliases.items():
        if earlier:
            names[key] = [key, *(alias for alias in dict.fromkeys(earlier) if alias not in taken)]
            taken.update(earlier)
    return names
