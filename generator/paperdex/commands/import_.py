"""Saved pages, lists and bibliographies to records: new ones are written, known ones completed, none overwritten."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from paperdex import files
from paperdex.catalog.content import read_content
from paperdex.catalog.vocabulary import VenueName
from paperdex.commands.additions import NewWords
from paperdex.commands.intake import Intake, IntakeResult, Outcome
from paperdex.errors import PaperdexError
from paperdex.findings import Finding, Severity, as_dict
from paperdex.records.draft import Draft
from paperdex.records.paper import Paper, drop_forbidden_characters
from paperdex.records.write import to_mapping
from paperdex.settings import Settings
from paperdex.sources import formats
from paperdex.sources.decoding import decode_bytes, is_binary
from paperdex.sources.source import Reading, SourceText, TopicProposal

MAX_BYTES = 100_000_000
"""Far above any real list (10,000 records with abstracts are 18 MB); bounds memory."""


@dataclass
class ImportResult:
    """What an import did, or would do."""

    papers: list[tuple[Paper, tuple[int, int]]] = field(default_factory=list)
    """Every paper found, as its record now stands, with its lines in the input."""
    confidence: list[Mapping[str, float]] = field(default_factory=list)
    """How sure the reader was of the fields that it read, for each of `papers`."""
    topics: Sequence[TopicProposal] = ()
    """Those that were added to content/topics.yaml."""
    venues: Sequence[VenueName] = ()
    """Those that were added to content/venues.yaml."""
    problems: list[Finding] = field(default_factory=list)
    added: int = 0
    merged: int = 0
    skipped: int = 0
    """Papers that said nothing new."""

    @property
    def has_errors(self) -> bool:
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    def as_dict(self) -> dict[str, Any]:
        """The object that `--json` prints."""
        return {
            "papers": [
                _paper(paper, lines, confidence)
                for (paper, lines), confidence in zip(self.papers, self.confidence, strict=True)
            ],
            "problems": [_problem(problem) for problem in self.problems],
            "added": self.added,
            "merged": self.merged,
            "skipped": self.skipped,
            **({"topics": [asdict(topic) for topic in self.topics]} if self.topics else {}),
            **({"venues": [{"id": venue.id, "name": venue.name} for venue in self.venues]} if self.venues else {}),
        }


def import_files(
    settings: Settings,
    paths: Sequence[Path],
    *,
    format_name: str = "auto",
    date: str | None = None,
    dry_run: bool = False,
) -> ImportResult:
    """Read `paths` in order into the index. With `dry_run` nothing is written; an unreadable input raises
    `PaperdexError`.
    """
    readings = [_read(path, format_name, date) for path in paths]
    content = read_content(settings)
    words = NewWords(content, readings)
    intake = Intake(content, words.venues)
    result = ImportResult()
    for path, reading in zip(paths, readings, strict=True):
        file = _readable(settings.shown(path))
        result.problems.extend(finding.at(file) for finding in reading.findings)
        for draft in reading.drafts:
            _record(intake.take(words.settled(draft)), draft, file, result)
    additions = words.needed_by(paper for paper, _ in result.papers)
    result.topics, result.venues = additions.topics, additions.venues
    texts = additions.texts()
    if not dry_run:
        for vocabulary, (present, text) in texts.items():  # first, so that no record names what is not there yet
            files.rewrite_text(vocabulary, present, text)
        intake.write()
    return result


def _read(path: Path, format_name: str, date: str | None) -> Reading:
    try:
        data = files.read_bytes(path, MAX_BYTES + 1)
    except OSError as error:
        raise PaperdexError(f"cannot be read: {error.strerror}", file=path) from None
    if len(data) > MAX_BYTES:
        raise PaperdexError(f"is larger than {MAX_BYTES // 1_000_000} MB; import it in parts", file=path)
    text, notes = decode_bytes(data)
    if is_binary(text):
        raise PaperdexError("is a binary file, not a saved page or a list", file=path)
    if not text.strip():
        return Reading(
            [], [Finding(code="empty-file", severity=Severity.WARNING, message="there is nothing in the file", line=1)]
        )
    try:
        reading = formats.read(SourceText(_readable(path.name), text, date), format_name)
    except PaperdexError as error:
        raise PaperdexError(error.message, file=path) if error.file else error from None
    return replace(reading, findings=[*notes, *reading.findings])


def _readable(name: str) -> str:
    """A path as a record and a report may hold it: file systems also take bytes that are no text, and control
    characters.
    """
    return drop_forbidden_characters(os.fsencode(name).decode(errors="replace")) or "unnamed"


def _record(taken: IntakeResult, draft: Draft, file: str, result: ImportResult) -> None:
    result.problems.extend(finding.at(file) for finding in taken.findings)
    result.added += taken.outcome is Outcome.ADDED
    result.merged += taken.outcome is Outcome.MERGED
    result.skipped += taken.outcome is Outcome.SKIPPED
    if taken.paper:
        result.papers.append((taken.paper, draft.lines))
        result.confidence.append(draft.confidence)


def _paper(paper: Paper, lines: tuple[int, int], confidence: Mapping[str, float]) -> dict[str, Any]:
    return {**to_mapping(paper), "lines": list(lines), **({"confidence": dict(confidence)} if confidence else {})}


def _problem(finding: Finding) -> dict[str, object]:
    values = as_dict(replace(finding, end_line=finding.end_line or finding.line))
    return {key: values[key] for key in ("code", "severity", "file", "line", "end_line", "message")}
