"""Dates that cannot be: in the future, before the identifier was given out, or after the paper appeared."""

from collections.abc import Iterator
from datetime import date, timedelta

from paperdex import yaml_io
from paperdex.findings import Finding, FindingKind, Severity
from paperdex.records.identifiers import arxiv_month
from paperdex.records.paper import Paper
from paperdex.records.record import Record

FUTURE_DATE = FindingKind("future-date", Severity.ERROR, "A date lies after today.")
DATE_BEFORE_ARXIV = FindingKind(
    "date-before-arxiv",
    Severity.WARNING,
    "The date lies before the month in which the arXiv identifier was given out, and no venue explains it.",
)
VENUE_BEFORE_PREPRINT = FindingKind(
    "venue-before-preprint",
    Severity.WARNING,
    "The venue's year lies before the year in which the paper first appeared.",
)

_ONE_IS_WRONG = "one of the two is probably wrong"
_LAST_DAYS = 7
"""Days from which an arXiv submission may be numbered in the following month: it is numbered when it is announced."""


def check_order_of_dates(record: Record) -> Iterator[Finding]:
    """Dates that contradict each other, and will be as wrong tomorrow as they are today."""
    if finding := _before_arxiv(record) or _after_venue(record):
        yield finding


def latest_day(today: date) -> str:
    """The last day that does not lie in the future: it may be tomorrow already where the record was written."""
    return (today + timedelta(days=1)).isoformat()


def newest(paper: Paper) -> str:
    """The last of all dates that a record states; a month or a year lies before its first day."""
    return max((stated for _, stated in _stated(paper)), default="")


def check_future_dates(record: Record, latest: str) -> Iterator[Finding]:
    """Dates after `latest`; a month or a year lies before its first day."""
    for place, stated in _stated(record.paper):
        if stated > latest[: len(stated)]:
            yield record.finding(FUTURE_DATE, f"{stated} lies in the future", place)


def _stated(paper: Paper) -> Iterator[tuple[yaml_io.Location, str]]:
    found = [
        (("date",), paper.date),
        (("provenance", "retrieved"), paper.provenance.retrieved),
        (("status", "date"), paper.status and paper.status.date),
    ]
    yield from ((place, stated) for place, stated in found if stated)
    for number, correction in enumerate(paper.corrected):
        yield ("corrected", number, "date"), correction.date


def _before_arxiv(record: Record) -> Finding | None:
    """A paper may have appeared somewhere else first, but then not by much; what comes in on a month's last days gets
    the next one's number.
    """
    paper = record.paper
    if not paper.date or not paper.links.arxiv:
        return None
    month = arxiv_month(paper.links.arxiv)
    year, venue = int(month[:4]), paper.venue
    is_late_copy = bool(venue and venue.year and venue.status != "submitted" and venue.year <= year <= venue.year + 1)
    if _days_later(paper.date, _LAST_DAYS)[:7] >= month[: len(paper.date)] or is_late_copy:
        return None
    message = (
        f"the date {paper.date} lies before {month}, when arXiv {paper.links.arxiv} was given out; {_ONE_IS_WRONG}"
    )
    return record.finding(DATE_BEFORE_ARXIV, message, ("date",))


def _days_later(stated: str, days: int) -> str:
    return (
        (date.fromisoformat(stated) + timedelta(days=days)).isoformat() if len(stated) == len("2023-07-07") else stated
    )


def _after_venue(record: Record) -> Finding | None:
    paper = record.paper
    venue = paper.venue
    preprint = paper.year or (arxiv_month(paper.links.arxiv)[:4] if paper.links.arxiv else None)
    if not venue or not venue.year or not preprint or venue.year >= int(preprint):
        return None
    message = f"{venue.name} {venue.year} lies before {preprint}, when the paper first appeared; {_ONE_IS_WRONG}"
    return record.finding(VENUE_BEFORE_PREPRINT, message, ("venue", "year"))
