"""Carry a person's comments from one YAML text into another that says the same in canonical form.

A comment belongs to an entry (a key, or an item of a list): the one on whose line it stands, or the one below it.
In the other text it stands at the same entry, or at the nearest around or after it that has a line of its own.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import yaml

from paperdex.yaml_io.reading import Location, parse

_COMMENT = re.compile(r"#[^\n\r\x85\u2028\u2029]*")
_BREAK = re.compile(r"[\n\r\x85\u2028\u2029]")
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*[ \t]+(#[^\n\r]*)")


@dataclass(frozen=True, slots=True)
class _Comment:
    text: str
    is_beside: bool
    """It stands to the right of something, and not on a line of its own."""
    index: int
    line_start: int


@dataclass(frozen=True, slots=True)
class _EntryStart:
    location: Location
    mark: yaml.Mark


def carry_comments(old: str, new: str) -> str:
    """`new` with the comments of `old`; both must be readable. Comments that `new` has itself are not given twice."""
    own = {comment.text for comment in _comments(new)}
    found = [comment for comment in _comments(old) if comment.text not in own]
    if not found:
        return new
    entries = list(_entries(parse(old).root, ()))
    lines = new.removesuffix("\n").split("\n")
    line_of = _lines_of_entries(new, lines)
    above: dict[int, list[str]] = {}
    beside: dict[int, str] = {}
    for comment in found:
        line, is_own = _line_for(comment, entries, line_of, end=len(lines))
        if comment.is_beside and is_own and line not in beside:
            beside[line] = comment.text
        else:
            above.setdefault(line, []).append(comment.text)
    written = []
    for number, text in enumerate([*lines, ""]):
        indent = " " * (len(text) - len(text.lstrip(" ")))
        written += [indent + comment for comment in above.get(number, [])]
        written.append(f"{text}  {beside[number]}" if number in beside else text)
    return "\n".join(written)


def has_comments(text: str) -> bool:
    """Whether a readable text holds any comment."""
    return next(_comments(text), None) is not None


def _comments(text: str) -> Iterator[_Comment]:
    """Between two tokens there is nothing but space and comments; only the first line of a literal block hides one."""
    end = 0
    for token in yaml.scan(text, Loader=yaml.CSafeLoader):
        start = token.start_mark.index
        yield from (_comment(text, match) for match in _COMMENT.finditer(text, end, start))
        if (
            isinstance(token, yaml.ScalarToken)
            and token.style in ("|", ">")
            and (header := _BLOCK_HEADER.match(text, start))
        ):
            yield _Comment(header[1], True, header.start(1), _line_start(text, header.start(1)))
        end = max(end, token.end_mark.index)
    yield from (_comment(text, match) for match in _COMMENT.finditer(text, end))


def _comment(text: str, match: re.Match[str]) -> _Comment:
    start = _line_start(text, match.start())
    return _Comment(match[0].rstrip(), bool(text[start : match.start()].strip()), match.start(), start)


def _line_start(text: str, index: int) -> int:
    while index and not _BREAK.match(text, index - 1):
        index -= 1
    return index


def _entries(node: yaml.Node | None, location: Location) -> Iterator[_EntryStart]:
    """Every key and every item, in the order of the text."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield _EntryStart((*location, key.value), key.start_mark)
            yield from _entries(value, (*location, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            yield _EntryStart((*location, number), item.start_mark)
            yield from _entries(item, (*location, number))


def _lines_of_entries(text: str, lines: Sequence[str]) -> dict[Location, int]:
    """The line of each entry that begins one, counted from 0."""
    entries = _entries(parse(text).root, ())
    return {
        entry.location: entry.mark.line
        for entry in entries
        if not lines[entry.mark.line][: entry.mark.column].strip(" -")
    }


def _line_for(
    comment: _Comment, entries: Sequence[_EntryStart], line_of: dict[Location, int], *, end: int
) -> tuple[int, bool]:
    """The line of the other text at which a comment belongs, and whether it is that of the very entry."""
    following = bisect_left(entries, comment.index, key=lambda entry: entry.mark.index)
    own = None
    if comment.is_beside:
        first_on_line = bisect_left(entries, comment.line_start, key=lambda entry: entry.mark.index)
        own = min(first_on_line, following - 1) if following else None
    for number in [*([own] if own is not None else []), *range(following, len(entries))]:
        location = entries[number].location
        for length in range(len(location), 0, -1):
            if (line := line_of.get(location[:length])) is not None:
                return line, number == own and length == len(location)
    return end, False
