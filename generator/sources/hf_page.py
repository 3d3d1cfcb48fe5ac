"""The saved text of a Hugging Face "Daily Papers" page to drafts.

An entry is a title, an abstract and a meta block, parted by blank lines::

    [upvotes]                      101, or - (newer pages)
    title
    abstract                       one paragraph or several
      • 6 authors                  or an organisation: display name, handle
    ·
    Jul 25, 2024 2                 the year only where it is not the page's; then the count of comments

Meta blocks are found first, as nothing else looks like them; what lies between two of them is
then divided into papers. Every line that is not blank ends in a draft or in a finding.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from generator.findings import Finding, Severity
from generator.records.draft import Draft
from generator.records.paper import forbidden_character
from generator.sources import tex
from generator.sources.links import find_links
from generator.sources.page_dates import PageDay, PrintedDate, date_in_name, page_day, parse_printed_date, resolve
from generator.sources.source import Reading, SourceText
from generator.text import fold, squeeze

FORMAT = "hf-page"
SEPARATOR = "·"
_HEADER = frozenset(
    fold(line)
    for line in (
        "new", "Get trending papers in your email inbox!", "Get trending papers in your email inbox once a day!", "Subscribe",
        "Daily Papers", "byAK and the research community", "by AK and the research community", "Daily", "Weekly", "Monthly",
        "Trending Papers", "Hugging Face", "Models", "Datasets", "Spaces", "Buckets", "Docs", "Community", "Enterprise", "Pricing",
        "Log In", "Sign Up", "Submit", "Submit paper", "Search", "Papers", "Previous", "Next", "System theme", "Company", "TOS",
        "Privacy", "About", "Careers", "Website", "Upvote", "Back to Articles",
    )
)  # fmt: skip
_BYLINE = re.compile(r"•\s*(?P<count>[0-9]{1,5})\s+authors?", re.IGNORECASE)
_BYLINE_BARE = re.compile(r"(?P<count>[0-9]{1,5})\s+authors?", re.IGNORECASE)
_UPVOTES = re.compile(r"[0-9]{1,6}|-")
_INVISIBLE = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u200b": None, "\ufeff": None, "\u2060": None})
_LONG = 200
"""Characters from which a paragraph is prose and no title."""
_MAX_TITLE = 400
_MAX_NAME = 100


@dataclass(frozen=True, slots=True)
class _Paragraph:
    text: str
    first: int
    last: int

    @property
    def is_prose(self) -> bool:
        return len(self.text) >= _LONG or (len(self.text) > 60 and self.text.endswith(".") and ". " in self.text)

    @property
    def may_be_title(self) -> bool:
        """Strict, for the middle of a stretch, where it would part one abstract from the next paper."""
        is_short = len(self.text) <= _MAX_TITLE // 2 and len(self.text.split()) >= 3
        return is_short and not self.text.endswith((".", ":", ",", ";")) and not self.text[0].islower() and self.text[0] not in "([-•*"


@dataclass(frozen=True, slots=True)
class _Meta:
    first: int
    last: int
    byline: str | None
    count: int | None
    date: PrintedDate | None
    comments: int | None


@dataclass(frozen=True, slots=True)
class _Entry:
    title: _Paragraph
    abstract: Sequence[_Paragraph]
    meta: _Meta | None
    upvotes: int | None
    first: int

    @property
    def lines(self) -> tuple[int, int]:
        end = self.meta.last if self.meta else self.abstract[-1].last if self.abstract else self.title.last
        return self.title.first + 1, end + 1


def recognises(text: str) -> bool:
    """Whether a text holds at least one meta block with a date."""
    lines = _normalised(text.split("\n"))
    return any(meta.date for meta in _metas(lines))


def read(source: SourceText) -> Reading:
    """Drafts in page order; findings for everything else in the file."""
    lines = _normalised(source.lines)
    metas = list(_metas(lines))
    findings: list[Finding] = []
    entries: list[_Entry] = []
    heading: PrintedDate | None = None
    start = 0
    for number, meta in enumerate([*metas, None]):
        end = meta.first if meta else len(lines)
        found, rest = _entries(list(_paragraphs(lines, start, end)), meta)
        entries.extend(found)
        for paragraph in rest:
            printed = parse_printed_date(paragraph.text) if number == 0 else None
            heading = heading or printed
            findings.append(_unplaced(paragraph, is_header=bool(printed) or fold(paragraph.text) in _HEADER))
        if meta:
            start = meta.last + 1
            if not found:
                findings.append(_finding("not-understood", Severity.WARNING, "authors and date without a title before them", meta.first, meta.last))
    page = page_day(source.date or date_in_name(source.name), heading, [meta.date for meta in metas if meta.date])
    if page and page.is_inferred:
        findings.append(
            _finding(
                "page-date-inferred", Severity.INFO, f"the page does not say its year; {page.year} was concluded from the newest date on it (give --date)", 0, 0
            )
        )
    drafts = []
    for entry in entries:
        draft, faults = _draft(entry, source, page)
        findings.extend(faults)
        drafts.extend([draft] if draft else [])
    return Reading(drafts, findings)


def _normalised(lines: Sequence[str]) -> list[str]:
    return [line.translate(_INVISIBLE).strip() for line in lines]


def _metas(lines: Sequence[str]) -> Iterator[_Meta]:
    """Meta blocks in order: a separator between a byline and a date, or a byline with its bullet alone."""
    index, past = 0, -1
    while index < len(lines):
        line = lines[index]
        if line == SEPARATOR and (meta := _meta_around(lines, index, past)):
            yield meta
            index = past = meta.last
        elif len(line) < 40 and (match := _BYLINE.fullmatch(line)) and _next_filled(lines, index) is None:
            yield _Meta(index, index, line, int(match["count"]), None, None)
            past = index
        index += 1


def _meta_around(lines: Sequence[str], index: int, past: int) -> _Meta | None:
    """The meta block whose separator stands at `index`; lines up to `past` belong to the one before."""
    after = index + 1 if index + 1 < len(lines) and lines[index + 1] else None
    before = index - 1 if index - 1 > past and 0 < len(lines[index - 1]) <= _MAX_NAME else None
    match = (_BYLINE.fullmatch(lines[before]) or _BYLINE_BARE.fullmatch(lines[before])) if before is not None else None
    printed = parse_printed_date(lines[after]) if after is not None else None
    if printed is None and (match is None or after is None or len(lines[after]) > _MAX_NAME):
        return None
    last = after if after is not None else index
    comments = printed.comments if printed else None
    if printed and comments is None and last + 1 < len(lines) and re.fullmatch(r"[0-9]{1,5}", lines[last + 1]):
        last, comments = last + 1, int(lines[last + 1])
    first = before if before is not None else index
    return _Meta(first, last, lines[before] if before is not None else None, int(match["count"]) if match else None, printed, comments)


def _next_filled(lines: Sequence[str], index: int) -> str | None:
    """The line right below, unless it is blank."""
    return (lines[index + 1] or None) if index + 1 < len(lines) else None


def _paragraphs(lines: Sequence[str], start: int, end: int) -> Iterator[_Paragraph]:
    """Runs of lines without a blank one; a run with a long line was never wrapped, so each of its lines stands alone."""
    index = start
    while index < end:
        if not lines[index]:
            index += 1
            continue
        stop = index
        while stop < end and lines[stop]:
            stop += 1
        run = lines[index:stop]
        is_wrapped = len(run) > 1 and max(map(len, run)) < _LONG and not any(_stands_alone(line) for line in run)
        if is_wrapped:
            yield _Paragraph(squeeze(" ".join(run)), index, stop - 1)
        else:
            yield from (_Paragraph(squeeze(line), index + offset, index + offset) for offset, line in enumerate(run) if squeeze(line))
        index = stop


def _stands_alone(line: str) -> bool:
    return bool(_UPVOTES.fullmatch(line)) or line == SEPARATOR or fold(line) in _HEADER or parse_printed_date(line) is not None


def _entries(paragraphs: list[_Paragraph], meta: _Meta | None) -> tuple[list[_Entry], list[_Paragraph]]:
    """Divide what stands before a meta block into papers; only the last of them owns the block."""
    title_at = _first_title(paragraphs, has_meta=meta is not None)
    if title_at is None:
        return [], paragraphs
    starts = [title_at]
    for index in range(title_at + 2, len(paragraphs) - 1):
        is_title = paragraphs[index].may_be_title and paragraphs[index - 1].is_prose and paragraphs[index + 1].is_prose
        if is_title and index - 1 > starts[-1]:
            starts.append(index)
    entries, rest = [], paragraphs[:title_at]
    for start, stop in zip(starts, [*starts[1:], len(paragraphs)], strict=True):
        before = paragraphs[start - 1] if start else None
        votes = before.text if before and _UPVOTES.fullmatch(before.text) else None
        if votes and before in rest:
            rest = [paragraph for paragraph in rest if paragraph is not before]
        body = [
            paragraph
            for paragraph in paragraphs[start + 1 : stop]
            if not (stop < len(paragraphs) and paragraph is paragraphs[stop - 1] and _UPVOTES.fullmatch(paragraph.text))
        ]
        own_meta = meta if stop == len(paragraphs) else None
        first = before.first if votes and before else paragraphs[start].first
        entries.append(_Entry(paragraphs[start], body, own_meta, int(votes) if votes and votes != "-" else None, first))
    return entries, rest


def _first_title(paragraphs: Sequence[_Paragraph], *, has_meta: bool) -> int | None:
    """The paragraph above the first prose; without prose, the first that is neither header nor number."""
    for index, paragraph in enumerate(paragraphs):
        if paragraph.is_prose and index and len(paragraphs[index - 1].text) <= _MAX_TITLE and not _is_furniture(paragraphs[index - 1]):
            return index - 1
    if not has_meta:
        return None
    candidates = [index for index, paragraph in enumerate(paragraphs) if not _is_furniture(paragraph)]
    return candidates[0] if candidates and len(paragraphs[candidates[0]].text) <= _MAX_TITLE else None


def _is_furniture(paragraph: _Paragraph) -> bool:
    return fold(paragraph.text) in _HEADER or bool(_UPVOTES.fullmatch(paragraph.text)) or paragraph.text == SEPARATOR


def _draft(entry: _Entry, source: SourceText, page: PageDay | None) -> tuple[Draft | None, list[Finding]]:
    findings: list[Finding] = []
    raw_title = entry.title.text
    raw_abstract = "\n\n".join(paragraph.text for paragraph in entry.abstract)
    first, last = entry.lines
    if found := forbidden_character(raw_title + raw_abstract):
        problem = f"the entry holds the control character {found}, which no record may; delete it and import again"
        return None, [_finding("control-character", Severity.ERROR, problem, entry.first, last - 1)]

    def missing(code: str, message: str) -> None:
        findings.append(Finding(code=code, severity=Severity.INFO, message=f"{raw_title}: {message}", line=first, end_line=last))

    title, abstract = tex.repair(raw_title), tex.repair(raw_abstract)
    provenance: dict[str, Any] = {"source": FORMAT, "file": source.name, "lines": [first, last]}
    values: dict[str, Any] = {"title": title}
    inferred: list[str] = []
    meta = entry.meta
    if meta and meta.count:
        values["author_count"] = meta.count
    elif meta and meta.byline:
        values["organization"] = _organization(meta.byline)
        missing("no-authors", "the page names an organisation and no authors")
    else:
        missing("no-authors", "the page gives neither authors nor an organisation")
    date = resolve(meta.date, page) if meta and meta.date else None
    if date:
        values["date"] = date
        inferred += ["date.year"] if meta and meta.date and meta.date.year is None else []
    elif meta and meta.date:
        missing("no-date", "the date has no year, and nothing tells the year of the page (give --date)")
    elif meta and meta.last > meta.first:
        findings.append(_finding("bad-date", Severity.WARNING, f"{raw_title}: the date could not be understood", meta.last, meta.last))
    else:
        missing("no-date", "the page gives no date")
    if page:
        provenance["retrieved"] = str(page)
        inferred += ["retrieved"] if page.is_inferred else []
    if abstract:
        values["abstract"] = abstract
        values["links"] = find_links(abstract)
    else:
        missing("no-abstract", "the page gives no abstract")
    if meta and meta.comments is not None:
        provenance["comments"] = meta.comments
    if entry.upvotes is not None:
        provenance["upvotes"] = entry.upvotes
    provenance["inferred"] = inferred
    provenance["repaired"] = {name: raw for name, raw, mended in (("title", raw_title, title), ("abstract", raw_abstract, abstract)) if raw != mended}
    return Draft({**values, "provenance": provenance}, (first, last)), findings


def _organization(line: str) -> dict[str, str]:
    """Display name and handle where the line plainly gives both; one token or an unclear line is the name alone."""
    words = line.removeprefix("•").split()
    if len(words) > 1:
        head, last = " ".join(words[:-1]), words[-1]
        first, tail = words[0], " ".join(words[1:])
        if _is_handle_of(last, head):
            return {"name": head, "handle": last}
        if _is_handle_of(first, tail):
            return {"name": tail, "handle": first}
    return {"name": " ".join(words)}


def _is_handle_of(handle: str, name: str) -> bool:
    initials = "".join(word[0] for word in name.split() if word[0].isupper())
    return fold(handle).replace(" ", "") in (fold(name).replace(" ", ""), initials.lower())


def _unplaced(paragraph: _Paragraph, *, is_header: bool) -> Finding:
    if is_header:
        return _finding("page-header", Severity.INFO, "part of the page around the papers", paragraph.first, paragraph.last)
    shown = paragraph.text if len(paragraph.text) <= 80 else paragraph.text[:79] + "…"
    return _finding("not-understood", Severity.WARNING, f"not part of any paper: {shown}", paragraph.first, paragraph.last)


def _finding(code: str, severity: Severity, message: str, first: int, last: int) -> Finding:
    return replace(Finding(code=code, severity=severity, message=message), line=first + 1, end_line=last + 1)
