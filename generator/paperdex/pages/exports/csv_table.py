"""One row a paper for spreadsheets and data frames; RFC 4180, UTF-8 without a byte order mark, lines that end in CR LF.

Text stands as it is in the record. Nothing is prefixed against spreadsheets that take text beginning with `=` for
a formula, since that would change the data of everybody else: import the file as text.
"""

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from paperdex.pages.exports import reference
from paperdex.records.link_kinds import KINDS
from paperdex.records.paper import Author, Paper

Columns = Mapping[str, Callable[[Paper], object]]
"""What stands in each column, by its name; new ones are added at the end."""


def _link_columns(place: str) -> Columns:
    return {key: partial(_links, key) for key, kind in KINDS.items() if kind.column == place}


def _links(key: str, paper: Paper) -> object:
    value = getattr(paper.links, key)
    return "; ".join(value) if isinstance(value, tuple) else value


def _authors(paper: Paper) -> str:
    return "; ".join(_name(author) for author in paper.authors)


def _name(author: Author) -> str:
    return f"{author.family}, {author.given}" if author.family and author.given else author.name


_FIRST: Columns = {
    "id": lambda paper: paper.id,
    "title": lambda paper: paper.title,
    "type": lambda paper: paper.type,
    "authors": _authors,
    "author_count": lambda paper: paper.number_of_authors,
    "organization": lambda paper: paper.organization.name if paper.organization else None,
    "date": lambda paper: paper.date,
    "venue": lambda paper: paper.venue.name if paper.venue else None,
    "venue_year": lambda paper: paper.venue.year if paper.venue else None,
    "venue_status": lambda paper: paper.venue.status if paper.venue else None,
    "topics": lambda paper: "; ".join(paper.topics),
    "language": lambda paper: paper.language,
    **_link_columns("first"),
    "status": lambda paper: reference.warning(paper.status) if paper.status else None,
    "note": lambda paper: paper.note,
}
FACTS: Columns = {**_FIRST, **_link_columns("last")}
"""All columns but the abstract: `id`, `title` ..."""
ALL: Columns = {**_FIRST, "abstract": lambda paper: paper.abstract, **_link_columns("last")}
"""Every column."""


def dump(papers: Iterable[Paper]) -> str:
    """A header and one row a paper; what is unknown is empty, several values are parted by a semicolon and a space."""
    return header(ALL) + "".join(row(paper, ALL) for paper in papers)


def header(columns: Columns) -> str:
    """The line of their names: `id,title,type`."""
    return _line(columns)


def row(paper: Paper, columns: Columns) -> str:
    """The line of one paper: `a-paper,A Paper,article`."""
    return _line(value(paper) for value in columns.values())


def _line(values: Iterable[object]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(values)
    return out.getvalue()
