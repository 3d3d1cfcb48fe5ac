"""Papers by date: all years, each year by month, each month by day, and those without a date."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from paperdex.catalog import addresses
from paperdex.catalog.catalog import Catalog
from paperdex.catalog.papers import Papers
from paperdex.pages.labels import long_date
from paperdex.pages.listing import Section, divide, list_pages, sections_of
from paperdex.pages.page import Page
from paperdex.pages.render import Renderer
from paperdex.pages.strings import months, say
from paperdex.records.outline import Outline


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
        depends=month_counts(renderer.catalog),
    )


def month_counts(catalog: Catalog) -> list[tuple[str, int]]:
    """Papers of each year, of each month, and of no date."""
    counts = [(date, len(papers)) for view in (catalog.by_year, catalog.by_month) for date, papers in view.items()]
    return [*counts, ("", len(catalog.undated))]


def year_pages(renderer: Renderer, year: str) -> Iterator[Page]:
    """A year by month. Where it has more papers than fit on a page, its months have them."""
    papers = renderer.catalog.by_year[year]
    sections = sections_of(papers, _month)
    if len(papers) > renderer.settings.options.page_size:
        sections = [section if section.address is None else replace(section, papers=Papers()) for section in sections]
    yield from _list(renderer, addresses.date(year), year, sections, [_dates()])


def month_pages(renderer: Renderer, month: str) -> Iterator[Page]:
    """A month by day."""
    sections = sections_of(renderer.catalog.by_month[month], _day)
    yield from _list(
        renderer, addresses.date(month), long_date(month), sections, [_dates(), (month[:4], addresses.date(month[:4]))]
    )


def undated_pages(renderer: Renderer) -> Iterator[Page]:
    undated = renderer.catalog.undated
    yield from _list(
        renderer,
        addresses.UNDATED,
        say("dates.undated_papers"),
        [Section(say("dates.no_date"), "no-date", undated, len(undated))],
        [_dates()],
    )


def _dates() -> tuple[str, str]:
    """The step above every year, month and day."""
    return say("places.dates"), addresses.DATES


def day_addresses(catalog: Catalog, page_size: int) -> Mapping[str, str]:
    """Where a day stands, for the months that take more than one page; all other days are at `addresses.date`."""
    found: dict[str, str] = {}
    for month, papers in catalog.by_month.items():
        if len(papers) > page_size:
            for part in divide(sections_of(papers, _day), page_size):
                page = addresses.page(addresses.date(month), part.number)
                found.update(
                    (section.anchor, f"{page}#{section.anchor}")
                    for section in part.sections
                    if not section.is_continued
                )
    return found


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


def _month(outline: Outline) -> tuple[str, str, str | None]:
    date = outline.date or ""
    if len(date) == len("2023"):
        return say("dates.no_month"), "no-month", None
    return months()[int(date[5:7]) - 1], date[:7], addresses.date(date[:7])


def _day(outline: Outline) -> tuple[str, str, str | None]:
    date = outline.date or ""
    return (long_date(date), date, None) if len(date) > len("2023-07") else (say("dates.no_day"), "no-day", None)
