"""Finished pages out of shells: all pages of one kind, section and depth have the same text around what is theirs.

A shell is rendered once, by MkDocs with its own configuration and theme, and remembered from build to build, so that
most builds need neither. `mkdocs build` of the same tree gives the same bytes, page for page; a test holds the two
together.
"""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from types import SimpleNamespace
from typing import Protocol

import orjson

from paperdex.catalog import addresses
from paperdex.pages.page import FinishedPage, Notes
from paperdex.site.quick_markdown import quick_html

_ESCAPED = ("title", "description", "canonical", "redirect")
"""Texts that each page has of its own, as its title; the template escapes them."""
_MARKUP = ("head", "content")
"""HTML that each page has of its own; the template takes it as it is."""
_MARK = "\ue000"
"""Stands in a shell before and after the name of such a text; no template holds this character."""
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "'": "&#39;", '"': "&#34;"}
"""As Jinja escapes."""
_SPECIAL = re.compile(f"[{''.join(_ENTITIES)}]")


class Host(Protocol):
    """The renderer that makes shells, and whatever else is made too seldom to be made quickly."""

    def template(self, name: str, page: SimpleNamespace) -> str:
        """A page by its template."""

    def static(self, name: str, pages: Sequence[SimpleNamespace]) -> str:
        """A page that belongs to no Markdown."""

    def markdown(self, text: str) -> str:
        """The HTML of any Markdown at all."""


class Shells:
    """Those of one site, remembered for as long as templates and settings stay."""

    def __init__(self, host: Callable[[], Host], notes: Notes, site_url: str) -> None:
        self._make_host = host
        self._notes = notes
        self._site_url = site_url
        self._known: dict[tuple[object, ...], Sequence[str]] = {}

    def html(self, page: FinishedPage) -> bytes:
        """The finished page."""
        url = _url(page.path)
        content = quick_html(page.body)
        texts = {
            **page.meta,
            "title": page.title,
            "canonical": self._canonical(url),
            "content": self._host.markdown(page.body) if content is None else content,
        }
        filled = {name: str(texts.get(name) or "") for name in (*_ESCAPED, *_MARKUP)}
        shared = {name: value for name, value in page.meta.items() if name not in filled}
        # Links of a shell lead out of the page's folder, so it is the same wherever that is as deep and in the same
        # part of the site.
        kind = (
            url.split("/")[0] if "/" in url else "",
            url.count("/"),
            *(bool(text) for text in filled.values()),
            *shared.items(),
        )
        if kind not in self._known:
            self._known[kind] = self._shell(
                kind, url, shared, {name: f"{_MARK}{name}{_MARK}" if text else "" for name, text in filled.items()}
            )
        filled.update([(name, _SPECIAL.sub(_entity, filled[name])) for name in _ESCAPED])
        parts = [filled[part] if number % 2 else part for number, part in enumerate(self._known[kind])]
        return "".join(parts).encode("utf-8", errors="xmlcharrefreplace")

    def static(self, name: str, pages: Sequence[str]) -> bytes:
        """A page that belongs to no Markdown: the sitemap of `pages`, the page for addresses that lead nowhere."""
        listed = [
            SimpleNamespace(page=SimpleNamespace(canonical_url=self._canonical(_url(path)), meta={})) for path in pages
        ]
        return self._host.static(name, listed).encode("utf-8", errors="xmlcharrefreplace")

    @cached_property
    def _host(self) -> Host:
        return self._make_host()

    def _shell(
        self, kind: tuple[object, ...], url: str, shared: Mapping[str, object], marked: Mapping[str, str]
    ) -> Sequence[str]:
        """The template's text around what differs, and the names of that, in turn."""
        name = f"shell {hashlib.blake2b(repr(kind).encode(), digest_size=12).hexdigest()}"
        if known := self._notes.get(name):
            parts: list[str] = orjson.loads(known)
            return parts
        meta = {**shared, **{name: marked[name] for name in ("description", "redirect", "head") if marked[name]}}
        page = SimpleNamespace(
            title=marked["title"],
            content=marked["content"],
            canonical_url=marked["canonical"] or None,
            meta=meta,
            url=url,
        )
        shell = self._host.template(str(shared.get("template", "main.html")), page).split(_MARK)
        self._notes.put(name, orjson.dumps(shell))
        return shell

    def _canonical(self, url: str) -> str | None:
        return addresses.absolute(self._site_url, url.removeprefix("./")) if self._site_url else None


def _entity(match: re.Match[str]) -> str:
    return _ENTITIES[match[0]]


def _url(path: str) -> str:
    """`topics/safety/` for `topics/safety/index.md`, and `./` for the front page."""
    return path.removesuffix("index.md") or "./"
