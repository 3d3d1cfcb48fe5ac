"""Papers that are in the index twice: by an identifier, by their title, or probably."""

from collections.abc import Iterator

from paperdex import yaml_io
from paperdex.catalog.content import Content
from paperdex.findings import Finding, FindingKind, Severity
from paperdex.records.identity import (
    ALIKE_WITH_AUTHORS,
    has_alike_title,
    has_other_authors,
    identity_keys,
    is_same_work,
    likeness,
    title_keys,
)
from paperdex.records.link_kinds import KINDS
from paperdex.records.paper import Paper
from paperdex.records.record import Record
from paperdex.records.register import Register

DUPLICATE_IDENTIFIER = FindingKind(
    "duplicate-identifier",
    Severity.ERROR,
    "Two records with one title have the same arXiv, DOI, OpenReview or ACL identifier: they are one work.",
)
IDENTIFIER_SHARED = FindingKind(
    "identifier-shared",
    Severity.ERROR,
    "One identifier stands at two papers with different titles.",
)
DUPLICATE_TITLE = FindingKind(
    "duplicate-title",
    Severity.ERROR,
    "Two records have the same title, and nothing says that they are different works.",
)
NEAR_DUPLICATE_TITLE = FindingKind(
    "near-duplicate-title",
    Severity.WARNING,
    "Two titles are nearly the same, and the authors do not differ.",
)

_MERGE = "if both are one work, `paperdex merge` unites them"


def check_duplicates(content: Content) -> Iterator[Finding]:
    """Whether a paper is in the index twice."""
    owners: dict[str, Record] = {}
    register = Register()
    for record in content.by_id.values():
        keys = list(identity_keys(record.paper))
        if shared := [key for key in keys if key in owners]:
            yield from (_shared(key, record, owners[key].paper) for key in shared)
        else:
            yield from _rivals_by_title(record, register)
        register.put(record.paper)
        owners |= {key: record for key in keys if key not in owners}


def identity_of(paper: Paper) -> bytes:
    """All of a record at which the comparison looks, but for its lines."""
    whole = paper.model_dump_json(include={"id", "title", "authors", "date", "aliases", "links", "status"}).encode()
    return b"\0".join(
        [whole, str(paper.venue and paper.venue.year).encode(), paper.provenance.repaired.get("title", "").encode()]
    )


def _shared(key: str, record: Record, rival: Paper) -> Finding:
    kind, _, identifier = key.partition(":")
    message = f"{KINDS[kind].proper_name} {identifier} is also that of {rival.id!r}"
    if has_alike_title(record.paper, rival):
        return record.finding(DUPLICATE_IDENTIFIER, f"{message}; {_advice(rival)}", _place(record.paper, kind))
    message = f"{message}, which has another title: one of the two identifiers is wrong, or {_MERGE}"
    return record.finding(IDENTIFIER_SHARED, message, _place(record.paper, kind))


def _advice(rival: Paper) -> str:
    if not rival.is_removed:
        return _MERGE
    reason = f" ({rival.status.reason})" if rival.status and rival.status.reason else ""
    return f"that was removed from this index by its curators{reason}"


def _place(paper: Paper, kind: str) -> yaml_io.Location:
    """Where an identifier stands; that of arXiv and the ACL Anthology may have been read off a DOI."""
    return ("links", kind if getattr(paper.links, kind) else "doi")


def _rivals_by_title(record: Record, register: Register) -> Iterator[Finding]:
    paper = record.paper
    for rival in register.namesakes(paper):
        score = max(likeness(title, other) for title in title_keys(paper) for other in title_keys(rival))
        is_same = bool(set(title_keys(paper)) & set(title_keys(rival)))
        if is_same and is_same_work(paper, rival):
            yield record.finding(DUPLICATE_TITLE, f"{rival.id!r} has the same title; {_advice(rival)}", ("title",))
        elif score >= ALIKE_WITH_AUTHORS and not has_other_authors(paper, rival):
            message = f"the title is {score:.0f} % that of {rival.id!r}: {rival.title}; {_MERGE}"
            yield record.finding(NEAR_DUPLICATE_TITLE, message, ("title",))
