"""CSL-JSON, as Zotero, Mendeley and doi.org give it, and Crossref's near relative of it.

https://docs.citationstyles.org/en/stable/specification.html. Crossref puts titles into lists, names types in
its own way (`journal-article`) and wraps the item into `message`; abstracts come with JATS elements.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from paperdex.findings import Finding, Severity
from paperdex.records.draft import Draft
from paperdex.sources.bibliography_entry import BibliographyEntry, draft_of_bibliography_entry
from paperdex.sources.json_text import first_json_entry, json_entries
from paperdex.sources.partial_dates import join_date
from paperdex.sources.person_names import Author, author_from_display, author_from_parts
from paperdex.sources.source import ImportFormat, Reading, SourceText, with_place
from paperdex.text import word_set

NAME = "csl-json"

_KINDS = {
    word: kind
    for kind, words in {
        "article": "article-journal journal-article article-magazine article-newspaper",
        "conference-paper": "paper-conference proceedings-article",
        "book": "book monograph edited-book reference-book proceedings collection",
        "chapter": "chapter book-chapter entry entry-encyclopedia entry-dictionary reference-entry book-section",
        "thesis": "thesis dissertation",
        "report": "report",
        "dataset": "dataset",
        "preprint": "posted-content preprint",
        "other": "software webpage post post-weblog patent motion_picture speech standard",
    }.items()
    for word in words.split()
}
_OWN_TYPES = word_set("article book chapter thesis report dataset other preprint")
"""Types that a record may have too, so that they tell nothing."""
_OWN_KEYS = word_set("issued container-title DOI URL author citation-key event-title page archive accessed ISSN ISBN")
"""Keys that no record has."""
_UNREAD = ("editor", "translator", "edition", "ISBN", "ISSN", "publisher-place", "event-place", "number-of-pages")
_DATES = ("issued", "published", "published-online", "published-print", "posted", "submitted")
_RETRACTIONS = {"retraction": "retracted", "withdrawal": "withdrawn", "removal": "withdrawn"}


def recognises(text: str) -> bool:
    """Whether the first entry has a type of CSL, and something that a record of ours calls otherwise."""
    return any(_is_item(item) for item in _items(first_json_entry(text)))


def read(source: SourceText) -> Reading:
    """A draft an item."""
    drafts: list[Draft] = []
    findings: list[Finding] = []
    for entry in json_entries(source.text):
        lines = (entry.first, entry.last)
        items = list(_items(entry.value)) if entry.fault is None else []
        drafts += [with_place(draft_of(item), source, lines) for item in items if isinstance(item, dict)]
        if fault := entry.fault or (
            "" if items and all(isinstance(item, dict) for item in items) else "is no CSL-JSON item"
        ):
            findings.append(
                Finding(code="json-syntax", severity=Severity.ERROR, message=fault, line=lines[0], end_line=lines[1])
            )
    return Reading(drafts, findings)


def draft_of(item: Mapping[str, Any]) -> Draft:
    """What one item says."""
    kind = _KINDS.get(_text(item.get("type")))
    is_preprint = kind is None and "preprint" in _text(item.get("genre")).lower()
    is_own = kind in ("thesis", "report")
    publisher, subtitle, title = (_text(item.get(key)) for key in ("publisher", "subtitle", "title"))
    archive = (
        f"{_text(item.get('archive'))}:{_text(item.get('archive_location'))}"
        if _text(item.get("archive")).lower() == "arxiv"
        else ""
    )
    reference = BibliographyEntry(
        title=f"{title}: {subtitle}" if subtitle and subtitle.lower() not in title.lower() else title,
        kind="preprint" if is_preprint else kind,
        authors=[author for name in _list(item.get("author")) if (author := _author(name))],
        date=next((date for key in _DATES if (date := _date(item.get(key)))), ""),
        venue=_venue(item)
        if kind in ("article", "conference-paper", "chapter", "preprint") or _text(item.get("type")) == "article"
        else "",
        series=_text(item.get("collection-title")),
        volume=_text(item.get("volume")),
        issue=_text(item.get("issue")),
        pages=_text(item.get("page")),
        publisher="" if is_own else publisher,
        organization=publisher if is_own else "",
        state=_text(item.get("status")),
        abstract=_text(item.get("abstract")),
        note=_text(item.get("note")),
        language=_text(item.get("language")),
        addresses=[
            address
            for address in (_text(item.get("DOI")), *_arxiv(item, archive), _text(item.get("URL")), _resource(item))
            if address
        ],
        leftovers=[key for key in _UNREAD if item.get(key)],
    )
    draft = draft_of_bibliography_entry(reference, NAME)
    status = next(filter(None, map(_retraction, _list(item.get("updated-by")))), None)
    return replace(draft, values={**draft.values, "status": status}) if status else draft


def _items(value: Any) -> Iterator[Any]:
    """The items in an entry, which may be wrapped: `{"items": [...]}`, `{"message": {...}}`."""
    wrapped = (
        value.get("message", value) if isinstance(value, dict) and isinstance(value.get("message"), dict) else value
    )
    inner = wrapped.get("items") if isinstance(wrapped, dict) else None
    yield from inner if isinstance(inner, list) else [wrapped]


def _is_item(value: Any) -> bool:
    if (
        not isinstance(value, dict)
        or not isinstance(value.get("type"), str)
        or value.keys() & {"provenance", "authors", "links", "topics"}
    ):
        return False
    kind = value["type"]
    return kind in _KINDS.keys() - _OWN_TYPES or not _OWN_KEYS.isdisjoint(value)


def _text(value: Any) -> str:
    """A string, the first of a list, a number as text."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return value.strip() if isinstance(value, str) else ""


def _list(value: Any) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _author(name: Mapping[str, Any]) -> Author | None:
    if literal := _text(name.get("literal")) or _text(name.get("name")):
        return {"literal": " ".join(literal.split())}
    particles = (_text(name.get(key)) for key in ("dropping-particle", "non-dropping-particle"))
    family = " ".join(part for part in (*particles, _text(name.get("family"))) if part)
    given = _text(name.get("given"))
    author = author_from_parts(family, given, _text(name.get("suffix"))) if family else author_from_display(given)
    orcid = re.search(r"[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]", _text(name.get("ORCID")))
    return {**author, "orcid": orcid[0]} if author and orcid else author


def _date(value: Any) -> str:
    """`{"date-parts": [[2023, 7, 7]]}`, whose parts may be text or null, or a date in words."""
    if not isinstance(value, dict):
        return _text(value)
    parts = value.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else None
    if isinstance(first, list) and (date := join_date(*(_text(part) for part in [*first, "", "", ""][:3]))):
        return date
    return _text(value.get("raw")) or _text(value.get("literal"))


def _venue(item: Mapping[str, Any]) -> str:
    event = item.get("event")
    return (
        _text(item.get("container-title"))
        or _text(item.get("event-title"))
        or _text(event.get("name") if isinstance(event, dict) else event)
    )


def _arxiv(item: Mapping[str, Any], archive: str) -> list[str]:
    """Zotero writes `number: arXiv:2307.03601`, others `archive: arXiv` with a location."""
    number = _text(item.get("number"))
    return [text for text in (number, archive) if text.lower().startswith("arxiv:") and text[6:]]


def _resource(item: Mapping[str, Any]) -> str:
    resource = item.get("resource")
    primary = resource.get("primary") if isinstance(resource, dict) else None
    return _text(primary.get("URL")) if isinstance(primary, dict) else ""


def _retraction(update: Mapping[str, Any]) -> dict[str, str] | None:
    """Crossref says so at the paper that was retracted; the notice has `update-to`."""
    kind = _RETRACTIONS.get(_text(update.get("type")).lower())
    if kind is None:
        return None
    notice, date = _text(update.get("DOI")), _date(update.get("updated"))
    return {"kind": kind, **({"by": notice} if notice else {}), **({"date": date} if date else {})}


FORMAT = ImportFormat(
    name=NAME, title="CSL-JSON, as Zotero, Mendeley, doi.org and Crossref give it", recognises=recognises, read=read
)
