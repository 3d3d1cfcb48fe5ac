"""A `Paper` to canonical text: fields in the order of the model, empty ones left out. Never touches the disk."""

from collections.abc import Mapping
from typing import Any

from pydantic_core import from_json

from paperdex import yaml_io
from paperdex.records import quick_json
from paperdex.records.paper import Paper

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
    return dump_values(to_mapping(paper))


def dump_values(values: Mapping[str, Any]) -> str:
    """The same of a record's plain values, which `to_mapping` gives."""
    return SCHEMA_LINE + yaml_io.dump(values, flow=_ON_ONE_LINE, quoted=_QUOTED)


def to_mapping(paper: Paper) -> dict[str, Any]:
    """The record's plain values without what is empty or the default."""
    return values_in(quick_json.dump(paper))


def values_in(data: bytes) -> dict[str, Any]:
    """The same of a paper as `quick_json` writes it."""
    values: dict[str, Any] = from_json(data, cache_strings="keys")
    # Most papers have nothing that is empty, and to look for it is a third of the work.
    full: dict[str, Any] = without_empty(values) if any(empty in data for empty in (b"null", b"[]", b"{}")) else values
    return full


def to_full_mapping(paper: Paper) -> dict[str, Any]:
    """Every field of a record, absent ones as null: the shape of `export jsonl`."""
    values = paper.model_dump(mode="json")
    return values


def without_empty(value: Any) -> Any:
    """Plain values without null and empty lists and mappings, however deep."""
    if isinstance(value, dict):
        return {key: full for key, item in value.items() if (full := without_empty(item)) not in (None, {}, [])}
    if isinstance(value, list):
        return [without_empty(item) for item in value]
    return value
