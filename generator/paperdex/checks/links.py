"""Addresses under the wrong field, and addresses that carry more than they need. Asks no host."""

from collections.abc import Iterator

from paperdex.checks.link_places import Link, links_of
from paperdex.findings import Finding, FindingKind, Severity
from paperdex.records.identifiers import without_tracking
from paperdex.records.link_kinds import better_kind, is_front_page
from paperdex.records.record import Record

FRONT_PAGE = FindingKind(
    "link-front-page",
    Severity.WARNING,
    "The address is the front page of a service and leads to nothing of this paper.",
)
KIND = FindingKind(
    "link-kind",
    Severity.WARNING,
    "An address stands under the wrong field of `links`: a repository under `dataset`, an arXiv page under `url`.",
)
TRACKING = FindingKind(
    "link-tracking",
    Severity.WARNING,
    "The address carries parameters that only say where a visitor came from.",
)


def check_link_fields(record: Record) -> Iterator[Finding]:
    """Whether each address stands under its field, and is no longer than it need be."""
    for link in links_of(record.paper):
        yield from _judge(record, link)


def _judge(record: Record, link: Link) -> Iterator[Finding]:
    kind = str(link.location[1])
    if is_front_page(link.url):
        yield record.finding(
            FRONT_PAGE,
            f"{link.url} is the front page of a service and leads to nothing of this paper",
            link.location,
        )
    elif better := better_kind(kind, link.url):
        message = f"{link.url} stands under links.{kind} and belongs under links.{better}"
        yield record.finding(KIND, message, link.location, suggestion=f"links.{better}")
    if (clean := without_tracking(link.url)) != link.url:
        message = "the address carries parameters that only say where a visitor came from"
        yield record.finding(TRACKING, message, link.location, suggestion=clean)
