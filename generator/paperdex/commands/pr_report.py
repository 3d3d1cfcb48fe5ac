"""What a branch does to the index, for whoever looks through it: compared with where it left another revision,
uncommitted work included.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from paperdex import yaml_io
from paperdex.catalog.content import Content, read_content
from paperdex.commands.build import load_content
from paperdex.commands.check import changed_files, check_content, fork_point, text_at
from paperdex.findings import Severity
from paperdex.pages.change_report import Change, Report, render
from paperdex.records.paper import Paper
from paperdex.records.parse import parse_text
from paperdex.records.record import SUFFIX
from paperdex.settings import Settings

LIST = "PAPERS.md"
"""Where the published list lies, which workflows write and nobody else should."""


def pr_report(settings: Settings, base: str, *, today: date) -> tuple[str, bool]:
    """The report as Markdown, and whether anything in it is an error. A `PaperdexError` where Git knows no such
    revision.
    """
    commit = fork_point(settings.root, base)
    paths = changed_files(settings.root, base)
    content = read_content(settings)
    report = Report(
        changes=_united(_changes(content, sorted(paths), commit)),
        findings=check_content(content, since=base, today=today).findings,
        words=dict(_words(settings, paths, commit)),
        is_list_edited=settings.root / LIST in paths,
    )
    return render(report, load_content(content).catalog), any(
        finding.severity is Severity.ERROR for finding in report.findings
    )


def _changes(content: Content, paths: Sequence[Path], commit: str) -> Iterator[Change]:
    settings = content.settings
    for path in paths:
        if path.suffix != SUFFIX or not path.is_relative_to(settings.papers):
            continue
        before, _ = parse_text(text_at(settings.root, path, commit))
        record = content.record_at(path)[0] if path.exists() else None
        after = record.paper if record else None
        # A record that cannot be read is not gone: the findings are about it.
        if before != after and (after or not path.exists()):
            yield Change(settings.shown(path), before, after)


def _united(changes: Iterable[Change]) -> list[Change]:
    """A record that went and came back under another id was changed: the new one has the old id as an alias."""
    found = list(changes)
    gone = {change.before.id: change.before for change in found if change.before and not change.after}
    renamed: dict[str, Paper] = {}
    for change in found:
        old = (
            next((alias for alias in change.after.aliases if alias in gone), None)
            if change.after and not change.before
            else None
        )
        if old:
            renamed[change.path] = gone.pop(old)
    kept = [change for change in found if change.after or (change.before and change.before.id in gone)]
    return [replace(change, before=renamed.get(change.path, change.before)) for change in kept]


def _words(
    settings: Settings, paths: frozenset[Path], commit: str
) -> Iterator[tuple[str, tuple[Sequence[str], Sequence[str]]]]:
    for path, key in ((settings.topics, "slug"), (settings.venues, "id")):
        if path in paths:
            old = _names(text_at(settings.root, path, commit), key)
            new = _names(yaml_io.read_text(path) if path.exists() else "", key)
            came, went = [name for name in new if name not in old], [name for name in old if name not in new]
            if came or went:
                yield settings.shown(path), (came, went)


def _names(text: str, key: str) -> Mapping[str, None]:
    entries = yaml_io.parse(text).value
    return (
        dict.fromkeys(str(entry.get(key, "")) for entry in entries if isinstance(entry, dict))
        if isinstance(entries, list)
        else {}
    )
