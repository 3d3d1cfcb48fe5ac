"""Saved pages, lists and bibliographies to records: new ones are written, known ones completed, nothing is overwritten."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from generator import sources
from generator.catalog.vocabulary import TopicTree, read_topics
from generator.errors import PaperdexError
from generator.findings import Finding, Severity, as_dict
from generator.records.draft import Draft, complete
from generator.records.identity import identity_keys
from generator.records.merge import merge
from generator.records.paper import Paper
from generator.records.store import read_records, write_record
from generator.records.write import to_mapping
from generator.settings import Settings
from generator.sources.decoding import decode, is_binary
from generator.sources.source import Reading, SourceText


@dataclass
class ImportResult:
    """What an import did, or would do."""

    papers: list[tuple[Paper, tuple[int, int]]] = field(default_factory=list)
    """Every paper found, as its record now stands, with its lines in the input."""
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
            "papers": [{**to_mapping(paper), "lines": list(lines)} for paper, lines in self.papers],
            "problems": [_problem(problem) for problem in self.problems],
            "added": self.added,
            "merged": self.merged,
            "skipped": self.skipped,
        }


def import_files(settings: Settings, paths: Sequence[Path], *, format_name: str = "auto", date: str | None = None, dry_run: bool = False) -> ImportResult:
    """Read `paths` in order into the index. With `dry_run` nothing is written; an unreadable input raises `PaperdexError`."""
    readings = [_read(path, format_name, date) for path in paths]
    tree, _ = read_topics(settings.topics)
    index = _Index.of_folder(settings)
    result = ImportResult()
    for path, reading in zip(paths, readings, strict=True):
        result.problems.extend(finding.at(settings.shown(path)) for finding in reading.findings)
        for draft in reading.drafts:
            _place(draft, index, tree, settings, settings.shown(path), result)
    if not dry_run:
        index.write_changes(settings)
    return result


def _read(path: Path, format_name: str, date: str | None) -> Reading:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise PaperdexError(f"cannot be read: {error.strerror}", file=path) from None
    text, notes = decode(data)
    if is_binary(text):
        raise PaperdexError("is a binary file, not a saved page or a list", file=path)
    if not text.strip():
        return Reading([], [Finding(code="empty-file", severity=Severity.WARNING, message="there is nothing in the file", line=1)])
    try:
        reading = sources.read(SourceText(path.name, text, date), format_name)
    except PaperdexError as error:
        raise PaperdexError(error.message, file=path) if error.file else error from None
    return Reading(reading.drafts, [*notes, *reading.findings])


def _place(draft: Draft, index: "_Index", tree: TopicTree, settings: Settings, file: str, result: ImportResult) -> None:
    paper, faults = complete(draft, index.ids)
    result.problems.extend(fault.at(file) for fault in faults)
    if paper is None:
        return
    known = index.find(paper)
    if known is None:
        paper = _with_proposed_topics(paper, tree, settings.options.topics_per_import)
        index.add(paper)
        result.added += 1
        result.papers.append((paper, draft.lines))
        return
    merged, disagreements = merge(known, paper)
    result.problems.extend(_disagreement(name, text, known, draft, file) for name, text in disagreements)
    if merged == known:
        result.skipped += 1
    else:
        index.replace(merged)
        result.merged += 1
    result.papers.append((merged, draft.lines))


def _with_proposed_topics(paper: Paper, tree: TopicTree, most: int) -> Paper:
    if paper.topics:
        return paper
    topics = tuple(tree.propose(paper.title, paper.abstract or "", most=most))
    if not topics:
        return paper
    provenance = paper.provenance.model_copy(update={"proposed": (*paper.provenance.proposed, "topics")})
    return paper.model_copy(update={"topics": topics, "provenance": provenance})


class _Index:
    """The records of the index by everything that identifies them, and which of them have changed."""

    def __init__(self) -> None:
        self._papers: dict[str, Paper] = {}
        self._paths: dict[str, Path] = {}
        self._by_key: dict[str, str] = {}
        self._changed: dict[str, None] = {}
        self.ids: set[str] = set()

    @classmethod
    def of_folder(cls, settings: Settings) -> "_Index":
        records = read_records(settings.papers)
        for finding in records.findings:
            if finding.severity is Severity.ERROR:
                raise PaperdexError(f"{finding.message}; mend it first (`paperdex check`)", file=settings.shown(Path(finding.file)), line=finding.line)
        index = cls()
        for stored in records.papers:
            index._remember(stored.paper)
            index._paths[stored.paper.id] = stored.path
        return index

    def find(self, paper: Paper) -> Paper | None:
        for key in identity_keys(paper):
            if key in self._by_key:
                return self._papers[self._by_key[key]]
        return None

    def add(self, paper: Paper) -> None:
        self._remember(paper)
        self._changed[paper.id] = None

    replace = add

    def write_changes(self, settings: Settings) -> None:
        for paper_id in self._changed:
            write_record(settings.papers, self._papers[paper_id], self._paths.get(paper_id))

    def _remember(self, paper: Paper) -> None:
        self._papers[paper.id] = paper
        self.ids.update((paper.id, *paper.aliases))
        for key in identity_keys(paper):
            self._by_key.setdefault(key, paper.id)


def _disagreement(name: str, text: str, known: Paper, draft: Draft, file: str) -> Finding:
    first, last = draft.lines
    code = "author-count-differs" if name == "author_count" else "arxiv-month-differs" if "given out" in text else "source-differs"
    return Finding(code=code, severity=Severity.WARNING, message=f"{known.id}: {name}: {text}", file=file, line=first, end_line=last)


def _problem(finding: Finding) -> dict[str, object]:
    values = as_dict(replace(finding, end_line=finding.end_line or finding.line))
    return {key: values[key] for key in ("code", "severity", "file", "line", "end_line", "message")}
