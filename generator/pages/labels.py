"""Facts of a paper as the short labels that readers scan: who, when, where."""

from collections.abc import Sequence

from generator.catalog import addresses
from generator.catalog.catalog import Catalog, venue_slug
from generator.records.paper import Container, Paper
from generator.text import first_sentence, plural, readable_date

FOLD_FROM = 6
"""A list of more names than this is folded to the first three, the last, and the count."""
LEAD_LENGTH = 320
"""The most characters of an abstract in a list; some abstracts are one sentence."""
LEAD_FITS = 170
"""A sentence of so many characters takes two lines; a longer one is cut off until asked for."""
DESCRIPTION_LENGTH = 200
"""What search engines show of a page."""

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
STATUSES = {"withdrawn": "Withdrawn", "retracted": "Retracted", "superseded": "Superseded", "removed": "Removed"}
TYPES = {
    "preprint": "Preprint",
    "article": "Journal article",
    "conference-paper": "Conference paper",
    "book": "Book",
    "chapter": "Book chapter",
    "thesis": "Thesis",
    "report": "Report",
    "dataset": "Data set",
    "other": "Other",
}
SOURCES = {
    "hf-page": "Hugging Face Daily Papers, a saved page",
    "hf-json": "Hugging Face Daily Papers",
    "huggingface": "Hugging Face Daily Papers",
    "arxiv": "arXiv",
    "crossref": "Crossref",
    "datacite": "DataCite",
    "doi": "DOI registry",
    "openreview": "OpenReview",
    "acl": "ACL Anthology",
    "acl-anthology": "ACL Anthology",
    "manual": "Written by hand",
}
"""How readers know a record's source; any other is shown as the record has it."""

FORMATS = {"bib": "BibTeX", "ris": "RIS", "json": "JSON"}
FIELDS = {
    "acl": "ACL Anthology",
    "arxiv": "arXiv identifier",
    "code": "Code",
    "date.year": "Year",
    "date.month": "Month",
    "doi": "DOI",
    "openreview": "OpenReview",
    "organization": "Organisation",
    "pdf": "PDF",
    "url": "Publisher",
}
"""Fields whose names in a record do not explain themselves."""


def who(paper: Paper) -> str:
    """`Zhang, Sun, Chen … Luo (8)`, `Li and Bing`, `ByteDance`, `5 authors`, or nothing where nothing is known."""
    names = [author.short_name for author in paper.authors]
    if len(names) > FOLD_FROM:
        return f"{folded(names)} ({len(names)})"
    if len(names) == 2:
        return f"{names[0]} and {names[1]}"
    if names:
        return ", ".join(names)
    if paper.organization:
        return paper.organization.name
    return plural(paper.author_count, "author") if paper.author_count else ""


def folded(names: Sequence[str]) -> str:
    return f"{', '.join(names[:3])} … {names[-1]}"


def when(paper: Paper) -> str:
    """`24 Oct 2025`, `24 Oct 2025 (year inferred)` or `undated`."""
    return readable_date(paper.date) + doubt(paper)


def doubt(paper: Paper) -> str:
    """What of the date was concluded and not read."""
    inferred = [name for name in paper.provenance.inferred if name.split(".")[0] == "date"]
    if not paper.date or not inferred:
        return ""
    return " (year inferred)" if inferred == ["date.year"] else " (inferred)"


def long_date(date: str | None) -> str:
    """`2023-07-07` as `7 July 2023`, for headings; nothing as `undated`."""
    if not date:
        return "undated"
    year, *rest = date.split("-")
    month = MONTHS[int(rest[0]) - 1] if rest else ""
    day = str(int(rest[1])) if len(rest) > 1 else ""
    return " ".join(part for part in (day, month, year) if part)


def where(paper: Paper, catalog: Catalog) -> str:
    """`NeurIPS 2025`, `NeurIPS 2025 (accepted)`, or nothing."""
    name = catalog.venue_name(paper) or ""
    return f"{name} ({paper.venue.status})" if paper.venue and paper.venue.status in ("submitted", "accepted") else name


def venue_address(paper: Paper) -> str:
    return addresses.venue(venue_slug(paper))


def container(container: Container) -> str:
    """`Computer Vision – ECCV 2024 Workshops, vol. 15624, pp. 52–70, Springer`."""
    parts = [
        container.title,
        f"vol. {container.volume}" if container.volume else None,
        f"no. {container.issue}" if container.issue else None,
        f"pp. {container.pages.replace('--', '–')}" if container.pages else None,
        container.publisher,
    ]
    return ", ".join(part for part in parts if part)


def field(name: str) -> str:
    """A field of the record as a reader calls it."""
    return FIELDS.get(name) or FIELDS.get(name.removeprefix("links.")) or name.replace("_", " ").capitalize()


def status_word(paper: Paper) -> str:
    return STATUSES[paper.status.kind] if paper.status else ""


def facts(paper: Paper, catalog: Catalog) -> str:
    """Who, when and where in one line."""
    organization = paper.organization.name if paper.organization and paper.authors else ""
    return " · ".join(part for part in (who(paper), organization, when(paper), where(paper, catalog)) if part)


def byline(paper: Paper, catalog: Catalog) -> str:
    """The line of facts, led by what readers must be warned of."""
    return " · ".join(part for part in (status_word(paper), facts(paper, catalog)) if part)


def lead(paper: Paper) -> str:
    """The first sentence of the abstract."""
    return shorten(first_sentence(paper.abstract or ""), LEAD_LENGTH)


def shorten(text: str, length: int) -> str:
    """At most `length` characters, cut at a word."""
    return text if len(text) <= length else text[: length - 1].rsplit(" ", 1)[0] + "…"
