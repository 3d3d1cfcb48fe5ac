"""Plain values to canonical YAML text.

PyYAML judges which text may stand without quotes; the lines are put together here. Its own emitter takes a millisecond
for a record, and checking the form of ten thousand records takes ten thousand emissions.
"""

import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml

LONG = 200
"""Characters from which a string is prose and stands as a literal block."""
_MAX_KEY = 1000
"""YAML wants the colon within 1,024 characters of where a key starts; longer keys take a question mark."""

_UNPRINTABLE = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\U0010fffe\U0010ffff"
"""Characters that YAML asks to be escaped, but for tabs and line breaks. A pattern of all that it does not would be
longer and take ten times as long to compile.
"""

# Text that needs no quotes, recognised without asking PyYAML; whatever fits neither is judged by it.
_PLAIN_ANYWHERE = re.compile(r"[^\W\d_](?:[\w./()+&'%@=;!~^* -]*[\w./()+&'%@=;!~^*-])?")
_PLAIN_ADDRESS = re.compile(r"https?://[\w./()+&'%@=;!~^*,?-]+")
_NOT_TEXT = frozenset({"yes", "no", "true", "false", "on", "off", "null"})
_ESCAPED = re.compile(f'["\\\\{_UNPRINTABLE}\t\n\r\u2028\u2029\ufeff]')
_NAMED_ESCAPES = {"\t": "\\t", "\n": "\\n", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_NEVER_LITERAL = re.compile(f"[{_UNPRINTABLE}\t\r\u2028\u2029\ufeff]")


class _PlainTextJudge(yaml.SafeDumper):
    """Says, as PyYAML does, which text would be taken for something else if it had no quotes: `no`, `2023`, `~`."""


# Text that looks like a number to some YAML reader is quoted, whatever our own reader would do with it.
_PlainTextJudge.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"^[-+]?(?:[0-9][0-9._eE:+-]*|0o[0-7]+)$"), list("-+0123456789")
)
_JUDGE = _PlainTextJudge(io.StringIO(), allow_unicode=True)


_NOTHING: list[str] = []


@dataclass(frozen=True, slots=True)
class _Style:
    flow: frozenset[str]
    quoted: frozenset[str]


def dump(
    value: Mapping[str, Any] | Sequence[Any],
    *,
    flow: frozenset[str] = frozenset(),
    quoted: frozenset[str] = frozenset(),
) -> str:
    """Canonical block text: keys in the order given, one line a string, long prose as a literal block.

    `flow` names, by dotted path, the mappings and lists that stand on one line, and the lists whose
    mappings do; `quoted` the strings that are always in double quotes, so that no YAML reader takes
    them for a date or a number.
    """
    head, lines = _block(value, "", _Style(flow, quoted))
    return "\n".join([head] if head else lines) + "\n"


def dump_inline(value: Any) -> str:
    """The value on one line, as a person would write it inside brackets or after a key; backslashes stay single."""
    if isinstance(value, str) and "\\" in value and not _ESCAPED.search(value.replace("\\", "").replace('"', "")):
        return "'" + value.replace("'", "''") + "'"
    return _inline(value, "", _Style(frozenset(), frozenset()))


def _block(value: Any, path: str, style: _Style) -> tuple[str, list[str]]:
    """What stands on the line of the key or the dash, and the lines below it; of these only a literal block's are
    indented.
    """
    if isinstance(value, str):
        if (
            (len(value) > LONG or "\n" in value)
            and path not in style.flow
            and path not in style.quoted
            and _may_be_literal(value)
        ):
            return "|-", [f"  {line}" if line else "" for line in value.split("\n")]
        return _text(value, quote=path in style.quoted, in_flow=False), _NOTHING
    is_flow = path in style.flow
    if isinstance(value, Mapping) and value and not is_flow:
        return "", _mapping_lines(value, path, style)
    if (
        isinstance(value, list | tuple)
        and value
        and not (is_flow and not any(isinstance(item, Mapping) for item in value))
    ):
        return "", _list_lines(value, path, style)
    return _inline(value, path, style), _NOTHING


def _mapping_lines(value: Mapping[str, Any], path: str, style: _Style) -> list[str]:
    lines = []
    for key, item in value.items():
        head, below = _block(item, f"{path}.{key}" if path else str(key), style)
        name = _key(key, False)
        if len(name) > _MAX_KEY:
            lines.append(f"? {name}")
            name = ""
        lines.append(f"{name}: {head}" if head else f"{name}:")
        # A literal block is already two spaces in; a mapping or a list is not.
        if below:
            lines += below if head else [f"  {line}" if line else "" for line in below]
    return lines


def _list_lines(value: Sequence[Any], path: str, style: _Style) -> list[str]:
    lines = []
    for item in value:
        head, below = _block(item, path, style)
        first, *rest = [head, *(line[2:] for line in below)] if head else below
        lines.append(f"- {first}")
        lines += [f"  {line}" if line else "" for line in rest]
    return lines


def _inline(value: Any, path: str, style: _Style) -> str:
    if isinstance(value, str):
        return _text(value, quote=path in style.quoted, in_flow=True)
    if isinstance(value, Mapping):
        return "{" + ", ".join([_inline_pair(key, item, path, style) for key, item in value.items()]) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join([_inline(item, path, style) for item in value]) + "]"
    return json.dumps(value)  # null, true, false and whole numbers are spelled alike in both


def _inline_pair(key: object, item: Any, path: str, style: _Style) -> str:
    name = _key(key, True)
    mark = "? " if len(name) > _MAX_KEY else ""
    return f"{mark}{name}{' ' if mark else ''}: {_inline(item, f'{path}.{key}' if path else str(key), style)}"


@lru_cache(maxsize=1 << 10)
def _key(key: object, in_flow: bool) -> str:
    return _text(str(key), quote=False, in_flow=in_flow)


def _text(text: str, *, quote: bool, in_flow: bool) -> str:
    if not quote and _may_be_plain(text, in_flow):
        return text
    return f'"{_ESCAPED.sub(_escape, text) if _ESCAPED.search(text) else text}"'


def _may_be_literal(text: str) -> bool:
    """Whether a block would need no hint for its indentation, and lose neither line breaks at its end nor spaces at
    that of a line.
    """
    if text[0] in " \n" or text[-1] in " \n" or " \n" in text:
        return False
    # Most abstracts are ASCII, and to know that is twenty times as fast as to look at every character.
    return text.replace("\n", "").isprintable() if text.isascii() else not _NEVER_LITERAL.search(text)


@lru_cache(maxsize=1 << 14)
def _may_be_plain(text: str, in_flow: bool) -> bool:
    if _PLAIN_ANYWHERE.fullmatch(text):
        return text.lower() not in _NOT_TEXT
    if not in_flow and _PLAIN_ADDRESS.fullmatch(text):
        return True
    analysis = _JUDGE.analyze_scalar(text)
    is_allowed = analysis.allow_flow_plain if in_flow else analysis.allow_block_plain
    means: str = _JUDGE.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return bool(is_allowed) and means == "tag:yaml.org,2002:str"


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    if char in _NAMED_ESCAPES:
        return _NAMED_ESCAPES[char]
    code = ord(char)
    return f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"
