"""The links of a paper: its addresses, its identifiers, and searches where none is known."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import quote

from paperdex.pages.strings import say
from paperdex.records import identifiers
from paperdex.records.link_kinds import BARE_IDENTIFIERS, IDENTIFIERS, KINDS
from paperdex.records.paper import Paper

SEARCHES_IN_LIST = 2
"""On a paper's own page there are all of them."""

_SEARCHES = (
    ("arXiv", "https://arxiv.org/search/?searchtype=title&query="),
    ("Semantic Scholar", "https://www.semanticscholar.org/search?q="),
    ("Google Scholar", "https://scholar.google.com/scholar?q="),
    ("Hugging Face", "https://huggingface.co/papers?q="),
)
_ADDRESS_OF: Mapping[str, Callable[[str], str]] = {
    "arxiv": identifiers.arxiv_url,
    "doi": identifiers.doi_url,
    "openreview": identifiers.openreview_url,
}
"""Where a bare identifier leads."""
_QUOTED: Mapping[str, Callable[[str], str]] = {
    "arxiv": "arXiv:{}".format,
    "doi": "doi:{}".format,
    "openreview": "OpenReview {}".format,
    "acl": lambda address: f"ACL {identifiers.parse_acl(address) or address}",
}
"""Identifiers as people quote them."""
_BUTTONS = sorted(KINDS, key=lambda key: KINDS[key].button)


class Link(NamedTuple):
    """A labelled address, such as `Code`; a search leads to results and not to the paper."""

    label: str
    url: str
    is_search: bool = False


def links_of(paper: Paper) -> list[Link]:
    """The addresses of a paper and of what belongs to it; where none is known, searches for its title."""
    found = list(_addresses(paper))
    return found or [Link(name, address + quote(paper.title, safe=""), is_search=True) for name, address in _SEARCHES]


def links_in_list(paper: Paper) -> list[Link]:
    """The same for an entry of a list, where a DOI that leads where another address leads is left out, as that of a
    paper in the ACL Anthology.
    """
    links = links_of(paper)
    if links[0].is_search:
        return links[:SEARCHES_IN_LIST]
    doi, acl = (identifiers.parse_acl(address or "") for address in (paper.links.doi, paper.links.acl))
    return [link for link in links if link.label != KINDS["doi"].proper_name or not acl or doi != acl]


def identifiers_of(paper: Paper) -> list[str]:
    """The identifiers of a paper as people quote them: `arXiv:2307.03601`, `doi:10.1234/x`."""
    return [_QUOTED[key](value) for key in IDENTIFIERS if (value := getattr(paper.links, key))]


def label_of(kind: str) -> str:
    """The name of a kind of link for readers: `arXiv`, `Code`."""
    return KINDS[kind].proper_name or say(f"links.{kind}")


def without_scheme(url: str) -> str:
    """An address as it is shown: `example.org/a` for `https://www.example.org/a/`."""
    return re.sub(r"^https?://(?:www\.)?|/$", "", url)


def _addresses(paper: Paper) -> Iterator[Link]:
    for key in _BUTTONS:
        value, label = getattr(paper.links, key), label_of(key)
        if isinstance(value, tuple):
            for number, url in enumerate(value, 1):
                yield Link(label if number == 1 else f"{label} {number}", url)
        elif value:
            yield Link(label, _ADDRESS_OF[key](value) if key in BARE_IDENTIFIERS else value)
            if key == "arxiv" and not paper.links.pdf:
                yield Link(label_of("pdf"), identifiers.arxiv_pdf_url(value))
