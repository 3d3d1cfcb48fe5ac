"""Records as JSON in their own field names: every field is there, absent ones as null, in the order of the model.

A line of `dump_lines`, an element of `dump_array` and `dump_one` are the same object; the JSON Schema describes it,
and `paperdex import` reads all three.
"""

from collections.abc import Iterable

import orjson

from generator.records.paper import Paper
from generator.records.write import to_full_mapping


def dump_lines(papers: Iterable[Paper]) -> str:
    """JSON Lines: one record a line."""
    return join_lines(compact(paper) for paper in papers)


def dump_array(papers: Iterable[Paper]) -> str:
    """One JSON array, one record a line: a changed record is one changed line."""
    return join_array(compact(paper) for paper in papers)


def join_lines(records: Iterable[str]) -> str:
    """Records that are JSON already, as lines."""
    return "".join(f"{record}\n" for record in records)


def join_array(records: Iterable[str]) -> str:
    """Records that are JSON already, as an array."""
    lines = ",\n".join(records)
    return f"[\n{lines}\n]\n" if lines else "[]\n"


def dump_one(paper: Paper) -> str:
    """One record for people to read, indented."""
    return orjson.dumps(to_full_mapping(paper), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode()


def compact(paper: Paper) -> str:
    return orjson.dumps(to_full_mapping(paper)).decode()
