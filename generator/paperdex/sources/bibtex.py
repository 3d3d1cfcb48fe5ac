r"""BibTeX and BibLaTeX, as Zotero, JabRef, Mendeley, Google Scholar, DBLP and the ACL Anthology write it.

https://www.ctan.org/pkg/bibtex (btxdoc), https://www.ctan.org/pkg/biblatex. Names are divided before TeX is decoded;
addresses and identifiers are never decoded, only rid of the backslashes that TeX needs.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from paperdex.records.draft import Draft
from paperdex.records.link_kinds import LISTS
from paperdex.sources.bibliography_entry import BibliographyEntry, draft_of_bibliography_entry
from paperdex.sources.bibtex_entries import BibtexEntry, parse_entries
from paperdex.sources.person_names import authors_from_bibtex
from paperdex.sources.source import ImportFormat, Reading, SourceText, with_place
from paperdex.sources.tex_text import decode_tex
from paperdex.text import squeeze, word_set

NAME = "bibtex"

_KINDS = {
    word: kind
    for kind, words in {
        "article": "article suppperiodical",
        "conference-paper": "inproceedings conference",
        "book": "book mvbook booklet collection mvcollection proceedings mvproceedings",
        "chapter": "inbook incollection bookinbook suppbook suppcollection inreference",
        "thesis": "phdthesis mastersthesis thesis",
        "report": "techreport report",
        "dataset": "dataset",
        "other": "software online electronic www webpage patent video",
    }.items()
    for word in words.split()
}
_LINKS = {"github": "code", "website": "project", "poster": "slides", **{kind: kind for kind in LISTS}}
"""Fields of personal pages (al-folio) that say what an address leads to, and any that is called as a kind of link."""
_ADDRESSES = ("doi", "arxivid", "arxiv", "url", "pdf", "html", "link", "ee", "howpublished", "bdsk-url-1", "bdsk-url-2")
_READ = word_set(
    "title subtitle author date year month day journal journaltitle booktitle maintitle series volume number issue "
    "pages publisher school institution organization pubstate abstract note language langid eprint archiveprefix "
    "eprinttype eprintclass primaryclass crossref xdata eid"
) | {*_ADDRESSES, *_LINKS}
_BOOKKEEPING = re.compile(
    r"file|timestamp|owner|groups|biburl|bibsource|urldate|added-at|date-(?:added|modified)|interhash|intrahash|"
    r"username|priority|ranking|readstatus|printed"
    r"|creationdate|modificationdate|mendeley-.*|__.*|bdsk-.*|local-url|keywords|keyword|ids|options|shorttitle|"
    r"googlescholar|citeulike-.*|biblatex.*|selected|preview"
)
"""What a program keeps for itself, and keywords, which are no topics."""
_PUBLISHER = re.compile(
    r"(?:IEEE|ACM|PMLR|Springer|Elsevier|AAAI|ISCA|USENIX|Citeseer|MDPI|Association for|Curran|OpenReview|Wiley|Oxford|"
    r"Cambridge|MIT)\b"
)
_URL = re.compile(r"https?://[^\s{}\\,]+(?:\\[_%#&~][^\s{}\\,]*)*", re.IGNORECASE)
_ENTRY = re.compile(
    r"^[ \t]*@[ \t]*(?:(?i:string|preamble|comment)[ \t]*[{(]|[A-Za-z]+[ \t]*[{(][^\n=@]*(?:,|\n|$))", re.MULTILINE
)
_MARKDOWN = re.compile(r"^\s*(?:#{1,6} |[-*+] |```|\||<)|\]\(", re.MULTILINE)


def recognises(text: str) -> bool:
    """Whether the first entry comes after nothing but comments: a list in Markdown may quote BibTeX too."""
    text = text.replace("\r", "\n")
    entry = _ENTRY.search(text)
    if entry is None:
        return False
    before = text[: entry.start()]
    return len(before) < 5000 and not _MARKDOWN.search(
        "\n".join(line for line in before.split("\n") if not line.lstrip().startswith("%"))
    )


def read(source: SourceText) -> Reading:
    """A draft an entry, in the order of the file."""
    entries, findings = parse_entries(source.text)
    return Reading([with_place(draft_of(entry), source, entry.lines) for entry in entries], findings)


def draft_of(entry: BibtexEntry) -> Draft:
    """What one entry says."""
    fields = entry.fields
    authors, is_cut = authors_from_bibtex(fields.get("author", ""))
    body = _text(fields, "school", "institution", "organization")
    # Google Scholar gives the publisher of proceedings as their organisation.
    is_publisher = bool(_PUBLISHER.match(body)) and "organization" in fields
    title, subtitle = _text(fields, "title"), _text(fields, "subtitle")
    reference = BibliographyEntry(
        title=f"{title}: {subtitle}" if title and subtitle else title,
        kind=_KINDS.get(entry.type),
        authors=authors,
        is_cut=is_cut,
        date=_date(fields),
        venue=_text(
            fields,
            *(
                ("journaltitle", "journal", "booktitle")
                if entry.type == "article"
                else ("booktitle", "maintitle", "journaltitle", "journal")
            ),
        ),
        series=_text(fields, "series"),
        volume=_text(fields, "volume"),
        issue=_text(fields, "number", "issue")
        if _KINDS.get(entry.type) in ("article", "report")
        else _text(fields, "issue"),
        pages=_text(fields, "pages", "eid"),
        publisher=_text(fields, "publisher") or (body if is_publisher else ""),
        organization="" if is_publisher else body,
        state=_text(fields, "pubstate"),
        abstract=decode_tex(fields.get("abstract", "")),
        note=decode_tex(fields.get("note", "")),
        language=_text(fields, "langid", "language"),
        addresses=_addresses(fields),
        links={kind: urls for name, kind in _LINKS.items() if (urls := _URL.findall(_verbatim(fields.get(name, ""))))},
        leftovers=[
            name
            for name, value in fields.items()
            if value.strip() and name not in _READ and not _BOOKKEEPING.fullmatch(name)
        ],
    )
    draft = draft_of_bibliography_entry(reference, NAME)
    return replace(draft, lines=entry.lines, notes=[*entry.notes, *draft.notes])


def _text(fields: Mapping[str, str], *names: str) -> str:
    """The first of the fields that says something."""
    return next((text for name in names if (text := squeeze(decode_tex(fields.get(name, ""))))), "")


def _date(fields: Mapping[str, str]) -> str:
    if stated := _text(fields, "date"):
        return stated
    year, month, day = (_text(fields, name) for name in ("year", "month", "day"))
    if month.isdigit():
        return "-".join(part for part in (year, month, day if day.isdigit() else "") if part)
    return " ".join(part for part in (day, month, year) if part)


def _addresses(fields: Mapping[str, str]) -> list[str]:
    found: list[str] = []
    for name in _ADDRESSES:
        value = _verbatim(fields.get(name, ""))
        found += _URL.findall(value) or ([value] if name in ("doi", "arxivid", "arxiv", "url") else [])
    kind = _text(fields, "archiveprefix", "eprinttype").lower()
    eprint = _verbatim(fields.get("eprint", ""))
    if eprint and kind in ("arxiv", "") and re.fullmatch(r"[0-9]{7}", eprint):
        # Before 2007 the archive is a field of its own.
        eprint = f"{_text(fields, 'primaryclass', 'eprintclass').split('.')[0]}/{eprint}"
    if kind == "arxiv" or re.match(r"(?:arxiv:)?[0-9]{4}\.[0-9]{4,5}|https?:", eprint, re.IGNORECASE):
        found.insert(1, eprint)
    return found


def _verbatim(value: str) -> str:
    r"""An address without what TeX needs around its characters: `a\_b`, `{\_}`, `$\sim$`."""
    if "\\" not in value and "{" not in value:
        return value.strip()
    value = re.sub(r"\\url\s*\{([^{}]*)\}", r"\1", value.strip())
    value = re.sub(r"\{?\$\\sim\$\}?|\{\\(?:textasciitilde|~)\}|\\(?:textasciitilde|~)\s*\{\}", "~", value)
    value = re.sub(r"\{\\([_%#&~$])\}|\\([_%#&~$])", r"\1\2", value)
    return value[1:-1].strip() if value.startswith("{") and value.endswith("}") else value


FORMAT = ImportFormat(name=NAME, title="BibTeX and BibLaTeX", recognises=recognises, read=read)
