r"""The index as the README of an "Awesome" list: topics as sections, one line a paper, in the form that awesome-lint
asks for.

A paper stands under its first topic only, and no address is linked twice. GitHub cuts a README off at 512,000 bytes,
so of a larger index the newest papers are listed, and every section leads to the page that has the others.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from paperdex.catalog import addresses
from paperdex.catalog.catalog import Catalog
from paperdex.pages.exports import tex
from paperdex.pages.exports.markdown import escape
from paperdex.pages.labels import status_word, where, who
from paperdex.pages.paper_links import Link, links_of
from paperdex.records.paper import Paper
from paperdex.settings import Settings
from paperdex.text import first_sentence, plural, readable_date, squeeze

MAX_BYTES = 512_000
"""What GitHub shows of a README; https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-readmes"""
MARKER = "<!-- Written by `paperdex export readme`: change the records, not this file. -->"
"""A file without it is somebody's own and is never written over."""

_BADGE = "[![Awesome](https://awesome.re/badge.svg)](https://awesome.re)"
_NO_TOPIC = "Other Papers"
_KNOWN_TO_ALL = "https://arxiv.org/pdf/"
"""One click from the paper's page, and so not worth a link."""
_DEEPEST_HEADING = 6
# Titles are their authors': their quotation marks and their `??` are not ours to mend.
_LINT_OFF = "<!--lint disable balanced-punctuation no-repeat-punctuation-->"
_ODD = re.compile(r"[“”‘’『』（）《》「」【】\"]|([！!~～,，·?？])\1")
# GitHub makes links of these wherever they stand.
_AUTOLINK = re.compile(r"(?<=[a-z])(?=://)|(?<=\bwww)(?=\.)", re.IGNORECASE)
_PLAIN_FORMULA = re.compile(r"[\w\\{}^+=.,;:()'/ -]*")


@dataclass(frozen=True)
class _Section:
    name: str
    depth: int
    """0 for a topic at the top."""
    intro: str
    papers: Sequence[Paper]
    """Newest first."""
    page: str | None
    """Where all its papers are."""


class _Inventory:
    """The addresses and anchors that a file has so far; none may be in it twice."""

    def __init__(self) -> None:
        self._addresses: set[str] = set()
        self._anchors: dict[str, int] = {}

    def is_new(self, url: str) -> bool:
        """Whether an address is not in the file yet; from now on it is."""
        key = re.sub(r"^https?://(?:www\.)?|/$", "", url)
        is_new = key not in self._addresses
        self._addresses.add(key)
        return is_new

    def anchor(self, heading: str) -> str:
        """The anchor that GitHub gives to a heading: `red-teaming`, and `red-teaming-1` to the second of that name."""
        base = "".join(char for char in heading.lower() if _is_in_anchor(char)).replace(" ", "-")
        count = self._anchors.get(base, 0)
        self._anchors[base] = count + 1
        return f"{base}-{count}" if count else base


def _is_in_anchor(char: str) -> bool:
    category = unicodedata.category(char)
    return char in " -" or category[0] in "LM" or category in ("Nd", "Nl", "Pc")


def dump(catalog: Catalog, settings: Settings) -> str:
    """The text of the README, with as many of the newest papers as GitHub shows."""
    sections = list(_sections(catalog, settings))
    text = _document(sections, catalog, settings, len(catalog.papers))
    if len(text.encode()) <= MAX_BYTES:
        return text
    fits, too_many = 0, len(catalog.papers)
    while too_many - fits > 1:
        middle = (fits + too_many) // 2
        if len(_document(sections, catalog, settings, middle).encode()) <= MAX_BYTES:
            fits = middle
        else:
            too_many = middle
    return _document(sections, catalog, settings, fits)


def is_ours(text: str) -> bool:
    """Whether a file was written here and may be written again."""
    return MARKER in text


def _sections(catalog: Catalog, settings: Settings) -> Iterator[_Section]:
    """Topics in the order of the vocabulary, those without papers left out; then what has no topic."""
    own: dict[str | None, list[Paper]] = {}
    for paper in catalog.papers:
        own.setdefault(next((topic.slug for topic in catalog.topics_of(paper)), None), []).append(paper)

    def below(parent: str | None, depth: int) -> Iterator[_Section]:
        for topic in catalog.tree.children.get(parent, ()):
            narrower = list(below(topic.slug, depth + 1))
            papers = own.get(topic.slug, [])
            if papers or narrower:
                page = _page(settings, addresses.topic(topic.slug))
                yield _Section(
                    squeeze(topic.name).rstrip(".,;:!?"), depth, first_sentence(topic.description or ""), papers, page
                )
                yield from narrower

    yield from below(None, 0)
    if None in own:
        yield _Section(_NO_TOPIC, 0, "", own[None], _page(settings, addresses.DATES))


def _page(settings: Settings, address: str) -> str | None:
    return addresses.absolute(settings.site_url, address) if settings.site_url else None


def _document(sections: Sequence[_Section], catalog: Catalog, settings: Settings, most: int) -> str:
    listed = {paper.id for paper in catalog.papers[:most]}
    inventory = _Inventory()
    for heading in (settings.site_name, "Contents"):
        inventory.anchor(heading)
    anchors = [inventory.anchor(section.name) for section in sections]
    blocks = list(_head(catalog, settings, most))
    if sections:
        blocks += ["## Contents", _contents(sections, anchors)]
    for section in sections:
        blocks.append(f"{'#' * min(section.depth + 2, _DEEPEST_HEADING)} {_text(section.name)}")
        blocks += [_text(section.intro)] if section.intro else []
        here = [paper for paper in section.papers if paper.id in listed]
        blocks += ["\n".join(_line(paper, catalog, settings, inventory) for paper in here)] if here else []
        blocks += [_older(section, len(section.papers) - len(here))] if len(here) < len(section.papers) else []
    blocks += ["## Contributing", "How to add a paper or mend a record is in [CONTRIBUTING.md](CONTRIBUTING.md)."]
    return "\n\n".join(blocks) + "\n"


def _head(catalog: Catalog, settings: Settings, most: int) -> Iterator[str]:
    yield f"# {_text(settings.site_name)} {_BADGE}"
    yield MARKER
    if any(_ODD.search(paper.title) for paper in catalog.papers[:most]):
        yield _LINT_OFF
    if settings.site_description:
        yield f"> {_text(settings.site_description)}"
    count = plural(len(catalog.papers), "paper")
    if most < len(catalog.papers):
        yield (
            f"{count} in all, the newest {most:,} of them here: GitHub shows no more of a file. "
            "Each section says where its older ones are."
        )
    elif settings.site_url:
        yield f"{count}, with abstracts, search and citations on [the website]({_address(settings.site_url)})."


def _contents(sections: Iterable[_Section], anchors: Iterable[str]) -> str:
    """Two levels, which is what awesome-lint allows."""
    pairs = [pair for pair in zip(sections, anchors, strict=True) if pair[0].depth < 2]
    return "\n".join(f"{'  ' * section.depth}- [{_text(section.name)}](#{anchor})" for section, anchor in pairs)


def _older(section: _Section, count: int) -> str:
    papers = plural(count, "older paper")
    return (
        f"And [{papers} on {_text(section.name)}]({_address(section.page)})."
        if section.page
        else f"And {papers}: see the records in `content/papers/`."
    )


def _line(paper: Paper, catalog: Catalog, settings: Settings, inventory: _Inventory) -> str:
    """The line of one paper: `- [Title](address) - By who, date, venue. [Code](address).`"""
    own = [Link("Page", addresses.absolute(settings.site_url, addresses.paper(paper.id)))] if settings.site_url else []
    found = [link for link in links_of(paper) if not link.is_search and not link.url.startswith(_KNOWN_TO_ALL)]
    links = [link for link in found if inventory.is_new(link.url)] or own
    title = f"[{_text(paper.title)}]({_address(links[0].url)})" if links else _text(paper.title)
    extras = ", ".join(f"[{link.label}]({_address(link.url)})" for link in links[1:])
    return f"- {title} - {_facts(paper, catalog)}" + (f" {extras}." if extras else "")


def _facts(paper: Paper, catalog: Catalog) -> str:
    by = f"By {who(paper)}" if who(paper) else ""
    date = readable_date(paper.date) if by or paper.date else "Undated"
    facts = _text(", ".join(part for part in (by, date, where(paper, catalog)) if part))
    return (f"{status_word(paper)}. " if paper.status else "") + facts.rstrip(".") + "."


def _address(url: str) -> str:
    """A destination whose brackets Markdown does not count, and whose `&copy;` is no sign."""
    return url.replace("(", "%28").replace(")", "%29").replace("&", "&amp;")


@lru_cache(maxsize=1 << 16)
def _text(text: str) -> str:
    """One line of text that renders as itself; formulas stay formulas where Markdown cannot take them for anything
    else.
    """
    parts = tex.split_formulas(squeeze(text))
    return "".join(
        f"${part}$" if is_formula and _PLAIN_FORMULA.fullmatch(part) else _plain(f"${part}$" if is_formula else part)
        for is_formula, part in parts
    )


def _plain(text: str) -> str:
    escaped = "\\$".join(escape(part) for part in text.split("$"))
    return _AUTOLINK.sub(r"\\", escaped)
