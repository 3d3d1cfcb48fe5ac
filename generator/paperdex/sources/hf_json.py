"""Hugging Face's `api/daily_papers` (a list of entries around papers) and `api/papers/{id}` (a bare paper).

Keys are absent rather than null. The outer `publishedAt` is off by the hours between UTC and New York, often by a day;
`ai_summary` is no abstract, and linked models are other people's.
"""

from collections.abc import Mapping
from typing import Any

from paperdex.findings import Finding, Severity
from paperdex.records.draft import Draft
from paperdex.records.identifiers import parse_arxiv, parse_url
from paperdex.records.link_kinds import FRONT_PAGE, OTHERWISE, PAPER, TOLD_BY_PLACE, kind_of
from paperdex.sources.json_text import first_json_entry, json_entries
from paperdex.sources.partial_dates import parse_date
from paperdex.sources.person_names import SPLIT_NAMES, author_from_display, has_split_names
from paperdex.sources.prose_links import find_links
from paperdex.sources.source import ImportFormat, Reading, SourceText, with_place
from paperdex.sources.tex_remains import mend_tex
from paperdex.text import squeeze

NAME = "hf-json"


def recognises(text: str) -> bool:
    """Whether the first entry is a paper with the fields that only Hugging Face has."""
    entry = first_json_entry(text)
    return isinstance(entry, dict) and _is_paper(_paper(entry))


def read(source: SourceText) -> Reading:
    """A draft a paper."""
    drafts: list[Draft] = []
    findings: list[Finding] = []
    for entry in json_entries(source.text):
        if isinstance(entry.value, dict):
            drafts.append(with_place(draft_of(entry.value), source, (entry.first, entry.last)))
        else:
            fault = entry.fault or "is no paper"
            findings.append(
                Finding(
                    code="json-syntax", severity=Severity.ERROR, message=fault, line=entry.first, end_line=entry.last
                )
            )
    return Reading(drafts, findings)


def draft_of(entry: Mapping[str, Any]) -> Draft:
    """What one entry, or a bare paper, says."""
    paper = _paper(entry)
    notes: list[Finding] = []
    raw = {"title": squeeze(_text(paper, "title")), "abstract": _text(paper, "summary").strip()}
    mended = {key: mend_tex(text) for key, text in raw.items()}
    people = [person for person in _list(paper, "authors") if person.get("hidden") is not True]
    authors = [author for person in people if (author := author_from_display(_text(person, "name")))]
    counts = {"comments": entry.get("numComments", paper.get("numComments")), "upvotes": paper.get("upvotes")}
    withdrawn = parse_date(_text(paper, "withdrawnAt"))
    values = {
        **mended,
        "authors": authors,
        "organization": _organization(paper.get("organization") or entry.get("organization")),
        "date": parse_date(_text(paper, "publishedAt")),
        "links": _links(paper, mended["abstract"], notes),
        "status": {"kind": "withdrawn", "date": withdrawn} if withdrawn else None,
        "provenance": {
            "source": NAME,
            **{
                name: count
                for name, count in counts.items()
                if isinstance(count, int) and not isinstance(count, bool) and count >= 0
            },
            **({"inferred": [SPLIT_NAMES]} if has_split_names(authors) else {}),
            **(
                {"repaired": repaired}
                if (repaired := {key: text for key, text in raw.items() if text != mended[key]})
                else {}
            ),
        },
    }
    return Draft({key: value for key, value in values.items() if value}, notes=notes)


def _paper(entry: Mapping[str, Any]) -> Mapping[str, Any]:
    inner = entry.get("paper")
    return inner if isinstance(inner, dict) else entry


def _is_paper(paper: Mapping[str, Any]) -> bool:
    has_own = any(key in paper for key in ("upvotes", "summary", "discussionId", "submittedOnDailyAt"))
    return (
        has_own
        and isinstance(paper.get("title"), str)
        and parse_arxiv(_text(paper, "id")) is not None
        and "provenance" not in paper
    )


def _links(paper: Mapping[str, Any], abstract: str, notes: list[Finding]) -> dict[str, Any]:
    arxiv = parse_arxiv(_text(paper, "id"))
    links: dict[str, Any] = {"arxiv": arxiv} if arxiv else {}
    repository, project = _text(paper, "githubRepo"), _text(paper, "projectPage")
    if repository and "://" not in repository:
        repository = f"https://github.com/{repository.removeprefix('github.com/').strip('/')}"
    for kind, address in (("code", repository), ("project", project)):
        url = parse_url(address)
        found = kind_of(url) if url and kind == "project" else kind
        if url and found not in (PAPER, FRONT_PAGE):
            place = links.setdefault(found if found in TOLD_BY_PLACE else OTHERWISE, [])
            place += [url] if url not in place else []
        elif address and not url:
            notes.append(
                Finding(
                    code="invalid-value",
                    severity=Severity.WARNING,
                    message=f"{kind}: {address[:80]!r} is no web address",
                )
            )
    for kind, urls in find_links(abstract).items():
        known = links.get(kind, [])
        links[kind] = [*known, *(url for url in urls if url not in known)]
    return links


def _organization(value: Any) -> dict[str, str] | None:
    """`name` is the handle in addresses, `fullname` what is shown."""
    if not isinstance(value, dict):
        return None
    handle, name = squeeze(_text(value, "name")), squeeze(_text(value, "fullname"))
    if not (name or handle):
        return None
    return {"name": name or handle, **({"handle": handle} if handle else {})}


def _text(mapping: Mapping[str, Any], key: str) -> str:
    value = mapping.get(key)
    return value if isinstance(value, str) else ""


def _list(mapping: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    value = mapping.get(key)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


FORMAT = ImportFormat(
    name=NAME, title="the JSON of Hugging Face's paper pages and of its Daily Papers", recognises=recognises, read=read
)
