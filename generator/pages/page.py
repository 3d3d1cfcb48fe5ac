"""What the pages room gives to the site: Markdown pages and files, each with a key that changes when its bytes may."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class FinishedPage:
    """One page of the site as finished Markdown."""

    path: str
    title: str
    meta: Mapping[str, Any]
    """Front matter beyond the title: what the template puts in the head."""
    body: str
    """Markdown, without front matter."""

    @property
    def text(self) -> str:
        """Front matter and body. Values are JSON, which is YAML in which no string can be taken for anything else."""
        lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in {"title": self.title, **self.meta}.items()]
        return "\n".join(["---", *lines, "---", "", self.body, ""])


@dataclass(frozen=True, slots=True)
class Page:
    """How to make one page: ten thousand of them are known long before most of them are made, if they are at all."""

    path: str
    """Below the docs folder, ending in `.md`."""
    title: str
    key: str
    """Two pages of the same path, key and common ground (templates, settings, vocabulary) are the same."""
    make_meta: Callable[[], Mapping[str, Any]]
    make_body: Callable[[], str]
    is_listed: bool = True
    """Whether the sitemap names it."""

    def finish(self) -> FinishedPage:
        return FinishedPage(self.path, self.title, self.make_meta(), self.make_body().strip())


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
