"""How each format of `export_formats` is written; a test holds the two to the same names."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import NamedTuple

from paperdex.catalog.catalog import Catalog
from paperdex.catalog.view import View
from paperdex.errors import PaperdexError
from paperdex.export_formats import EXPORT_FORMATS
from paperdex.pages import feeds
from paperdex.pages.exports import bibtex, csl_json, csv_table, markdown, readme, records_json, ris
from paperdex.records.paper import Paper
from paperdex.settings import Settings

PaperText = Callable[[Paper], str]
"""One paper as text."""


class AllPapers(NamedTuple):
    """A file of all papers, which is renewed paper by paper: `[`, the papers with commas between them, `]`."""

    paper: PaperText
    before: str = ""
    between: str = ""
    after: str = ""


IndexText = Callable[[Catalog, Settings], str]
"""An index, or some papers of it, as text."""


class Writer(NamedTuple):
    """The ways in which one format is written; None for those that it does not have."""

    whole: IndexText
    """For `paperdex export`."""
    beside: Callable[[Paper, str | None], str] | None = None
    """The file beside a paper's page, of the paper and the page's address where it has one."""
    all_papers: AllPapers | None = None
    """The file of all papers in `/data/`."""


def _without_page(write: PaperText) -> Callable[[Paper, str | None], str]:
    """For formats that have no place for the address of a page."""
    return lambda paper, _: write(paper)


def _papers(write: Callable[[Iterable[Paper]], str]) -> IndexText:
    """For formats that are made of papers alone, which stand in the order of their ids."""
    return lambda catalog, _: write(sorted(catalog.papers, key=lambda paper: paper.id))


def _opml(catalog: Catalog, settings: Settings) -> str:
    if not settings.site_url:
        raise PaperdexError("feeds need an address: set site_url", file=settings.config)
    return feeds.dump_opml(View(catalog, settings))


def _hf_page(papers: Iterable[Paper]) -> str:
    from paperdex.pages.exports import hf_page  # noqa: PLC0415 - with it come the readers of such pages

    return hf_page.dump(papers)


WRITERS: Mapping[str, Writer] = {
    "bibtex": Writer(
        _papers(bibtex.dump), beside=_without_page(bibtex.entry), all_papers=AllPapers(bibtex.entry, between="\n")
    ),
    "ris": Writer(_papers(ris.dump), beside=_without_page(ris.entry)),
    "csl-json": Writer(_papers(csl_json.dump)),
    # Abstracts are in JSON Lines only: they are two thirds of all text, and whoever wants a table wants to open it.
    "csv": Writer(
        _papers(csv_table.dump),
        all_papers=AllPapers(partial(csv_table.row, columns=csv_table.FACTS), before=csv_table.header(csv_table.FACTS)),
    ),
    "json": Writer(
        _papers(records_json.dump_array),
        beside=_without_page(records_json.compact_line),
        all_papers=AllPapers(records_json.brief, "[\n", ",\n", "\n]\n"),
    ),
    "jsonl": Writer(_papers(records_json.dump_lines), all_papers=AllPapers(records_json.compact_line)),
    "markdown": Writer(_papers(markdown.dump), beside=markdown.document),
    "hf-page": Writer(_papers(_hf_page)),
    "opml": Writer(_opml),
    "readme": Writer(readme.dump),
}
BESIDE_PAPER = {
    EXPORT_FORMATS[name].ending: writer.beside for name, writer in WRITERS.items() if writer.beside is not None
}
"""How the file beside a paper's page is written, by its ending."""
ALL_PAPERS = {
    EXPORT_FORMATS[name].ending: writer.all_papers for name, writer in WRITERS.items() if writer.all_papers is not None
}
"""How the file of all papers is written, by its ending."""
