"""The entries of a saved Hugging Face "Daily Papers" page, as `sources.hf_page` reads them.

Of an import of one page, they are the page again, from its first title to its last date: what the import
concluded (a year) is left out, and what it mended stands as it was.
"""

from collections.abc import Iterable, Iterator

from paperdex.records.paper import Paper
from paperdex.sources.hf_page import NAME as HF_PAGE
from paperdex.sources.page_lines import SEPARATOR
from paperdex.text import MONTHS


def dump(papers: Iterable[Paper]) -> str:
    """The text of a page: entries in the order of the pages that they were on, those of other sources last. There is no
    line feed at the end, as the page has none there.
    """
    return "\n\n".join(_entry(paper) for paper in sorted(papers, key=_place))


def _place(paper: Paper) -> tuple[bool, str, tuple[int, int], str]:
    provenance = paper.provenance
    return (provenance.lines is None, provenance.file or "", provenance.lines or (0, 0), paper.id)


def _entry(paper: Paper) -> str:
    upvotes, raw = paper.provenance.upvotes, paper.provenance.repaired
    meta = "\n".join(_meta(paper))
    parts = [
        "" if upvotes is None else str(upvotes or "-"),
        raw.get("title", paper.title),
        raw.get("abstract", paper.abstract or ""),
        meta,
    ]
    return "\n\n".join(part for part in parts if part)


def _meta(paper: Paper) -> Iterator[str]:
    byline, day = _byline(paper), _day(paper)
    if byline:
        yield byline
    if byline or day:
        yield SEPARATOR
    if day:
        yield day if paper.provenance.comments is None else f"{day} {paper.provenance.comments}"


def _byline(paper: Paper) -> str | None:
    if paper.organization:
        return " ".join(filter(None, (paper.organization.name, paper.organization.handle)))
    # Names that came to be known later are not what the page said.
    count = paper.author_count if paper.provenance.source == HF_PAGE else paper.number_of_authors
    return f"  • {count} authors" if count else None  # the page writes "1 authors", too


def _day(paper: Paper) -> str | None:
    """The day as the page prints it, which has no way to print a month alone."""
    year, *rest = (paper.date or "").split("-")
    if len(rest) < 2:
        return None
    day = f"{MONTHS[int(rest[0]) - 1]} {int(rest[1])}"
    return day if "date.year" in paper.provenance.inferred else f"{day}, {year}"
