"""OpenReview: a forum's submission as JSON, from API 2 and, for venues before 2024, API 1.

In API 2 every value is wrapped (`{"value": ...}`), text has HTML entities, and `venueid` says what became
of a submission. In API 1 rejected papers have the venue's own id, and only `venue` tells them apart.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from html import unescape
from typing import Any
from urllib.parse import quote

from paperdex.records.draft import Draft
from paperdex.records.identifiers import openreview_url, parse_openreview, parse_url
from paperdex.settings import Services
from paperdex.sources.person_names import SPLIT_NAMES, author_from_display, has_split_names
from paperdex.sources.prose_links import find_links
from paperdex.sources.providers.provider import Provider
from paperdex.sources.tex_text import decode_tex
from paperdex.web import Web, WebError

NAME = FIELD = "openreview"

# Other people's records and papers that no venue has looked at; neither is a decision.
_NO_VENUE = re.compile(r"dblp\.org/|OpenReview\.net/", re.IGNORECASE)
_UNDECIDED = re.compile(r"/(?:Submission\d*|Under_Review|Submitted)$", re.IGNORECASE)
_DECLINED = re.compile(r"reject|withdraw|decline|retract", re.IGNORECASE)
_SUBMITTED = re.compile(r"\bsubmitted\b|\bunder review\b|\bsubmission\b", re.IGNORECASE)
_PREAMBLE = re.compile(r"^(?:accepted|submitted|published|under review)\s+(?:by|to|at|in|for)\s+", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")
# What a venue adds to its name for the place a paper has in its programme.
_PROGRAMME = re.compile(
    r"\b(?:conditional|accept(?:ed)?|oral|poster|spotlight|spotlightposter|talk|regular|main|submitted|notable[ -].*|"
    r"top[ -]?[0-9].*)\b.*$",
    re.IGNORECASE,
)
_LAST_MILLISECOND = 4_102_444_800_000
"""Start of 2100; times in seconds or nonsense are no dates."""


def recognise(text: str) -> str | None:
    """The identifier in an OpenReview address; a bare identifier looks like any word."""
    return parse_openreview(text) if "openreview.net" in text else None


def fetch(web: Web, services: Services, openreview: str) -> tuple[Draft, str]:
    """The submission as a draft."""
    note, address = fetch_note(web, services, openreview)
    return draft_of(note), address


def fetch_note(web: Web, services: Services, openreview: str) -> tuple[Mapping[str, Any], str]:
    """The submission as either API gives it, and the address that did."""
    reason: WebError | None = None
    for base in (services.openreview, services.openreview_v1):
        address = f"{base}?id={quote(openreview)}"
        try:
            note = _note(web.fetch_json(address), openreview)
        except WebError as error:
            reason = error if reason is None or reason.is_unknown else reason
            continue
        if note:
            return note, address
        web.forget(address)
    if reason and not reason.is_unknown:
        raise reason
    raise WebError(f"OpenReview has no public paper {openreview}", status=404)


def _note(answer: Any, openreview: str) -> Mapping[str, Any] | None:
    """The paper of a forum; reviews and decisions share its endpoint and are refused."""
    notes = answer.get("notes") if isinstance(answer, dict) else None
    note = notes[0] if isinstance(notes, list) and notes else None
    if (
        not isinstance(note, dict)
        or not isinstance(note.get("content"), dict)
        or not note.get("id") == note.get("forum") == openreview
    ):
        return None
    return note if _text(note["content"], "title") else None


def draft_of(note: Mapping[str, Any]) -> Draft:
    """What a submission says, of either API."""
    content = note["content"]
    raw = {"title": _text(content, "title"), "abstract": _text(content, "abstract")}
    plain = {name: decode_tex(text) for name, text in raw.items()}
    people = [
        author for name in _values(content, "authors") if name != "Anonymous" and (author := author_from_display(name))
    ]
    marks = {
        "inferred": [SPLIT_NAMES] if has_split_names(people) else [],
        "repaired": {name: text for name, text in raw.items() if text != plain[name]},
    }
    values: dict[str, Any] = {
        **plain,
        "type": _type(note),
        "authors": people,
        "date": _day(note.get("pdate")),
        "venue": venue(note),
        "links": _links(note, plain["abstract"]),
        "provenance": {"source": NAME, **{mark: value for mark, value in marks.items() if value}},
    }
    return Draft({name: value for name, value in values.items() if value})


def venue(note: Mapping[str, Any]) -> dict[str, Any] | None:
    """Where the paper was accepted or is under review; None where it was declined, or where that is not known."""
    content = note["content"]
    text, venue_id = _text(content, "venue"), _text(content, "venueid")
    if not text or _NO_VENUE.match(venue_id) or is_declined(note):
        return None
    is_submitted = bool(_SUBMITTED.search(text) or _UNDECIDED.search(venue_id))
    if is_submitted and not _UNDECIDED.search(venue_id):
        return None  # API 1 says `Submitted to ICLR 2022` of what was rejected
    year = _YEAR.search(text)
    parts = _YEAR.split(_PREAMBLE.sub("", text), maxsplit=1)
    name = " ".join(part for part in (_PROGRAMME.sub("", part).strip() for part in parts) if part)
    status = "submitted" if is_submitted else "published" if _day(note.get("pdate")) else "accepted"
    found = {"name": name, "status": status, "year": int(year[0]) if year else None}
    return {key: value for key, value in found.items() if value} if name else None


def is_declined(note: Mapping[str, Any]) -> bool:
    """Whether the venue rejected the paper, or its authors withdrew it from there."""
    content = note["content"]
    return bool(_DECLINED.search(_text(content, "venueid")) or _DECLINED.search(_text(content, "venue")))


def _type(note: Mapping[str, Any]) -> str | None:
    found, venue_id = venue(note), _text(note["content"], "venueid")
    if not found or found["status"] == "submitted":
        return None
    return "article" if venue_id.startswith("TMLR") else "conference-paper" if "/Conference" in venue_id else None


def _links(note: Mapping[str, Any], abstract: str) -> dict[str, Any]:
    content = note["content"]
    links: dict[str, Any] = find_links(abstract)
    stated = [url for urls in find_links(_text(content, "code")).values() for url in urls]
    if stated:
        links["code"] = list(dict.fromkeys([*stated, *links.get("code", [])]))
    return {"openreview": note["id"], "pdf": _pdf(_text(content, "pdf"), str(note["id"])), **links}


def _pdf(path: str, openreview: str) -> str | None:
    """The PDF's permanent address where there is one; `/pdf/<hash>.pdf` changes with every revision."""
    if path.startswith("/pdf"):
        return openreview_url(openreview).replace("/forum", "/pdf")
    return parse_url(path)


def _day(milliseconds: Any) -> str | None:
    if not isinstance(milliseconds, int) or not 0 < milliseconds < _LAST_MILLISECOND:
        return None
    return datetime.fromtimestamp(milliseconds / 1000, UTC).date().isoformat()


def _text(content: Mapping[str, Any], name: str) -> str:
    value = _value(content, name)
    return unescape(value).strip() if isinstance(value, str) else ""


def _values(content: Mapping[str, Any], name: str) -> list[str]:
    value = _value(content, name)
    return (
        [unescape(item).strip() for item in value if isinstance(item, str) and item.strip()]
        if isinstance(value, list)
        else []
    )


def _value(content: Mapping[str, Any], name: str) -> Any:
    value = content.get(name)
    return value.get("value") if isinstance(value, dict) else value


PROVIDER = Provider(
    name=NAME,
    field=FIELD,
    site="openreview.net",
    recognise=recognise,
    fetch=fetch,
)
