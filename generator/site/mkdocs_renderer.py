"""Pages to HTML with MkDocs' own configuration, theme and page objects, one page at a time and so in several processes.

`mkdocs build` of the same tree gives the same bytes, page for page; a test holds the two together. It reads
everything from disk in one process, makes every Markdown extension anew for every page, and copies all of
Material's scripts and styles, which our templates do not use.
"""

import os
import posixpath
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

# Material prints advice about MkDocs 2 whenever it is imported; docs/renderers.md says what this project does about it.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

import markdown
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page as MkdocsPage
from mkdocs.utils import get_relative_url

from generator.errors import PaperdexError
from generator.pages.page import FinishedPage
from generator.site.quick_markdown import Link, QuickMarkdown

STATIC_TEMPLATES = ("404.html", "sitemap.xml")


class MkdocsRenderer:
    """The renderer of one site; `known` are the paths of all its pages, between which links are checked."""

    def __init__(self, config_file: Path, known: Iterable[str]) -> None:
        try:
            self._config = load_config(str(config_file))
        except MkDocsException as error:
            raise PaperdexError(str(error), file=config_file) from None
        self._known = frozenset(known)
        self._environment = self._config.theme.get_env()
        self._markdown = markdown.Markdown(extensions=self._config.markdown_extensions, extension_configs=self._config.mdx_configs)
        self._quick = QuickMarkdown(self._python_markdown)
        self.broken_links: list[str] = []

    def html(self, page: FinishedPage) -> bytes:
        """The finished page."""
        mkdocs_page = self._page(page.path, {"title": page.title, **page.meta})
        mkdocs_page.markdown = page.body
        mkdocs_page.content = self._quick.convert(page.body, self._links_of(page.path))
        template = self._environment.get_template(str(page.meta.get("template", "main.html")))
        return self._render(template, page=mkdocs_page, base_url=get_relative_url(".", mkdocs_page.url))

    def static(self, name: str, listed: Iterable[str]) -> bytes:
        """A page that belongs to no Markdown: the sitemap of the `listed` paths, the page for addresses that lead nowhere."""
        pages = [self._page(path, {}).file for path in sorted(listed)] if name == "sitemap.xml" else []
        # Nobody knows where the page for errors will be shown, so its links start at the host's root.
        base_url = urlsplit(self._config.site_url or "/").path if name == "404.html" else "."
        return self._render(self._environment.get_template(name), page=None, base_url=base_url, pages=pages)

    def _page(self, path: str, meta: dict[str, Any]) -> MkdocsPage:
        file = File(path, self._config.docs_dir, self._config.site_dir, self._config.use_directory_urls)
        page = MkdocsPage(None, file, self._config)
        page.meta = meta
        return page

    def _render(self, template: Any, **context: Any) -> bytes:
        values = {"config": self._config, "nav": SimpleNamespace(items=[], homepage=None), **context}
        text: str = template.render(values)
        return text.encode("utf-8", errors="xmlcharrefreplace")

    def _links_of(self, path: str) -> Link:
        """MkDocs' own rewriting: a link to a Markdown file of the tree becomes one to its page."""
        folder = posixpath.dirname(path)

        def link(target: str) -> str:
            name, mark, anchor = target.partition("#")
            if not name.endswith(".md") or ":" in name or name.startswith("/"):
                return target
            found = posixpath.normpath(posixpath.join(folder, name))
            if found not in self._known:
                self.broken_links.append(f"{path}: a link leads to {found}, which is no page")
                return target
            return _between(_address(found), _address(path)) + mark + anchor

        return link

    def _python_markdown(self, text: str, link: Link) -> str:
        self._markdown.reset()
        html: str = self._markdown.convert(text)
        return _rewritten(html, link)


def _rewritten(html: str, link: Callable[[str], str]) -> str:

    return re.sub(r'(<a\b[^>]*? href=")([^"]*)(")', lambda match: match[1] + link(match[2]) + match[3], html)


def _address(path: str) -> str:
    """`topics/safety/` for `topics/safety.md`."""
    name = path.removesuffix(".md")
    name = name.removesuffix("index") if posixpath.basename(name) == "index" else f"{name}/"
    return name or "./"


@lru_cache(maxsize=100_000)
def _between(target: str, page: str) -> str:
    return get_relative_url(target, page)
