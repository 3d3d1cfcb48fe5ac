"""Records in the formats of other programs, all of them or a part."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from paperdex import files, yaml_io
from paperdex.catalog.catalog import Catalog
from paperdex.catalog.papers import Papers
from paperdex.catalog.view import View
from paperdex.errors import PaperdexError
from paperdex.findings import nearest
from paperdex.pages import feeds
from paperdex.pages.exports import bibtex, csl_json, csv_table, hf_page, markdown, readme, records_json, ris
from paperdex.records.paper import Paper
from paperdex.settings import Settings
from paperdex.text import fold

FORMATS: Mapping[str, Callable[[Iterable[Paper]], str]] = {
    "jsonl": records_json.dump_lines,
    "json": records_json.dump_array,
    "csv": csv_table.dump,
    "bibtex": bibtex.dump,
    "ris": ris.dump,
    "csl-json": csl_json.dump,
    "markdown": markdown.dump,
    "hf-page": hf_page.dump,
}
"""What is made of papers alone."""


def _opml(catalog: Catalog, settings: Settings) -> str:
    if not settings.site_url:
        raise PaperdexError("feeds need an address: set site_url", file=settings.config)
    return feeds.dump_opml(View(catalog, settings))


INDEX_FORMATS: Mapping[str, Callable[[Catalog, Settings], str]] = {"opml": _opml, "readme": readme.dump}
"""What is made of an index: its topics and settings, with the papers that are asked for."""


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
    if format_name not in (*FORMATS, *INDEX_FORMATS):
        known = (*FORMATS, *INDEX_FORMATS)
        raise PaperdexError(f"unknown format {format_name!r}; known are {', '.join(known)}{_meant(format_name, known)}")
    papers = select(catalog, filters or Filters())
    if format_name in INDEX_FORMATS:
        return INDEX_FORMATS[format_name](replace(catalog, papers=papers), settings)
    return FORMATS[format_name](sorted(papers, key=lambda paper: paper.id))


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
        listed
        for listed in papers.listed
        if (filters.year is None or listed.outline.year == filters.year)
        and (not filters.has_code or listed.paper.links.code)
        and (not wanted or wanted in _searched(listed.paper))
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
