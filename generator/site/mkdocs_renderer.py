"""Pages to HTML with MkDocs' own configuration and theme, one page at a time and so in several processes.

`mkdocs build` of the same tree gives the same bytes, page for page; a test holds the two together. It reads
everything from disk in one process, makes every Markdown extension anew for every page, runs the template for each,
and copies all of Material's scripts and styles, which our templates do not use.
"""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

# Material prints advice about MkDocs 2 whenever it is imported; docs/renderers.md says what this project does about it.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

import markdown
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException
from mkdocs.utils import get_relative_url

from generator.errors import PaperdexError
from generator.pages.page import FinishedPage
from generator.site.quick_markdown import QuickMarkdown

STATIC_TEMPLATES = ("404.html", "sitemap.xml")
_ESCAPED = ("title", "description", "canonical", "redirect")
"""What is another text on every page, and is escaped by the template."""
_MARKUP = ("head", "content")
"""The same, and the template takes it as it is."""
_MARK = "\ue000"
"""Parts what differs from what does not; no record and no template holds this character."""


class MkdocsRenderer:
    """The renderer of one site. All pages of one kind, section and depth share a shell, which is rendered once."""

    def __init__(self, config_file: Path) -> None:
        try:
            self._config = load_config(str(config_file))
        except MkDocsException as error:
            raise PaperdexError(str(error), file=config_file) from None
        self._environment = self._config.theme.get_env()
        self._escape = self._environment.filters["e"]
        self._markdown = markdown.Markdown(extensions=self._config.markdown_extensions, extension_configs=self._config.mdx_configs)
        self._quick = QuickMarkdown(self._python_markdown)
        self._shells: dict[tuple[object, ...], Sequence[str]] = {}

    def html(self, page: FinishedPage) -> bytes:
        """The finished page."""
        url = _url(page.path)
        texts = {"title": page.title, "canonical": self._canonical(url), "content": self._quick.convert(page.body), **page.meta}
        filled = {name: str(texts.get(name) or "") for name in (*_ESCAPED, *_MARKUP)}
        shared = {name: value for name, value in page.meta.items() if name not in filled}
        kind = (url.split("/")[0] if "/" in url else "", url.count("/"), *(bool(text) for text in filled.values()), *shared.items())
        if kind not in self._shells:
            self._shells[kind] = self._shell(url, shared, {name: f"{_MARK}{name}{_MARK}" if text else "" for name, text in filled.items()})
        filled.update({name: str(self._escape(filled[name])) for name in _ESCAPED})
        parts = [filled[part] if number % 2 else part for number, part in enumerate(self._shells[kind])]
        return "".join(parts).encode("utf-8", errors="xmlcharrefreplace")

    def static(self, name: str, pages: Iterable[str]) -> bytes:
        """A page that belongs to no Markdown: the sitemap of `pages`, the page for addresses that lead nowhere."""
        listed = [SimpleNamespace(page=SimpleNamespace(canonical_url=self._canonical(_url(path)))) for path in pages] if name == "sitemap.xml" else []
        # Nobody knows where the page for errors will be shown, so its links start at the host's root.
        base_url = urlsplit(self._config.site_url or "/").path if name == "404.html" else "."
        return self._render(name, page=None, base_url=base_url, pages=listed).encode("utf-8", errors="xmlcharrefreplace")

    def _shell(self, url: str, shared: dict[str, Any], marked: dict[str, str]) -> Sequence[str]:
        """The template's text around what differs, and the names of that, in turn."""
        meta = {**shared, **{name: marked[name] for name in ("description", "redirect", "head") if marked[name]}}
        page = SimpleNamespace(title=marked["title"], content=marked["content"], canonical_url=marked["canonical"] or None, meta=meta, url=url)
        text = self._render(str(shared.get("template", "main.html")), page=page, base_url=get_relative_url(".", url))
        return text.split(_MARK)

    def _canonical(self, url: str) -> str | None:
        site = self._config.site_url
        return f"{site.rstrip('/')}/{url.removeprefix('./')}" if site else None

    def _render(self, template: str, **context: Any) -> str:
        values = {"config": self._config, "nav": SimpleNamespace(items=[], homepage=None), **context}
        text: str = self._environment.get_template(template).render(values)
        return text

    def _python_markdown(self, text: str) -> str:
        self._markdown.reset()
        html: str = self._markdown.convert(text)
        return html


def _url(path: str) -> str:
    """`topics/safety/` for `topics/safety/index.md`, and `./` for the front page."""
    return path.removesuffix("index.md") or "./"
