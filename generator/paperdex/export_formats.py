"""The formats in which papers are given out: what each is called, and where it can be had.

How one is written stands in `pages/exports/writers.py`; this table is down here because settings and the command line
name formats, and neither should load the writers for it.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple


class ExportFormat(NamedTuple):
    """A format, such as BibTeX."""

    name: str
    """What `paperdex export` calls it: `bibtex`."""
    label: str
    """What readers call it, in every language: `BibTeX`."""
    ending: str
    """Of its files: `bib`."""
    media_type: str
    """`application/x-bibtex`"""
    made_of: Literal["papers", "index"] = "papers"
    """Of papers alone, or also of topics and settings."""
    beside: Literal["describedby", "alternate"] | None = None
    """The relation of the file beside a paper's page, in the page's head; None where there is no such file."""
    is_offered: bool = True
    """Whether a paper's page offers the file beside it to readers, and not only in its head to programs."""
    between: str | None = None
    """What parts two papers in a file of several, where nothing else is added: browsers make such files of those beside
    the papers."""
    all_papers: str = ""
    """What llms.txt calls the file of all papers in `/data/`; empty where there is no such file."""
    all_papers_note: str = ""
    """What it says of that file beside the label."""


EXPORT_FORMATS: Mapping[str, ExportFormat] = {
    each.name: each
    for each in (
        ExportFormat(
            "bibtex",
            "BibTeX",
            "bib",
            "application/x-bibtex",
            beside="describedby",
            between="\n",
            all_papers="Every paper as BibTeX",
        ),
        ExportFormat("ris", "RIS", "ris", "application/x-research-info-systems", beside="describedby", between=""),
        ExportFormat("csl-json", "CSL-JSON", "csl.json", "application/vnd.citationstyles.csl+json"),
        ExportFormat("csv", "CSV", "csv", "text/csv", all_papers="Every paper as a table"),
        ExportFormat(
            "json",
            "JSON",
            "json",
            "application/json",
            beside="alternate",
            all_papers="Every record",
            all_papers_note="one JSON array, without abstracts",
        ),
        ExportFormat("jsonl", "JSON Lines", "jsonl", "application/jsonl", all_papers="Every record, one a line"),
        # Zensical would take a link to Markdown for one to a page.
        ExportFormat("markdown", "Markdown", "md", "text/markdown", beside="alternate", is_offered=False, between="\n"),
        ExportFormat("hf-page", "a saved Hugging Face page", "txt", "text/plain"),
        ExportFormat("opml", "the list of feeds", "opml", "text/x-opml", made_of="index"),
        ExportFormat("readme", "an Awesome list", "md", "text/markdown", made_of="index"),
    )
}
"""Every format by its name, in the order in which readers are offered them."""
BESIDE_PAPERS: Mapping[str, ExportFormat] = {each.ending: each for each in EXPORT_FORMATS.values() if each.beside}
"""Formats whose files lie beside the papers' pages, by their ending."""
OF_ALL_PAPERS = tuple(each for each in EXPORT_FORMATS.values() if each.all_papers)
"""Formats of which a file with all papers lies in `/data/`."""


def names_for_help() -> str:
    """`bibtex (BibTeX), ris (RIS), ...`: names that say less than their labels are followed by them."""
    return ", ".join(
        name if name == each.label.lower().replace(" ", "-") else f"{name} ({each.label})"
        for name, each in EXPORT_FORMATS.items()
    )
