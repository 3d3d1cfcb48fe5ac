"""RIS, as reference managers and publishers export it: `TY  - JOUR` to `ER  - `, one field a line.

https://en.wikipedia.org/wiki/RIS_(file_format) lists the tags; programs disagree on half of them, so that several
tags are looked at for one field. A line without a tag goes on with the field before it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from paperdex.findings import Finding, Severity
from paperdex.records.draft import Draft
from paperdex.sources.bibliography_entry import BibliographyEntry, draft_of_bibliography_entry
from paperdex.sources.partial_dates import parse_date
from paperdex.sources.person_names import SPLIT_NAMES, Author, author_from_display, author_from_parts
from paperdex.sources.source import ImportFormat, Reading, SourceText, with_place
from paperdex.text import word_set

NAME = "ris"

Fields = Mapping[str, Sequence[str]]
"""Values by tag, in the order of the file."""

_KINDS = {
    word: kind
    for kind, words in {
        "article": "JOUR EJOUR JFULL MGZN NEWS INPR ABST",
        "conference-paper": "CONF CPAPER",
        "book": "BOOK EBOOK EDBOOK",
        "chapter": "CHAP ECHAP",
        "thesis": "THES",
        "report": "RPRT",
        "dataset": "DATA DBASE",
        "other": "COMP ELEC VIDEO PAT",
        "preprint": "UNPB",
    }.items()
    for word in words.split()
}
_VENUES = {
    "article": ("JF", "T2", "JO", "JA", "J2"),
    "conference-paper": ("T2", "BT", "C3", "JF", "JO", "T3"),
    "chapter": ("T2", "BT", "T3"),
}
_READ = word_set(
    "TY TI T1 CT BT AU A1 PY Y1 DA DO UR L1 L2 LK AB N2 N1 VL IS SP EP PB LA M1 M3 AN C3 C7 T2 T3 JF JO JA J2"
)
_BOOKKEEPING = word_set("KW ID DB DP Y2 RP U1 U2 U3 U4 U5 AV SE L3 L4")
_START = re.compile(r"^TY(?P<space> {1,2})- ?[A-Za-z][A-Za-z ]{1,30}\s*$", re.MULTILINE)
_COUNTED = re.compile(r"[0-9]{1,6}\.?")
"""Some programs count the entries in lines between them."""
_LONGEST = 50_000
"""Characters of a field, from which no further line is added."""
_HEAD = 4000
"""Characters in which the first entry must start: some publishers put lines about themselves before it."""


def recognises(text: str) -> bool:
    """Whether an entry starts near the beginning."""
    return _START.search(text[:_HEAD].lstrip("\ufeff")) is not None


def read(source: SourceText) -> Reading:
    """A draft an entry; an entry that does not end is still read, and reported."""
    findings: list[Finding] = []
    return Reading(
        [with_place(draft_of(fields), source, lines) for fields, lines in _entries(source.text, findings)], findings
    )


def draft_of(fields: Fields) -> Draft:
    """What one entry says."""
    kind = _KINDS.get(_first(fields, "TY").upper())
    is_own = kind in ("thesis", "report")
    publisher = _first(fields, "PB")
    names = [*fields.get("AU", ()), *fields.get("A1", ())]
    authors = [author for name in names if (author := _author(name))]
    first_page, last_page = _first(fields, "SP"), _first(fields, "EP")
    reference = BibliographyEntry(
        title=_first(fields, "TI", "T1", "CT", "BT"),
        kind=kind,
        authors=authors,
        is_cut=any(map(_is_rest, names)),
        date=_date(fields),
        venue=_first(fields, *_VENUES.get(kind or "", ("JF", "JO", "T2"))),
        volume=_first(fields, "VL"),
        issue=_first(fields, "IS"),
        pages=f"{first_page}-{last_page}"
        if first_page and last_page and last_page not in first_page
        else first_page or last_page,
        publisher="" if is_own else publisher,
        organization=publisher if is_own else "",
        state="in press" if _first(fields, "TY").upper() == "INPR" else "",
        abstract=_first(fields, "AB", "N2"),
        note="\n".join(fields.get("N1", ())),
        language=_first(fields, "LA"),
        addresses=_addresses(fields),
        inferred=[SPLIT_NAMES]
        if any("," not in name for name in names) and any("family" in author for author in authors)
        else [],
        leftovers=[
            tag for tag, values in fields.items() if any(values) and tag not in _READ and tag not in _BOOKKEEPING
        ],
    )
    return draft_of_bibliography_entry(reference, NAME)


def _entries(text: str, findings: list[Finding]) -> Iterator[tuple[Fields, tuple[int, int]]]:
    start = _START.search(text)
    tagged = re.compile(rf"\ufeff?([A-Z][A-Z0-9]){start['space'] if start else '  '}-(?: (.*)|$)")
    fields: dict[str, list[str]] = {}
    first = last = 0
    tag = ""
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.rstrip("\r")
        match = tagged.fullmatch(line)
        if match and match[1] == "TY":
            if fields:
                findings.append(
                    _finding(
                        "missing-er",
                        f"the entry does not end with ER; the next one starts in line {number}",
                        first,
                        last,
                    )
                )
                yield fields, (first, last)
            fields, first = {}, number
        elif match and match[1] == "ER" and fields:
            yield fields, (first, number)
            fields = {}
            continue
        if match and (fields or match[1] == "TY"):
            tag = match[1]
            fields.setdefault(tag, []).append((match[2] or "").strip())
        elif fields and line.strip():
            fields[tag][-1] = (
                f"{fields[tag][-1]}\n{line.strip()}" if len(fields[tag][-1]) < _LONGEST else fields[tag][-1]
            )
        elif line.strip() and not _COUNTED.fullmatch(line.strip()):
            findings.append(_finding("not-understood", f"not part of any entry: {line.strip()[:80]}", number, number))
        last = number if line.strip() else last
    if fields:
        findings.append(
            _finding("missing-er", "the last entry does not end with ER: the file may be cut off", first, last)
        )
        yield fields, (first, last)


def _first(fields: Fields, *tags: str) -> str:
    return next((value for tag in tags for value in fields.get(tag, ()) if value), "")


def _author(name: str) -> Author | None:
    """`Lovelace, Ada, Jr.`; a name without a comma is a group, or a person in reading order."""
    family, *rest = (part.strip() for part in name.split(","))
    if _is_rest(name):
        return None
    return (
        author_from_parts(family, rest[0], rest[1] if len(rest) > 1 else "")
        if rest and rest[0]
        else author_from_display(name.strip(" ,"))
    )


def _is_rest(name: str) -> bool:
    return name.strip(" .,").lower() in ("et al", "others")


def _date(fields: Fields) -> str:
    """The finest date that does not contradict the year of publication."""
    stated = [value for tag in ("PY", "Y1", "DA") for value in fields.get(tag, ()) if value.strip(" /")]
    known = [date for value in stated if (date := parse_date(value))]
    if not known:
        return stated[0] if stated else ""
    return max((date for date in known if date[:4] == known[0][:4]), key=len)


def _addresses(fields: Fields) -> list[str]:
    identifiers = [value for value in fields.get("DO", ()) if value]
    identifiers += [
        value
        for tag in ("M1", "M3", "AN", "C7")
        for value in fields.get(tag, ())
        if re.match(r"(?i)(?:doi:\s*)?10\.\d{4,9}/|arxiv:", value)
    ]
    addresses = [
        address
        for tag in ("UR", "LK", "L1", "L2")
        for value in fields.get(tag, ())
        for address in re.split(r"[;\s]+", value)
    ]
    return identifiers + [address for address in addresses if address.lower().startswith(("http://", "https://"))]


def _finding(code: str, message: str, first: int, last: int) -> Finding:
    return Finding(code=code, severity=Severity.WARNING, message=message, line=first, end_line=last)


FORMAT = ImportFormat(
    name=NAME, title="RIS, as reference managers and publishers export it", recognises=recognises, read=read
)
