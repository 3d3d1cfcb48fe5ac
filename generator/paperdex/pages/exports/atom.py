"""Atom 1.0 (RFC 4287): what feed readers take. An entry is made once and stands in every feed that the paper is in.

The time of an entry comes from its record and never from the clock: the newest of the day the index took it up
(`provenance.retrieved`), its date, its corrections and its change of status. So an old paper that is added today is
new to those who follow, and nothing else moves an entry. A date without its day counts from the first.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from paperdex.catalog.vocabulary import Topic
from paperdex.pages.exports import reference
from paperdex.pages.exports.xml_text import printable
from paperdex.records.facts import NEVER, updated
from paperdex.records.paper import Paper


@dataclass(frozen=True, slots=True)
class Entry:
    """The entry of one paper in a feed, as text."""

    updated: str
    """Day, `YYYY-MM-DD`."""
    xml: str


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a feed: its title, address, author. Addresses are absolute."""

    title: str
    address: str
    """Of the feed itself; also its permanent id."""
    page: str
    """The page that it is the feed of."""
    author: str
    """Who stands for the entries that name no author: the site, where their names are not known, or whose feed it is.
    """
    language: str
    subtitle: str = ""


def feed(head: Head, entries: Sequence[Entry]) -> str:
    """The text of a feed."""
    own = [
        _element("id", head.address),
        _element("title", head.title),
        _element("subtitle", head.subtitle) if head.subtitle else "",
        _element("updated", instant(max((entry.updated for entry in entries), default=NEVER))),
        _person("author", head.author),
        _empty("link", rel="self", type="application/atom+xml", href=head.address),
        _empty("link", rel="alternate", type="text/html", href=head.page),
    ]
    start = f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{_quoted(head.language)}">{"".join(own)}'
    body = "".join([f"{entry.xml}\n" for entry in entries])
    return f'<?xml version="1.0" encoding="utf-8"?>\n{start}\n{body}</feed>\n'


def entry(paper: Paper, page: str, topics: Iterable[Topic], scheme: str, language: str) -> Entry:
    """The entry of one paper, with topics and abstract. `page` is its permanent address and its id, `scheme` the page
    of all topics, `language` that of the feed.
    """
    elsewhere = dict.fromkeys(
        address for address in (reference.address(paper), reference.permanent_address(paper)) if address
    )
    more = [
        *(_empty("link", rel="related", href=address) for address in elsewhere),
        *(_empty("category", term=topic.slug, label=topic.name, scheme=scheme) for topic in topics),
        _element("summary", paper.abstract) if paper.abstract else "",
    ]
    return brief_entry(paper, page, [author.name for author in paper.authors], language, "".join(more))


def brief_entry(paper: Paper, page: str, authors: Iterable[str], language: str, more: str = "") -> Entry:
    """The entry of one paper without topics, abstract and links elsewhere; `more` is XML to be put at its end."""
    day = updated(paper)
    parts = [
        _element("id", page),
        _element("title", f"[{paper.status.kind.capitalize()}] {paper.title}" if paper.status else paper.title),
        _element("updated", instant(day)),
        _element("published", instant(paper.date)) if paper.date and len(paper.date) == len(NEVER) else "",
        *(_person("author", name) for name in authors),
        _person("contributor", paper.organization.name) if paper.organization else "",
        # Without a `rel` it is `alternate`, the page itself.
        _empty("link", href=page),
        more,
    ]
    spoken = f' xml:lang="{_quoted(paper.language)}"' if paper.language != language else ""
    return Entry(day, f"<entry{spoken}>{''.join(parts)}</entry>")


def notice(paper: Paper, page: str, anchor: str, day: str, title: str, text: str) -> Entry:
    """The entry of a correction or a retraction; `anchor` keeps its id apart from the paper's own."""
    parts = [
        _element("id", f"{page}#{anchor}"),
        _element("title", f"{title}: {paper.title}"),
        _element("updated", instant(day)),
        _empty("link", href=page),
        _element("summary", text),
    ]
    return Entry(day, f"<entry>{''.join(parts)}</entry>")


def instant(day: str) -> str:
    """The begin of a day: `2023-07-07T00:00:00Z`."""
    return f"{day}T00:00:00Z"


def _person(role: str, name: str) -> str:
    return f"<{role}>{_element('name', name)}</{role}>"


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(printable(text), quote=False)}</{name}>" if text else f"<{name}/>"


def _empty(name: str, **attributes: str) -> str:
    found = "".join([f' {key}="{_quoted(value)}"' for key, value in attributes.items()])
    return f"<{name}{found}/>"


def _quoted(text: str) -> str:
    return escape(printable(text), quote=False).replace('"', "&quot;")
