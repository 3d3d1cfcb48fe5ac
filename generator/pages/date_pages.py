"""Papers by date: all years, each year by month, each month by day, and those without a date."""

from collections.abc import Iterator, Mapping

from generator.catalog import addresses
from generator.catalog.catalog import Catalog
from generator.pages.labels import long_date
from generator.pages.listing import Section, divide, list_pages, sections_of
from generator.pages.page import Page
from generator.pages.render import Renderer
from generator.pages.strings import months, say
from generator.records.paper import Paper


def date_pages(renderer: Renderer) -> Iterator[Page]:
    catalog = renderer.catalog
    dates = (say("places.dates"), addresses.DATES)
    yield renderer.page(
        addresses.DATES,
        say("places.dates"),
        "dates.md.j2",
        kind="dates",
        section="dates",
        description=say("dates.description"),
        months=months(),
        depends=catalog.digest,
    )
    for year, papers in catalog.by_year.items():
        yield from _list(renderer, addresses.date(year), year, sections_of(papers, _month), [dates])
    for month, papers in catalog.by_month.items():
        year = month[:4]
        yield from _list(renderer, addresses.date(month), long_date(month), sections_of(papers, _day), [dates, (year, addresses.date(year))])
    undated = [Section(say("dates.no_date"), "no-date", catalog.undated, len(catalog.undated))]
    yield from _list(renderer, addresses.UNDATED, say("dates.undated_papers"), undated, [dates])


def day_addresses(catalog: Catalog, page_size: int) -> Mapping[str, str]:
    """Where a day stands, for the months that take more than one page; all other days are at `addresses.date`."""
    found: dict[str, str] = {}
    for month, papers in catalog.by_month.items():
        if len(papers) > page_size:
            for part in divide(sections_of(papers, _day), page_size):
                page = addresses.page(addresses.date(month), part.number)
                found.update((section.anchor, f"{page}#{section.anchor}") for section in part.sections if not section.is_continued)
    return found


def _list(renderer: Renderer, address: str, title: str, sections: list[Section], crumbs: list[tuple[str, str]]) -> Iterator[Page]:
    parts = divide(sections, renderer.settings.options.page_size)
    # The permanent address of a day is its anchor on the month's first page, so that page lists the days of the others.
    later = [(addresses.page(address, part.number), section) for part in parts[1:] for section in part.sections if not section.is_continued]
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
    )


def _month(paper: Paper) -> tuple[str, str, str | None]:
    date = paper.date or ""
    if len(date) == len("2023"):
        return say("dates.no_month"), "no-month", None
    return months()[int(date[5:7]) - 1], date[:7], addresses.date(date[:7])


def _day(paper: Paper) -> tuple[str, str, str | None]:
    date = paper.date or ""
    return (long_date(date), date, None) if len(date) > len("2023-07") else (say("dates.no_day"), "no-day", None)
