"""Many records in one file: JSON Lines, a JSON array or a YAML list, in a record's own field names."""

import json
from collections.abc import Iterator
from typing import Any

from generator import yaml_io
from generator.findings import Finding, Severity
from generator.records.draft import Draft
from generator.sources.source import Reading, SourceText

FORMAT = "records"


def recognises(text: str) -> bool:
    """Whether the first thing in the text is a mapping with a title, alone or in a list."""
    head = text.lstrip("\ufeff \t\r\n")
    if head.startswith(("{", "[")):
        try:
            first = json.JSONDecoder().raw_decode(head)[0] if head.startswith("[") else json.loads(head.split("\n", 1)[0])
        except (ValueError, RecursionError):
            return False
        first = first[0] if isinstance(first, list) and first else first
        return isinstance(first, dict) and isinstance(first.get("title"), str)
    return head.startswith(("- title:", "- id:", "- {title:", "- {id:"))


def read(source: SourceText) -> Reading:
    """A draft an entry; a line or an entry that is no record is a finding, and the others are still read."""
    drafts: list[Draft] = []
    findings: list[Finding] = []
    for value, first, last in _entries(source.text, findings):
        if isinstance(value, dict):
            provenance = {"source": FORMAT, **(value.get("provenance") or {})} if isinstance(value.get("provenance", {}), dict | None) else value["provenance"]
            kept = {key: item for key, item in value.items() if key not in ("lines", "id") or (key == "id" and item)}
            drafts.append(Draft(_without_empty({**kept, "provenance": provenance}), (first, last)))
        else:
            findings.append(_fault("not-a-record", "is not a mapping of fields", first, last))
    return Reading(drafts, findings)


def _entries(text: str, findings: list[Finding]) -> Iterator[tuple[Any, int, int]]:
    stripped = text.lstrip("\ufeff \t\r\n")
    if stripped.startswith("{"):
        yield from _json_lines(text, findings)
        return
    # JSON is YAML, so one reader serves both lists, and gives the places.
    document = yaml_io.parse(text)
    findings.extend(_fault(fault.code, fault.message, fault.line, fault.line) for fault in document.faults)
    if isinstance(document.value, list):
        starts = [document.place((index,))[0] for index in range(len(document.value))]
        for value, start, following in zip(document.value, starts, [*starts[1:], text.count("\n") + 2], strict=True):
            yield value, start, max(start, following - 1)
    elif not document.faults:
        findings.append(_fault("not-a-record", "the file must be a list of records", 1, 1))


def _json_lines(text: str, findings: list[Finding]) -> Iterator[tuple[Any, int, int]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield json.loads(line), number, number
            except (ValueError, RecursionError) as error:
                findings.append(_fault("json-syntax", f"is not JSON: {error}", number, number))


def _without_empty(value: Any) -> Any:
    """Other programs write `null`, `""` and `[]` for what they do not know; a record leaves it out."""
    if isinstance(value, dict):
        return {key: kept for key, item in value.items() if (kept := _without_empty(item)) not in (None, "", [], {})}
    if isinstance(value, list):
        return [_without_empty(item) for item in value]
    return value


def _fault(code: str, message: str, first: int, last: int) -> Finding:
    return Finding(code=code, severity=Severity.ERROR, message=message, line=first, end_line=last)
