"""The one door to Jinja. Every value that a template prints is escaped for Markdown unless it is already Markdown."""

import posixpath
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from generator.catalog import addresses
from generator.catalog.catalog import Catalog
from generator.pages import markdown
from generator.pages.labels import byline, links_of
from generator.settings import Settings
from generator.text import first_sentence, plural, readable_date


class Renderer:
    """Templates of site_config/pages, with the catalog at hand."""

    def __init__(self, catalog: Catalog, settings: Settings) -> None:
        self.catalog = catalog
        self.settings = settings
        self._environment = Environment(
            loader=PackageLoader("site_config", "pages"),
            autoescape=True,
            finalize=_escaped,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
        )
        self._environment.filters.update(
            code=lambda text: Markup(markdown.indent_code(text)),
            day=readable_date,
            first_sentence=first_sentence,
            paragraphs=lambda text: Markup(markdown.escape_paragraphs(text)),
            plural=plural,
            url=lambda text: Markup(markdown.escape_url(text)),
        )
        self._environment.globals.update(addresses=addresses, byline=byline, catalog=catalog, links_of=links_of, settings=settings)

    def render(self, template: str, path: str, **values: Any) -> str:
        """The Markdown of the page at `path`; `to(address)` in a template is the relative link to another page."""
        return self._environment.get_template(template).render(to=_links_from(path), **values)


def _links_from(path: str) -> Any:
    folder = posixpath.dirname(path)

    def to(address: str) -> Markup:
        """A site address as a link to its Markdown file, which every renderer checks and rewrites."""
        page, _, anchor = address.partition("#")
        target = posixpath.relpath(file_of(page), folder or ".")
        return Markup(target + (f"#{anchor}" if anchor else ""))

    return to


def file_of(address: str) -> str:
    """The Markdown file of an address: `topics/safety/` is made from `topics/safety.md`, a folder from its `index.md`."""
    trimmed = address.rstrip("/")
    is_folder = trimmed in _FOLDERS or (trimmed.startswith("dates/") and trimmed.removeprefix("dates/").isdigit())
    return posixpath.join(trimmed, "index.md") if is_folder else f"{trimmed}.md"


_FOLDERS = frozenset(
    {"", *(address.rstrip("/") for address in (addresses.TOPICS, addresses.DATES, addresses.AUTHORS, addresses.ORGANIZATIONS, addresses.VENUES))}
)


def _escaped(value: Any) -> Any:
    if isinstance(value, Markup):
        return value
    text = str(value)
    # The spaces around a part of a line belong to it: `{{ ', ' if not loop.last }}`.
    before, after = (" " if edge.isspace() else "" for edge in (text[:1], text[-1:]))
    return Markup(f"{before}{markdown.escape_text(text)}{after}")
