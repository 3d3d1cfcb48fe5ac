"""Facts of a paper as the short labels that readers scan: who, when, where, and its links."""

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote

from generator.catalog.catalog import Catalog
from generator.records import identifiers
from generator.records.paper import Paper
from generator.text import plural, readable_date

FOLD_FROM = 6
"""A list of more names than this is folded to the first three, the last, and the count."""

_KINDS = (("code", "Code"), ("project", "Project"), ("dataset", "Dataset"), ("model", "Model"), ("demo", "Demo"), ("video", "Video"), ("slides", "Slides"))
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


def who(paper: Paper) -> str:
    """`Zhang, Sun, Chen … Luo (8)`, `Li and Bing`, `ByteDance`, `5 authors`, or nothing where nothing is known."""
    names = [author.short_name for author in paper.authors]
    if len(names) > FOLD_FROM:
        return f"{', '.join(names[:3])} … {names[-1]} ({len(names)})"
    if len(names) == 2:
        return f"{names[0]} and {names[1]}"
    if names:
        return ", ".join(names)
    if paper.organization:
        return paper.organization.name
    return plural(paper.author_count, "author") if paper.author_count else ""


def byline(paper: Paper, catalog: Catalog) -> str:
    """Who, when and where in one line."""
    organization = paper.organization.name if paper.organization and paper.authors else ""
    parts = [who(paper), organization, readable_date(paper.date), catalog.venue_name(paper) or ""]
    return " · ".join(part for part in parts if part)


def links_of(paper: Paper) -> list[Link]:
    """Addresses of the paper and what belongs to it; searches for its title where none is known."""
    found = list(_addresses(paper))
    return found or [Link(name, address + quote(paper.title, safe=""), is_search=True) for name, address in _SEARCHES]


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
        yield Link("DOI", identifiers.doi_url(links.doi))
    if links.url:
        yield Link("Publisher", links.url)
    if links.pdf:
        yield Link("PDF", links.pdf)
    for kind, label in _KINDS:
        for number, url in enumerate(getattr(links, kind), 1):
            yield Link(label if number == 1 else f"{label} {number}", url)
