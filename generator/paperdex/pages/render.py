"""The one door to Jinja. Every value that a template prints is escaped unless it is already markup."""

import re
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path
from types import CodeType
from typing import Any, ClassVar

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from paperdex import files
from paperdex.catalog import addresses
from paperdex.catalog.catalog import Catalog
from paperdex.errors import PaperdexError
from paperdex.look import LOOK
from paperdex.pages import charts, labels, markdown, paper_links
from paperdex.pages.exports import bibtex
from paperdex.pages.exports.citation import citation
from paperdex.pages.fingerprint import fingerprint
from paperdex.pages.math import with_math
from paperdex.pages.page import Page
from paperdex.pages.repository import fix
from paperdex.pages.strings import fill, say
from paperdex.records.paper import Paper
from paperdex.settings import Settings

_ENTRY, _LINE = _IN_LISTS = ("entry.html.j2", "line.html.j2")
_SHORT = 400
"""Characters of a text that may stand in several places: a title, a name, the first sentence of an abstract."""


class Renderer:
    """Templates of site_config/pages, with the catalog at hand."""

    def __init__(self, catalog: Catalog, settings: Settings) -> None:
        self.catalog = catalog
        self.settings = settings
        self._environment = Environment(
            loader=_Templates(LOOK / "pages"),
            autoescape=True,
            auto_reload=False,
            bytecode_cache=_Compiled(),
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
        self._environment.globals.update(
            addresses=addresses, charts=_Charts, fix=fix, labels=labels, paper_links=paper_links, say=say, zip=zip
        )
        self._environment.globals.update(catalog=catalog, settings=settings)
        self._entries: dict[tuple[str, str], str] = {}
        self._bibtex: dict[str, str] = {}

    def bibtex(self, paper: Paper) -> str:
        """The paper's BibTeX, made once: it stands on its page, in its own file, in those of its topics and in the
        whole.
        """
        if paper.id not in self._bibtex:
            self._bibtex[paper.id] = bibtex.entry(paper)
        return self._bibtex[paper.id]

    def prepare(self, paper: Paper) -> None:
        """Make what stands of a paper on pages of others, and is kept from then on."""
        self.bibtex(paper)
        for template in _IN_LISTS:
            self._entry(template, paper, "")

    def page(
        self,
        address: str,
        name: str,
        template: str,
        *,
        kind: str,
        description: str = "",
        section: str = "",
        depends: Any = None,
        **values: Any,
    ) -> Page:
        """The page at an address; `kind` is its body's class, `section` the entry of the site's navigation that it
        belongs to.

        The template may print `values` and what stands in the common ground: settings, topics, venues. Whatever
        else it takes from the catalog must be named in `depends`.
        """
        key = fingerprint([template, name, kind, description, section, values, depends], self.catalog.digest_of)

        def meta() -> Mapping[str, str]:
            said = {"kind": kind, "description": " ".join(description.split()), "section": section}
            return {key: value for key, value in said.items() if value}

        return Page(file_of(address), name, key, meta, lambda: self.render(template, address, **values))

    def render(self, template: str, address: str, **values: Any) -> str:
        """The Markdown of the page at `address`; in a template, `to` makes relative links to other pages.

        `entry` makes a paper in a list, but for the link to the topic at the address `without`; `line` one in two
        lines, `on_top` where no heading stands above it.
        """
        return self._environment.get_template(template).render(
            to=lambda other: Markup(addresses.relative(other, address)),
            entry=lambda paper, without=None: _without(
                self._entry(_ENTRY, paper, address), without and addresses.relative(without, address)
            ),
            line=lambda paper, on_top=False: (
                _on_top(self._entry(_LINE, paper, address)) if on_top else self._entry(_LINE, paper, address)
            ),
            **values,
        )

    def _entry(self, template: str, paper: Paper, page: str) -> Markup:
        """A paper in a list. It stands in some ten lists, and only the ways to other pages differ."""
        if (template, paper.id) not in self._entries:
            self._entries[template, paper.id] = self._environment.get_template(template).render(
                to=_from_root, paper=paper
            )
        return Markup(addresses.as_links(self._entries[template, paper.id], page).replace('href=""', 'href="./"'))


class _Compiled(BytecodeCache):
    """Templates as Python's bytecode, which lies where Python keeps that of modules, and is trusted as much."""

    _folder = LOOK / "pages/__pycache__"
    _known: ClassVar[dict[tuple[str, str], CodeType]] = {}
    """What this process has loaded: a preview builds again and again."""

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        return f"{name}.{sys.implementation.cache_tag}"

    def get_source_checksum(self, source: str) -> str:
        return super().get_source_checksum(source + _compiler())

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._known.get((bucket.key, bucket.checksum))
        if not bucket.code:
            with suppress(OSError), (self._folder / bucket.key).open("rb") as stream:
                bucket.load_bytecode(stream)
            self._remember(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._remember(bucket)
        if not sys.dont_write_bytecode:
            with suppress(PaperdexError):  # an installation that belongs to somebody else
                files.write_bytes(self._folder / bucket.key, bucket.bytecode_to_string())

    def _remember(self, bucket: Bucket) -> None:
        if bucket.code:
            self._known[bucket.key, bucket.checksum] = bucket.code


@cache
def _compiler() -> str:
    """What templates are compiled with besides Jinja, which looks after itself: constants in them are escaped then."""
    return "".join(Path(path).read_text(encoding="utf-8") for path in (__file__, markdown.__file__))


class _Templates(FileSystemLoader):
    """With the words of the interface in their places before anything is compiled."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source, path, is_current = super().get_source(environment, template)
        return fill(source), path, is_current


def _without(entry: Markup, link: str | None) -> Markup:
    """A paper in a list of the topic at `link`, which need not be named among its topics again."""
    if not link:
        return entry
    return Markup(re.sub(rf'( )?<a href="{re.escape(link)}">[^<]*</a>(?(1)| ?)', "", entry).replace("<p></p>", ""))


def _on_top(line: Markup) -> Markup:
    """A paper in a list without headings: no level is left out. What is between its tags has no tag like them."""
    return Markup(str(line).replace("<h3>", "<h2>", 1).replace("</h3>", "</h2>", 1))


def _from_root(address: str) -> Markup:
    return Markup(f"{addresses.ROOT}{address}")


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
