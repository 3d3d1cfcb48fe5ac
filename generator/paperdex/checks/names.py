"""Ids, the files that are called by them, and earlier ids: each address leads to one record."""

from collections.abc import Iterator

from paperdex.catalog.content import Content
from paperdex.findings import Finding, FindingKind, Severity
from paperdex.records.record import SUFFIX, Record

FILE_NAME = FindingKind("file-name", Severity.ERROR, "A record's file is not called by its `id`.")
DUPLICATE_ID = FindingKind("duplicate-id", Severity.ERROR, "Two records have one id, and an id is an address.")
BROKEN_ALIAS = FindingKind(
    "broken-alias",
    Severity.ERROR,
    "An alias, which is an earlier id whose address leads to the record, is somebody's id, an alias of two records, or"
    " given twice.",
)


def check_ids(content: Content) -> Iterator[Finding]:
    """Whether each file is called by its id, and each id is one record's."""
    for record in content.records:
        if record.stem != record.id:
            name = f"{record.id}{SUFFIX}"
            yield record.finding(
                FILE_NAME, f"the file of {record.id!r} must be called {name}", ("id",), suggestion=name
            )
        first = content.by_id[record.id]
        if first is not record:
            place = content.settings.shown(first.path)
            message = f"the id {record.id!r} is also that of {place}; ids are addresses, so choose another"
            yield record.finding(DUPLICATE_ID, message, ("id",))


def check_aliases(content: Content) -> Iterator[Finding]:
    """Whether each earlier id leads to one record."""
    for record in content.records:
        for number, alias in enumerate(record.aliases):
            if problem := _problem_of_alias(alias, number, record, content):
                yield record.finding(BROKEN_ALIAS, f"the alias {alias!r} {problem}", ("aliases", number))


def _problem_of_alias(alias: str, number: int, record: Record, content: Content) -> str:
    if alias == record.id:
        return "is the record's own id"
    if alias in content.by_id:
        return f"is the id of {content.settings.shown(content.by_id[alias].path)}"
    if content.by_alias[alias] is not record:
        return f"is also an alias of {content.by_alias[alias].id!r}"
    return "is given twice" if alias in record.aliases[:number] else ""
