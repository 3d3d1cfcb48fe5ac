"""What the pages room gives to the site: Markdown pages and files, each with a key that changes when its bytes may."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any


@dataclass(frozen=True)
class Page:
    """One page of the site, made when it is asked for."""

    path: str
    """Below the docs folder, ending in `.md`."""
    title: str
    make: Callable[[], str]
    """The Markdown, without front matter."""
    key: str
    """Two pages of the same path, key and common ground (templates, settings, vocabulary) are the same."""
    meta: Mapping[str, Any] = field(default_factory=dict)
    """Front matter beyond the title: what the template puts in the head."""

    @cached_property
    def body(self) -> str:
        return self.make().strip()

    @property
    def text(self) -> str:
        """Front matter and body. Values are JSON, which is YAML in which no string can be taken for anything else."""
        lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in {"title": self.title, **self.meta}.items()]
        return "\n".join(["---", *lines, "---", "", self.body, ""])


@dataclass(frozen=True, slots=True)
class Asset:
    """Any other file that the renderer copies as it is."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Bundle:
    """Files that are made together, when they are asked for."""

    name: str
    """Permanent; no other bundle has it."""
    key: str
    """As a page's."""
    make: Callable[[], Iterable[Asset]]
