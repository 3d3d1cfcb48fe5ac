"""Records in the formats of other programs, all of them or a part."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from paperdex import files, yaml_io
from paperdex.catalog.catalog import Catalog
from paperdex.catalog.papers import Papers
from paperdex.errors import PaperdexError
from paperdex.export_formats import EXPORT_FORMATS
from paperdex.findings import nearest
from paperdex.pages.exports import readme
from paperdex.pages.exports.writers import WRITERS
from paperdex.records.paper import Paper
from paperdex.settings import Settings
from paperdex.text import fold


@dataclass(frozen=True)
class Filters:
    """Which papers; those that pass every filter."""

    topic: str | None = None
    """Slug; papers of narrower topics are among them."""
    year: str | None = None
    """`YYYY`, of the paper's own date."""
    has_code: bool = False
    query: str | None = None
    """Part of title, abstract or an author's name, whatever the case and the accents."""


def export(catalog: Catalog, settings: Settings, format_name: str, filters: Filters | None = None) -> str:
    """The papers as one text, in order of their ids; a `PaperdexError` says which formats and topics there are."""
    if format_name not in EXPORT_FORMATS:
        known = ", ".join(EXPORT_FORMATS)
        raise PaperdexError(f"unknown format {format_name!r}; known are {known}{_meant(format_name, EXPORT_FORMATS)}")
    return WRITERS[format_name].whole(replace(catalog, papers=select(catalog, filters or Filters())), settings)


def save(path: Path, text: str, format_name: str) -> None:
    """Write an export to a file; a README that somebody wrote is not written over."""
    if format_name == "readme" and path.exists() and not readme.is_ours(yaml_io.read_text(path)):
        raise PaperdexError(
            "was not written by `paperdex export readme`, so it is left alone; name another file, such as PAPERS.md",
            file=path,
        )
    files.write_text(path, text)


def select(catalog: Catalog, filters: Filters) -> Papers:
    """The papers that pass, in the catalog's order."""
    papers = catalog.papers if filters.topic is None else catalog.by_topic.get(_topic(catalog, filters.topic), Papers())
    if filters.year is not None and not re.fullmatch("[0-9]{4}", filters.year):
        raise PaperdexError(f"{filters.year!r} is not a year such as 2024")
    wanted = fold(filters.query) if filters.query else ""
    return Papers(
        record
        for record in papers.records
        if (filters.year is None or record.year == filters.year)
        and (not filters.has_code or record.paper.links.code)
        and (not wanted or wanted in _searched(record.paper))
    )


def _topic(catalog: Catalog, name: str) -> str:
    """The slug of a topic by its slug or an earlier one."""
    tree = catalog.tree
    found = next((topic.slug for topic in tree.topics if name == topic.slug or name in topic.aliases), None)
    if found is None:
        raise PaperdexError(f"unknown topic {name!r}{_meant(name, tree.by_slug)}")
    return found


def _searched(paper: Paper) -> str:
    names = " ".join(author.name for author in paper.authors)
    return fold(f"{paper.title}\n{names}\n{paper.abstract or ''}")


def _meant(word: str, known: Iterable[str]) -> str:
    found = nearest(word, known)
    return f" (did you mean {found!r}?)" if found else ""
