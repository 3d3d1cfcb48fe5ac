"""An entry to a draft: the fields of a record, how sure each is, and what could not be kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from paperdex.findings import Finding, Severity
from paperdex.records.draft import Draft
from paperdex.records.identifiers import arxiv_month, arxiv_url
from paperdex.records.paper import forbidden_character
from paperdex.sources.awesome.contexts import PublicationContext
from paperdex.sources.awesome.link_targets import IDENTIFIERS, SINGLE, Link, LinkTarget, clean_address
from paperdex.sources.awesome.list_entry import ListEntry
from paperdex.sources.person_names import SPLIT_NAMES, has_split_names
from paperdex.sources.source import SourceText, with_place

NAME = "awesome"
_SHOWN = 120


@dataclass(slots=True)
class _DraftFields:
    """The fields of a draft while it is made, each with how sure it is, and what a record has no place for."""

    values: dict[str, Any] = field(default_factory=dict)
    confidence: dict[str, float] = field(default_factory=dict)
    inferred: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    def put(self, name: str, value: Any, sureness: float, *, inferred: str | None = None) -> None:
        if value:
            self.values[name] = value
            self.confidence[name] = sureness
            self.inferred += [inferred] if inferred else []


def draft_of_entry(entry: ListEntry, topics: Sequence[str], source: SourceText) -> tuple[Draft | None, list[Finding]]:
    """The draft, and what a person should know of it; no draft where the text holds what no record may."""
    candidate, facts = entry.candidate, entry.facts
    record = _DraftFields()
    record.put("title", entry.title, entry.sureness)
    links = _links(entry, record)
    contexts = _contexts(entry)
    _put_authors(entry, record)
    _put_date(entry, record, contexts, links.get("arxiv"))
    _put_venue(record, contexts, facts.contexts)
    record.put("abstract", facts.abstract, 0.9)
    record.put("topics", list(topics), 0.8)
    record.put("links", links, 0.95 if entry.papers else 0.6)
    record.put("note", "\n\n".join(dict.fromkeys(facts.notes)), 0.6)
    if found := forbidden_character(_all_text(record.values)):
        problem = f"the entry holds the control character {found}, which no record may; delete it and import again"
        return None, [_finding("control-character", Severity.ERROR, problem, entry)]
    record.values["provenance"] = {"source": NAME, **({"inferred": record.inferred} if record.inferred else {})}
    made = Draft(record.values, confidence=record.confidence)
    return with_place(made, source, (candidate.first, candidate.last)), list(_reports(entry, record))


def _all_text(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(_all_text(item) for item in value.values())
    return " ".join(_all_text(item) for item in value) if isinstance(value, list) else str(value)


def _links(entry: ListEntry, record: _DraftFields) -> dict[str, Any]:
    """The links of a record; the title's first, then those that say `paper`, then the rest."""
    links: dict[str, Any] = {}
    ordered = sorted(entry.links, key=lambda pair: (not (pair[1] and pair[1].is_paper), not pair[0].is_title))
    for link, place in ordered:
        if place is None:
            if (url := clean_address(link.href)) and "shields.io" not in url:
                record.lost.append(f"{link.label or 'a link'} ({url})")
        elif place.field in SINGLE:
            _put_single(link, place, entry, links, record)
        else:
            known = {_address(url) for value in links.values() if isinstance(value, list) for url in value} | {
                _address(str(links.get("url")))
            }
            if link.is_title and place.field == "project" and "url" not in links:
                links["url"] = place.value
            elif _address(place.value) not in known:
                links.setdefault(place.field, []).append(place.value)
    return links


def _put_single(link: Link, place: LinkTarget, entry: ListEntry, links: dict[str, Any], record: _DraftFields) -> None:
    name, value = place.field, place.value
    is_stray = name in IDENTIFIERS and not place.is_paper and (bool(entry.papers) or name in links)
    if name not in links and not is_stray:
        links[name] = value
    elif name == "url" and "pdf" not in links and value.endswith(".pdf"):
        links["pdf"] = value
    elif _address(str(links.get(name, ""))) != _address(value):
        shown = arxiv_url(value) if name == "arxiv" else value
        record.lost.append(f"a second {'paper' if place.is_paper else link.label or name} ({shown})")


def _address(url: str) -> str:
    return url.partition("://")[2].removeprefix("www.").rstrip("/").casefold() or url.casefold()


def _contexts(entry: ListEntry) -> list[tuple[PublicationContext, float]]:
    """What is said of date and venue, the nearest first, with how sure that is."""
    own = [(context, 0.9 if context.is_sure else 0.6) for context in entry.facts.contexts]
    above = [
        (heading.context, 0.8 if heading.context.is_sure else 0.5)
        for heading in reversed(entry.candidate.path)
        if heading.context
    ]
    return [*own, *above]


def _put_authors(entry: ListEntry, record: _DraftFields) -> None:
    people = entry.facts.people
    if people and not people.is_cut:
        record.put("authors", list(people.names), 0.8, inferred=SPLIT_NAMES if has_split_names(people.names) else None)
    elif entry.facts.organization:
        record.put("organization", {"name": entry.facts.organization}, 0.7)


def _put_date(
    entry: ListEntry, record: _DraftFields, contexts: Sequence[tuple[PublicationContext, float]], arxiv: str | None
) -> None:
    """As printed with its month; else the arXiv identifier's month; else a year, which may be that of the venue."""
    own = [context.date for context in entry.facts.contexts if context.date and not context.venue]
    printed = next((date for date in [entry.facts.date, *own] if date and len(date) > 4), None)
    if printed:
        agrees = arxiv is None or arxiv_month(arxiv) == printed[:7]
        record.put("date", printed, 0.9 if agrees else 0.6)
    elif arxiv:
        record.put("date", arxiv_month(arxiv), 0.9, inferred="date")
    elif stated := entry.facts.date or next(iter(own), None):
        record.put("date", stated, 0.8)
    elif year := next((context.date for context, _ in contexts if context.date), None):
        record.put("date", year if len(year) > 4 else year[:4], 0.6, inferred="date")


def _put_venue(
    record: _DraftFields, contexts: Sequence[tuple[PublicationContext, float]], own: Sequence[PublicationContext]
) -> None:
    named = next(((context, sureness) for context, sureness in contexts if context.venue), None)
    kind = next((context.kind for context, _ in contexts if context.kind), None)
    if named:
        context, sureness = named
        place = [other for other, _ in contexts].index(context)
        # A heading `2020` above gives the year of a bare `CVPR`; a date of the entry's own does not.
        above = next((other.date for other, _ in contexts[place:] if other.date and len(other.date) == 4), None)
        year = context.year or (int(above) if above else None)
        venue: dict[str, Any] = {"name": context.venue, "status": context.status or "published"}
        if year:
            venue["year"] = year
        is_concluded = not context.is_sure and context not in own
        record.put(
            "venue", venue, sureness, inferred="venue" if is_concluded else None if context.status else "venue.status"
        )
        kind = context.kind
    record.put("type", kind, 0.8)


def _reports(entry: ListEntry, record: _DraftFields) -> list[Finding]:
    found = []
    people = entry.facts.people
    if people and people.is_cut:
        names = ", ".join(
            name.get("literal") or f"{name.get('given', '')} {name['family']}".strip() for name in people.names
        )
        found.append(
            _finding("authors-cut", Severity.INFO, f"{entry.title}: the list names only {names} and others", entry)
        )
    elif not people:
        found.append(_finding("no-authors", Severity.INFO, f"{entry.title}: the list gives no authors", entry))
    if "date" not in record.values:
        found.append(_finding("no-date", Severity.INFO, f"{entry.title}: the list gives no date", entry))
    seconds = [lost for lost in record.lost if lost.startswith("a second paper")]
    others = [*(lost for lost in record.lost if lost not in seconds), *entry.facts.lost]
    if seconds:
        found.append(
            _finding(
                "second-paper", Severity.WARNING, f"{entry.title}: has no place for {_enumeration(seconds)}", entry
            )
        )
    if others:
        found.append(
            _finding(
                "left-out", Severity.INFO, f"{entry.title}: a record has no place for {_enumeration(others)}", entry
            )
        )
    found.extend(
        Finding(
            code="left-out",
            severity=Severity.INFO,
            message=f"{entry.title}: longer text that a record has no place for",
            line=first,
            end_line=last,
        )
        for first, last in entry.prose
    )
    return found


def _enumeration(parts: Sequence[str]) -> str:
    text = ", ".join(dict.fromkeys(parts))
    return text if len(text) <= _SHOWN * 3 else text[: _SHOWN * 3 - 1] + "…"


def _finding(code: str, severity: Severity, message: str, entry: ListEntry) -> Finding:
    return Finding(
        code=code, severity=severity, message=message, line=entry.candidate.first, end_line=entry.candidate.last
    )


def shared_identifiers(values: Mapping[str, Any]) -> list[str]:
    """Its identifiers, such as `arxiv:2307.03601`: drafts of one list that share one are of one paper."""
    links = values.get("links", {})
    return [f"{name}:{str(links[name]).casefold()}" for name in IDENTIFIERS if links.get(name)]
