"""What a change does to an index, as Markdown for one comment: counts, findings, papers. Everything in it may be
hostile text.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from paperdex.catalog.catalog import Catalog
from paperdex.findings import Finding, Severity
from paperdex.pages import comments
from paperdex.pages.exports import markdown
from paperdex.pages.labels import shorten
from paperdex.records.paper import Paper
from paperdex.records.write import to_mapping
from paperdex.text import plural

ROOM = {"findings": 20_000, "rivals": 5_000, "removed": 5_000, "changed": 9_000, "topics": 4_000, "added": 16_000}
"""Characters for each part. GitHub takes 65,536 in a comment."""
RIVALS = frozenset(
    {"duplicate-id", "duplicate-identifier", "identifier-shared", "duplicate-title", "near-duplicate-title"}
)
"""Codes of findings which say that a paper may be here already."""
_SHOWN = 160
_WORDS = {Severity.ERROR: "**Error**", Severity.WARNING: "Warning", Severity.INFO: "Note"}


@dataclass(frozen=True)
class Change:
    """One record before and after; None where there was none, or none that can be read."""

    path: str
    before: Paper | None
    after: Paper | None


@dataclass(frozen=True)
class Report:
    """All that a change does."""

    changes: Sequence[Change]
    findings: Sequence[Finding]
    """Those that concern what was changed."""
    words: Mapping[str, tuple[Sequence[str], Sequence[str]]]
    """By vocabulary file, the words that came and those that went."""
    is_list_edited: bool = False
    """Whether the generated list of papers was changed by hand."""

    def __bool__(self) -> bool:
        return bool(self.changes or self.findings or self.words or self.is_list_edited)


def render(report: Report, catalog: Catalog) -> str:
    """The comment; empty where nothing of the index has changed. `catalog` is the index after the change."""
    if not report:
        return ""
    added = [change.after for change in report.changes if change.after and not change.before]
    removed = [change.before for change in report.changes if change.before and not change.after]
    changed = [(change.before, change.after) for change in report.changes if change.before and change.after]
    rivals = [finding for finding in report.findings if finding.code in RIVALS]
    others = [finding for finding in report.findings if finding.code not in RIVALS]
    parts = (
        _section("What is wrong", [_finding(finding) for finding in others], "findings"),
        _section("Papers that may be here already", [_finding(finding) for finding in rivals], "rivals"),
        _added(added),
        _section("Changed", [item for before, after in changed for item in _changed(before, after)], "changed"),
        _section("Removed", [f"- {_name(paper)}" for paper in removed], "removed"),
        _section("Topics", [*_words(report.words), *_topics(report.changes, catalog)], "topics"),
    )
    return "\n\n".join([_head(report, len(added), len(changed), len(removed)), *filter(None, parts)]) + "\n"


def _head(report: Report, added: int, changed: int, removed: int) -> str:
    counts = (
        (plural(added, "paper"), "added", added),
        (f"{changed:,}", "changed", changed),
        (f"{removed:,}", "removed", removed),
    )
    said = (
        ", ".join(f"{count} {word}" for count, word, number in counts if number) or "No paper added, changed or removed"
    )
    severities = Counter(finding.severity for finding in report.findings)
    found = ", ".join(
        plural(severities[severity], severity if severity is not Severity.INFO else "note")
        for severity in Severity
        if severities[severity]
    )
    note = (
        "\n\nPlease leave `PAPERS.md` out: it is written anew whenever the site is published."
        if report.is_list_edited
        else ""
    )
    return f"## {said}\n\n{f'**{found}.**' if found else 'Nothing is wrong with what has changed.'}{note}"


def _section(heading: str, items: Sequence[str], part: str) -> str:
    """As many items as there is room for, and how many more there are."""
    room, kept = ROOM[part], 0
    while kept < len(items) and (room := room - len(items[kept]) - 1) >= 0:
        kept += 1
    more = [f"- … and {plural(len(items) - kept, 'more line')}"] if kept < len(items) else []
    return "\n".join([f"### {heading}", "", *items[:kept], *more]) if items else ""


def _finding(finding: Finding) -> str:
    place = ":".join(str(part) for part in (finding.file, finding.line, finding.column) if part)
    meant = f" Did you mean {comments.code(finding.suggestion)}?" if finding.suggestion else ""
    said = comments.text(finding.message.rstrip("."))
    return f"- {_WORDS[finding.severity]} at {comments.code(place)}: {said}.{meant} ({comments.code(finding.code)})"


def _added(papers: Sequence[Paper]) -> str:
    """Each as readers will see it, folded; by its name only where there is no more room."""
    room, items = ROOM["added"], []
    for number, paper in enumerate(papers):
        item = _document(paper) if len(papers) <= 20 else f"- {_name(paper)}"
        item = item if len(item) <= room else f"- {_name(paper)}"
        if len(item) > room:
            items.append(f"- … and {plural(len(papers) - number, 'more paper')}")
            break
        items.append(item)
        room -= len(item)
    return "\n".join(["### Added", "", *items]) if items else ""


def _document(paper: Paper) -> str:
    body = re.sub(r"^#", "####", markdown.document(paper), flags=re.MULTILINE)
    summary = comments.calm(escape(paper.title))
    return f"<details><summary>{summary}</summary>\n\n{comments.calm(body)}\n</details>\n"


def _name(paper: Paper) -> str:
    return f"{comments.text(paper.title)} ({comments.code(paper.id)})"


def _changed(before: Paper, after: Paper) -> Iterator[str]:
    yield f"- {_name(after)}"
    old, new = _flat(to_mapping(before)), _flat(to_mapping(after))
    for key in dict.fromkeys([*old, *new]):
        if old.get(key) != new.get(key):
            yield f"  - {comments.code(key)}: {_shown(old.get(key))} → {_shown(new.get(key))}"


def _flat(values: Mapping[str, Any]) -> dict[str, Any]:
    """Fields of parts by dotted names."""
    return {
        name: item
        for key, value in values.items()
        for name, item in (_prefixed(key, value) if isinstance(value, dict) else [(key, value)])
    }


def _prefixed(key: str, values: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    yield from ((f"{key}.{name}", value) for name, value in values.items())


def _shown(value: Any) -> str:
    return comments.text(shorten(" ".join(_plain(value).split()), _SHOWN)) if value is not None else "nothing"


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(_plain(item) for item in value.values())
    return ", ".join(_plain(item) for item in value) if isinstance(value, list) else str(value)


def _words(words: Mapping[str, tuple[Sequence[str], Sequence[str]]]) -> Iterator[str]:
    for file, (came, went) in words.items():
        parts = [
            f"{verb} {', '.join(map(comments.code, names))}"
            for verb, names in (("now has", came), ("no longer has", went))
            if names
        ]
        yield f"- {comments.code(file)} {' and '.join(parts)}"


def _topics(changes: Sequence[Change], catalog: Catalog) -> Iterator[str]:
    """The topics whose lists are longer or shorter than before, in their order."""
    came: Counter[str] = Counter()
    went: Counter[str] = Counter()
    for change in changes:
        old, new = (set(paper.topics) if paper else set() for paper in (change.before, change.after))
        came.update(new - old)
        went.update(old - new)
    for topic in catalog.tree.topics:
        parts = [f"{sign}{counts[topic.slug]}" for sign, counts in (("+", came), ("−", went)) if counts[topic.slug]]
        if parts:
            count = plural(len(catalog.by_topic.get(topic.slug, ())), "paper")
            yield f"- {comments.text(topic.name)}: {' '.join(parts)}, {count} in all"
