"""The entries of a JSON text, one by one with their lines: a list, one object, or an object a line.

An entry that is no JSON costs itself and not the others, as far as the next one can be found.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_SPACE = re.compile(r"[\s\ufeff]*")
_BETWEEN = re.compile(r"[\s,]*")
_DECODER = json.JSONDecoder()
_MAX_FAULTS = 1000
"""The decoder looks at the whole text to say where a fault is."""


@dataclass(frozen=True, slots=True)
class JsonEntry:
    """A value, or what is wrong with it, and its first and last line, counted by line feeds from 1."""

    value: Any
    first: int
    last: int
    fault: str | None = None


def is_json(text: str) -> bool:
    """Whether the text starts as a list or an object does."""
    return text.startswith(("{", "["), _space_end(text, 0))


def first_json_entry(text: str) -> Any:
    """The first entry alone, None where there is none: enough to tell the format."""
    entry = next(json_entries(text), None) if is_json(text) else None
    return entry.value if entry else None


def json_entries(text: str) -> Iterator[JsonEntry]:
    """Every entry; never raises."""
    start = _space_end(text, 0)
    is_list = text.startswith("[", start)
    place = counted = start + is_list
    line, faults = 1 + text.count("\n", 0, start), 0
    while faults < _MAX_FAULTS:
        begin = _space_end(text, place, _BETWEEN)
        line, counted = line + text.count("\n", counted, begin), begin
        if begin >= len(text):
            if is_list:
                yield JsonEntry(None, line, line, "the list does not end: the file may be cut off")
            return
        if is_list and text[begin] == "]":
            return
        value, place, fault = _decode(text, begin)
        last = line + text.count("\n", begin, begin + len(text[begin:place].rstrip()))
        yield JsonEntry(value, line, last, fault)
        line, counted, faults = line + text.count("\n", begin, place), place, faults + bool(fault)
    yield JsonEntry(None, line, line, "too many broken entries: nothing after this was read")


def _decode(text: str, begin: int) -> tuple[Any, int, str | None]:
    """The value at a place and where it ends, or a fault and where the next entry may begin."""
    try:
        value, end = _DECODER.raw_decode(text, begin)
    except json.JSONDecodeError as error:
        line = text.count("\n", begin, error.pos) + 1
        return (
            None,
            _next_entry(text, begin, max(error.pos, begin + 1)),
            f"is not JSON: {error.msg} in line {line} of the entry",
        )
    except RecursionError:
        return None, _next_entry(text, begin, begin + 1), "is nested too deeply"
    except ValueError:
        return None, _next_entry(text, begin, begin + 1), "holds a number of thousands of digits"
    return value, end, None


def _next_entry(text: str, begin: int, after: int) -> int:
    """The next line that opens an object as far to the right as the broken entry did; else the end."""
    indent = text[text.rfind("\n", 0, begin) + 1 : begin]
    opening = "\n" + indent.lstrip("[") + "{" if not indent.strip("[ \t") else None
    found = text.find(opening, after) if opening else -1
    return len(text) if found < 0 else found + 1


def _space_end(text: str, place: int, space: re.Pattern[str] = _SPACE) -> int:
    match = space.match(text, place)
    return match.end() if match else place
