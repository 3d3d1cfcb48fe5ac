"""Changes to a record that a service gives reason for: where a preprint was published, what was withdrawn or retracted.

A proposal is a value with its evidence; nothing is changed before a person, or a person's command, says so.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from paperdex.records.identifiers import parse_arxiv
from paperdex.records.link_kinds import IDENTIFIERS
from paperdex.records.paper import Paper
from paperdex.records.parse import parse_mapping
from paperdex.records.write import to_mapping

_IDENTIFIERS = tuple(kind for kind in IDENTIFIERS if kind != "arxiv")
"""What services add to a preprint."""
_STAGES = {"submitted": 1, "accepted": 2, "published": 3}


@dataclass(frozen=True, slots=True)
class Fact:
    """What a service states about a known paper today."""

    values: Mapping[str, Any]
    """In the shape of a record; None for a field that holds no longer."""
    evidence: str
    """The address that states it."""
    reason: str
    """One sentence for whoever is to decide."""
    preprint: str | None = None
    """DOI of a preprint whose published version has the DOI that is stated."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One field of one record that should probably be another."""

    paper: str
    """Id of the record."""
    field: str
    """Dotted: `links.doi`."""
    old: Any
    new: Any
    evidence: str
    reason: str


def proposals(paper: Paper, fact: Fact) -> Iterator[Proposal]:
    """What the fact adds to the record or takes further; never another version of what the record says already, nor
    what no record may hold.
    """
    stated, _ = parse_mapping(
        {**fact.values, "id": paper.id, "title": paper.title, "provenance": {"source": "refresh"}}
    )
    if stated is None:
        return
    gone = {field: None for field, value in fact.values.items() if value is None}
    for field, old, new in _news(to_mapping(paper), {**gone, **to_mapping(stated)}, fact.preprint):
        yield Proposal(paper.id, field, old, new, fact.evidence, fact.reason)


def apply(paper: Paper, changes: Iterable[Proposal]) -> Paper:
    """The record with the changes and their evidence; what is proposed to None goes."""
    values = to_mapping(paper)
    provenance = values["provenance"]
    for change in changes:
        *above, key = change.field.split(".")
        part = values.setdefault(above[0], {}) if above else values
        if change.new is None:
            part.pop(key, None)
        else:
            part[key] = change.new
        evidence = provenance.setdefault("evidence", {}).setdefault(key, [])
        evidence += [change.evidence] if change.evidence not in evidence else []
        provenance["inferred"] = [name for name in provenance.get("inferred", []) if name != change.field]
    changed, findings = parse_mapping(values)
    if changed is None:
        raise AssertionError(f"a proposal makes {paper.id} invalid: {findings}")
    return changed


def _news(values: Mapping[str, Any], facts: Mapping[str, Any], preprint: str | None) -> Iterator[tuple[str, Any, Any]]:
    links, stated = values.get("links", {}), facts.get("links", {})
    for kind in _IDENTIFIERS:
        old, new = links.get(kind), stated.get(kind)
        if new and (not old or (kind == "doi" and _is_preprint(old, preprint))):
            yield f"links.{kind}", old, new
    for field in ("venue", "container", "status"):
        old, new = values.get(field), facts.get(field)
        if (new and not old) or (field == "venue" and field in facts and old and _goes_further(old, new)):
            yield field, old, new
    old, new = values.get("type"), facts.get("type")
    if new and new != "preprint" and old in (None, "preprint"):
        yield "type", old, new


def _is_preprint(doi: str, preprint: str | None) -> bool:
    return parse_arxiv(doi) is not None or doi.lower() == (preprint or "").lower()


def _goes_further(old: Mapping[str, Any], new: Mapping[str, Any] | None) -> bool:
    """Whether a venue is the same at a later stage, or was only hoped for."""
    stage = _STAGES.get(old.get("status", "published"), 3)
    if new is None:
        return stage == _STAGES["submitted"]
    return _STAGES.get(new.get("status", ""), 0) > stage
