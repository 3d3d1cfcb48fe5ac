"""Many records in one file: JSON Lines, a JSON array or a YAML list, in a record's own field names."""

import re
from collections.abc import Iterator
from typing import Any

from paperdex import yaml_io
from paperdex.findings import Finding, Severity
from paperdex.records.draft import Draft
from paperdex.sources.json_text import first_json_entry, is_json, json_entries
from paperdex.sources.source import ImportFormat, Reading, SourceText

NAME = "records"

_ITEM = re.compile(r"^-(?=[ \n]|$)", re.MULTILINE)
_HEAD = re.compile(r"\ufeff?(?:[ \t]*(?:#[^\n]*|---[ \t]*)?\n)*")
"""Comments and the start of the document, which may stand before the first item."""


def recognises(text: str) -> bool:
    """Whether the first thing in the text is a mapping with a title, alone or in a list."""
    if is_json(text):
        first = first_json_entry(text)
        return isinstance(first, dict) and isinstance(first.get("title"), str)
    head = _HEAD.match(text)
    return text.startswith(("- title:", "- id:", "- {title:", "- {id:"), head.end() if head else 0)


def read(source: SourceText) -> Reading:
    """A draft an entry; a line or an entry that is no record is a finding, and the others are still read."""
    drafts: list[Draft] = []
    findings: list[Finding] = []
    for value, first, last in _entries(source.text, findings):
        if isinstance(value, dict):
            drafts.append(Draft(_values(value), (first, last)))
        else:
            findings.append(_fault("not-a-record", "is not a mapping of fields", first, last))
    return Reading(drafts, findings)


def _values(value: dict[str, Any]) -> dict[str, Any]:
    """An entry without what is empty, and without the lines that a report of an import gives."""
    stated = value.get("provenance")
    provenance = {"source": NAME, **(stated or {})} if stated is None or isinstance(stated, dict) else stated
    values: dict[str, Any] = _without_empty({**value, "provenance": provenance})
    values.pop("lines", None)
    return values


def _entries(text: str, findings: list[Finding]) -> Iterator[tuple[Any, int, int]]:
    if not is_json(text):
        yield from _yaml_entries(text, findings)
        return
    for entry in json_entries(text):
        if entry.fault:
            findings.append(_fault("json-syntax", entry.fault, entry.first, entry.last))
        else:
            yield entry.value, entry.first, entry.last


def _yaml_entries(text: str, findings: list[Finding]) -> Iterator[tuple[Any, int, int]]:
    """The items of a list, each read by itself: a broken one costs no other, and a long list is no large document."""
    starts = [match.start() for match in _ITEM.finditer(text)]
    head = _HEAD.match(text)
    if not starts or head is None or head.end() != starts[0]:
        starts = [0]
    before = text.count("\n", 0, starts[0])
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        item = text[start:end]
        document = yaml_io.parse(item)
        # YAML also breaks lines at characters that are none here.
        last_line = item.rstrip().count("\n") + 1
        for fault in document.faults:
            line = before + min(fault.line, last_line)
            findings.append(_fault(fault.code, fault.message, line, line))
        values = document.value if isinstance(document.value, list) else [document.value]
        if not document.faults:
            firsts = [min(document.place((index,))[0], last_line) for index in range(len(values))]
            lasts = [*(first - 1 for first in firsts[1:]), last_line]
            for value, first, last in zip(values, firsts, lasts, strict=True):
                yield value, before + first, before + max(first, last)
        before += item.count("\n")


def _without_empty(value: Any) -> Any:
    """The value without `null`, `""` and `[]`, which other programs write for what they do not know."""
    if isinstance(value, dict):
        return {key: kept for key, item in value.items() if (kept := _without_empty(item)) not in (None, "", [], {})}
    if isinstance(value, list):
        return [_without_empty(item) for item in value]
    return value


def _fault(code: str, message: str, first: int, last: int) -> Finding:
    return Finding(code=code, severity=Severity.ERROR, message=message, line=first, end_line=last)


FORMAT = ImportFormat(
    name=NAME, title="records of this program in one file: JSON, JSON Lines or YAML", recognises=recognises, read=read
)
