"""Records as JSON in their own field names: every field is there, absent ones as null, in the order of the model.

A line of `dump_lines` and an element of `dump_array` are the same object; the JSON Schema describes it,
and `paperdex import` reads both.
"""

from collections.abc import Iterable

import orjson

from generator.records.paper import Paper
from generator.records.write import to_full_mapping


def dump_lines(papers: Iterable[Paper]) -> str:
    """JSON Lines: one record a line."""
    return "".join(map(line, papers))


def dump_array(papers: Iterable[Paper]) -> str:
    """One JSON array, one record a line: a changed record is one changed line."""
    lines = ",\n".join(map(compact, papers))
    return f"[\n{lines}\n]\n"


def line(paper: Paper) -> str:
    return f"{compact(paper)}\n"


def compact(paper: Paper) -> str:
    return orjson.dumps(to_full_mapping(paper)).decode()
