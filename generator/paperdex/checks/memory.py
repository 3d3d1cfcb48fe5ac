"""What was found before, for as long as nothing that it depends on has changed.

What is said of one record depends on that record; what is said of records that were compared, on all of them, or on
that of each at which a comparison looks. The memory holds nothing that the content does not: it can be deleted at any
time, and a
damaged one is made anew.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from paperdex.checks.content import Content, Record
from paperdex.errors import PaperdexError
from paperdex.findings import Finding, Severity, as_dict
from paperdex.records.cache import read_sealed, version, write_sealed

_PARTS = ("catalog", "checks", "records", "yaml_io", "findings.py", "text.py")


class Own(NamedTuple):
    """What is to be known of one record by itself."""

    newest: str
    """The last of all dates that it states."""
    ground: str
    """Of that at which a comparison with others looks."""
    findings: list[dict[str, Any]]
    """Without their file, which may come to lie elsewhere."""


class Memory:
    """Findings by what they depend on, in one file; nothing is on disk before `write`."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._path = content.settings.kept_findings
        self._version = version(*_PARTS)
        kept = read_sealed(self._path, self._version)
        before = orjson.loads(kept) if kept is not None else {"own": {}, "compared": {}}
        self._own: dict[str, list[Any]] = before["own"]
        self._compared: dict[str, dict[str, Any]] = before["compared"]
        self._now: dict[str, list[Any]] = {}
        self._has_news = False

    def own(self, record: Record, make: Callable[[Record], Own]) -> Own:
        """What `make` says of a record, or said of the same bytes."""
        known = self._own.get(record.digest or "")
        if known is not None and record.digest:
            self._now[record.digest] = known
            return Own(*known)
        made = make(record)
        if record.digest:
            self._now[record.digest] = list(made)
            self._has_news = True
        return made

    def compared(self, name: str, ground: str, make: Callable[[], Iterable[Finding]]) -> Iterator[Finding]:
        """What `make` finds, or found on the same ground, as long as the files at fault are what they were: findings
        have lines.
        """
        known = self._compared.get(name)
        if (
            known
            and known["ground"] == ground
            and all(self._digest(file) == of_file for file, of_file in known["files"].items())
        ):
            yield from (
                restored(values, (self._content.settings.root / values["file"]).as_posix())
                for values in known["findings"]
            )
            return
        found = list(make())
        shown = [as_dict(finding.at(self._content.settings.shown(Path(finding.file)))) for finding in found]
        files = {file: self._digest(file) for file in {str(values["file"]) for values in shown}}
        # What cannot be read has no digest, so there is no telling whether it has changed.
        if None not in self._digests.values():
            self._compared[name] = {"ground": ground, "files": files, "findings": shown}
            self._has_news = True
        yield from found

    def write(self) -> None:
        """Keep what is known of the present records; nothing where that is kept already, or where nothing can be
        written.
        """
        if self._has_news or len(self._now) != len(self._own):
            with suppress(PaperdexError):
                write_sealed(self._path, self._version, orjson.dumps({"own": self._now, "compared": self._compared}))

    def _digest(self, file: str) -> str | None:
        """Of a record's bytes; None for any other file."""
        return self._digests.get(str(self._content.settings.root / file))

    @cached_property
    def _digests(self) -> dict[str, str | None]:
        return {record.location: record.digest for record in self._content.records}


def of_record(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Findings as they are kept of one record."""
    return [as_dict(replace(finding, file="")) for finding in findings]


def restored(values: dict[str, Any], file: str) -> Finding:
    """A finding from how it is kept."""
    return Finding(**{**values, "severity": Severity(values["severity"]), "file": file})
