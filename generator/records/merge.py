"""Add to a record what another source states. Only what is absent is filled; every disagreement is reported."""

import re
from typing import Any

from generator.records.identifiers import arxiv_month
from generator.records.paper import Paper
from generator.records.parse import parse_mapping
from generator.records.write import to_mapping

Disagreement = tuple[str, str]
"""Field, and a sentence on what the two sources say of it."""

_KEPT = frozenset({"id", "provenance", "links", "aliases", "corrected"})
_SILENT = frozenset({"author_count", "language", "abstract", "note", "topics"})
"""Fields whose wording differs between sources without either being wrong."""


def merge(paper: Paper, other: Paper) -> tuple[Paper, list[Disagreement]]:
    """`paper` with what only `other` knows, and where the two disagree."""
    values, news = to_mapping(paper), to_mapping(other)
    disagreements = list(_contradictions(paper, other))
    for key, new in news.items():
        if key in _KEPT:
            continue
        if key not in values:
            values[key] = new
            _follow_marks(values, news, key)
        elif new not in (values[key], paper.provenance.repaired.get(key)) and key not in _SILENT and not _says_less(key, new, values[key]):
            disagreements.append((key, f"the record has {_shown(values[key])}, {other.provenance.source} has {_shown(new)}"))
    disagreements += _merge_links(values, news, other.provenance.source)
    _merge_evidence(values, news)
    merged, findings = parse_mapping(values)
    if merged is None:
        raise AssertionError(f"a merge of two valid records is not valid: {findings}")
    return merged, disagreements


def _contradictions(paper: Paper, other: Paper) -> list[Disagreement]:
    found = []
    count = paper.author_count or other.author_count
    names = paper.authors or other.authors
    if count and names and len(names) != count:
        found.append(("author_count", f"{count} authors according to one source, {len(names)} names in the other"))
    arxiv, date = paper.links.arxiv or other.links.arxiv, paper.date or other.date
    if arxiv and date and len(date) >= 7 and arxiv_month(arxiv) != date[:7]:
        found.append(("links.arxiv", f"arXiv {arxiv} was given out in {arxiv_month(arxiv)}, the date is {date}"))
    return found


def _says_less(key: str, new: Any, old: Any) -> bool:
    """A title in other capitals, a date of the same month without its day, a venue with a part left out."""
    if key == "title":
        return str(new).casefold() == str(old).casefold()
    if key == "date":
        return str(old).startswith(str(new)) or str(new).startswith(str(old))
    return isinstance(new, dict) and isinstance(old, dict) and all(old.get(name) == value for name, value in new.items())


def _merge_links(values: dict[str, Any], news: dict[str, Any], source: str) -> list[Disagreement]:
    disagreements = []
    links = dict(values.get("links", {}))
    known = {_same_address(url) for urls in links.values() if isinstance(urls, list) for url in urls}
    for kind, new in news.get("links", {}).items():
        if isinstance(new, list):
            added = [url for url in new if _same_address(url) not in known]
            links[kind] = [*links.get(kind, []), *added] or None
        elif kind not in links:
            links[kind] = new
        elif links[kind].lower() != new.lower():
            disagreements.append((f"links.{kind}", f"the record has {links[kind]}, {source} has {new}"))
    values["links"] = {kind: links[kind] for kind in links if links[kind]}
    return disagreements


def _merge_evidence(values: dict[str, Any], news: dict[str, Any]) -> None:
    evidence = dict(values["provenance"].get("evidence", {}))
    for name, urls in news["provenance"].get("evidence", {}).items():
        old = evidence.get(name, [])
        evidence[name] = [*old, *(url for url in urls if url not in old)]
    if evidence:
        values["provenance"] = {**values["provenance"], "evidence": evidence}


def _follow_marks(values: dict[str, Any], news: dict[str, Any], key: str) -> None:
    """What was inferred, proposed or repaired in the other source stays marked so in the record."""
    provenance = dict(values["provenance"])
    for mark in ("inferred", "proposed"):
        added = [name for name in news["provenance"].get(mark, []) if name.split(".")[0] == key]
        if added:
            provenance[mark] = [*provenance.get(mark, []), *added]
    if raw := news["provenance"].get("repaired", {}).get(key):
        provenance["repaired"] = {**provenance.get("repaired", {}), key: raw}
    values["provenance"] = provenance


def _same_address(url: str) -> str:
    """An address without what makes no difference to where it leads."""
    return re.sub(r"^https?://(?:www\.)?|(?:\.git)?/?$", "", url).lower()


def _shown(value: Any) -> str:
    text = str(value.get("name", value)) if isinstance(value, dict) else f"{len(value)} entries" if isinstance(value, list) else str(value)
    return text if len(text) <= 80 else text[:79] + "…"
