"""What the pages room gives to the site: pages and files, in groups, each with a key that changes when its bytes may."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from paperdex.records.paper import Paper

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


@dataclass(frozen=True, slots=True)
class Joined:
    """A file with a part for each paper. A part that has not changed can be taken from the file as it was.

    What numbers or names in the parts refer to stands in `before`: where that is another one, all parts are.
    """

    path: str
    papers: Sequence[Paper]
    keys: Sequence[str]
    """One for each paper; two parts of the same key are the same."""
    part: Callable[[Paper], str]
    before: str = ""
    between: str = ""
    after: str = ""
    also: Sequence[str] = ()
    """Other paths that the same file has."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file of a `Renewed` that has not changed."""

    path: str


@dataclass(frozen=True, slots=True)
class Renewed:
    """Very many files of which a small change concerns few; they know themselves which."""

    name: str
    key: str
    renew: Callable[[Path, Path], Iterable[Asset | Kept]]
    """Called with the site's folder and one for what is to be remembered until the next time; names every file."""


Part = Page | Bundle | Joined | Renewed


class Group(NamedTuple):
    """Pages and files about one thing: a paper, an author, a topic. While its key stays, nothing in it has changed.

    A site has some twenty thousand groups, and a small change concerns a few of them: the others are never looked into.
    """

    name: str
    """Permanent; no other group has it: `author/ada-lovelace`."""
    key: str
    parts: Callable[[], Iterable[Part]]
    is_large: bool = False
    """Whether it takes as long as a thousand others, since it speaks of all papers."""
    prepare: Callable[[], object] | None = None
    """Makes and keeps what other groups take from this one, to be called before several processes make parts: else each
    makes it for itself.
    """


Groups = Callable[[], Iterable[Group]]
"""Some of a site's groups, as soon as somebody wants to know them."""
