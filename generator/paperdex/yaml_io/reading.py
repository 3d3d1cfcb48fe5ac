"""YAML text to plain values with their places.

Reading keeps scalars as people wrote them: `2024-01-01`, `no`, `1:30` and `2307.03601` are text.
Only plain decimal integers, `true`, `false` and null are anything else. Duplicate keys, tags,
anchors and merge keys are refused: none of them belongs in a record, and each is a trap.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from paperdex import files
from paperdex.errors import PaperdexError

MAX_CHARACTERS = 5_000_000
"""A larger file is no record; refusing it bounds time and memory."""
MAX_DEPTH = 40
"""libyaml's composer recurses in C and would end the process at some ten thousand levels."""

Location = tuple[str | int, ...]
"""Keys and indexes from the top of a document, as pydantic reports them."""

_MANY_BRACKETS = 1000
_SHORT = 6
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,17}")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a text could not be read, and where; line and column count from 1."""

    code: str
    message: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Document:
    """One YAML text as plain values. With faults, the value is what could be read, or None."""

    value: Any
    faults: tuple[Fault, ...] = ()
    root: yaml.Node | None = field(default=None, repr=False)

    def place(self, location: Location, *, key: bool = False) -> tuple[int, int]:
        """Line and column of the value (or of its key) at `location`, or of the nearest thing around it that exists."""
        mark = self.root.start_mark if self.root else None
        node = self.root
        for depth, step in enumerate(location):
            found = _child(node, step)
            if found is None:
                break
            key_node, node = found
            is_last = depth == len(location) - 1
            mark = key_node.start_mark if key_node is not None and key and is_last else node.start_mark
        return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def parse(text: str) -> Document:
    """Read one YAML text; never raises for what a person may have typed."""
    if len(text) > MAX_CHARACTERS:
        return Document(
            None, (Fault("yaml-too-large", f"longer than {MAX_CHARACTERS:,} characters: not a record", 1, 1),)
        )
    try:
        if _may_be_deep(text) and _depth(text) > MAX_DEPTH:
            return Document(None, (Fault("yaml-syntax", f"nested deeper than {MAX_DEPTH} levels", 1, 1),))
        root = yaml.compose(text, Loader=_Composer)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = " ".join(str(part) for part in (error.problem, error.context) if part)
        return Document(
            None,
            (Fault("yaml-syntax", _explain(problem), mark.line + 1 if mark else 1, mark.column + 1 if mark else 1),),
        )
    except yaml.reader.ReaderError as error:
        return Document(None, (_unreadable_character(text, error),))
    if root is None:
        return Document(None)
    faults: list[Fault] = []
    value = _construct(root, faults, set())
    return Document(value, tuple(faults), root)


def read(path: Path) -> Any:
    """The values of a file that must be readable; a `PaperdexError` names the first fault."""
    document = parse(read_text(path))
    for fault in document.faults:
        raise PaperdexError(fault.message, file=path, line=fault.line, column=fault.column)
    return document.value


def read_text(path: Path) -> str:
    """A UTF-8 file; a `PaperdexError` says in one line why it cannot be had."""
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            raise PaperdexError("is a device, which may never end", file=path)
        return files.read_bytes(path).decode("utf-8-sig")
    except OSError as error:
        raise PaperdexError(f"cannot be read: {error.strerror}", file=path) from None
    except UnicodeDecodeError as error:
        raise PaperdexError(f"is not UTF-8 text (byte {error.start})", file=path) from None


def read_config(path: Path) -> dict[str, Any]:
    """A renderer's configuration, such as mkdocs.yml: its tags (`!ENV`, `!!python/name`) are not ours to resolve."""
    try:
        value = yaml.load(read_text(path), Loader=_ConfigLoader)  # noqa: S506 - a SafeLoader
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise PaperdexError(_explain(str(error.problem)), file=path, line=mark.line + 1 if mark else None) from None
    if not isinstance(value, dict):
        raise PaperdexError("is not a mapping", file=path)
    return value


class _Composer(yaml.CSafeLoader):
    """Composes nodes without guessing what plain text means; that is decided by `_scalar_value`."""

    def resolve(self, kind: type[yaml.Node], value: object, implicit: object) -> str:
        return _DEFAULT_TAGS[kind]

    def descend_resolver(self, current_node: object, current_index: object) -> None:
        """Tags by path are not used here, so there is nothing to keep track of."""

    ascend_resolver = staticmethod(lambda: None)


_DEFAULT_TAGS = {
    yaml.ScalarNode: "tag:yaml.org,2002:str",
    yaml.SequenceNode: "tag:yaml.org,2002:seq",
    yaml.MappingNode: "tag:yaml.org,2002:map",
}


class _ConfigLoader(yaml.SafeLoader):
    """A loader that reads a value with a tag of another program, such as `!ENV`, as null."""


_ConfigLoader.add_multi_constructor("", lambda loader, suffix, node: None)


def _construct(node: yaml.Node, faults: list[Fault], seen: set[int]) -> Any:
    if type(node) is yaml.ScalarNode:
        return _scalar_value(node, faults)
    if id(node) in seen:
        faults.append(
            _fault(
                node, "yaml-syntax", "anchors and aliases (& and *) are not allowed; write the value out, or quote it"
            )
        )
        return None
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        _refuse_tag(node, "tag:yaml.org,2002:seq", faults)
        return [_construct(item, faults, seen) for item in node.value]
    _refuse_tag(node, "tag:yaml.org,2002:map", faults)
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            faults.append(_fault(key_node, "yaml-syntax", "a key must be a single word"))
            continue
        key = key_node.value
        if key in result:
            faults.append(_fault(key_node, "duplicate-key", f"the key {key!r} is given twice"))
            continue
        result[key] = _construct(value_node, faults, seen)
    return result


def _scalar_value(node: yaml.ScalarNode, faults: list[Fault]) -> str | int | bool | None:
    text: str = node.value
    if node.style:  # quoted or block text; a plain scalar has "" or None
        _refuse_tag(node, "tag:yaml.org,2002:str", faults)
        return text
    # What begins with a letter and is longer than `false` is neither a number nor a word of YAML's.
    if len(text) < _SHORT or not text[0].isalpha():
        if _INTEGER.fullmatch(text):
            return int(text)
        if text in _NULLS:
            return None
        if text in _BOOLEANS:
            return _BOOLEANS[text]
    if node.tag != _DEFAULT_TAGS[yaml.ScalarNode] and (
        node.tag.startswith("!") or node.tag.startswith("tag:yaml.org,2002:python")
    ):
        faults.append(_fault(node, "yaml-syntax", f"the tag {node.tag!r} is not allowed"))
    return text


def _refuse_tag(node: yaml.Node, usual: str, faults: list[Fault]) -> None:
    if node.tag != usual:
        faults.append(_fault(node, "yaml-syntax", f"the tag {node.tag!r} is not allowed"))


def _child(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node | None, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for key_node, value_node in node.value:
            if key_node.value == step:
                return key_node, value_node
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    return None


def _fault(node: yaml.Node, code: str, message: str) -> Fault:
    return Fault(code, message, node.start_mark.line + 1, node.start_mark.column + 1)


def _may_be_deep(text: str) -> bool:
    # Every level of a block is indented by a space at least.
    return (
        f"\n{' ' * MAX_DEPTH}" in text or sum(text.count(opener) for opener in ("[", "{", "- ", "? ")) > _MANY_BRACKETS
    )


def _depth(text: str) -> int:
    """Deepest nesting, from the event stream, which does not recurse."""
    deepest = depth = 0
    for change in _depth_changes(text):
        depth += change
        deepest = max(deepest, depth)
        if deepest > MAX_DEPTH:
            break
    return deepest


def _depth_changes(text: str) -> Iterator[int]:
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            yield 1
        elif isinstance(event, yaml.CollectionEndEvent):
            yield -1


def _unreadable_character(text: str, error: yaml.reader.ReaderError) -> Fault:
    before = text[: error.position] if isinstance(error.position, int) else ""
    line = before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1) + 1
    character = error.character if isinstance(error.character, int) else ord(error.character or "\0")
    return Fault(
        "control-character", f"the control character U+{character:04X} is not allowed; delete it", line, column
    )


def _explain(problem: str) -> str:
    """libyaml's words, with the cure for the mistakes that people make most."""
    if "mapping values are not allowed" in problem:
        return "a colon followed by a space inside unquoted text; put the text in double quotes"
    if "found character that cannot start any token" in problem:
        return (
            "a character that cannot start a value (a tab, @ or `); indent with spaces, or put the value in double "
            "quotes"
        )
    if "found undefined alias" in problem:
        return "text that starts with * must be put in double quotes"
    return problem
