"""Ids, the files that are called by them, and earlier ids: each address leads to one record."""

from collections.abc import Iterator

from paperdex.checks.content import Content, Record
from paperdex.findings import Finding, Severity
from paperdex.records.store import SUFFIX


def names(content: Content) -> Iterator[Finding]:
    for record in content.records:
        if record.stem != record.outline.id or content.by_id[record.outline.id] is not record:
            yield from _id(record, content)
        if record.outline.aliases:
            yield from _aliases(record, content)


def _id(record: Record, content: Content) -> Iterator[Finding]:
    paper_id = record.outline.id
    if record.stem != paper_id:
        message = f"the file of {paper_id!r} must be called {paper_id}{SUFFIX}"
        yield record.finding("file-name", Severity.ERROR, message, ("id",), suggestion=f"{paper_id}{SUFFIX}")
    first = content.by_id[paper_id]
    if first is not record:
        message = f"the id {paper_id!r} is also that of {content.settings.shown(first.path)}; ids are addresses, so choose another"
        yield record.finding("duplicate-id", Severity.ERROR, message, ("id",))


def _aliases(record: Record, content: Content) -> Iterator[Finding]:
    aliases = record.outline.aliases
    for number, alias in enumerate(aliases):
        problem = ""
        if alias == record.outline.id:
            problem = "is the record's own id"
        elif alias in content.by_id:
            problem = f"is the id of {content.settings.shown(content.by_id[alias].path)}"
        elif content.by_alias[alias] is not record:
            problem = f"is also an alias of {content.by_alias[alias].outline.id!r}"
        elif alias in aliases[:number]:
            problem = "is given twice"
        if problem:
            yield record.finding("broken-alias", Severity.ERROR, f"the alias {alias!r} {problem}", ("aliases", number))
