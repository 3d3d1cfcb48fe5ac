"""MkDocs as the host of our shells: its configuration, its theme, its Markdown.

`mkdocs build` reads everything from disk in one process, makes every Markdown extension anew for every page, runs the
template for each, and copies all of Material's scripts and styles, which our templates do not use. So it is asked for
what pages share, and a page's own parts are put in.
"""

import os
from collections.abc import Sequence
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

from paperdex.errors import PaperdexError

_ERROR_PAGE = "404.html"


class MkdocsRenderer:
    """The host of one site; see `paperdex.site.shells.Host`."""

    def __init__(self, config_file: Path) -> None:
        try:
            self._config = load_config(str(config_file))
        except MkDocsException as error:
            raise PaperdexError(str(error), file=config_file) from None
        self._environment = self._config.theme.get_env()
        self._markdown = markdown.Markdown(
            extensions=self._config.markdown_extensions, extension_configs=self._config.mdx_configs
        )

    def template(self, name: str, page: SimpleNamespace) -> str:
        return self._render(name, page=page, base_url=get_relative_url(".", page.url))

    def static(self, name: str, pages: Sequence[SimpleNamespace]) -> str:
        # Nobody knows where the page for errors will be shown, so its links start at the host's root.
        base_url = urlsplit(self._config.site_url or "/").path if name == _ERROR_PAGE else "."
        return self._render(name, page=None, base_url=base_url, pages=pages)

    def markdown(self, text: str) -> str:
        self._markdown.reset()
        html: str = self._markdown.convert(text)
        return html

    def _render(self, template: str, **context: Any) -> str:
        values = {"config": self._config, "nav": SimpleNamespace(items=[], homepage=None), **context}
        text: str = self._environment.get_template(template).render(values)
        return text
