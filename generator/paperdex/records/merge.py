"""Add to a record what another source states. Only what is absent is filled; every disagreement is reported."""

import re
from collections.abc import Iterator
from typing import Any

from paperdex.records.identifiers import arxiv_month
from paperdex.records.identity import has_other_authors, title_key, without_arxiv_doi
from paperdex.records.paper import Paper
from paperdex.records.parse import parse_mapping
from paperdex.records.write import to_mapping
from paperdex.text import fold

Disagreement = tuple[str, str]
"""Field, and a sentence on what the two sources say of it."""

_KEPT = frozenset({"id", "provenance", "links", "aliases", "corrected", "language"})
_SILENT = frozenset({"author_count", "abstract", "note"})
"""Fields whose wording differs between sources without either being wrong."""
_IN_PARTS = frozenset({"venue", "container", "organization"})
"""Fields whose parts are filled one by one, where both sources mean the same thing."""


def merge(paper: Paper, other: Paper) -> tuple[Paper, list[Disagreement]]:
    """`paper` with what only `other` knows, and where the two disagree."""
    values, news = to_mapping(paper), to_mapping(other)
    source = other.provenance.source
    disagreements = list(_contradictions(paper, other))
    for key, new in news.items():
        old = values.get(key)
        if key in _KEPT or new == old:
            continue
        if old is None or _is_guess(values, key):
            _fill(values, news, key)
        elif key == "topics":
            values[key] = list(dict.fromkeys([*old, *new]))
        elif key in _IN_PARTS and _same_thing(old, new):
            disagreements += _fill_parts(values, key, new, source)
        elif key == "authors":
            disagreements += _other_authors(paper, other)
        elif (
            key not in _SILENT
            and not _is_guess(news, key)
            and new != paper.provenance.repaired.get(key)
            and not _says_less(key, new, old, other)
        ):
            disagreements.append((key, _sentence(old, new, source)))
    disagreements += _merge_links(values, news, source)
    _merge_evidence(values, news)
    if {key: value for key, value in values.items() if value != {}} == to_mapping(paper):
        return paper, disagreements
    merged, findings = parse_mapping(values)
    if merged is None:
        raise AssertionError(f"a merge of two valid records is not valid: {findings}")
    return merged, disagreements


def _contradictions(paper: Paper, other: Paper) -> Iterator[Disagreement]:
    count = paper.author_count or other.author_count
    names = paper.authors or other.authors
    if count and names and len(names) != count:
        yield "author_count", f"{count} authors according to one source, {len(names)} names in the other"
    arxiv, date = paper.links.arxiv or other.links.arxiv, paper.date or other.date
    if not arxiv or not date or len(date) < 7:
        return
    month = arxiv_month(arxiv)
    # A venue's version is later than the preprint, and its date as good.
    is_venue_date = date[:7] > month and bool(paper.venue or other.venue)
    if month != date[:7] and not is_venue_date:
        yield "links.arxiv", f"arXiv {arxiv} was given out in {month}, the date is {date}"


def _is_guess(values: dict[str, Any], key: str) -> bool:
    """A kind of publication that was concluded gives way to one that is stated: preprints get published."""
    return key == "type" and key in values["provenance"].get("inferred", [])


def _fill(values: dict[str, Any], news: dict[str, Any], key: str) -> None:
    """Take a field over; what was inferred, proposed or repaired in the other source stays marked so."""
    values[key] = news[key]
    provenance = dict(values["provenance"])
    for mark in ("inferred", "proposed"):
        kept = [name for name in provenance.get(mark, []) if name != key]
        provenance[mark] = [*kept, *(name for name in news["provenance"].get(mark, []) if name.split(".")[0] == key)]
    if raw := news["provenance"].get("repaired", {}).get(key):
        provenance["repaired"] = {**provenance.get("repaired", {}), key: raw}
    values["provenance"] = {name: value for name, value in provenance.items() if value not in ([], {})}


def _same_thing(old: dict[str, Any], new: dict[str, Any]) -> bool:
    """Whether two mappings name one venue, one group or one volume."""
    if "id" in old and "id" in new:
        return bool(old["id"] == new["id"])
    names = [fold(part.get("name") or part.get("title") or "") for part in (old, new)]
    return names[0] == names[1] or not all(names)


def _fill_parts(values: dict[str, Any], key: str, new: dict[str, Any], source: str) -> Iterator[Disagreement]:
    old = values[key]
    values[key] = {**new, **old}
    for name in old:
        if name in new and name not in ("id", "name", "title") and fold(str(old[name])) != fold(str(new[name])):
            yield f"{key}.{name}", _sentence(old[name], new[name], source)


def _other_authors(paper: Paper, other: Paper) -> Iterator[Disagreement]:
    if has_other_authors(paper, other):
        old, new = (", ".join(author.short_name for author in authors) for authors in (paper.authors, other.authors))
        yield "authors", _sentence(old, new, other.provenance.source)
    elif len(paper.authors) != len(other.authors):
        yield (
            "authors",
            f"the record has {len(paper.authors)} names, {other.provenance.source} has {len(other.authors)}",
        )


def _says_less(key: str, new: Any, old: Any, other: Paper) -> bool:
    """A title in other capitals, a date of the same month without its day, the year of a venue's version."""
    if key == "title":
        return title_key(str(new)) == title_key(str(old))
    if key == "date":
        is_venue_date = other.venue is not None and str(new) == str(other.venue.year) and str(new) > str(old)
        return is_venue_date or str(old).startswith(str(new)) or str(new).startswith(str(old))
    return False


def _merge_links(values: dict[str, Any], news: dict[str, Any], source: str) -> list[Disagreement]:
    disagreements = []
    links = without_arxiv_doi(values.get("links", {}))
    known = {_same_address(url) for urls in links.values() if isinstance(urls, list) for url in urls}
    for kind, new in without_arxiv_doi(news.get("links", {})).items():
        if isinstance(new, list):
            added = [url for url in new if _same_address(url) not in known]
            links[kind] = [*links.get(kind, []), *added]
        elif kind not in links:
            links[kind] = new
        elif _same_address(links[kind]) != _same_address(new):
            disagreements.append((f"links.{kind}", _sentence(links[kind], new, source)))
    values["links"] = {kind: address for kind, address in links.items() if address}
    return disagreements


def _merge_evidence(values: dict[str, Any], news: dict[str, Any]) -> None:
    evidence = dict(values["provenance"].get("evidence", {}))
    for name, urls in news["provenance"].get("evidence", {}).items():
        old = evidence.get(name, [])
        evidence[name] = [*old, *(url for url in urls if url not in old)]
    if evidence:
        values["provenance"] = {**values["provenance"], "evidence": evidence}


def _same_address(url: str) -> str:
    """An address without what makes no difference to where it leads."""
    return re.sub(r"^https?://(?:www\.)?|(?:\.git)?/?$", "", url).lower()


def _sentence(old: Any, new: Any, source: str) -> str:
    return f"the record has {_shown(old)}, {source} has {_shown(new)}"


def _shown(value: Any) -> str:
    text = (
        str(value.get("name") or value.get("title") or value.get("kind") or value)
        if isinstance(value, dict)
        else str(value)
    )
    return text if len(text) <= 80 else text[:79] + "…"
