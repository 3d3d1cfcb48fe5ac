"""Every check of the table is run over an index's content: content in, findings out, which carry whole paths."""

from collections.abc import Iterator
from datetime import date

from paperdex.catalog.content import Content
from paperdex.checks import dates, duplicates, table
from paperdex.checks.memory import FindingMemory, RecordFindings, findings_as_values, restored
from paperdex.checks.table import Scope
from paperdex.findings import Finding
from paperdex.records.record import Record, digest


def all_findings(content: Content, today: date) -> Iterator[Finding]:
    """All that is wrong. What was found before, and holds, is not looked for again."""
    memory = FindingMemory(content, "".join(f"{check.name} {check.looks_at}\n" for check in table.CHECKS))
    latest = dates.latest_day(today)
    identities: list[str] = []
    yield from content.faults
    for check in _looking_at(Scope.FOLDER):
        yield from check.function(content)
    for record in content.records:
        known = memory.of_record(record, _of_record)
        identities.append(known.identity)
        for values in known.findings:
            yield restored(values, record.path.as_posix())
        if known.newest > latest[: len(known.newest)]:
            for check in _looking_at(Scope.DAY):
                yield from check.function(record, latest)
    grounds = {
        Scope.IDENTITY: digest("".join(identities).encode()),
        Scope.CONTENT: content.digest,
    }
    for scope, ground in grounds.items():
        for check in _looking_at(scope):
            yield from memory.compared(check, ground)
    memory.write()


def findings_for_pages(content: Content) -> Iterator[Finding]:
    """What stands in the way of a site: unreadable files, addresses taken twice, links to what is not there."""
    yield from content.faults
    for check in table.CHECKS:
        if check.is_for_pages:
            yield from check.function(content)


def _looking_at(scope: Scope) -> list[table.Check]:
    return [check for check in table.CHECKS if check.looks_at is scope]


def _of_record(record: Record) -> RecordFindings:
    found = (finding for check in _looking_at(Scope.RECORD) for finding in check.function(record))
    identity = digest(duplicates.identity_of(record.paper))
    return RecordFindings(dates.newest(record.paper), identity, findings_as_values(found))
