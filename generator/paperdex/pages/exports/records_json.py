"""Records as JSON in their own field names and the order of the model.

Exported as JSON Lines every field is there, absent ones as null, so that all lines have one shape. In an array and on
the site absent ones are left out. The JSON Schema describes both, and `paperdex import` reads both.
"""

from collections.abc import Iterable
from typing import Any

import orjson

from paperdex.records.paper import Paper
from paperdex.records.write import to_full_mapping, without_empty


def dump_lines(papers: Iterable[Paper]) -> str:
    """JSON Lines: one record a line."""
    return "".join(map(line, papers))


def dump_array(papers: Iterable[Paper]) -> str:
    """One JSON array, one record a line: a changed record is one changed line."""
    lines = ",\n".join(map(compact, papers))
    return f"[\n{lines}\n]\n"


def line(paper: Paper) -> str:
    """A record with every field, on a line: `{"id": "a-paper", ..., "note": null}`."""
    return f"{orjson.dumps(to_full_mapping(paper)).decode()}\n"


def brief(paper: Paper) -> str:
    """A record without empty fields and without its abstract, which is most of it."""
    return orjson.dumps({name: value for name, value in _filled(paper).items() if name != "abstract"}).decode()


def compact_line(paper: Paper) -> str:
    """A record without empty fields, on a line."""
    return f"{compact(paper)}\n"


def compact(paper: Paper) -> str:
    """A record without empty fields. Its language stays: whoever finds none would not think of English."""
    return orjson.dumps(_filled(paper)).decode()


def _filled(paper: Paper) -> dict[str, Any]:
    values: dict[str, Any] = without_empty(to_full_mapping(paper))
    return values
