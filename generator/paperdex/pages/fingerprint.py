"""Keys of pages: short digests of the values that a page is made from."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel

from paperdex.catalog.papers import Papers
from paperdex.records.paper import Paper


def fingerprint(value: Any, digest_of: Callable[[Paper], str]) -> str:
    """Equal for equal values. A paper stands for its record; what has no value of its own is refused with TypeError."""
    parts: list[str] = []
    _collect(value, digest_of, parts.append)
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=12).hexdigest()


def _collect(value: Any, digest_of: Callable[[Paper], str], add: Callable[[str], None]) -> None:
    if isinstance(value, str):
        add(value)
    elif isinstance(value, Papers):
        add(f"[{len(value)}")
        for digest in value.digests:
            add(digest)
    elif (
        type(value) is Paper
    ):  # whether anything else is an instance of a model takes pydantic longer than all the rest here
        add(digest_of(value))
    elif isinstance(value, list | tuple):
        add(f"[{len(value)}")
        for item in value:
            _collect(item, digest_of, add)
    elif value is None or isinstance(value, int | float | BaseModel):
        add(repr(value))
    elif isinstance(value, Mapping):
        add(f"{{{len(value)}")
        for key, item in value.items():
            add(str(key))
            _collect(item, digest_of, add)
    elif is_dataclass(value) and not isinstance(value, type):
        add(type(value).__name__)
        for name in _fields(type(value)):
            _collect(getattr(value, name), digest_of, add)
    else:
        raise TypeError(f"{type(value).__name__} has no fingerprint")


@cache
def _fields(kind: type) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind))
