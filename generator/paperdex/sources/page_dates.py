"""Dates of a page that leaves the year out where it is the page's own: `Jul 25, 2024`, `Oct 8`.

The clock is never asked: the same page gives the same dates in ten years.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from paperdex.text import MONTHS

_DATE_LINE = re.compile(
    rf"(?:Published on )?(?P<month>{'|'.join(MONTHS)})[a-z]{{0,6}}\.? (?P<day>[0-9]{{1,2}})"
    r"(?:, (?P<year>[0-9]{4})| (?P<bare_year>(?:19|20)[0-9]{2}))?(?: (?P<comments>[0-9]{1,5}))?",
    re.IGNORECASE,
)
_LONGEST = 40
_IN_NAME = re.compile(r"(?<![0-9])(20[0-9]{2})([-_.]?)(0[1-9]|1[0-2])\2([0-3][0-9])(?![0-9])")
_YEARS = range(1900, 2200)
"""Anything else in the place of a year is not one."""


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date as a page prints it, and the number of comments that may follow. It need not be on the calendar."""

    month: int
    day: int
    year: int | None = None
    comments: int | None = None


@dataclass(frozen=True, slots=True)
class PageDay:
    """The day a page was saved, as far as it is known."""

    year: int
    month: int | None = None
    day: int | None = None
    is_inferred: bool = False
    """The year was concluded from the newest one on the page."""

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}-{self.day:02}" if self.month and self.day else f"{self.year:04}"


def parse_printed_date(line: str) -> PrintedDate | None:
    """`Oct 3, 2022 1` as month, day, year and comments; None where a line has another shape."""
    match = _DATE_LINE.fullmatch(line) if len(line) <= _LONGEST else None
    if not match:
        return None
    month = MONTHS.index(match["month"].capitalize()) + 1
    year, comments = match["year"] or match["bare_year"], match["comments"]
    return PrintedDate(month, int(match["day"]), int(year) if year else None, int(comments) if comments else None)


def date_in_name(name: str) -> str | None:
    """`2025-10-29` from `hf-daily-papers-2025-10-29.txt`, the first one that is a day of the calendar."""
    for match in _IN_NAME.finditer(name):
        year, month, day = int(match[1]), int(match[3]), int(match[4])
        if _is_day(year, month, day):
            return f"{year:04}-{month:02}-{day:02}"
    return None


def page_day(stated: str | None, heading: PrintedDate | None, dates: Iterable[PrintedDate]) -> PageDay | None:
    """The page's day: as stated (YYYY-MM-DD), else as its heading prints it, else in the year after the newest in
    `dates`.

    That last conclusion is drawn only where a date lacks its year: nothing else needs it,
    and a page that prints every year does not follow the rule behind it.
    """
    if stated:
        year, month, day = (int(part) for part in stated.split("-"))
        return PageDay(year, month, day)
    if heading and heading.year and _is_day(heading.year, heading.month, heading.day):
        return PageDay(heading.year, heading.month, heading.day)
    printed = [*dates]
    years = [one.year for one in printed if one.year in _YEARS and one.year is not None]
    if not years or all(one.year for one in [*printed, *([heading] if heading else [])]):
        return None
    year = max(years) + 1
    if heading and _is_day(year, heading.month, heading.day):
        return PageDay(year, heading.month, heading.day, is_inferred=True)
    return PageDay(year, is_inferred=True)


def full_date(printed: PrintedDate, page: PageDay | None) -> str | None:
    """The full date, None where no calendar has it or its year is unknown.

    A day without a year that lies after the page's own belongs to the year before.
    """
    year = printed.year
    if year is None and page:
        is_later = (
            page.month is not None and page.day is not None and (printed.month, printed.day) > (page.month, page.day)
        )
        year = page.year - 1 if is_later else page.year
    if year is None or not _is_day(year, printed.month, printed.day):
        return None
    return f"{year:04}-{printed.month:02}-{printed.day:02}"


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return year in _YEARS
