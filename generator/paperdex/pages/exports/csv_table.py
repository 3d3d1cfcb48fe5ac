"""One row a paper for spreadsheets and data frames; RFC 4180, UTF-8 without a byte order mark, lines that end in CR LF.

Text stands as it is in the record. Nothing is prefixed against spreadsheets that take text beginning with `=` for
a formula, since that would change the data of everybody else: import the file as text.
"""

import csv
import io
from collections.abc import Callable, Iterable, Mapping

from paperdex.pages.exports import reference
from paperdex.records.paper import Author, Paper

Columns = Mapping[str, Callable[[Paper], object]]
"""Names of columns and what is in them; new ones are added at the end."""

FACTS: Columns = {
    "id": lambda paper: paper.id,
    "title": lambda paper: paper.title,
    "type": lambda paper: paper.type,
    "authors": lambda paper: "; ".join(_name(author) for author in paper.authors),
    "author_count": lambda paper: paper.number_of_authors,
    "organization": lambda paper: paper.organization.name if paper.organization else None,
    "date": lambda paper: paper.date,
    "venue": lambda paper: paper.venue.name if paper.venue else None,
    "venue_year": lambda paper: paper.venue.year if paper.venue else None,
    "venue_status": lambda paper: paper.venue.status if paper.venue else None,
    "topics": lambda paper: "; ".join(paper.topics),
    "language": lambda paper: paper.language,
    "arxiv": lambda paper: paper.links.arxiv,
    "doi": lambda paper: paper.links.doi,
    "openreview": lambda paper: paper.links.openreview,
    "acl": lambda paper: paper.links.acl,
    "url": lambda paper: paper.links.url,
    "pdf": lambda paper: paper.links.pdf,
    "code": lambda paper: "; ".join(paper.links.code),
    "project": lambda paper: "; ".join(paper.links.project),
    "dataset": lambda paper: "; ".join(paper.links.dataset),
    "model": lambda paper: "; ".join(paper.links.model),
    "status": lambda paper: reference.warning(paper.status) if paper.status else None,
    "note": lambda paper: paper.note,
}
"""All but the abstract."""
_ALL: Columns = {**FACTS, "abstract": lambda paper: paper.abstract}


def dump(papers: Iterable[Paper]) -> str:
    """A header and one row a paper; what is unknown is empty, several values are parted by a semicolon and a space."""
    return header(_ALL) + "".join(row(paper, _ALL) for paper in papers)


def header(columns: Columns) -> str:
    return _line(columns)


def row(paper: Paper, columns: Columns) -> str:
    return _line(value(paper) for value in columns.values())


def _line(values: Iterable[object]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(values)
    return out.getvalue()


def _name(author: Author) -> str:
    return f"{author.family}, {author.given}" if author.family and author.given else author.name
