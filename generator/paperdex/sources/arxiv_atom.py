"""arXiv's Atom: a feed of its API, or a single entry; https://info.arxiv.org/help/api/user-manual.html.

Read with expat, which fetches nothing; a document type is refused, as entities are declared there and may
double each other without end. What stood before a fault is kept.
"""

import re
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from paperdex.findings import Finding, Severity
from paperdex.records.draft import Draft
from paperdex.records.identifiers import parse_arxiv
from paperdex.sources.paper_links import sort_addresses
from paperdex.sources.partial_dates import parse_date
from paperdex.sources.person_names import SPLIT_NAMES, author_from_display, has_split_names
from paperdex.sources.prose_links import find_links
from paperdex.sources.source import ImportFormat, Reading, SourceText, with_place
from paperdex.sources.tex_text import decode_tex
from paperdex.text import squeeze

NAME = "arxiv"

_ATOM = "{http://www.w3.org/2005/Atom}"
_ARXIV = "{http://arxiv.org/schemas/atom}"
_HEAD = 5000
"""Characters in which the names of both vocabularies stand."""
_MAX_DEPTH = 50

_WITHDRAWN = re.compile(
    r"^\W*withdrawn\b|\b(?:paper|article|manuscript|submission|preprint|work)\b[^.]{0,60}\bwithdrawn\b|"
    r"\bwithdrawn by\b",
    re.IGNORECASE,
)
_STATED = re.compile(
    r"(?P<before>[^.;\n]{0,30})\b(?P<verb>(?i:accepted|to appear|published))\b[^.;:\n]{0,40}?\b(?:at|to|in|"
    r"by)\s+(?:the\s+)?(?P<name>[A-Z][^.;,:()\n]{1,80})"
)
"""A venue that the authors state; anything less clear is no statement."""
_YEAR = re.compile(r"\s*(?:[ ,'’](?P<year>(?:19|20)[0-9]{2})|['’](?P<short>[0-9]{2}))\b.*")
_AFTER_NAME = re.compile(r"\s+(?:as|for|with|main|conference track|oral|poster|spotlight)\b.*", re.IGNORECASE)
_UNSURE = re.compile(
    r"\b(?:not|conditionally|workshops?|submitted|under review|findings|companion|arxiv)\b", re.IGNORECASE
)
_JOURNAL = re.compile(r"(?:In:? )?(?P<name>(?:(?:The )?Proceedings|Proc|Advances)\b[^,;(]{3,}|[^\W\d][^\d,;:(]{2,})")


@dataclass(frozen=True, slots=True)
class AtomEntry:
    """One `entry` and its first and last line."""

    element: Element
    lines: tuple[int, int]


def recognises(text: str) -> bool:
    """Whether a feed or an entry of arXiv starts near the beginning."""
    head = text[:_HEAD]
    return (
        head.lstrip("\ufeff \t\r\n").startswith("<") and "http://www.w3.org/2005/Atom" in head and "arxiv.org/" in head
    )


def read(source: SourceText) -> Reading:
    """A draft an entry."""
    entries, findings = parse_entries(source.text)
    drafts: list[Draft] = []
    for entry in entries:
        if "api/errors" in _text(entry.element, f"{_ATOM}id"):
            message = f"arXiv says: {_text(entry.element, f'{_ATOM}summary') or 'an error'}"
            findings.append(_finding("source-error", message, *entry.lines))
        else:
            drafts.append(with_place(draft_of(entry.element), source, entry.lines))
    return Reading(drafts, findings)


def parse_entries(text: str) -> tuple[list[AtomEntry], list[Finding]]:
    """The entries of a feed, or the one that the text is; never raises."""
    parser = _Parser()
    blank = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    before = text.count("\n", 0, blank)
    try:
        parser.feed(text[blank:])
    except (expat.ExpatError, _ForbiddenMarkupError) as error:
        line = parser.line + before if isinstance(error, _ForbiddenMarkupError) else error.lineno + before
        problem = str(error) if isinstance(error, _ForbiddenMarkupError) else expat.ErrorString(error.code)
        parser.findings.append(_finding("xml-syntax", f"{problem}; nothing after this was read", line, line))
    moved = [AtomEntry(entry.element, (entry.lines[0] + before, entry.lines[1] + before)) for entry in parser.entries]
    return moved, parser.findings


def draft_of(entry: Element) -> Draft:
    """What one entry says."""
    raw = {"title": _text(entry, f"{_ATOM}title"), "abstract": _paragraphs(entry.findtext(f"{_ATOM}summary") or "")}
    plain = {key: decode_tex(text) for key, text in raw.items()}
    comment, journal = _text(entry, f"{_ARXIV}comment"), _text(entry, f"{_ARXIV}journal_ref")
    authors = [
        author
        for person in entry.iterfind(f"{_ATOM}author")
        if (author := author_from_display(decode_tex(_text(person, f"{_ATOM}name"))))
    ]
    venue = _published_in(journal) or _stated_venue(comment)
    links, _ = sort_addresses([text for text in (_identifier(entry), _text(entry, f"{_ARXIV}doi")) if text])
    inferred = [
        mark
        for mark, applies in (("type", not journal), (SPLIT_NAMES, has_split_names(authors)), ("venue", bool(venue)))
        if applies
    ]
    repaired = {key: text for key, text in raw.items() if text != plain[key]}
    values: dict[str, Any] = {
        **plain,
        "type": None if journal else "preprint",
        "authors": authors,
        "date": parse_date(_text(entry, f"{_ATOM}published")),
        "venue": venue,
        "links": {**find_links(f"{plain['abstract']}\n\n{comment}"), **links},
        "status": _withdrawal(comment, plain["abstract"], _text(entry, f"{_ATOM}updated")),
        "provenance": {"source": NAME, "inferred": inferred, **({"repaired": repaired} if repaired else {})},
    }
    notes = (
        [Finding(code="not-imported", severity=Severity.INFO, message=f"journal reference: {journal}")]
        if journal
        else []
    )
    return Draft({key: value for key, value in values.items() if value}, notes=notes)


class _ForbiddenMarkupError(Exception):
    """The text holds markup that no feed needs and that may be an attack: a document type, endless nesting."""


class _Parser:
    """Builds the elements of each entry, and of nothing else."""

    def __init__(self) -> None:
        self.entries: list[AtomEntry] = []
        self.findings: list[Finding] = []
        self._builder: TreeBuilder | None = None
        self._depth = self._start = self._start_depth = 0
        self._expat = expat.ParserCreate(encoding="utf-8", namespace_separator="}")
        self._expat.buffer_text = True
        self._expat.StartDoctypeDeclHandler = self._refuse
        self._expat.StartElementHandler = self._open
        self._expat.EndElementHandler = self._close
        self._expat.CharacterDataHandler = self._data

    @property
    def line(self) -> int:
        return self._expat.CurrentLineNumber

    def feed(self, text: str) -> None:
        self._expat.Parse(text.encode(errors="replace"), True)

    def _refuse(self, *_: object) -> None:
        raise _ForbiddenMarkupError("a document type is not allowed in a feed")

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise _ForbiddenMarkupError(f"elements are nested deeper than {_MAX_DEPTH} levels")
        tag = _tag(name)
        if tag == f"{_ATOM}entry" and self._builder is None:
            self._builder, self._start, self._start_depth = TreeBuilder(), self.line, self._depth
        if self._builder:
            self._builder.start(tag, attributes)

    def _data(self, data: str) -> None:
        if self._builder:
            self._builder.data(data)

    def _close(self, name: str) -> None:
        if self._builder:
            self._builder.end(_tag(name))
            if self._depth == self._start_depth:
                self.entries.append(AtomEntry(self._builder.close(), (self._start, self.line)))
                self._builder = None
        self._depth -= 1


def _tag(name: str) -> str:
    return f"{{{name}" if "}" in name else name


def _text(element: Element, tag: str) -> str:
    return squeeze(element.findtext(tag) or "")


def _paragraphs(text: str) -> str:
    """The paragraphs of an abstract, whose lines arXiv wraps: an empty or an indented line starts one."""
    return "\n\n".join(part for part in map(squeeze, re.split(r"\n[ \t]*\n|\n(?=  +\S)", text.strip())) if part)


def _identifier(entry: Element) -> str:
    identifier = _text(entry, f"{_ATOM}id")
    return parse_arxiv(identifier) or identifier


def _published_in(journal: str) -> dict[str, Any] | None:
    """`Phys.Rev.D 98 (2018) 030001`: what stands before volume and pages, and the year."""
    match = _JOURNAL.match(journal)
    name = match["name"].strip(" .-") if match else ""
    years = re.findall(r"\b(?:19|20)[0-9]{2}\b", journal)
    return (
        {"name": name, "status": "published", **({"year": int(years[-1])} if years else {})} if len(name) > 2 else None
    )


def _stated_venue(comment: str) -> dict[str, Any] | None:
    """`Accepted at NeurIPS 2023 (oral)`: the venue, where the authors say so in plain words."""
    match = _STATED.search(comment)
    if match is None or _UNSURE.search(match[0]) or _UNSURE.match(comment[match.end() :].lstrip(" ,(")):
        return None
    year = _YEAR.search(match["name"])
    name = _AFTER_NAME.sub("", _YEAR.sub("", match["name"])).strip()
    if not name or len(name.split()) > 12:
        return None
    status = "published" if match["verb"].lower() == "published" else "accepted"
    return {"name": name, "status": status, **({"year": int(year["year"] or f"20{year['short']}")} if year else {})}


def _withdrawal(comment: str, abstract: str, updated: str) -> dict[str, str] | None:
    """The status of a withdrawn paper, whose page arXiv keeps, saying so in words only."""
    said = next((text for text in (comment, abstract[:200]) if _WITHDRAWN.search(text)), None)
    if said is None:
        return None
    date = parse_date(updated)
    return {"kind": "withdrawn", "reason": said[:300], **({"date": date} if date else {})}


def _finding(code: str, message: str, first: int, last: int) -> Finding:
    return Finding(code=code, severity=Severity.ERROR, message=message, line=first, end_line=last)


FORMAT = ImportFormat(name=NAME, title="the Atom feed of arXiv's API", recognises=recognises, read=read)
