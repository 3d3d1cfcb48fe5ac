"""The content while a curator changes it: every change is worked out first, and then written at once."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from paperdex import files, yaml_io
from paperdex.catalog.content import read_content
from paperdex.catalog.vocabulary import Topic, TopicTree
from paperdex.errors import PaperdexError
from paperdex.findings import Finding, Severity, nearest
from paperdex.records.canonical import canonical
from paperdex.records.folder import rewrite_record
from paperdex.records.paper import Paper, Slug
from paperdex.records.record import SUFFIX
from paperdex.settings import Settings
from paperdex.text import slug

_SLUG: TypeAdapter[str] = TypeAdapter(Slug)


@dataclass
class DeskResult:
    """What a command changed, as paths that the user would type."""

    written: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    """What a person should look at now."""


class Desk:
    """All records and the topics of an index. Nothing is on disk before `write`."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        content = read_content(settings)
        content.require_sound(settings.topics)
        self.tree: TopicTree = content.topics
        self._papers = {record.id: record.paper for record in content.records}
        self._paths = {record.id: record.path for record in content.records}
        self._records = {record.path: record for record in content.records}
        self._aliases = {alias: paper.id for paper in self._papers.values() for alias in paper.aliases}
        self._topics_before = yaml_io.read_text(settings.topics) if settings.topics.exists() else None
        self._topics_text = self._topics_before or ""
        self._changed: dict[str, Path] = {}
        """Paths to write, by the id of the paper whose record goes there."""
        self._doomed: list[Path] = []
        self._topics_changed = False

    @property
    def papers(self) -> list[Paper]:
        """All papers as they now stand, removed ones too."""
        return list(self._papers.values())

    def paper(self, paper_id: str) -> Paper:
        """The paper of an id; a `PaperdexError` names the id that was probably meant."""
        if paper_id in self._papers:
            return self._papers[paper_id]
        if paper_id in self._aliases:
            raise PaperdexError(f"{paper_id!r} is an earlier id of {self._aliases[paper_id]!r}; name that")
        raise PaperdexError(f"there is no paper {paper_id!r}{_meant(nearest(paper_id, self._papers))}")

    def topic(self, topic_slug: str) -> Topic:
        """The same for a topic."""
        if topic_slug in self.tree.by_slug:
            return self.tree.by_slug[topic_slug]
        raise PaperdexError(f"there is no topic {topic_slug!r}{_meant(nearest(topic_slug, self.tree.by_slug))}")

    def require_new_paper_id(self, paper_id: str, owner: Paper) -> None:
        """Raise a `PaperdexError` unless the id is well formed and free, or an earlier one of `owner`."""
        _require_slug(paper_id)
        taken = self._papers.get(paper_id) or self._papers.get(self._aliases.get(paper_id, ""))
        if taken and not (taken is owner and paper_id != owner.id):
            what = (
                "already its id"
                if taken is owner
                else f"the id of {taken.title!r}"
                if taken.id == paper_id
                else f"an earlier id of {taken.id!r}"
            )
            raise PaperdexError(f"{paper_id!r} is {what}; choose another")

    def require_new_topic_slug(self, topic_slug: str, owner: Topic) -> None:
        """The same for a topic."""
        _require_slug(topic_slug)
        taken = next((topic for topic in self.tree.topics if topic_slug in (topic.slug, *topic.aliases)), None)
        if taken and not (taken is owner and topic_slug != owner.slug):
            raise PaperdexError(f"{topic_slug!r} is or was the topic {taken.name!r}; choose another")

    def put(self, paper: Paper, former: Paper) -> None:
        """The record of `former` says from now on what `paper` says, and is called by its id."""
        path = self._paths.pop(former.id)
        del self._papers[former.id]
        self._changed.pop(former.id, None)
        self._papers[paper.id], self._paths[paper.id] = paper, path
        self._changed[paper.id] = path

    def drop(self, paper: Paper) -> None:
        """The record goes, and nothing stays in its place."""
        del self._papers[paper.id]
        self._changed.pop(paper.id, None)
        self._doomed.append(self._paths.pop(paper.id))

    def edit_topics(self, edit: Callable[[str], str]) -> None:
        """Change the text of topics.yaml."""
        try:
            self._topics_text = edit(self._topics_text)
        except PaperdexError as error:
            raise PaperdexError(error.message, file=self._settings.shown(self._settings.topics)) from None
        self._topics_changed = True

    def topic_at(self, topic_slug: str) -> int:
        """The number of a topic's entry in topics.yaml as it now stands."""
        entries = yaml_io.parse(self._topics_text).value or []
        return next(number for number, entry in enumerate(entries) if entry["slug"] == topic_slug)

    def finding(self, code: str, severity: Severity, message: str, paper: Paper) -> Finding:
        """A finding at a paper's record as it will be."""
        return Finding(code=code, severity=severity, message=message, file=self._settings.shown(self._target(paper)))

    def write(self) -> DeskResult:
        """Bring all changes to disk: what is new first, so that nothing is lost if this is interrupted."""
        changes = DeskResult()
        moves = [
            (path, self._target(self._papers[paper_id]), self._papers[paper_id])
            for paper_id, path in self._changed.items()
        ]
        for path, target, _ in moves:
            if target != path and target.exists():
                raise PaperdexError(
                    "is in the way: the file of the record must be called this", file=self._settings.shown(target)
                )
        for path, target, paper in moves:
            record = self._records[path]
            if target == path:
                rewrite_record(record, paper)
            else:
                files.rewrite_text(target, None, canonical(record.text, paper))
            changes.written.append(self._settings.shown(target))
            self._doomed += [path] if target != path else []
        if self._topics_changed:
            files.rewrite_text(self._settings.topics, self._topics_before, self._topics_text)
            changes.written.append(self._settings.shown(self._settings.topics))
        for path in self._doomed:
            files.remove(path)
            changes.removed.append(self._settings.shown(path))
        return changes

    def _target(self, paper: Paper) -> Path:
        return self._paths[paper.id].with_name(f"{paper.id}{SUFFIX}")


def _require_slug(text: str) -> None:
    try:
        _SLUG.validate_python(text)
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]["ctx"]["error"]
        raise PaperdexError(f"{text!r} {problem}{_meant(slug(text) or None)}") from None


def _meant(suggestion: str | None) -> str:
    return f" (did you mean {suggestion!r}?)" if suggestion else ""
