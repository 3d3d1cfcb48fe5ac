"""The saved text of a Hugging Face "Daily Papers" page to drafts.

An entry is a title, an abstract and a meta block, parted by blank lines::

    [upvotes]                      101, or - (newer pages)
    title
    abstract                       one paragraph or several
      • 6 authors                  or an organisation: display name, handle
    ·
    Jul 25, 2024 2                 the year only where it is not the page's; then the count of comments

Every line that is not blank ends in a draft or in a finding. The work is shared out by modules:
`page_lines` (a line, a meta block), `page_paragraphs`, `page_division` (which paragraph is what), `page_dates`,
`page_markdown`.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from paperdex.findings import Finding, Severity
from paperdex.records.draft import Draft
from paperdex.records.paper import forbidden_character
from paperdex.sources.page_dates import PageDay, date_in_name, full_date, page_day
from paperdex.sources.page_division import PageDivision, PageEntry, divide_page
from paperdex.sources.page_lines import clean_line, is_page_signature, meta_blocks
from paperdex.sources.page_markdown import arxiv_of, is_markdown, without_markdown
from paperdex.sources.prose_links import find_links
from paperdex.sources.source import ImportFormat, Reading, SourceText
from paperdex.sources.tex_remains import mend_tex
from paperdex.text import fold, squeeze

NAME = "hf-page"
_ADDRESS = "https://huggingface.co/papers/"
_EXCERPT = 80


def recognises(text: str) -> bool:
    """Whether a text holds a meta block with a date, or at least the page's own heading, as an empty search does."""
    lines = _shown(text.split("\n"))
    return any(meta.date for meta in meta_blocks(lines)) or any(map(is_page_signature, lines))


def read(source: SourceText) -> Reading:
    """Drafts in page order; findings for everything else in the file."""
    raw = source.lines
    lines = _shown(raw)
    page = divide_page(lines)
    printed = [entry.meta.date for entry in page.entries if entry.meta and entry.meta.date]
    day = page_day(source.date or date_in_name(source.name), page.heading, printed)
    drafts = [_draft(entry, source.name, day, arxiv_of(raw[entry.title.last])) for entry in page.entries]
    findings = [fault for entry in page.entries for fault in _missing_facts(entry, day)]
    if day and day.is_inferred:
        message = f"the page does not say its year; {day.year} was concluded from the newest date on it (give --date)"
        findings.append(Finding(code="page-date-inferred", severity=Severity.INFO, message=message, line=1, end_line=1))
    return Reading(drafts, [*findings, *_control_characters(raw), *_lines_without_paper(raw, lines, page)])


def _shown(raw: Sequence[str]) -> list[str]:
    """The lines as a browser shows them."""
    return (
        [clean_line(without_markdown(line)) for line in raw] if is_markdown(raw) else [clean_line(line) for line in raw]
    )


def _draft(entry: PageEntry, file: str, day: PageDay | None, arxiv: str | None) -> Draft:
    meta = entry.meta
    lines = (entry.title.first + 1, entry.last + 1)
    raw = {"title": entry.title.text, "abstract": "\n\n".join(paragraph.text for paragraph in entry.abstract)}
    mended = {name: mend_tex(text).strip() or text for name, text in raw.items()}
    printed = meta.date if meta else None
    date = full_date(printed, day) if printed else None
    values: dict[str, Any] = {
        "title": mended["title"],
        "author_count": (meta.author_count or None) if meta else None,
        "organization": _organization(meta.organization) if meta and meta.organization else None,
        "date": date,
        "abstract": mended["abstract"] or None,
        "links": _without_none({"arxiv": arxiv, **find_links(mended["abstract"])}),
    }
    provenance: dict[str, Any] = {
        "source": NAME,
        "file": file,
        "lines": list(lines),
        "retrieved": str(day) if day else None,
        "comments": entry.comments,
        "upvotes": entry.upvotes,
        "inferred": ["date.year"] * (date is not None and printed is not None and printed.year is None)
        + ["retrieved"] * (day is not None and day.is_inferred),
        "repaired": {name: raw[name] for name in raw if raw[name] != mended[name]},
        "evidence": {"arxiv": [_ADDRESS + arxiv]} if arxiv else {},
    }
    return Draft({**_without_none(values), "provenance": _without_none(provenance)}, lines)


def _without_none(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _missing_facts(entry: PageEntry, day: PageDay | None) -> Iterator[Finding]:
    """What the page does not say of a paper, or not so that it could be understood."""
    meta, first, last = entry.meta, entry.title.first + 1, entry.last + 1

    def fault(code: str, severity: Severity, message: str, line: int = first) -> Finding:
        return Finding(code=code, severity=severity, message=f"{entry.title.text}: {message}", line=line, end_line=last)

    if meta and meta.organization:
        yield fault("no-authors", Severity.INFO, "the page names an organisation and no authors")
    elif not meta or not meta.author_count:
        yield fault("no-authors", Severity.INFO, "the page gives neither authors nor an organisation")
    if not entry.abstract:
        yield fault("no-abstract", Severity.INFO, "the page gives no abstract")
    if not meta or not meta.date_line:
        yield fault("no-date", Severity.INFO, "the page gives no date")
    elif meta.date and not meta.date.year and not day:
        message = (
            f"{meta.date_line!r} has no year, and nothing tells the year of the page; the date was left out "
            f"(give --date)"
        )
        yield fault("no-year", Severity.WARNING, message, meta.last + 1)
    elif not meta.date or not full_date(meta.date, day):
        yield fault(
            "bad-date",
            Severity.WARNING,
            f"{meta.date_line!r} is not a day of the calendar, such as 'Jul 25, 2024'; it was left out",
            meta.last + 1,
        )


def _organization(line: str) -> dict[str, str]:
    """Display name and handle where the line plainly gives both; one token or an unclear line is the name alone."""
    words = line.removeprefix("•").split()
    if len(words) > 1:
        head, last, first, tail = " ".join(words[:-1]), words[-1], words[0], " ".join(words[1:])
        if _is_handle_of(last, head):
            return {"name": head, "handle": last}
        if _is_handle_of(first, tail):
            return {"name": tail, "handle": first}
    return {"name": " ".join(words)}


def _is_handle_of(handle: str, name: str) -> bool:
    """`ucas` of UCAS, `NUS` of National University of Singapore, `CarnegieMellonU` of Carnegie Mellon University,
    `occ-ai` of OCC.
    """
    short, whole = (fold(text).replace(" ", "") for text in (handle, name))
    initials = "".join(word[0] for word in name.split() if word[0].isupper()).lower()
    if short == whole or (len(whole) > 2 and short.startswith(whole)) or (len(short) > 2 and short == initials):
        return True
    letters = iter(whole)
    is_word = handle.istitle()  # Meta is no short form of `Machine Translation Lab`
    return len(short) > 3 and not is_word and whole.startswith(short[0]) and all(letter in letters for letter in short)


def _control_characters(raw: Sequence[str]) -> Iterator[Finding]:
    """The control characters that `clean_line` removed."""
    for number, line in enumerate(raw, 1):
        if found := forbidden_character(line) and forbidden_character(squeeze(line)):
            message = f"the control character {found}, which no record may hold, was left out"
            yield Finding(
                code="control-character", severity=Severity.WARNING, message=message, line=number, end_line=number
            )


def _lines_without_paper(raw: Sequence[str], lines: Sequence[str], page: PageDivision) -> Iterator[Finding]:
    """Everything that is in no entry, neighbours of a kind together: whatever `divide` makes of a page, no line is
    lost.
    """
    kinds = dict.fromkeys(page.known, "known")
    for orphan in page.orphans:
        kinds.update(dict.fromkeys(range(orphan.first, orphan.last + 1), "orphan"))
    for entry in page.entries:
        kinds.update(dict.fromkeys(range(entry.title.first, entry.last + 1), "placed"))
    filled = [(number, kinds.get(number, "unknown")) for number, line in enumerate(raw) if line.strip()]
    for kind, group in groupby(filled, key=lambda item: item[1]):
        numbers = [number for number, _ in group]
        if kind != "placed":
            yield _finding_for_lines(kind, [lines[number] for number in numbers], numbers)


def _finding_for_lines(kind: str, texts: Sequence[str], numbers: Sequence[int]) -> Finding:
    first, last = numbers[0] + 1, numbers[-1] + 1
    if kind == "known":
        return Finding(
            code="page-header",
            severity=Severity.INFO,
            message="part of the page around the papers",
            line=first,
            end_line=last,
        )
    text = texts[0] or "characters that do not show"
    excerpt = text if len(text) <= _EXCERPT else text[: _EXCERPT - 1] + "…"
    more = f" (and {len(texts) - 1} more lines)" if len(texts) > 1 else ""
    what = "authors and date without a title before them" if kind == "orphan" else "not part of any paper"
    return Finding(
        code="not-understood", severity=Severity.WARNING, message=f"{what}: {excerpt}{more}", line=first, end_line=last
    )


FORMAT = ImportFormat(
    name=NAME, title="the saved text of a page of Hugging Face's Daily Papers", recognises=recognises, read=read
)
