"""Dates of a page that leaves the year out when it is the page's own: `Jul 25, 2024`, `Oct 8`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from generator.text import MONTHS

_MONTH = "|".join(f"{month}[a-z]*\\.?" for month in MONTHS)
DATE_LINE = re.compile(
    rf"(?:Published on )?(?P<month>{_MONTH}) (?P<day>[0-9]{{1,2}})(?:, (?P<year>[0-9]{{4}}))?(?:\s+(?P<comments>[0-9]{{1,5}}))?", re.IGNORECASE
)
_IN_NAME = re.compile(r"(?<![0-9])(20[0-9]{2})-?(0[1-9]|1[0-2])-?([0-3][0-9])(?![0-9])")


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date as a page prints it, and the number of comments that may follow."""

    month: int
    day: int
    year: int | None
    comments: int | None


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
    """`Oct 3, 2022 1` as month, day, year and comments; None for anything else and for days no calendar has."""
    match = DATE_LINE.fullmatch(line) if len(line) < 60 else None
    if not match:
        return None
    month = next(number for number, name in enumerate(MONTHS, 1) if match["month"].lower().startswith(name.lower()))
    year = int(match["year"]) if match["year"] else None
    printed = PrintedDate(month, int(match["day"]), year, int(match["comments"]) if match["comments"] else None)
    return printed if _is_day(year or 2024, printed.month, printed.day) else None


def date_in_name(name: str) -> str | None:
    """`2025-10-29` from `hf-daily-papers-2025-10-29.txt`."""
    for match in _IN_NAME.finditer(name):
        year, month, day = (int(part) for part in match.groups())
        if _is_day(year, month, day):
            return f"{year:04}-{month:02}-{day:02}"
    return None


def page_day(stated: str | None, printed: PrintedDate | None, others: Iterable[PrintedDate]) -> PageDay | None:
    """The page's day: as stated, else as printed with its year, else the newest year on the page plus one."""
    if stated:
        year, month, day = (int(part) for part in stated.split("-"))
        return PageDay(year, month, day)
    if printed and printed.year:
        return PageDay(printed.year, printed.month, printed.day)
    newest = max((other.year for other in others if other.year), default=None)
    if newest is None:
        return None
    if printed and _is_day(newest + 1, printed.month, printed.day):
        return PageDay(newest + 1, printed.month, printed.day, is_inferred=True)
    return PageDay(newest + 1, is_inferred=True)


def resolve(printed: PrintedDate, page: PageDay | None) -> str | None:
    """The full date; a day without a year that lies after the page's own belongs to the year before."""
    year = printed.year
    if year is None:
        if page is None:
            return None
        is_later = page.month is not None and page.day is not None and (printed.month, printed.day) > (page.month, page.day)
        year = page.year - 1 if is_later else page.year
    if not _is_day(year, printed.month, printed.day):
        return None
    return f"{year:04}-{printed.month:02}-{printed.day:02}"


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
