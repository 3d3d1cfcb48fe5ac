"""Files that are not in the form in which `paperdex fmt` writes them, or that nobody reads."""

import os
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path

from paperdex.checks.content import Content, Record
from paperdex.findings import Finding, Severity
from paperdex.records.canonical import canonical
from paperdex.records.store import SUFFIX

_MISTAKEN = (".yml", ".json", SUFFIX)


def form(record: Record) -> Iterator[Finding]:
    if record.digest and not record.is_canonical and (finding := _not_canonical(record)):
        yield finding


def _not_canonical(record: Record) -> Finding | None:
    right = canonical(record.text, record.paper)
    if right == record.text:
        return None
    pairs = zip_longest(record.text.split("\n"), right.split("\n"))
    line = next(number for number, (is_now, should_be) in enumerate(pairs, 1) if is_now != should_be)
    finding = record.finding(
        "not-canonical", Severity.WARNING, "is not in canonical form from here on; run `paperdex fmt`"
    )
    return replace(finding, line=line, column=1)


def unread(content: Content) -> Iterator[Finding]:
    """Files that look like records and are none by their name."""
    for place, folders, names in os.walk(content.settings.papers):
        for name in (*folders, *names):
            if not name.endswith(SUFFIX) and name.lower().endswith(_MISTAKEN) and not name.startswith("."):
                path = Path(place, name)
                message = f"is not read, because the name of a record ends in {SUFFIX}"
                yield Finding(
                    code="unread-file",
                    severity=Severity.ERROR,
                    message=message,
                    file=path.as_posix(),
                    suggestion=path.with_suffix(SUFFIX).name,
                )
