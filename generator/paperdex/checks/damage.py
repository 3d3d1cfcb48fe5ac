"""Text that something has damaged on its way here: remains of TeX and HTML, wrong encodings, ends that are cut off.

Only what is sure enough to bother a person with; a dollar sign may be money and a backslash a path.
"""

import re
from collections.abc import Iterator
from html import unescape
from html.entities import html5

from paperdex import yaml_io
from paperdex.findings import Finding, FindingKind, Severity
from paperdex.records.paper import Paper
from paperdex.records.record import Record

UNREADABLE_CHARACTER = FindingKind(
    "unreadable-character",
    Severity.WARNING,
    "A character was lost on the way here and stands as U+FFFD (�).",
)
HTML_REMAINS = FindingKind("html-remains", Severity.WARNING, "HTML, or a character written as HTML writes it.")
TEX_REMAINS = FindingKind(
    "tex-remains",
    Severity.WARNING,
    "A command of TeX stands outside of `$...$`, or a formula has only one of its two dollar signs.",
)
WRONG_ENCODING = FindingKind(
    "wrong-encoding",
    Severity.WARNING,
    "`Ã©` for `é`: UTF-8 that was read as something else.",
)
TEXT_CUT_OFF = FindingKind(
    "text-cut-off",
    Severity.WARNING,
    "The text ends in dots, in a comma or in the middle of a sentence.",
)

_MATH = re.compile(r"\$\$[^$]*\$\$|(?<!\\)\$[^$]*(?<!\\)\$")
_MONEY = re.compile(r"\$(?=[0-9])")
# A command with an argument, an accent, or a command of three letters and more; `\n` and `\d` may be code.
_TEX = re.compile(r"(?<!:)\\(?:[A-Za-z]+\{|[A-Za-z]{3,}\b|['\"^`~=.]\{?[A-Za-z]|[%&_#])|\{\\[a-z]{2}\b")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TAG = re.compile(
    r"</?(?:i|b|em|strong|sub|sup|p|br|span|div|a|tt|italic|bold|jats:[a-z-]+|mml:[a-z-]+)(?:\s+[\w:-]+\s*=[^<>]*)?\s*/?>",
    re.IGNORECASE,
)
# UTF-8 read as Windows-1252: a leading byte and its followers, as the letters that stand for these bytes there.
_FOLLOWERS = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_MOJIBAKE_BEGINS = re.compile(f"[Â-ô][{_FOLLOWERS}]")
_MOJIBAKE = re.compile(f"(?:[Â-ß][{_FOLLOWERS}]|[à-ï][{_FOLLOWERS}]{{2}}|[ð-ô][{_FOLLOWERS}]{{3}})+")
_CUT_OFF = re.compile(
    r"(?:…|\.\.\.|\b(?i:read|show|see) more)\]?$|[,(\[–—-]$|\b(?:and|or|of|the|an?|to|with|for|by|in|that|which)$"
)
_LONGEST_END = 20
_CUT_OFF_TITLE = re.compile(r"(?:…|\.\.\.)$")

Problem = tuple[FindingKind, str, str | None]
"""What it is, the message, and what was probably meant."""


def check_damage(record: Record) -> Iterator[Finding]:
    """Whether a text of the record is as its authors wrote it."""
    for place, text in _texts(record.paper):
        yield from (_finding(record, place, problem) for look in _LOOKS if (problem := look(text)))
    yield from _cut_off(record)


def _texts(paper: Paper) -> Iterator[tuple[yaml_io.Location, str]]:
    yield ("title",), paper.title
    for name in ("abstract", "note"):
        if text := getattr(paper, name):
            yield (name,), text
    yield ("authors",), ", ".join([author.name for author in paper.authors])
    if paper.organization:
        yield ("organization", "name"), paper.organization.name
    if paper.venue:
        yield ("venue", "name"), paper.venue.name
    if paper.container and paper.container.title:
        yield ("container", "title"), paper.container.title


def _unreadable(text: str) -> Problem | None:
    return (
        (UNREADABLE_CHARACTER, "a character could not be read when this was taken in and stands as U+FFFD", None)
        if "\ufffd" in text
        else None
    )


def _html(text: str) -> Problem | None:
    if "<" in text and (tag := _TAG.search(text)):
        return HTML_REMAINS, f"{tag[0]} is HTML; records hold plain text", None
    if "&" not in text:
        return None
    entity = next((match[0] for match in _ENTITY.finditer(text) if match[0][1] == "#" or match[0][1:] in html5), None)
    return (
        (HTML_REMAINS, f"{entity} is HTML for a character; write the character itself", unescape(entity))
        if entity
        else None
    )


def _tex(text: str) -> Problem | None:
    if "\\" in text and (command := _TEX.search(_MATH.sub(" ", text))):
        return TEX_REMAINS, f"{command[0]} is TeX outside of $...$; write what it stands for", None
    dollars = text.replace("\\$", "").count("$") if "$" in text else 0
    if dollars % 2 and (dollars - len(_MONEY.findall(text))) % 2:
        return TEX_REMAINS, "a formula has only one of its two $ signs", None
    return None


def _mojibake(text: str) -> Problem | None:
    if text.isascii() or not _MOJIBAKE_BEGINS.search(text):
        return None
    for match in _MOJIBAKE.finditer(text):
        if meant := _mended(match[0]):
            return WRONG_ENCODING, f"{match[0]!r} is UTF-8 that was read in another encoding", meant
    return None


def _mended(text: str) -> str | None:
    try:
        return b"".join(bytes([ord(char)]) if ord(char) < 0x100 else char.encode("cp1252") for char in text).decode()
    except UnicodeError:
        return None


_LOOKS = (_unreadable, _html, _tex, _mojibake)


def _cut_off(record: Record) -> Iterator[Finding]:
    paper = record.paper
    ends: tuple[tuple[str, str | None, re.Pattern[str]], ...] = (
        ("title", paper.title, _CUT_OFF_TITLE),
        ("abstract", paper.abstract, _CUT_OFF),
    )
    for name, text, pattern in ends:
        if text and (match := pattern.search(text[-_LONGEST_END:])):
            yield record.finding(TEXT_CUT_OFF, f"the {name} ends in {match[0]!r}; it seems to be cut off", (name,))


def _finding(record: Record, place: yaml_io.Location, problem: Problem) -> Finding:
    kind, message, meant = problem
    return record.finding(kind, message, place, suggestion=meant)
