"""Change one place of a YAML file that a person wrote, and leave every other byte as it is.

A round trip through a YAML library would indent, wrap and quote the whole file its own way. Each edit is
checked: the text that comes out must read as the values that were meant.
"""

import copy
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import yaml

from paperdex.errors import PaperdexError
from paperdex.yaml_io.reading import Location, parse
from paperdex.yaml_io.writing import dump, dump_inline


def replace(text: str, location: Location, value: str) -> str:
    """Another scalar at `location`."""

    def change(parent: Any) -> None:
        parent[location[-1]] = value

    node = _node_at(text, location)
    return _check_edit(text, _splice(text, node, dump_inline(value)), location[:-1], change)


def append(text: str, location: Location, item: Any) -> str:
    """One more item in the list at `location`, which is made where it is missing."""
    *above, key = location

    def change(parent: Any) -> None:
        parent[key] = [*(parent.get(key) or []), item]

    mapping = _node_at(text, tuple(above))
    if not isinstance(mapping, yaml.MappingNode):
        raise LookupError(location)
    node = next((value for name, value in mapping.value if name.value == key), None)
    if node is None:
        edited = _with_list(text, mapping, dump_inline(key), item)
    elif isinstance(node, yaml.SequenceNode) and node.value:
        edited = _with_item(text, node, item)
    else:
        edited = _splice(text, node, f"[{dump_inline(item)}]")
    return _check_edit(text, edited, tuple(above), change)


def remove(text: str, location: Location) -> str:
    """The list or mapping around `location` without what stands there: whole lines go, and comments above and below
    them stay.
    """

    def change(parent: Any) -> None:
        del parent[location[-1]]

    parent = _node_at(text, location[:-1])
    if not isinstance(parent, yaml.CollectionNode):
        raise LookupError(location)
    spans = [(_first(entry), _last(entry)) for entry in parent.value]
    number = _number(parent, location[-1])
    start, end = spans[number][0].start_mark.index, _end(spans[number][1])
    if parent.flow_style:
        # The comma goes too: the one behind, or else the one before.
        if number + 1 < len(spans):
            end = spans[number + 1][0].start_mark.index
        elif number:
            start = _end(spans[number - 1][1])
    else:
        dash = text.rfind("-", 0, start) if isinstance(parent, yaml.SequenceNode) else start
        start, end = text.rfind("\n", 0, dash) + 1, _line_end(text, end) + 1
    return _check_edit(text, text[:start] + text[end:], location[:-1], change)


def _first(entry: Any) -> yaml.Node:
    """The key of a pair, or an item itself."""
    node: yaml.Node = entry[0] if isinstance(entry, tuple) else entry
    return node


def _last(entry: Any) -> yaml.Node:
    node: yaml.Node = entry[1] if isinstance(entry, tuple) else entry
    return node


def _number(parent: yaml.CollectionNode, step: str | int) -> int:
    return step if isinstance(step, int) else [key.value for key, _ in parent.value].index(step)


def _node_at(text: str, location: Location) -> yaml.Node:
    node = parse(text).root
    for step in location:
        if isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == step), None)
        else:
            node = node.value[step] if isinstance(node, yaml.SequenceNode) and isinstance(step, int) else None
    if node is None:
        raise LookupError(location)
    return node


def _splice(text: str, node: yaml.Node, written: str) -> str:
    start, end = node.start_mark.index, node.end_mark.index
    space = " " if start == end else ""  # nothing stood after the colon, not even a space
    return text[:start] + space + written + text[end:]


def _with_list(text: str, mapping: yaml.CollectionNode, name: str, item: Any) -> str:
    """A new list of one item; a short item makes a list on one line, as there will hardly be many."""
    written = dump_inline(item)
    if mapping.flow_style:
        return _insert(text, _end(mapping.value[-1][1]), f", {name}: [{written}]")
    is_short = isinstance(item, str) and written == item
    lines = [f"{name}: [{written}]"] if is_short else [f"{name}:", *(f"  {line}" for line in _item_lines(item))]
    return _with_lines(text, _end(mapping), lines, mapping.start_mark.column)


def _with_item(text: str, sequence: yaml.CollectionNode, item: Any) -> str:
    end = _end(sequence.value[-1])
    if sequence.flow_style:
        return _insert(text, end, f", {dump_inline(item)}")
    return _with_lines(text, end, _item_lines(item), sequence.start_mark.column)


def _item_lines(item: Any) -> list[str]:
    return dump([item]).splitlines() if isinstance(item, Mapping) else [f"- {dump_inline(item)}"]


def _with_lines(text: str, index: int, lines: Iterable[str], indent: int) -> str:
    """New lines below the one of what ends at `index`."""
    return _insert(text, _line_end(text, index), "".join(f"\n{' ' * indent}{line}" for line in lines))


def _insert(text: str, index: int, piece: str) -> str:
    return text[:index] + piece + text[index:]


def _end(node: yaml.Node) -> int:
    """Where the last thing in a node ends; the mark of a block stands at whatever follows it, comments skipped."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    end: int = node.end_mark.index
    return end


def _line_end(text: str, index: int) -> int:
    """The line feed that ends the line of what ends at `index`; a literal block has taken its own."""
    if text[:index].endswith("\n"):
        return len(text[:index].rstrip()) if index else 0
    end = text.find("\n", index)
    return len(text) if end < 0 else end


def _check_edit(before: str, after: str, location: Location, change: Callable[[Any], None]) -> str:
    expected = copy.deepcopy(parse(before).value)
    place = expected
    for step in location:
        place = place[step]
    change(place)
    document = parse(after)
    if document.faults or document.value != expected:
        raise PaperdexError("is written in a way that cannot be changed safely; change it by hand")
    return after
