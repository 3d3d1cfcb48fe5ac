r"""BibTeX, for LaTeX and every reference manager; https://www.ctan.org/pkg/bibtex (btxdoc).

Text is UTF-8, as biber and every current BibTeX reads it; the characters that TeX would act on are escaped.
Capitals of titles are protected word by word, since styles lower them.
"""

import re
from collections.abc import Iterable, Iterator

from generator.records import identifiers
from generator.records.paper import Author, Paper
from generator.text import plural

_TYPES = {"article": "article", "conference-paper": "inproceedings", "book": "book", "chapter": "incollection", "thesis": "phdthesis", "report": "techreport"}
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
}
_SPECIALS = re.compile(r"[\\{}$&#%_^~]")
_CAPITALIZED = re.compile(r"\S*[A-Z]\S*")
_CONTAINER_FIELD = {"inproceedings": "booktitle", "incollection": "booktitle", "article": "journal"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def dump(papers: Iterable[Paper]) -> str:
    """One entry a paper, a blank line between two. The key is the record's id, which never changes."""
    return "\n".join(_entry(paper) for paper in papers)


def _entry(paper: Paper) -> str:
    fields = [f"  {name} = {value}," for name, value in _fields(paper)]
    return "\n".join([f"@{_type(paper)}{{{paper.id},", *fields, "}", ""])


def _type(paper: Paper) -> str:
    if paper.type:
        return _TYPES.get(paper.type, "misc")
    is_published = paper.venue is not None and paper.venue.status == "published"
    return "inproceedings" if is_published else "misc"


def _fields(paper: Paper) -> Iterator[tuple[str, str]]:
    yield "title", f"{{{_title(paper.title)}}}"
    if paper.authors:
        yield "author", f"{{{' and '.join(_author(author) for author in paper.authors)}}}"
    elif paper.organization:
        yield "author", f"{{{{{_escape(paper.organization.name)}}}}}"
    yield from _published_in(paper)
    yield from _addresses(paper)
    if not paper.authors and paper.author_count:
        yield "note", f"{{{plural(paper.author_count, 'author')}; names not recorded}}"


def _published_in(paper: Paper) -> Iterator[tuple[str, str]]:
    kind, container, venue = _type(paper), paper.container, paper.venue
    name = (container.title if container else None) or (venue.name if venue else None)
    if name and kind in _CONTAINER_FIELD:
        yield _CONTAINER_FIELD[kind], f"{{{_escape(name)}}}"
    year = str(venue.year) if venue and venue.year else paper.year
    if year:
        yield "year", f"{{{year}}}"
    if paper.date and len(paper.date) >= 7 and paper.year == year:
        yield "month", _MONTHS[int(paper.date[5:7]) - 1]
    if container:
        pages = container.pages.replace("–", "--") if container.pages else None
        for field, value in (("volume", container.volume), ("number", container.issue), ("pages", pages), ("publisher", container.publisher)):
            if value:
                yield field, f"{{{_escape(value)}}}"


def _addresses(paper: Paper) -> Iterator[tuple[str, str]]:
    links = paper.links
    if links.doi:
        yield "doi", f"{{{_escape(links.doi)}}}"
    if links.arxiv:
        yield "eprint", f"{{{links.arxiv}}}"
        yield "archiveprefix", "{arXiv}"
    openreview = identifiers.openreview_url(links.openreview) if links.openreview else None
    arxiv = identifiers.arxiv_url(links.arxiv) if links.arxiv else None
    if url := links.acl or links.url or openreview or arxiv:
        yield "url", f"{{{url}}}"  # read verbatim by \\url; a checked address holds no braces


def _author(author: Author) -> str:
    if author.literal:
        return f"{{{_escape(author.literal)}}}"
    family = _escape(author.family or "")
    if " and " in f" {family} ".lower() or "," in family:
        family = f"{{{family}}}"
    given = _escape(author.given or "")
    if " and " in f" {given} ".lower() or "," in given:
        given = f"{{{given}}}"
    return f"{family}, {given}" if given else f"{{{family}}}"


def _title(title: str) -> str:
    """Words with a capital in braces, all but a plain first one."""
    return " ".join(_protected(word, is_first=number == 0) for number, word in enumerate(title.split(" ")))


def _protected(word: str, *, is_first: bool) -> str:
    text = _escape(word)
    needs = _CAPITALIZED.fullmatch(word) and not (is_first and word[1:] == word[1:].lower())
    return f"{{{text}}}" if needs else text


def _escape(text: str) -> str:
    return _SPECIALS.sub(lambda match: _SPECIAL[match[0]], text)
