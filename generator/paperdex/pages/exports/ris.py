"""RIS, for EndNote, Zotero, Mendeley and library catalogues;
https://web.archive.org/web/2011/http://www.refman.com/support/risformat_intro.asp.

Every tag and its value stand on one line, and lines end in CR LF, as the format asks; a value can thus never be
taken for a tag. Paragraphs of an abstract become one.
"""

from collections.abc import Iterable, Iterator

from paperdex.pages.exports import reference
from paperdex.records.paper import Author, Paper
from paperdex.text import squeeze

_TYPES = {
    "preprint": "UNPB",
    "article": "JOUR",
    "conference-paper": "CPAPER",
    "book": "BOOK",
    "chapter": "CHAP",
    "thesis": "THES",
    "report": "RPRT",
    "dataset": "DATA",
    "other": "GEN",
}


def dump(papers: Iterable[Paper]) -> str:
    """A list of references, a blank line after each."""
    return "".join(entry(paper) for paper in papers)


def entry(paper: Paper) -> str:
    """The reference of one paper: `TY  - UNPB`, a tag a line, `ER  - `."""
    return "".join(f"{tag}  - {squeeze(value)}\r\n" for tag, value in _tags(paper)) + "ER  - \r\n\r\n"


def _tags(paper: Paper) -> Iterator[tuple[str, str]]:
    kind = reference.kind(paper)
    yield "TY", _TYPES[kind]
    yield "ID", paper.id
    yield "TI", paper.title
    yield from (("AU", _author(author)) for author in paper.authors)
    yield from _dates(paper)
    yield from _container(paper, kind)
    yield from _addresses(paper)
    if paper.abstract:
        yield "AB", paper.abstract
    yield from (("KW", topic) for topic in paper.topics)
    yield "LA", paper.language
    yield from (("N1", remark) for remark in reference.remarks(paper))


def _author(author: Author) -> str:
    return ", ".join(part for part in (author.family, author.given) if part) or author.name


def _dates(paper: Paper) -> Iterator[tuple[str, str]]:
    """Year and date: `2023` and `2023/07//`, which always has three slashes."""
    if issued := reference.issued(paper):
        year, month, day = [*issued.split("-"), "", ""][:3]
        yield "PY", year
        if month:
            yield "DA", f"{year}/{month}/{day}/"


def _container(paper: Paper, kind: str) -> Iterator[tuple[str, str]]:
    container = paper.container
    title = reference.container_title(paper)
    if kind == "conference-paper" and container and container.title and paper.venue:
        yield "T2", paper.venue.name
        yield "C3", container.title
    elif title:
        yield "T2", title
    for tag, value in (
        (("VL", container.volume), ("IS", container.issue), ("PB", container.publisher)) if container else ()
    ):
        if value:
            yield tag, value
    if pages := reference.page_range(paper):
        yield "SP", pages[0]
        yield "EP", pages[1]


def _addresses(paper: Paper) -> Iterator[tuple[str, str]]:
    if paper.links.doi:
        yield "DO", paper.links.doi
    if paper.links.arxiv:
        yield "AN", f"arXiv:{paper.links.arxiv}"
    if address := reference.address(paper):
        yield "UR", address
    if pdf := reference.pdf(paper):
        yield "L1", pdf
