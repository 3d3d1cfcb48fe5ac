"""Dates as bibliographies spell them (`2023`, `July 2023`, `2023/07/07/`, `2023-07-07T12:00:00Z`) to ISO 8601."""

import re
from datetime import date

from paperdex.text import MONTHS

_NUMBERS = re.compile(r"(?P<year>[0-9]{4})(?:[-/.](?P<month>[0-9]{1,2})(?:[-/.](?P<day>[0-9]{1,2}))?)?(?![0-9])")
_COMPACT = re.compile(r"(?P<year>[12][0-9]{3})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
_MONTH = re.compile(rf"(?i)\b({'|'.join(MONTHS)})[a-z]*\b")
_YEAR = re.compile(r"(?<![0-9])(?:1[5-9]|20|21)[0-9]{2}(?![0-9])")
_DAY = re.compile(r"(?<![0-9])(?:[12][0-9]|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![0-9])")


def parse_date(text: str) -> str | None:
    """As much of a date as a text gives and a calendar has; the first day of a range."""
    text = text.strip()
    if match := _COMPACT.fullmatch(text) or _NUMBERS.match(text):
        return join_date(match["year"], match["month"], match["day"])
    if year := _YEAR.search(text):
        around = text[: year.start()] + " " + text[year.end() :]
        month = _MONTH.search(around)
        day = _DAY.search(around) if month else None
        return join_date(year[0], month[1] if month else None, day[0] if day else None)
    return None


def join_date(year: object, month: object = None, day: object = None) -> str | None:
    """Parts, as numbers or as words (`jul`, `7th`); what is no part of a calendar is left out, with what is finer."""
    found = _YEAR.search(str(year or ""))
    if not found:
        return None
    number = _month(str(month or ""))
    if number is None:
        return found[0]
    digits = re.match(r"[0-9]{1,2}", str(day or "").strip())
    try:
        return date(int(found[0]), number, int(digits[0])).isoformat() if digits else f"{found[0]}-{number:02}"
    except ValueError:
        return f"{found[0]}-{number:02}"


def _month(text: str) -> int | None:
    text = text.strip().lower()
    if text.isascii() and text.isdigit():
        return int(text) if 1 <= int(text[:3]) <= 12 and len(text) <= 2 else None
    return next((number for number, name in enumerate(MONTHS, 1) if text.startswith(name.lower())), None)
