"""Papers by date: all years, each year by month, each month by day, and those without a date."""

from collections.abc import Iterator
from dataclasses import replace

from paperdex.catalog import addresses
from paperdex.catalog.view import Item
from paperdex.pages.labels import long_date
from paperdex.pages.listing import Section, divide, list_pages, sections_of
from paperdex.pages.page import Page
from paperdex.pages.render import Renderer
from paperdex.pages.strings import months, say


def dates_page(renderer: Renderer) -> Page:
    """All years and months."""
    return renderer.page(
        addresses.DATES,
        say("places.dates"),
        "dates.md.j2",
        kind="dates",
        section="dates",
        description=say("dates.description"),
        months=months(),
    )


def year_pages(renderer: Renderer, year: str) -> Iterator[Page]:
    """A year by month. Where it has more papers than fit on a page, its months have them."""
    papers = renderer.view.shelf(f"year/{year}")
    sections = sections_of(papers, _month)
    if len(papers) > renderer.settings.options.page_size:
        sections = [section if section.address is None else replace(section, papers=()) for section in sections]
    yield from _list(renderer, addresses.date(year), year, sections, [_dates()])


def month_pages(renderer: Renderer, month: str) -> Iterator[Page]:
    """A month by day."""
    sections = sections_of(renderer.view.shelf(f"month/{month}"), _day)
    year = (month[:4], addresses.date(month[:4]))
    yield from _list(renderer, addresses.date(month), long_date(month), sections, [_dates(), year])


def undated_pages(renderer: Renderer) -> Iterator[Page]:
    """Papers of which no date is known."""
    ids = [item.id for item in renderer.view.shelf("undated")]
    section = Section(say("dates.no_date"), "no-date", ids, len(ids))
    yield from _list(renderer, addresses.UNDATED, say("dates.undated_papers"), [section], [_dates()])


def _dates() -> tuple[str, str]:
    """The step above every year, month and day."""
    return say("places.dates"), addresses.DATES


def _list(
    renderer: Renderer, address: str, title: str, sections: list[Section], crumbs: list[tuple[str, str]]
) -> Iterator[Page]:
    parts = divide(sections, renderer.settings.options.page_size)
    elsewhere = [section for section in sections if not section.papers and section.address]
    # The permanent address of a day is its anchor on the month's first page, so that page lists the days of the others.
    later = [
        (addresses.page(address, part.number), section)
        for part in parts[1:]
        for section in part.sections
        if not section.is_continued
    ]
    yield from list_pages(
        renderer,
        address,
        title,
        sections,
        template="date.md.j2",
        kind="list",
        section="dates",
        description=say("dates.of_date", date=title),
        crumbs=crumbs,
        later=later,
        elsewhere=elsewhere,
        count=sum(section.count for section in sections),
    )


def _month(item: Item) -> tuple[str, str, str | None]:
    date = item.date or ""
    if len(date) == len("2023"):
        return say("dates.no_month"), "no-month", None
    return months()[int(date[5:7]) - 1], date[:7], addresses.date(date[:7])


def _day(item: Item) -> tuple[str, str, str | None]:
    date = item.date or ""
    return (long_date(date), date, None) if len(date) > len("2023-07") else (say("dates.no_day"), "no-day", None)
