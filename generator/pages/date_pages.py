"""Papers by date: all years, each year by month, each month by day, and those without a date."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from generator.pages.page import Page
from generator.pages.render import Renderer, file_of
from generator.records.paper import Paper
from generator.text import readable_date

Group = tuple[str, str, Sequence[Paper]]
"""Heading, anchor and papers."""


def date_pages(renderer: Renderer) -> Iterator[Page]:
    catalog = renderer.catalog
    yield _page(renderer, "dates/", "Dates", "dates.md.j2")
    for year, papers in catalog.by_year.items():
        yield _page(renderer, f"dates/{year}/", year, "date.md.j2", groups=_grouped(papers, 7), up=("Dates", "dates/"), count=len(papers))
    for month, papers in catalog.by_month.items():
        year = month[:4]
        yield _page(
            renderer,
            f"dates/{year}/{month[5:]}/",
            readable_date(month),
            "date.md.j2",
            groups=_grouped(papers, 10),
            up=(year, f"dates/{year}/"),
            count=len(papers),
        )
    yield _page(renderer, "dates/undated/", "Undated", "date.md.j2", groups=[("", "", catalog.undated)], up=("Dates", "dates/"), count=len(catalog.undated))


def _page(renderer: Renderer, address: str, title: str, template: str, **values: object) -> Page:
    path = file_of(address)
    kind = "dates" if template == "dates.md.j2" else "list"
    return Page(path, title, renderer.render(template, path, title=title, **values), {"kind": kind, "description": f"Papers by date: {title}"})


def _grouped(papers: Sequence[Paper], length: int) -> list[Group]:
    """Runs of papers with the same first `length` characters of the date."""
    runs = groupby(papers, key=lambda paper: (paper.date or "")[:length])
    return [(readable_date(day), day, list(run)) for day, run in runs]
