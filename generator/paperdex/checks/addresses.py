"""Addresses that were published and would lead nowhere any more."""

from collections.abc import Iterator
from pathlib import Path

from paperdex.catalog import addresses as spelled
from paperdex.catalog import ledger
from paperdex.checks.content import Content
from paperdex.errors import PaperdexError
from paperdex.findings import Finding, Severity

_CURES = {
    spelled.paper("").removesuffix(
        "/"
    ): "give the record that took its place this id under `aliases`, or bring it back and use `paperdex remove`",
    spelled.TOPICS: "give the topic that took its place this slug under `aliases`, as `paperdex topics rename` does",
}


def addresses(content: Content) -> Iterator[Finding]:
    path = content.settings.content / ledger.NAME
    try:
        published = ledger.read(content.settings.content)
    except PaperdexError as error:
        yield Finding(code="unreadable-file", severity=Severity.ERROR, message=error.message, file=path.as_posix())
        return
    if not published:
        return
    standing = {spelled.TOPICS}.union(
        ledger.standing((record.outline for record in content.records), content.tree.topics)
    )
    # What is there and cannot be read has not vanished; another finding is about it.
    standing.update(spelled.paper(Path(fault.file).stem) for fault in content.faults)
    standing.update(spelled.topic(slug) for slug in content.topic_slugs or ())
    for line, address in published:
        cure = next((cure for start, cure in _CURES.items() if address.startswith(start)), None)
        is_known = address in standing or (content.topic_slugs is None and address.startswith(spelled.TOPICS))
        if cure and not is_known:
            message = f"{address} was published and would lead nowhere; {cure}"
            yield Finding(
                code="address-vanished",
                severity=Severity.ERROR,
                message=message,
                file=path.as_posix(),
                line=line,
                column=1,
            )
