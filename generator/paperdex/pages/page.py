"""What the pages room gives to the site: pages and files. Each is a function that makes it, of what it reads of the
view.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, Protocol

_json = json.JSONEncoder(ensure_ascii=False).encode


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
        lines = [f"{key}: {_json(value)}" for key, value in {"title": self.title, **self.meta}.items()]
        return "\n".join(["---", *lines, "---", "", self.body, ""])


@dataclass(frozen=True, slots=True)
class Page:
    """How to make one page: ten thousand of them are known long before most of them are made, if they are at all."""

    path: str
    """Below the docs folder, ending in `.md`."""
    make: Callable[[], FinishedPage]
    is_listed: bool = True
    """Whether the sitemap names it."""


@dataclass(frozen=True, slots=True)
class Asset:
    """Any other file that the renderer copies as it is."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Files:
    """Files that are made together, when they are asked for: `feed:topics/safety/feed.atom`."""

    name: str
    """Permanent; no others of the site have it."""
    make: Callable[[], Iterable[Asset]]


@dataclass(frozen=True, slots=True)
class RowFile:
    """A file with a row for each paper of a shelf: `data/papers.jsonl`. A row that has not changed can be taken from
    the file as it was.

    What numbers or names in the rows refer to stands in `before`: where that is another one, all rows are.
    """

    path: str
    shelf: str
    rows: Sequence[tuple[Any, ...]]
    """What `row` is called with, for each row; an id first."""
    row: Callable[..., str]
    before: str = ""
    between: str = ""
    after: str = ""
    also: Sequence[str] = ()
    """Other paths that the same file has."""


class Notes(Protocol):
    """What the maker of very many files wants to know the next time."""

    def get(self, name: str) -> bytes | None:
        """What was put under this name, the last time or before."""

    def put(self, name: str, value: bytes) -> None:
        """To be known the next time; an empty value is none."""


@dataclass(frozen=True, slots=True)
class FileSet:
    """Very many files of which a small change concerns few; they know themselves which: the search index."""

    name: str
    make: Callable[[Path | None, Notes], Iterable[Asset | str]]
    """Called with the folder of the site as it was, None where there is none, and with notes. Names every file: those
    that stay by their paths.
    """


Part = Page | Files | RowFile | FileSet


class Group(NamedTuple):
    """Pages and files about one thing: a paper, an author, a topic. Most changes concern a few of thousands."""

    name: str
    """Permanent; no other group has it: `author/ada-lovelace`."""
    parts: Callable[[], Iterable[Part]]
    """Those that there are. What is read before one of them is yielded, that one has read."""
    is_of_all: bool = False
    """Whether it speaks of all papers, and takes as long as a thousand others."""
