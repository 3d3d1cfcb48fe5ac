"""A `Paper` to canonical text: fields in the order of the model, empty ones left out. Never touches the disk."""

from typing import Any

from generator import yaml_io
from generator.records.paper import Paper

SCHEMA_LINE = "# yaml-language-server: $schema=../../record.schema.json\n"
"""Gives editors completion and checking; every record lies two folders below content/."""

_ON_ONE_LINE = frozenset(
    {
        "authors",
        "organization",
        "topics",
        "venue",
        "container",
        "aliases",
        "status",
        "corrected",
        "provenance.lines",
        "provenance.inferred",
        "provenance.proposed",
    }
)
_QUOTED = frozenset({"title", "date", "links.arxiv", "provenance.retrieved"})


def dump(paper: Paper) -> str:
    """The canonical text of a record; `parse_text` of it gives the same paper."""
    return SCHEMA_LINE + yaml_io.dump(to_mapping(paper), flow=_ON_ONE_LINE, quoted=_QUOTED)


def to_mapping(paper: Paper) -> dict[str, Any]:
    """The record's plain values without what is empty or the default."""
    values = paper.model_dump(mode="json", exclude_defaults=True)
    return {key: kept for key, value in values.items() if (kept := _without_empty(value)) not in (None, {}, [])}


def to_full_mapping(paper: Paper) -> dict[str, Any]:
    """Every field of a record, absent ones as null: the shape of `export jsonl`."""
    values = paper.model_dump(mode="json")
    return values


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: kept for key, item in value.items() if (kept := _without_empty(item)) not in (None, {}, [])}
    if isinstance(value, list):
        return [_without_empty(item) for item in value]
    return value
