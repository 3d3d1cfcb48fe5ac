"""The entries of a BibTeX file with their fields as TeX text: macros and `#` expanded, `crossref` inherited.

bibtexparser divides the text into blocks and goes on after a broken one. What it leaves alone is done here:
joining with `#`, values that go on after their closing brace (a comma is missing), several entries of one key.
"""

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from bibtexparser.entrypoint import parse_string
from bibtexparser.model import (
    Block,
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Entry,
    ExplicitComment,
    ImplicitComment,
    ParsingFailedBlock,
    String,
)

from paperdex.findings import Finding, Severity
from paperdex.text import squeeze, word_set

MAX_VALUE = 50_000
"""Characters of a value; macros that double each other would otherwise fill the memory."""

# Broken blocks become findings; without a handler the library would print them.
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_MACROS = {name.lower(): month for month in _MONTHS for name in (month[:3], month)}
_NUMBER = re.compile(r"[0-9]+")
_SPACE = re.compile(r"\s*")
_DELIMITER = re.compile(r"\\.|[{}\"]", re.DOTALL)
_MAX_RUN_ON = 50
"""Fields that may follow each other without a comma."""
_BARE = re.compile(r"[^\s#{}\"=,]+")
_NEXT_FIELD = re.compile(r"(?P<name>[A-Za-z][\w:.-]*)\s*=\s*(?P<value>.+)", re.DOTALL)
_PROGRAMS = re.compile(r"\s*(?:jabref|bibdesk|x-|-\*-|mendeley|zotero)", re.IGNORECASE)
"""What reference managers keep for themselves in comments."""
_LIKE_ENTRY = re.compile(r"^\s*@?[\w-]+\s*[{(][^\n]*[,=]|^\s*\w+\s*=\s*[{\"]", re.MULTILINE)
_OWN = word_set("title booktitle subtitle titleaddon author doi url pages abstract crossref note key ids eprint")
"""Fields that an entry does not inherit."""


@dataclass(frozen=True, slots=True)
class BibtexEntry:
    """One entry, such as `@article{...}`: names of fields in small letters, values as typed without their outer braces
    or quotes.
    """

    type: str
    key: str
    fields: Mapping[str, str]
    lines: tuple[int, int]
    notes: tuple[Finding, ...] = field(default=(), compare=False)

    @property
    def content(self) -> tuple[str, Mapping[str, str]]:
        """What makes two entries of one key the same."""
        return self.type, {name: squeeze(value) for name, value in self.fields.items()}


def parse_entries(text: str) -> tuple[list[BibtexEntry], list[Finding]]:
    """All entries in order, and a finding for every other part of the file."""
    macros = dict(_MACROS)
    entries: list[BibtexEntry] = []
    findings: list[Finding] = []
    for block in parse_string(text, parse_stack=[]).blocks:
        content = (
            block.ignore_error_block if isinstance(block, DuplicateBlockKeyBlock | DuplicateFieldKeyBlock) else block
        )
        if isinstance(content, String):
            macros[content.key.lower()] = _expand(content.value, macros)[0][:MAX_VALUE]
        elif isinstance(content, Entry) and content.entry_type:
            entries.append(_entry(content, macros))
        else:
            findings.extend(_rest(block))
    kept = list(_drop_repetitions(entries, findings))
    return list(_inherit_fields(kept, findings)), findings


def _entry(block: Entry, macros: Mapping[str, str]) -> BibtexEntry:
    first = (block.start_line or 0) + 1
    fields: dict[str, str] = {}
    notes: list[Finding] = []
    for each in block.fields:
        for name, value in _fields(each.key, str(each.value), macros, notes):
            if name in fields and value != fields[name]:
                notes.append(_warning("duplicate-field", f"the field {name!r} is given twice; the first one was taken"))
            fields.setdefault(name, value)
    return BibtexEntry(
        block.entry_type.lower(), block.key, fields, (first, first + (block.raw or "").count("\n")), tuple(notes)
    )


def _fields(name: str, raw: str, macros: Mapping[str, str], notes: list[Finding]) -> Iterator[tuple[str, str]]:
    """The field, and those that run into it because a comma is missing."""
    rest: str | None = raw[: 4 * MAX_VALUE]
    for _ in range(_MAX_RUN_ON):
        name = squeeze(name).lower()
        value, rest, unknown = _expand(rest or "", macros)
        if unknown:
            notes.append(
                _warning(
                    "undefined-macro",
                    f"{name}: {unknown!r} is neither in braces nor a defined @string; taken as it stands",
                )
            )
        if len(value) > MAX_VALUE:
            notes.append(_warning("value-too-long", f"{name} has more than {MAX_VALUE:,} characters and was cut off"))
        yield name, value[:MAX_VALUE]
        if rest is None:
            return
        following = _NEXT_FIELD.fullmatch(rest)
        if following is None:
            break
        notes.append(_warning("missing-comma", f"a comma is missing after {name}"))
        name, rest = following["name"], following["value"]
    notes.append(
        _warning("bibtex-syntax", f"{name}: {squeeze(rest or '')[:60]!r} stands after the value and was left out")
    )


def _expand(raw: str, macros: Mapping[str, str]) -> tuple[str, str | None, str | None]:
    """The value of `{a} # b # "c"`, what stands after it, and the first word that is no macro."""
    parts: list[str] = []
    unknown = None
    place, size = _space_end(raw, 0), 0
    while True:
        end = _piece_end(raw, place)
        piece = raw[place:end]
        if piece[:1] in ("{", '"'):
            piece = piece[1:-1] if len(piece) > 1 and piece[-1] in ("}", '"') else piece[1:]
        elif piece and not _NUMBER.fullmatch(piece):
            unknown = unknown or (None if piece.lower() in macros else piece)
            piece = macros.get(piece.lower(), piece)
        parts += [piece] if size <= MAX_VALUE else []
        size += len(piece)
        place = _space_end(raw, end)
        if not raw.startswith("#", place):
            return "".join(parts), raw[place:] or None, unknown
        place = _space_end(raw, place + 1)


def _piece_end(raw: str, start: int) -> int:
    """Where the braced, quoted or bare piece at `start` ends."""
    opening = raw[start : start + 1]
    if opening not in ("{", '"'):
        match = _BARE.match(raw, start)
        return match.end() if match else start
    depth = 0
    for match in _DELIMITER.finditer(raw, start + (opening == '"')):
        depth += (match[0] == "{") - (match[0] == "}")
        if depth == 0 and match[0] == ("}" if opening == "{" else '"'):
            return match.end()
    return len(raw)


def _space_end(raw: str, place: int) -> int:
    match = _SPACE.match(raw, place)
    return match.end() if match else place


def _rest(block: Block) -> Iterator[Finding]:
    """What is no entry: broken blocks, and text that BibTeX ignores."""
    first = (block.start_line or 0) + 1
    last = first + (block.raw or "").rstrip().count("\n")
    if isinstance(block, ParsingFailedBlock | Entry):
        reason = getattr(getattr(block, "error", None), "abort_reason", "") or "the entry has no type"
        found = _warning("bibtex-syntax", f"an entry could not be read: {squeeze(reason)}")
        yield replace(found, severity=Severity.ERROR, line=first, end_line=last)
    elif isinstance(block, ImplicitComment | ExplicitComment):
        text = "\n".join(line for line in block.comment.split("\n") if not line.lstrip().startswith("%"))
        is_entry = bool(_LIKE_ENTRY.search(text))
        if text.strip() and (is_entry or not _PROGRAMS.match(text)):
            message = (
                "this looks like an entry, but BibTeX takes it for a comment"
                if is_entry
                else "text outside entries, which BibTeX ignores"
            )
            severity = Severity.WARNING if is_entry else Severity.INFO
            yield Finding(code="bibtex-comment", severity=severity, message=message, line=first, end_line=last)


def _drop_repetitions(entries: list[BibtexEntry], findings: list[Finding]) -> Iterator[BibtexEntry]:
    """The entries but for repeated ones; of one key, entries are different papers unless they say the same."""
    known: dict[str, list[BibtexEntry]] = {}
    for entry in entries:
        namesakes = known.setdefault(entry.key.lower(), [])
        first, last = entry.lines
        if any(entry.content == other.content for other in namesakes[:20]):
            text = f"the entry {entry.key!r} was there already, word for word"
            findings.append(
                Finding(code="repeated-entry", severity=Severity.INFO, message=text, line=first, end_line=last)
            )
            continue
        if namesakes and entry.key:
            text = f"another entry has the key {entry.key!r} too; both were read"
            findings.append(
                Finding(code="repeated-key", severity=Severity.WARNING, message=text, line=first, end_line=last)
            )
        namesakes.append(entry)
        yield entry


def _inherit_fields(entries: list[BibtexEntry], findings: list[Finding]) -> Iterator[BibtexEntry]:
    """The entries with the fields that a `crossref` lends them; a volume that only lends is no paper."""
    by_key = {entry.key.lower(): entry for entry in reversed(entries)}
    parents = {
        entry.fields[link].strip().lower()
        for entry in entries
        for link in ("crossref", "xdata")
        if link in entry.fields
    }
    for entry in entries:
        if entry.type == "xdata" or (
            entry.type in ("proceedings", "collection", "mvproceedings") and entry.key.lower() in parents
        ):
            first, last = entry.lines
            text = f"the volume {entry.key!r} lends its fields to the papers in it and is none itself"
            findings.append(
                Finding(code="bibtex-parent", severity=Severity.INFO, message=text, line=first, end_line=last)
            )
            continue
        inherited: dict[str, str] = {}
        for link in ("crossref", "xdata"):
            name = entry.fields.get(link, "").strip()
            parent = by_key.get(name.lower())
            if name and parent is None:
                first, last = entry.lines
                findings.append(
                    replace(
                        _warning("missing-parent", f"there is no entry {name!r} to take fields from"),
                        line=first,
                        end_line=last,
                    )
                )
            if parent and parent is not entry:
                lent = {name: value for name, value in parent.fields.items() if link == "xdata" or name not in _OWN}
                title = parent.fields.get("booktitle") or parent.fields.get("title")
                inherited |= {"booktitle": title, **lent} if title and link == "crossref" else lent
        yield replace(entry, fields={**inherited, **entry.fields}) if inherited else entry


def _warning(code: str, message: str) -> Finding:
    return Finding(code=code, severity=Severity.WARNING, message=message)
