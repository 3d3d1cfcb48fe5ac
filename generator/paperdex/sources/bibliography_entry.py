"""An entry of a bibliography as plain text, whatever its format, and what it says of a record.

BibTeX, RIS and CSL-JSON name the same things differently and share their traps: arXiv is given as a journal,
an identifier hides in the volume or the notes, `accepted` stands where a page range should.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from paperdex.findings import Finding, Severity
from paperdex.records.draft import Draft
from paperdex.records.identifiers import parse_url
from paperdex.sources.markup import strip_markup
from paperdex.sources.paper_links import sort_addresses
from paperdex.sources.partial_dates import parse_date
from paperdex.sources.person_names import Author
from paperdex.sources.prose_links import find_links
from paperdex.text import fold, squeeze

_ARXIV = re.compile(
    r"(?:\barxiv(?:\.org/(?:abs|pdf))?(?:\s+(?:e-prints?|preprint))?[\s:./–-]*(?:arxiv:\s*)?|"
    r"\babs/)(?P<id>[0-9]{4}\.[0-9]{4,5}|[a-z-]+(?:\.[A-Z]{2})?/[0-9]{7})(?![0-9])",
    re.IGNORECASE,
)
_IS_ARXIV = frozenset(
    {"arxiv", "arxiv org", "arxiv e prints", "arxiv eprints", "arxiv preprint", "corr", "cornell university"}
)
_SERVERS = frozenset(
    {
        "biorxiv",
        "medrxiv",
        "chemrxiv",
        "psyarxiv",
        "techrxiv",
        "ssrn",
        "ssrn electronic journal",
        "research square",
        "preprints",
        "openreview",
    }
)
"""Where preprints lie: no venues. Folded, as is the set above."""
_SUBMITTED = re.compile(r"(?:submitted(?: to)?|under review)\b", re.IGNORECASE)
_ACCEPTED = re.compile(r"(?:accepted|to appear|in press|inpress|forthcoming)\b", re.IGNORECASE)
# What Zotero puts into its `Extra` field and exports as a note.
_EXTRA = re.compile(
    r"(?:publisher|conference name|issn|isbn|number|version|tldr|type|eprint(?:type|class)?|doi|arxiv|url|citation key|"
    r"pmid|pmcid|_eprint)\s*:.*",
    re.IGNORECASE,
)
_WARNING = re.compile(r"(?P<kind>withdrawn|retracted)\b(?P<when>[^:]{0,60})(?::\s*(?P<reason>.+))?", re.IGNORECASE)
_REMARK = re.compile(
    r"[0-9,]+ authors?|names (?:of the authors )?not recorded|(?:withdrawn|retracted|superseded|removed)\b.*|"
    r"(?:submitted to|accepted at|published at) .+",
    re.IGNORECASE,
)
"""What our own exports say in a note because the format has no field for it."""
_SERIES = re.compile(r"(?P<name>[A-Z][\w/+-]{1,20}) ['’]?[0-9]{2}")
_URL = re.compile(r"https?://[^\s<>{}|\\^`\"]+", re.IGNORECASE)
_LANGUAGES = {
    "ngerman": "de",
    "german": "de",
    "french": "fr",
    "spanish": "es",
    "italian": "it",
    "portuguese": "pt",
    "brazilian": "pt-BR",
    "russian": "ru",
    "chinese": "zh",
    "japanese": "ja",
    "korean": "ko",
    "arabic": "ar",
    "dutch": "nl",
    "polish": "pl",
    "turkish": "tr",
    "swedish": "sv",
}
_PUBLISHED_KINDS = frozenset({"article", "conference-paper", "chapter", "book"})


@dataclass(frozen=True, slots=True, kw_only=True)
class BibliographyEntry:
    """Text without markup; empty where the entry says nothing."""

    title: str
    kind: str | None = None
    """A record's `type`."""
    authors: Sequence[Author] = ()
    is_cut: bool = False
    """The list of authors ends in `and others`."""
    date: str = ""
    """In any spelling."""
    venue: str = ""
    """Journal, proceedings or book."""
    series: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    publisher: str = ""
    organization: str = ""
    """A school or an institution that publishes by itself."""
    state: str = ""
    """How far the publication has come, in the source's words."""
    abstract: str = ""
    note: str = ""
    language: str = ""
    addresses: Sequence[str] = ()
    """Identifiers and web addresses, the surest first."""
    links: dict[str, list[str]] = field(default_factory=dict)
    """Addresses of which the entry says what they lead to."""
    leftovers: Sequence[str] = ()
    """Names of fields that were filled and have no place in a record."""
    inferred: Sequence[str] = ()


def draft_of_bibliography_entry(entry: BibliographyEntry, source: str) -> Draft:
    """The draft of one entry; `source` is the reader's name."""
    notes: list[Finding] = []
    inferred = list(entry.inferred)
    server = _is_arxiv(entry.venue) or _plain(entry.venue) in _SERVERS
    links = _links(entry, notes)
    venue = {} if server else _venue(entry)
    kind = entry.kind
    if server or (links.get("arxiv") and kind in (None, "other") and not venue):
        kind, inferred = "preprint", [*inferred, "type"]
    date = parse_date(entry.date)
    if entry.date.strip() and not date:
        notes.append(_note("bad-date", Severity.WARNING, f"the date {_shown(entry.date)} could not be understood"))
    if entry.is_cut:
        names = ", ".join(author.get("family") or author.get("literal", "") for author in entry.authors)
        text = f"the list of authors is cut off after {names or 'nobody'}, so that no names were taken over"
        notes.append(_note("authors-incomplete", Severity.WARNING, text))
    if entry.leftovers:
        notes.append(_note("not-imported", Severity.INFO, f"no place in a record for {', '.join(entry.leftovers)}"))
    values = {
        "title": squeeze(strip_markup(entry.title)),
        "type": kind,
        "authors": [] if entry.is_cut else list(entry.authors),
        "organization": {"name": squeeze(entry.organization)} if entry.organization.strip() else None,
        "date": date,
        "abstract": strip_markup(entry.abstract).strip(),
        "language": _language(entry.language),
        "venue": venue,
        "container": _container(entry),
        "links": links,
        "note": _own_words(entry.note),
        "status": _status(entry.note, entry.state),
        "provenance": {"source": source, **({"inferred": inferred} if inferred else {})},
    }
    return Draft({key: value for key, value in values.items() if value}, notes=notes)


def _links(entry: BibliographyEntry, notes: list[Finding]) -> dict[str, Any]:
    fields = (entry.venue, entry.volume, entry.pages, entry.issue, entry.publisher)
    lines = _lines(entry.note)
    hidden = [match["id"] for text in fields for match in _ARXIV.finditer(text)]
    # A note may name other papers; what stands alone in a line, or begins it, is this one's.
    hidden += [match["id"] for line in lines if (match := _ARXIV.match(line))] + [
        line for line in lines if _URL.fullmatch(line)
    ]
    links, refused = sort_addresses([*entry.addresses, *hidden])
    for kind, urls in [*entry.links.items(), *find_links(entry.abstract).items()]:
        known = links.get(kind, [])
        links[kind] = list(dict.fromkeys([*known, *filter(None, map(parse_url, urls))]))
        refused += [url for url in urls if parse_url(url) is None]
    notes.extend(
        _note("invalid-value", Severity.WARNING, f"{_shown(address)} is neither an identifier nor a web address")
        for address in refused
    )
    return links


def _venue(entry: BibliographyEntry) -> dict[str, Any]:
    name = squeeze(strip_markup(entry.venue))
    series = _SERIES.fullmatch(squeeze(entry.series))
    if not name or entry.kind == "book":
        return {}
    said = [entry.state, *_lines(entry.note)]
    is_submitted = any(map(_SUBMITTED.match, [*said, name]))
    is_awaited = not entry.pages and any(map(_ACCEPTED.match, said))
    status = (
        "submitted"
        if is_submitted
        else "accepted"
        if is_awaited
        else "published"
        if entry.kind in _PUBLISHED_KINDS
        else None
    )
    shown = series["name"] if series else _SUBMITTED.sub("", name, count=1).strip() if _SUBMITTED.match(name) else name
    year = int((parse_date(entry.date) or "0")[:4])
    return (
        {"name": shown, **({"status": status} if status else {}), **({"year": year} if year >= 1600 else {})}
        if shown
        else {}
    )


def _container(entry: BibliographyEntry) -> dict[str, str]:
    """What the identifiers of arXiv say already is no volume of anything."""
    fields = {
        "title": entry.venue,
        "volume": entry.volume,
        "issue": entry.issue,
        "pages": entry.pages,
        "publisher": entry.publisher,
    }
    said = {key: squeeze(strip_markup(value)) for key, value in fields.items()}
    said = {key: value for key, value in said.items() if value and not _is_arxiv(value)}
    if "pages" in said:
        said["pages"] = re.sub(r"(?<=\w)\s*[-–—]+\s*(?=\w)", "–", said["pages"])
    return said


def _is_arxiv(name: str) -> bool:
    return bool(_ARXIV.search(name)) or _plain(name) in _IS_ARXIV


def _plain(name: str) -> str:
    """Folded, without what stands in brackets: `arXiv [cs.CL]`."""
    return fold(re.sub(r"\[[^\]]*\]|\([^)]*\)", "", name))


def _lines(note: str) -> list[str]:
    return [line.strip() for line in re.split(r"\n|;\s", note) if line.strip()]


def _own_words(note: str) -> str:
    """A note without the identifiers and the bookkeeping in it."""
    kept = [line for line in _lines(note) if fold(line) and not _EXTRA.fullmatch(line) and not _REMARK.fullmatch(line)]
    text = "\n".join(kept)
    return "" if not fold(_URL.sub("", _ARXIV.sub("", text))) or _ARXIV.match(text.strip()) else text


def _status(note: str, state: str) -> dict[str, str] | None:
    """A note that starts with `Retracted`, as ours and other people's do."""
    match = _WARNING.match(note.strip()) or _WARNING.fullmatch(state.strip())
    if match is None:
        return None
    date, reason = parse_date(match["when"]), squeeze(match["reason"] or "")
    return {"kind": match["kind"].lower(), **({"date": date} if date else {}), **({"reason": reason} if reason else {})}


def _language(text: str) -> str | None:
    code = text.strip().lower().replace("_", "-")
    known = _LANGUAGES.get(code) or (code if re.fullmatch(r"[a-z]{2}(-[a-z0-9]{2,8})?", code) else None)
    return None if known is None or known.startswith("en") else known


def _note(code: str, severity: Severity, message: str) -> Finding:
    return Finding(code=code, severity=severity, message=message)


def _shown(text: str) -> str:
    text = squeeze(text)
    return repr(text if len(text) <= 80 else text[:79] + "…")
