"""Records as JSON in their own field names: every field is there, absent ones as null, in the order of the model.

A line of `dump_lines` and an element of `dump_array` are the same object; the JSON Schema describes it and what
`own` leaves of it, and `paperdex import` reads all three.
"""

from collections.abc import Iterable

import orjson

from generator.records.paper import Paper
from generator.records.write import to_full_mapping, to_mapping


def dump_lines(papers: Iterable[Paper]) -> str:
    """JSON Lines: one record a line."""
    return "".join(map(line, papers))


def dump_array(papers: Iterable[Paper]) -> str:
    """One JSON array, one record a line: a changed record is one changed line."""
    lines = ",\n".join(map(compact, papers))
    return f"[\n{lines}\n]\n"


def line(paper: Paper) -> str:
    return f"{compact(paper)}\n"


def own(paper: Paper) -> str:
    """One record with the fields that it has, as its file holds them."""
    return orjson.dumps(to_mapping(paper), option=orjson.OPT_APPEND_NEWLINE).decode()


def compact(paper: Paper) -> str:
    return orjson.dumps(to_full_mapping(paper)).decode()
