"""What was found before, for as long as nothing that it depends on has changed.

What is said of one record depends on that record; what is said of records that were compared, on all of them, or on
that of each at which a comparison looks. Nothing is remembered that the content does not hold.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from paperdex.catalog.content import Content
from paperdex.checks.table import Check
from paperdex.findings import Finding, Severity, as_dict
from paperdex.records.memory import version
from paperdex.records.record import Record, digest

_TABLE = "findings"
_PARTS = ("catalog", "checks", "records", "yaml_io", "findings.py", "text.py")


class RecordFindings(NamedTuple):
    """What is to be known of one record by itself."""

    newest: str
    """The last of all dates that it states."""
    identity: str
    """Digest of that at which a comparison with others looks."""
    findings: list[dict[str, Any]]
    """Without their file, which may come to lie elsewhere."""


class FindingMemory:
    """Findings by what they depend on; nothing is in the store before `write`.

    The names of its values: ``check names.check_ids``, and ``records 3f`` for all records whose digests begin so.
    """

    def __init__(self, content: Content, checks: str) -> None:
        """`checks` says which checks there are; with others, nothing is known."""
        self._content = content
        self._version = digest(f"{version(*_PARTS)} {checks}".encode())
        values = {name: orjson.loads(value) for name, value in content.store.recall(_TABLE, self._version).items()}
        self._compared = {name: value for name, value in values.items() if name.startswith("check ")}
        self._before: dict[str, list[Any]] = {}
        for name, value in values.items():
            if name.startswith("records "):
                self._before.update(value)
        self._now: dict[str, list[Any]] = {}
        self._news: dict[str, bytes] = {}
        self._gone = set(self._compared)

    def of_record(self, record: Record, make: Callable[[Record], RecordFindings]) -> RecordFindings:
        """What `make` says of a record, or said of the same bytes."""
        known = self._before.get(record.digest or "")
        if known is None:
            known = list(make(record))
        if record.digest:
            self._now[record.digest] = known
        newest, identity, findings = known
        return RecordFindings(newest, identity, findings)

    def compared(self, check: Check, ground: str) -> Iterator[Finding]:
        """What a check finds, or found on the same ground, as long as the files at fault are what they were: findings
        have lines.
        """
        name = f"check {check.name}"
        known = self._compared.get(name)
        if known and known["ground"] == ground and self._are_unchanged(known["files"]):
            self._gone.discard(name)
            root = self._content.settings.root
            yield from (restored(values, (root / values["file"]).as_posix()) for values in known["findings"])
            return
        found = list(check.function(self._content))
        shown = [as_dict(finding.at(self._content.settings.shown(Path(finding.file)))) for finding in found]
        files = {file: self._digest(file) for file in {str(values["file"]) for values in shown}}
        # What cannot be read has no digest, so there is no telling whether it has changed.
        if None not in self._digests.values():
            self._gone.discard(name)
            self._news[name] = orjson.dumps({"ground": ground, "files": files, "findings": shown})
        yield from found

    def write(self) -> None:
        """Remember what is known of the present records."""
        if self._before.keys() != self._now.keys():
            before, now = _shards(self._before), _shards(self._now)
            self._news |= {name: orjson.dumps(shard) for name, shard in now.items() if shard != before.get(name)}
            self._gone |= before.keys() - now.keys()
        if self._news or self._gone:
            self._content.store.remember(_TABLE, self._version, self._news, self._gone)

    def _are_unchanged(self, files: dict[str, str | None]) -> bool:
        return all(self._digest(file) == of_file for file, of_file in files.items())

    def _digest(self, file: str) -> str | None:
        """Of a record's bytes; None for any other file."""
        return self._digests.get(str(self._content.settings.root / file))

    @cached_property
    def _digests(self) -> dict[str, str | None]:
        return {record.location: record.digest for record in self._content.records}


def _shards(records: dict[str, list[Any]]) -> dict[str, dict[str, list[Any]]]:
    """Some dozen records each: ten thousand values take longer to fetch than to read."""
    found: dict[str, dict[str, list[Any]]] = {}
    for of_bytes, known in sorted(records.items()):
        found.setdefault(f"records {of_bytes[:2]}", {})[of_bytes] = known
    return found


def findings_as_values(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Findings of one record as they are remembered."""
    return [as_dict(replace(finding, file="")) for finding in findings]


def restored(values: dict[str, Any], file: str) -> Finding:
    """A finding from how it is remembered."""
    return Finding(**{**values, "severity": Severity(values["severity"]), "file": file})
