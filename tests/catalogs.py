"""Catalogs of papers that never were on disk.

`from catalogs import catalog_of, view_of` (pytest puts this folder on the path).
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from paperdex.catalog.catalog import Catalog, build_catalog
from paperdex.catalog.view import View
from paperdex.catalog.vocabulary import TopicTree, VenueName
from paperdex.records.paper import Paper
from paperdex.records.record import Record
from paperdex.settings import Settings


def records_of(papers: Iterable[Paper], folder: str | None = None) -> list[Record]:
    """The papers as lists know them; their files lie in a folder of records, `2023`, if anywhere."""
    return [
        Record.of(paper, repr(paper), "" if folder is None else str(Path(folder, f"{paper.id}.yaml")))
        for paper in papers
    ]


def catalog_of(
    papers: Iterable[Paper],
    tree: TopicTree | None = None,
    venues: Mapping[str, VenueName] | None = None,
    folder: str | None = None,
    pages_from: int = 2,
) -> Catalog:
    """The papers with these vocabularies, empty ones where none are given."""
    return build_catalog(records_of(papers, folder), tree or TopicTree([]), venues or {}, author_pages_from=pages_from)


def view_of(
    papers: Iterable[Paper],
    settings: Settings | None = None,
    tree: TopicTree | None = None,
    venues: Mapping[str, VenueName] | None = None,
    folder: str | None = None,
) -> View:
    """The same papers as pages read them."""
    return View(catalog_of(papers, tree, venues, folder), settings or Settings(root=Path(), site_name="Test"))
