"""Files that are not in the form in which `paperdex fmt` writes them, or that nobody reads."""

import os
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path

from paperdex.catalog.content import Content
from paperdex.findings import Finding, FindingKind, Severity
from paperdex.records.canonical import canonical
from paperdex.records.record import SUFFIX, Record

NOT_CANONICAL = FindingKind(
    "not-canonical",
    Severity.WARNING,
    "The record says what it should, but is not written as Paperdex writes it.",
)
UNREAD_FILE = FindingKind(
    "unread-file",
    Severity.ERROR,
    "A file among the records that nobody reads, because the name of a record ends in `.yaml`.",
)
_MISTAKEN = (".yml", ".json", SUFFIX)


def check_form(record: Record) -> Iterator[Finding]:
    """Whether `paperdex fmt` would write the record anew."""
    if record.digest and not record.is_canonical and (finding := _not_canonical(record)):
        yield finding


def _not_canonical(record: Record) -> Finding | None:
    right = canonical(record.text, record.paper)
    if right == record.text:
        return None
    pairs = zip_longest(record.text.split("\n"), right.split("\n"))
    line = next(number for number, (is_now, should_be) in enumerate(pairs, 1) if is_now != should_be)
    finding = record.finding(NOT_CANONICAL, "is not in canonical form from here on; run `paperdex fmt`")
    return replace(finding, line=line, column=1)


def check_unread_files(content: Content) -> Iterator[Finding]:
    """Files that look like records and are none by their name."""
    for place, folders, names in os.walk(content.settings.papers):
        for name in (*folders, *names):
            if not name.endswith(SUFFIX) and name.lower().endswith(_MISTAKEN) and not name.startswith("."):
                path = Path(place, name)
                message = f"is not read, because the name of a record ends in {SUFFIX}"
                yield UNREAD_FILE.finding(message, file=path.as_posix(), suggestion=path.with_suffix(SUFFIX).name)
