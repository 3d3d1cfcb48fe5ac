"""The one door to Jinja. Every value that a template prints is escaped unless it is already markup."""

from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from generator.catalog import addresses
from generator.catalog.catalog import Catalog
from generator.pages import charts, labels, markdown, paper_links
from generator.pages.exports import bibtex
from generator.pages.exports.citation import citation
from generator.pages.fingerprint import fingerprint
from generator.pages.math import with_math
from generator.pages.page import Page
from generator.pages.repository import fix
from generator.pages.strings import fill, say
from generator.records.paper import Paper
from generator.settings import Settings

_ENTRY, _LINE = _IN_LISTS = ("entry.html.j2", "line.html.j2")
_SHORT = 400
"""Characters of a text that may stand in several places: a title, a name, the first sentence of an abstract."""
_ROOT = "\0"
"""Stands for the way up to the site's root in an entry that is kept; no record holds this character."""


class Renderer:
    """Templates of site_config/pages, with the catalog at hand."""

    def __init__(self, catalog: Catalog, settings: Settings) -> None:
        self.catalog = catalog
        self.settings = settings
        self._environment = Environment(
            loader=_Templates("site_config", "pages"),
            autoescape=True,
            auto_reload=False,
            finalize=_escaped,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
        )
        self._environment.filters.update(
            bibtex=lambda paper: self.bibtex(paper).strip(),
            citation=citation,
            code=lambda text: Markup(markdown.escape_code(text)),
            counted=lambda count, key: say(key, count=count),
            day=labels.short_date,
            long_day=labels.long_date,
            math=_math,
            paragraphs=markdown.paragraphs,
            url=lambda text: Markup(markdown.escape_url(text)),
        )
        self._environment.globals.update(addresses=addresses, charts=_Charts, fix=fix, labels=labels, paper_links=paper_links, say=say, zip=zip)
        self._environment.globals.update(catalog=catalog, settings=settings)
        self._entries: dict[tuple[str, str], str] = {}
        self._bibtex: dict[str, str] = {}

    def bibtex(self, paper: Paper) -> str:
        """The paper's BibTeX, made once: it stands on its page, in its own file, in those of its topics and in the whole."""
        if paper.id not in self._bibtex:
            self._bibtex[paper.id] = bibtex.entry(paper)
        return self._bibtex[paper.id]

    def prepare(self, paper: Paper) -> None:
        """Make what stands of a paper on pages of others, and is kept from then on."""
        self.bibtex(paper)
        for template in _IN_LISTS:
            self._entry(template, paper, "")

    def page(self, address: str, name: str, template: str, *, kind: str, description: str = "", section: str = "", depends: Any = None, **values: Any) -> Page:
        """The page at an address; `kind` is its body's class, `section` the entry of the site's navigation that it belongs to.

        The template may print `values` and what stands in the common ground: settings, topics, venues. Whatever
        else it takes from the catalog must be named in `depends`.
        """
        key = fingerprint([template, name, kind, description, section, values, depends], self.catalog.digest_of)

        def meta() -> Mapping[str, str]:
            said = {"kind": kind, "description": labels.shorten(" ".join(description.split()), labels.DESCRIPTION_LENGTH), "section": section}
            return {key: value for key, value in said.items() if value}

        return Page(file_of(address), name, key, meta, lambda: self.render(template, address, **values))

    def render(self, template: str, address: str, **values: Any) -> str:
        """The Markdown of the page at `address`; in a template, `to` makes links to other pages, and `entry` and `line` a paper in a list."""
        root = "../" * address.count("/")
        return self._environment.get_template(template).render(
            to=_links_from(root),
            entry=lambda paper: self._entry(_ENTRY, paper, root),
            line=lambda paper: self._entry(_LINE, paper, root),
            **values,
        )

    def _entry(self, template: str, paper: Paper, root: str) -> Markup:
        """A paper in a list. It stands in some ten lists, and only the way up differs."""
        if (template, paper.id) not in self._entries:
            self._entries[template, paper.id] = self._environment.get_template(template).render(to=_links_from(_ROOT), paper=paper)
        return Markup(self._entries[template, paper.id].replace(_ROOT, root))


class _Templates(PackageLoader):
    """With the words of the interface in their places before anything is compiled."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool] | None]:
        source, path, is_current = super().get_source(environment, template)
        return fill(source), path, is_current


@cache
def _links_from(root: str) -> Any:
    def to(address: str) -> Markup:
        """A site address as a relative link, so that a site works below any path."""
        return Markup(f"{root}{address}" or "./")

    return to


def file_of(address: str) -> str:
    """The Markdown file of an address: its folder's `index.md`.

    Then a relative link is the same from the file as from the page, and it does not matter that
    MkDocs leaves links in HTML alone while Zensical takes them for links between files.
    """
    return f"{address}index.md"


class _Charts:
    """The charts as templates call them: what they return is markup."""

    @staticmethod
    def sparkline(series: charts.Series, name: str) -> Markup:
        return Markup(charts.sparkline(series, name=name))

    @staticmethod
    def columns(series: charts.Series, ticks: charts.Series, name: str) -> Markup:
        return Markup(charts.columns(series, ticks, name=name))

    @staticmethod
    def bar(value: int, most: int) -> Markup:
        return Markup(charts.bar(value, most))


def _math(text: str) -> Markup:
    return _short_math(text) if len(text) <= _SHORT else Markup(with_math(text))


@lru_cache(maxsize=1 << 15)
def _short_math(text: str) -> Markup:
    """A title stands on its page, in lists and on the pages of related papers, some ten times in all."""
    return Markup(with_math(text))


def _escaped(value: Any) -> Any:
    return value if isinstance(value, Markup) else _inert(str(value))


@lru_cache(maxsize=1 << 14)
def _inert(text: str) -> Markup:
    """Most of what a template prints are names, labels and dates that it has printed before."""
    inner = markdown.escape_text(text)
    # The spaces around a part of a line belong to it: `{{ ', ' if not loop.last }}`.
    if text[:1].isspace() or text[-1:].isspace():
        before, after = (" " if edge.isspace() else "" for edge in (text[0], text[-1]))
        inner = f"{before}{inner}{after}" if inner else " "
    return Markup(inner)
