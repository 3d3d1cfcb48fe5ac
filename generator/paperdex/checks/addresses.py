"""Addresses that were published and would lead nowhere any more."""

from collections.abc import Iterator
from pathlib import Path

from paperdex.catalog import addresses as spelled
from paperdex.catalog import ledger
from paperdex.catalog.content import Content
from paperdex.errors import PaperdexError
from paperdex.findings import Finding, FindingKind, Severity

ADDRESS_VANISHED = FindingKind(
    "address-vanished",
    Severity.ERROR,
    "The address of a paper or a topic that is listed in `content/addresses.txt`, because it was published once,"
    " would lead nowhere.",
)
UNREADABLE_LEDGER = FindingKind(
    "unreadable-file",
    Severity.ERROR,
    "The file cannot be opened, or is not UTF-8, or is a link to one elsewhere.",
)

_CURES = {
    spelled.paper("").removesuffix(
        "/"
    ): "give the record that took its place this id under `aliases`, or bring it back and use `paperdex remove`",
    spelled.TOPICS: "give the topic that took its place this slug under `aliases`, as `paperdex topics rename` does",
}


def check_addresses(content: Content) -> Iterator[Finding]:
    """Whether whatever was published leads somewhere."""
    path = content.settings.content / ledger.NAME
    try:
        published = content.published
    except PaperdexError as error:
        yield UNREADABLE_LEDGER.finding(error.message, file=path.as_posix())
        return
    if not published:
        return
    standing = {spelled.TOPICS, *ledger.standing(content.records, content.topics.topics)}
    # What is there and cannot be read has not vanished; another finding is about it.
    standing.update(spelled.paper(Path(fault.file).stem) for fault in content.faults)
    standing.update(spelled.topic(slug) for slug in content.topic_slugs or ())
    for line, address in published:
        cure = next((cure for start, cure in _CURES.items() if address.startswith(start)), None)
        is_known = address in standing or (content.topic_slugs is None and address.startswith(spelled.TOPICS))
        if cure and not is_known:
            message = f"{address} was published and would lead nowhere; {cure}"
            yield ADDRESS_VANISHED.finding(message, file=path.as_posix(), line=line, column=1)
