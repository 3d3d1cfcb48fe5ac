"""Where a paper and what belongs to it can be found: its addresses, its identifiers, or searches where none is known."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote

from paperdex.pages.strings import say
from paperdex.records import identifiers
from paperdex.records.paper import Paper

SEARCHES_IN_LIST = 2
"""On a paper's own page there are all of them."""

_DOI = "DOI"
_KINDS = ("code", "project", "dataset", "model", "demo", "video", "slides")
_SEARCHES = (
    ("arXiv", "https://arxiv.org/search/?searchtype=title&query="),
    ("Semantic Scholar", "https://www.semanticscholar.org/search?q="),
    ("Google Scholar", "https://scholar.google.com/scholar?q="),
    ("Hugging Face", "https://huggingface.co/papers?q="),
)


class Link(NamedTuple):
    """A labelled address; a search leads to results and not to the paper."""

    label: str
    url: str
    is_search: bool = False


def links_of(paper: Paper) -> list[Link]:
    """Addresses of the paper and what belongs to it; searches for its title where none is known."""
    found = list(_addresses(paper))
    return found or [Link(name, address + quote(paper.title, safe=""), is_search=True) for name, address in _SEARCHES]


def links_in_list(paper: Paper) -> list[Link]:
    """Fewer of them: the Anthology's own DOI of a paper leads where its address there leads."""
    links = links_of(paper)
    if links[0].is_search:
        return links[:SEARCHES_IN_LIST]
    doi, acl = (identifiers.parse_acl(address or "") for address in (paper.links.doi, paper.links.acl))
    return [link for link in links if link.label != _DOI or not acl or doi != acl]


def identifiers_of(paper: Paper) -> list[str]:
    """The paper's identifiers as people quote them; each leads where one of `links_of` leads."""
    links = paper.links
    found = [
        f"arXiv:{links.arxiv}" if links.arxiv else "",
        f"doi:{links.doi}" if links.doi else "",
        f"OpenReview {links.openreview}" if links.openreview else "",
        f"ACL {identifiers.parse_acl(links.acl) or links.acl}" if links.acl else "",
    ]
    return [name for name in found if name]


def _addresses(paper: Paper) -> Iterator[Link]:
    links = paper.links
    if links.arxiv:
        yield Link("arXiv", identifiers.arxiv_url(links.arxiv))
        if not links.pdf:
            yield Link("PDF", identifiers.arxiv_pdf_url(links.arxiv))
    if links.acl:
        yield Link("ACL Anthology", links.acl)
    if links.openreview:
        yield Link("OpenReview", identifiers.openreview_url(links.openreview))
    if links.doi:
        yield Link(_DOI, identifiers.doi_url(links.doi))
    if links.url:
        yield Link(say("links.publisher"), links.url)
    if links.pdf:
        yield Link("PDF", links.pdf)
    for kind in _KINDS:
        label = say(f"links.{kind}")
        for number, url in enumerate(getattr(links, kind), 1):
            yield Link(label if number == 1 else f"{label} {number}", url)


def without_scheme(url: str) -> str:
    return re.sub(r"^https?://(?:www\.)?|/$", "", url)
