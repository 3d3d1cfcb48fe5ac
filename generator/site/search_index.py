"""The search index: Pagefind over one small stub a paper, made from the records and not from finished pages.

Pagefind needs no filters of its own (its filter files differ from run to run); facets are a data file of ours.
"""

import subprocess
import sys
from collections.abc import Iterable
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.catalog import addresses
from generator.catalog.catalog import Catalog
from generator.errors import PaperdexError
from generator.pages.labels import byline
from generator.records.paper import Paper
from generator.text import first_sentence

FOLDER = "pagefind"
_NOT_NEEDED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.js", "wasm.unknown.pagefind")
"""Pagefind's own user interfaces; ours is in site_config/assets."""


def write_index(catalog: Catalog, site: Path) -> None:
    """Write `pagefind/` into the finished site."""
    with TemporaryDirectory(prefix="paperdex-search-") as name:
        stubs = Path(name)
        for paper in catalog.papers:
            folder = stubs / addresses.paper(paper.id)
            folder.mkdir(parents=True)
            (folder / "index.html").write_text(stub(paper, catalog), encoding="utf-8")
        _run(stubs, site / FOLDER)
    for pattern in _NOT_NEEDED:
        for path in (site / FOLDER).glob(pattern):
            path.unlink()


def stub(paper: Paper, catalog: Catalog) -> str:
    """What is searched of a paper: title and names weigh most, then topics, then the abstract."""
    topics = ", ".join(topic.name for topic in catalog.topics_of(paper))
    names = ", ".join(author.name for author in paper.authors)
    where = " ".join(filter(None, [paper.organization.name if paper.organization else None, catalog.venue_name(paper), paper.links.arxiv, paper.links.doi]))
    meta = {"byline": byline(paper, catalog), "lead": first_sentence(paper.abstract or ""), "date": paper.date or ""}
    return "".join(
        [
            f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(paper.title)}</title></head><body data-pagefind-body>',
            *(f'<meta data-pagefind-meta="{key}[content]" content="{escape(value)}">' for key, value in meta.items()),
            f"<h1>{escape(paper.title)}</h1>",
            *_weighted([(names, 5), (topics, 3), (where, 2), (paper.abstract or "", 1), (paper.note or "", 1)]),
            "</body></html>",
        ]
    )


def _weighted(parts: Iterable[tuple[str, int]]) -> Iterable[str]:
    for text, weight in parts:
        if text:
            yield f'<p data-pagefind-weight="{weight}">{escape(text)}</p>'


def _run(source: Path, target: Path) -> None:
    command = [sys.executable, "-m", "pagefind", "--site", str(source), "--output-path", str(target), "--force-language", "en", "--quiet"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own arguments
    if result.returncode != 0:
        raise PaperdexError(f"the search index could not be made: {(result.stderr or result.stdout).strip().splitlines()[-1:] or 'no reason given'}")
