"""Facts of a paper as the short labels that readers scan: who, when, where."""

from collections.abc import Sequence
from functools import lru_cache

from paperdex.catalog import addresses
from paperdex.catalog.catalog import Catalog
from paperdex.catalog.view import View
from paperdex.export_formats import BESIDE_PAPERS
from paperdex.pages.formulas import formulas
from paperdex.pages.paper_links import label_of
from paperdex.pages.strings import months, say, table
from paperdex.records.facts import venue_slug
from paperdex.records.link_kinds import KINDS
from paperdex.records.paper import Container, Paper
from paperdex.text import first_sentence

FOLD_FROM = 6
"""A list of more names than this is folded to the first three, the last, and the count."""
LEAD_LENGTH = 320
"""The most characters of an abstract in a list; some abstracts are one sentence."""
LEAD_FITS = 170
"""A sentence of so many characters takes two lines; a longer one is cut off until asked for."""

FORMATS = {ending: each.label for ending, each in BESIDE_PAPERS.items() if each.is_offered}
"""What a paper's page offers for download: `BibTeX` for `bib`."""


def who(paper: Paper) -> str:
    """`Zhang, Sun, Chen … Luo (8)`, `Li and Bing`, `ByteDance`, `5 authors`, or nothing where nothing is known."""
    names = [author.short_name for author in paper.authors]
    if len(names) > FOLD_FROM:
        return f"{folded(names)} ({len(names)})"
    if len(names) == 2:
        return say("lists.two_names", first=names[0], second=names[1])
    if names:
        return ", ".join(names)
    if paper.organization:
        return paper.organization.name
    return say("counts.authors", count=paper.author_count) if paper.author_count else ""


def folded(names: Sequence[str]) -> str:
    return f"{', '.join(names[:3])} … {names[-1]}"


def when(paper: Paper) -> str:
    """`24 Oct 2025`, `24 Oct 2025 (year inferred)` or `undated`."""
    return short_date(paper.date) + doubt(paper)


def doubt(paper: Paper) -> str:
    """What of the date was concluded and not read."""
    inferred = [name for name in paper.provenance.inferred if name.split(".")[0] == "date"]
    if not paper.date or not inferred:
        return ""
    return " " + say("dates.year_inferred" if inferred == ["date.year"] else "dates.inferred")


@lru_cache(maxsize=1 << 12)
def long_date(date: str | None) -> str:
    """`2023-07-07` as `7 July 2023`, for headings; nothing as `undated`."""
    return _date(date, months())


@lru_cache(maxsize=1 << 12)
def short_date(date: str | None) -> str:
    """`2023-07-07` as `7 Jul 2023`, `2023-07` as `Jul 2023`, nothing as `undated`."""
    return _date(date, months(short=True))


def _date(date: str | None, names: Sequence[str]) -> str:
    if not date:
        return say("dates.unknown")
    year, *rest = date.split("-")
    if not rest:
        return year
    month = names[int(rest[0]) - 1]
    return (
        say("dates.day", day=int(rest[1]), month=month, year=year)
        if len(rest) > 1
        else say("dates.month", month=month, year=year)
    )


def where(paper: Paper, catalog: Catalog | View) -> str:
    """`NeurIPS 2025`, `NeurIPS 2025 (accepted)`, or nothing."""
    name = catalog.venue_name(paper) or ""
    return (
        f"{name} ({venue_status(paper)})" if paper.venue and paper.venue.status in ("submitted", "accepted") else name
    )


def venue_status(paper: Paper) -> str:
    return table("venue_statuses")[paper.venue.status] if paper.venue and paper.venue.status else ""


def type_name(paper: Paper) -> str:
    return table("types")[paper.type] if paper.type else ""


def source(paper: Paper) -> str:
    """How readers know a record's source; one that the strings do not name is shown as the record has it."""
    name = paper.provenance.source
    return table("sources").get(name, name)


def venue_address(paper: Paper) -> str:
    return addresses.venue(venue_slug(paper.venue.id, paper.venue.name) if paper.venue else "")


def container(container: Container) -> str:
    """`Computer Vision – ECCV 2024 Workshops, vol. 15624, pp. 52–70, Springer`."""
    parts = [
        container.title,
        say("container.volume", volume=container.volume) if container.volume else None,
        say("container.issue", issue=container.issue) if container.issue else None,
        say("container.pages", pages=container.pages.replace("--", "–")) if container.pages else None,
        container.publisher,
    ]
    return ", ".join(part for part in parts if part)


def field(name: str) -> str:
    """A field of the record as a reader calls it: `Organisation` for `organization`, `Code` for `links.code`."""
    names, key = table("fields"), name.removeprefix("links.")
    return names.get(name) or names.get(key) or (label_of(key) if key in KINDS else key.replace("_", " ").capitalize())


def status_word(paper: Paper) -> str:
    return table("statuses")[paper.status.kind] if paper.status else ""


def facts(paper: Paper, catalog: Catalog | View) -> str:
    """Who, when and where in one line."""
    organization = paper.organization.name if paper.organization and paper.authors else ""
    return " · ".join(part for part in (who(paper), organization, when(paper), where(paper, catalog)) if part)


def byline(paper: Paper, catalog: Catalog | View) -> str:
    """The line of facts, led by what readers must be warned of."""
    return " · ".join(part for part in (status_word(paper), facts(paper, catalog)) if part)


def who_and_when(paper: Paper) -> str:
    """The same without the place, where a paper is only named beside another."""
    return " · ".join(part for part in (status_word(paper), who(paper), when(paper)) if part)


def lead(paper: Paper) -> str:
    """The first sentence of the abstract. One that is cut off is not cut within a formula, whose TeX would be seen."""
    sentence = first_sentence(paper.abstract or "")
    if len(sentence) <= LEAD_LENGTH:
        return sentence
    end = next(
        (formula.start for formula in formulas(sentence) if formula.start < LEAD_LENGTH <= formula.end), LEAD_LENGTH
    )
    return shorten(sentence, max(end, 1))


def shorten(text: str, length: int) -> str:
    """At most `length` characters, cut at a word."""
    return text if len(text) <= length else text[: length - 1].rsplit(" ", 1)[0] + "…"
