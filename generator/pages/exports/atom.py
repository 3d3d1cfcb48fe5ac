"""Atom 1.0 (RFC 4287): what feed readers take. An entry is made once and stands in every feed that the paper is in.

The time of an entry comes from its record and never from the clock: the newest of the day the index took it up
(`provenance.retrieved`), its date, its corrections and its change of status. So an old paper that is added today is
new to those who follow, and nothing else moves an entry. A date without its day counts from the first.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from xml.etree.ElementTree import Element, SubElement, tostring

from generator.catalog.vocabulary import Topic
from generator.pages.exports import reference
from generator.pages.exports.xml_text import printable
from generator.records.outline import NEVER, updated
from generator.records.paper import Paper

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed, finished."""

    updated: str
    """Day, `YYYY-MM-DD`."""
    xml: str


@dataclass(frozen=True, slots=True)
class Head:
    """What a feed says of itself. Addresses are absolute."""

    title: str
    address: str
    """Of the feed itself; also its permanent id."""
    page: str
    """The page that it is the feed of."""
    author: str
    """Who stands for the entries whose authors' names are not known: the site."""
    language: str
    subtitle: str = ""


def feed(head: Head, entries: Sequence[Entry]) -> str:
    """A whole feed."""
    root = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", _LANGUAGE: head.language})
    _add(root, "id", head.address)
    _add(root, "title", head.title)
    if head.subtitle:
        _add(root, "subtitle", head.subtitle)
    _add(root, "updated", instant(max((entry.updated for entry in entries), default=NEVER)))
    _add(SubElement(root, "author"), "name", head.author)
    SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": head.address})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": head.page})
    start, end = _text(root).rsplit("</feed>", 1)
    body = "".join(f"{entry.xml}\n" for entry in entries)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{start}\n{body}</feed>{end}\n'


def entry(paper: Paper, page: str, topics: Iterable[Topic], scheme: str, language: str, *, is_brief: bool = False) -> Entry:
    """The entry of a paper; `page` is its permanent address and id, `scheme` the page of all topics, `language` that of the feed.

    A brief one has neither topics nor abstract, and one link to the paper elsewhere.
    """
    day = updated(paper)
    root = Element("entry", {_LANGUAGE: paper.language} if paper.language != language else {})
    _add(root, "id", page)
    _add(root, "title", f"[{paper.status.kind.capitalize()}] {paper.title}" if paper.status else paper.title)
    _add(root, "updated", instant(day))
    if paper.date and len(paper.date) == len(NEVER):
        _add(root, "published", instant(paper.date))
    for author in paper.authors:
        _add(SubElement(root, "author"), "name", author.name)
    if paper.organization:
        _add(SubElement(root, "contributor"), "name", paper.organization.name)
    # Without a `rel` it is `alternate`, the page itself.
    SubElement(root, "link", {"href": page})
    elsewhere = dict.fromkeys(address for address in (reference.address(paper), reference.permanent_address(paper)) if address)
    for address in islice(elsewhere, 1 if is_brief else None):
        SubElement(root, "link", {"rel": "related", "href": address})
    for topic in () if is_brief else topics:
        SubElement(root, "category", {"term": topic.slug, "label": topic.name, "scheme": scheme})
    if paper.abstract and not is_brief:
        _add(root, "summary", paper.abstract)
    return Entry(day, _text(root))


def notice(paper: Paper, page: str, anchor: str, day: str, title: str, text: str) -> Entry:
    """An entry on something that happened to a paper; `anchor` keeps its id apart from the paper's own."""
    root = Element("entry")
    _add(root, "id", f"{page}#{anchor}")
    _add(root, "title", f"{title}: {paper.title}")
    _add(root, "updated", instant(day))
    SubElement(root, "link", {"href": page})
    _add(root, "summary", text)
    return Entry(day, _text(root))


def instant(day: str) -> str:
    return f"{day}T00:00:00Z"


def _text(root: Element) -> str:
    # A `>` in a text is written as `&gt;`, so these are all ends of empty elements.
    return tostring(root, encoding="unicode").replace(" />", "/>")


def _add(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, tag).text = printable(text)
