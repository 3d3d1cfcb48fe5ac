"""Date and venue as lists print them: `[Dec 2023]`, `NeurIPS'24 D&B`, `arXiv 2024.10`, `ACL 2023 Findings`, `Year
2024`.

Read as a whole or not at all: a text that says anything else is no context.
"""

import re
from dataclasses import dataclass
from datetime import date as calendar_date
from functools import lru_cache

from paperdex.sources.awesome.printed_venues import SPELLINGS, kind_of_venue, read_venue
from paperdex.text import MONTHS

_MONTH = "|".join(
    rf"{month}[a-z]*"
    for month in ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept?", "Oct", "Nov", "Dec")
)
_YEAR = r"(?:19|20)[0-9]{2}"
_DAY = r"[0-3]?[0-9](?:st|nd|rd|th)?"
# The first that is found says the date. A four-digit year may touch letters: `ICML2023`.
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        (
            rf"(?<![0-9])(?P<y>{_YEAR})\s?[-/.年_]\s?(?P<m>1[0-2]|0?[1-9])(?:\s?[-/.月]\s?(?P<d>3[01]|[12][0-9]|"
            rf"0?[1-9])日?)?月?(?![0-9])"
        ),
        rf"(?<![0-9])(?P<m>1[0-2]|0?[1-9])[/.](?P<y>{_YEAR})(?![0-9])",
        rf"\b(?P<d>{_DAY})\s+(?P<mon>{_MONTH})\b[.,]*\s*(?P<y>{_YEAR})(?![0-9])",
        rf"\b(?P<mon>{_MONTH})\b\.?\s*(?P<d>{_DAY})\s*,\s*(?P<y>{_YEAR})(?![0-9])",
        rf"\b(?P<mon>{_MONTH})\b[.,'’]*\s*(?P<y>{_YEAR})(?![0-9])",
        rf"(?<![0-9])(?P<y>{_YEAR})[.,]*\s*(?P<mon>{_MONTH})\b\.?",
        rf"(?<![0-9])(?P<y>{_YEAR})(?![0-9])\s?年?",
        r"(?<=[A-Za-z)\s])\s?['’‘`´](?P<yy>[0-9]{2})(?![0-9])['’]?",
    )
)
_ALONE = re.compile(
    r"(?:year|date|published|released|submitted|updated|on|in|venues?|papers?|early|late|before|after|and|prior|to|or)",
    re.IGNORECASE,
)

_VENUE_AND_YEAR = re.compile(r"\b(?P<venue>[A-Za-z]{2,12})[\s'’_-]{0,2}(?P<year>20[0-9]{2})(?![0-9])")
_SHORT_YEAR = re.compile(r"(?P<venue>\S{2,20})[\s-](?P<year>[0-3][0-9])")
"""`SIGIR 22`; only with the name of a known venue, since `GPT 4` and `Task 12` look alike."""
_MAX_LENGTH = 120
"""Characters; a longer text says more than where and when."""
# What is no venue but says what kind of publication it is.
_KINDS = (
    (
        "preprint",
        re.compile(
            r"(?:arxiv|preprint|corr|biorxiv|medrxiv|chemrxiv|ssrn|psyarxiv|techrxiv|pre-?print|arxiv\.org|"
            r"research square|openreview)"
            r"(?:[\s,]*(?:e-?print|preprint|paper|submission))?s?(?:[\s,]*arxiv)?[\s:.]*",
            re.IGNORECASE,
        ),
    ),
    ("report", re.compile(r"(?:technical|tech\.?|white)[\s-]?(?:report|paper)", re.IGNORECASE)),
    (
        "thesis",
        re.compile(
            r"(?:ph\.?\s?d\.?|master'?s?|doctoral)\s*(?:thesis|dissertation)?(?:,? .{0,40})?|thesis", re.IGNORECASE
        ),
    ),
)
_STATUS = (
    (
        re.compile(
            r"\b(?:accept(?:ed)?|to appear|forthcoming|in press)\b\s*(?:to|by|at|for|in|as)?\s*(?:the\s)?",
            re.IGNORECASE,
        ),
        "accepted",
    ),
    (
        re.compile(
            r"\b(?:under review|in submission|submitted|submission)\b\s*(?:to|at|for)?\s*(?:the\s)?", re.IGNORECASE
        ),
        "submitted",
    ),
    (re.compile(r"\b(?:published|appeared)\b\s*(?:in|at|by)\s*(?:the\s)?", re.IGNORECASE), "published"),
)
_AWARD = re.compile(
    r"[\s,;:(\[|–-]*\b(?:oral|spotlight|poster|highlight(?:ed)?|best (?:student )?paper(?: award| finalist|"
    r" runner[- ]up| candidate| honou?rable mention)*|"
    r"outstanding paper(?: award)?|award(?: candidate)?|honou?rable mention|notable[- ]top[- ][0-9]+%|top[- ]?[0-9.]+%|"
    r"long(?: paper)?|short(?: paper)?|"
    r"full paper|extended abstract|rejected|withdrawn)\b[\s,;:)\]]*",
    re.IGNORECASE,
)
_ARXIV_ID = re.compile(r"\barxiv:\s*[0-9]{4}\.[0-9]{4,5}(?:v[0-9]+)?(?:\s*\[[\w.-]+\])?", re.IGNORECASE)
_WRAP = " \t\n.,;:|/·•*_`~\"“”'’‘-–—，。；：、"


@dataclass(frozen=True, slots=True)
class PublicationContext:
    """When and where a paper was published, as far as a heading or a bracket says it: `CVPR 2023`, `[Dec 2023]`."""

    date: str | None = None
    """YYYY, YYYY-MM or YYYY-MM-DD."""
    venue: str | None = None
    """As printed, without its year."""
    status: str | None = None
    kind: str | None = None
    """Type of publication: `preprint`, `report`, `thesis`, `article`, `conference-paper`."""
    is_sure: bool = True
    """The venue is one that is known, not one that only looks so."""
    year: int | None = None
    """Year of the venue."""


@lru_cache(maxsize=4096)
def read_context(text: str, *, guess: bool = False, loose: bool = False) -> PublicationContext | None:
    """The context that a text is.

    `guess` takes words such as `journal` or `workshop` for a venue, which a title may hold too;
    `loose` any short words, as in a column of that name.
    """
    words = _bare(text)
    if not words or len(words) > _MAX_LENGTH:
        return None
    words = _bare(_ARXIV_ID.sub(" arXiv ", words))
    words, status = _without_status(words)
    words = _bare(_AWARD.sub(" ", f" {words} "))
    date, rest = _split_date(words)
    if not date and (short := _SHORT_YEAR.fullmatch(words)) and short["venue"] in SPELLINGS:
        date, rest = f"20{short['year']}", short["venue"]
    # `MobiCom 2024, Dec 2023`: the finer one is the date, the other the venue's year.
    other, rest = _split_date(rest) if date and len(date) > 4 else (None, rest)
    rest = _bare(re.sub(r"\s*-\s*papers?$|\bpapers?$", "", _bare(rest), flags=re.IGNORECASE))
    if not rest or all(_ALONE.fullmatch(word) for word in rest.split()):
        return PublicationContext(date, status=status) if date or status else None
    if kind := next((kind for kind, pattern in _KINDS if pattern.fullmatch(rest)), None):
        return PublicationContext(date, kind=kind)
    venue = read_venue(rest, has_year=bool(date or status), guess=guess or loose, loose=loose)
    year = other or date
    return (
        PublicationContext(date, venue.name, status, venue.kind, venue.is_known, int(year[:4]) if year else None)
        if venue
        else None
    )


def find_venue(text: str) -> PublicationContext | None:
    """A known venue with its year among other words, such as a list's name: `Awesome ICLR 2024 papers`; never sure."""
    for match in _VENUE_AND_YEAR.finditer(text[:_MAX_LENGTH]):
        if match["venue"] in SPELLINGS:
            return PublicationContext(
                match["year"],
                match["venue"],
                kind=kind_of_venue(match["venue"]),
                is_sure=False,
                year=int(match["year"]),
            )
    return None


def read_date(text: str) -> str | None:
    """The date somewhere in a text."""
    return _split_date(text)[0]


def _bare(text: str) -> str:
    text = " ".join(text.split()).strip(_WRAP)
    while len(text) > 1 and text[0] + text[-1] in ("()", "[]", "【】", "（）", "{}", "<>", "「」", "《》"):
        text = text[1:-1].strip(_WRAP)
    return text


def _without_status(text: str) -> tuple[str, str | None]:
    for pattern, status in _STATUS:
        if match := pattern.search(text):
            return f"{text[: match.start()]} {text[match.end() :]}", status
    return text, None


def _split_date(text: str) -> tuple[str | None, str]:
    for pattern in _DATES:
        for match in pattern.finditer(text):
            if date := _iso(match):
                rest = f"{text[: match.start()]} {text[match.end() :]}"
                # `2023 (2023)`, `NeurIPS 2023, Dec 2023`: the finer date was found first, the year says nothing more.
                return date, re.sub(rf"(?<![0-9]){date[:4]}(?![0-9])|['’‘]{date[2:4]}(?![0-9])", " ", rest)
    return None, text


def _iso(match: re.Match[str]) -> str | None:
    found = match.groupdict()
    year = (
        int(found["y"])
        if found.get("y")
        else 2000 + int(found["yy"])
        if int(found["yy"]) < 60
        else 1900 + int(found["yy"])
    )
    month = int(found["m"]) if found.get("m") else _month(found["mon"]) if found.get("mon") else None
    day = int(re.sub(r"\D", "", found["d"])) if found.get("d") else None
    try:
        calendar_date(year, month or 1, day or 1)
    except ValueError:
        return None
    return "-".join([f"{year:04}", *([f"{month:02}"] if month else []), *([f"{day:02}"] if month and day else [])])


def _month(name: str) -> int:
    return next(number for number, month in enumerate(MONTHS, 1) if name.casefold().startswith(month.casefold()))
