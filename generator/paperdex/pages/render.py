"""The one door to Jinja. Every value that a template prints is escaped unless it is already markup."""

import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from types import CodeType
from typing import Any, ClassVar

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from paperdex import files
from paperdex.catalog import addresses
from paperdex.catalog.catalog import build_catalog
from paperdex.catalog.view import View
from paperdex.catalog.vocabulary import Topic, TopicTree
from paperdex.errors import PaperdexError
from paperdex.look import LOOK
from paperdex.pages import charts, labels, markdown, paper_links
from paperdex.pages.exports import bibtex
from paperdex.pages.exports.citation import citation
from paperdex.pages.math import with_math
from paperdex.pages.page import FinishedPage, Page
from paperdex.pages.repository import fix
from paperdex.pages.strings import fill, say
from paperdex.records.paper import Paper
from paperdex.settings import Settings

_TOPICS, _LEVEL = Markup("\1"), "\2"
"""Stand for the topics of an entry and for the level of its heading until these are known; no record holds such
characters.
"""
_SHORT = 400
"""Characters of a text that may stand in several places: a title, a name, the first sentence of an abstract."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A paper in a list, but for its topics and the ways to other pages."""

    before: str
    topics: Sequence[tuple[str, str]]
    """Addresses and links."""
    after: str

    def text(self, without: str | None) -> str:
        """Whole, but for the topic at an address, whose page need not name it again."""
        links = " ".join(link for address, link in self.topics if address != without)
        return f"{self.before}<p>{links}</p>{self.after}" if links else f"{self.before}{self.after}"


class Renderer:
    """Templates of site_config/pages, with a view of the catalog at hand."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.settings = view.settings
        self._topic_links: dict[str, tuple[str, str]] = {}
        self._environment = Environment(
            loader=_Templates(LOOK / "pages"),
            autoescape=True,
            auto_reload=False,
            bytecode_cache=_Compiled(is_kept=not sys.dont_write_bytecode),
            finalize=_escaped,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
        )
        self._environment.filters.update(
            bibtex=lambda paper: self.bibtex(paper.id).strip(),
            citation=citation,
            code=lambda text: Markup(markdown.escape_code(text)),
            counted=lambda count, key: say(key, count=count),
            day=labels.short_date,
            long_day=labels.long_date,
            math=_math,
            paragraphs=markdown.paragraphs,
            url=lambda text: Markup(markdown.escape_url(text)),
        )
        self._environment.tests["listed"] = view.is_listed
        self._environment.globals.update(
            addresses=addresses, charts=_Charts, fix=fix, labels=labels, paper_links=paper_links, say=say, zip=zip
        )
        self._environment.globals.update(catalog=view, settings=view.settings)

    def bibtex(self, paper_id: str) -> str:
        """A paper's BibTeX, made once: it stands on its page, in the files of its topics and in the whole."""
        return self.view.once(("bibtex", paper_id), lambda: bibtex.entry(self.view.paper(paper_id)))

    def prepare(self, paper_id: str) -> None:
        """Make what stands of a paper on pages of others."""
        self.bibtex(paper_id)
        self._entry(paper_id)
        self._line(paper_id)

    def page(self, address: str, name: str, template: str, **values: Any) -> Page:
        """The page at an address, to be made as `finished` says."""
        return Page(file_of(address), lambda: self.finished(address, name, template, **values))

    def finished(
        self,
        address: str,
        name: str,
        template: str,
        *,
        kind: str,
        description: str = "",
        section: str = "",
        **values: Any,
    ) -> FinishedPage:
        """The page at an address; `kind` is its body's class, `section` the entry of the site's navigation that it
        belongs to.
        """
        said = {"kind": kind, "description": " ".join(description.split()), "section": section}
        meta = {key: value for key, value in said.items() if value}
        return FinishedPage(file_of(address), name, meta, self.render(template, address, **values).strip())

    def render(self, template: str, address: str, **values: Any) -> str:
        """The Markdown of the page at `address`; in a template, `to` makes relative links to other pages.

        `entry` makes a paper in a list of its id, but for the link to the topic at the address `without`; `line` one in
        two lines, `on_top` where no heading stands above it.
        """
        return self._environment.get_template(template).render(
            to=lambda other: Markup(addresses.relative(other, address)),
            entry=lambda paper_id, without=None: _at(self._entry(paper_id).text(without), address),
            line=lambda paper_id, on_top=False: _at(
                self._line(paper_id).replace(_LEVEL, "h2" if on_top else "h3"), address
            ),
            **values,
        )

    def compile(self) -> None:
        """Compile every template and keep what comes of it."""
        self._environment.bytecode_cache = _Compiled(is_kept=True)
        for name in self._environment.list_templates(extensions=["j2"]):
            self._environment.get_template(name)

    def _entry(self, paper_id: str) -> _Entry:
        """A paper in a list. It stands in some ten lists, and only the ways to other pages differ."""
        return self.view.once(("entry", paper_id), lambda: self._make_entry(self.view.paper(paper_id)))

    def _make_entry(self, paper: Paper) -> _Entry:
        text = self._environment.get_template("entry.html.j2").render(to=_from_root, paper=paper, topics=_TOPICS)
        before, after = text.split(_TOPICS)
        return _Entry(before, [self._topic_link(topic) for topic in self.view.topics_of(paper)], after)

    def _topic_link(self, topic: Topic) -> tuple[str, str]:
        """Address and link."""
        if topic.slug not in self._topic_links:
            address = addresses.topic(topic.slug)
            self._topic_links[topic.slug] = address, f'<a href="{_from_root(address)}">{_escaped(topic.name)}</a>'
        return self._topic_links[topic.slug]

    def _line(self, paper_id: str) -> str:
        return self.view.once(("line", paper_id), lambda: self._make_line(self.view.paper(paper_id)))

    def _make_line(self, paper: Paper) -> str:
        return self._environment.get_template("line.html.j2").render(to=_from_root, paper=paper, heading=Markup(_LEVEL))


def compile_templates() -> None:
    """Do with templates what `compileall` does with modules: where Python may write no bytecode, each start would
    compile them again.
    """
    Renderer(View(build_catalog([], TopicTree([]), {}), Settings(root=Path(), site_name=""))).compile()


class _Compiled(BytecodeCache):
    """Templates as Python's bytecode, which lies where Python keeps that of modules, and is trusted as much."""

    _folder = LOOK / "pages/__pycache__"
    _known: ClassVar[dict[tuple[str, str], CodeType]] = {}
    """What this process has loaded: a preview builds again and again."""

    def __init__(self, *, is_kept: bool) -> None:
        self._is_kept = is_kept
        """Whether what is compiled may be written."""

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
        if self._is_kept:
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


def _at(text: str, page: str) -> Markup:
    """The text of an entry with its links as they are on a page."""
    return Markup(addresses.as_links(text, page).replace('href=""', 'href="./"'))


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
