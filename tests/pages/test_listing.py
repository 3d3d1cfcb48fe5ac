from pathlib import Path

from catalogs import catalog_of, view_of
from hypothesis import given
from hypothesis import strategies as st
from paperdex.catalog import addresses
from paperdex.catalog.view import View
from paperdex.pages.date_pages import month_pages, year_pages
from paperdex.pages.listing import Section, by_year, divide
from paperdex.pages.render import Renderer
from paperdex.records.paper import Paper
from paperdex.settings import Options, Settings


def paper(number: int, date: str | None = None) -> Paper:
    return Paper.model_validate(
        {
            "id": f"paper-{number}",
            "title": f"Paper {number}",
            "provenance": {"source": "manual"},
            **({"date": date} if date else {}),
        }
    )


@given(sizes=st.lists(st.integers(0, 9), max_size=8), page_size=st.integers(1, 7))
def test_pages_hold_every_paper_once_and_in_order(sizes: list[int], page_size: int) -> None:
    papers = [f"paper-{number}" for number in range(sum(sizes))]
    sections, start = [], 0
    for size in sizes:
        sections.append(Section(f"Section {start}", f"s{start}", papers[start : start + size], size))
        start += size
    parts = divide(sections, page_size)
    shown = [one for part in parts for section in part.sections for one in section.papers]
    assert shown == papers
    assert [part.number for part in parts] == list(range(1, len(parts) + 1))
    assert parts[-1].of == len(parts)
    for part in parts:
        on_page = [one for section in part.sections for one in section.papers]
        assert len(on_page) <= page_size
        assert not papers or on_page == papers[part.first - 1 : part.last]
        for section in part.sections:
            whole = next(one for one in sections if one.anchor == section.anchor and one.papers)
            assert section.is_continued == (section.papers[0] != whole.papers[0])
            assert section.count == len(whole.papers)


def test_years_come_newest_first_and_undated_papers_last() -> None:
    view = view_of([paper(1), paper(2, "2023"), paper(3, "2025-02-01"), paper(4, "2025-11")])
    assert [(section.heading, section.count, section.address) for section in by_year(view.shelf("all"))] == [
        ("2025", 2, "dates/2025/"),
        ("2023", 1, "dates/2023/"),
        ("Undated", 1, "dates/undated/"),
    ]


def test_a_day_is_found_on_its_page_and_from_its_permanent_address() -> None:
    days = ["2025-07-09", "2025-07-08", "2025-07-08", "2025-07-08", "2025-07-01", "2025-07"]
    catalog = catalog_of([paper(number, day) for number, day in enumerate(days)])
    long, short = (
        View(catalog, Settings(root=Path(), site_name="T", options=Options(page_size=size))) for size in (100, 2)
    )
    assert [long.day_page(day) for day in days] == [addresses.date(day) for day in days]
    found = {day: short.day_page(day) for day in days}
    assert found["2025-07-09"] == addresses.date("2025-07-09") == "dates/2025/07/#2025-07-09"
    assert found["2025-07-08"] == "dates/2025/07/#2025-07-08", "where the day begins"
    assert found["2025-07-01"] == "dates/2025/07/page/3/#2025-07-01"
    pages = {page.path: page for page in month_pages(Renderer(short), "2025-07")}
    first = pages["dates/2025/07/index.md"].make().body
    assert '<li id="2025-07-01"><a href="page/3/#2025-07-01">1 July 2025</a>' in first
    assert first.count('id="2025-07-08"') == 1


def test_a_year_of_many_papers_leaves_them_to_its_months() -> None:
    papers = [paper(number, day) for number, day in enumerate(["2025-07-09", "2025-07", "2025-06", "2025"])]
    view = view_of(papers, Settings(root=Path(), site_name="Test", options=Options(page_size=2)))
    [page] = year_pages(Renderer(view), "2025")
    body = page.make().body
    assert "4 papers" in body
    assert '<a href="07/">July <span class="count">2</span></a>' in body
    assert body.count("<article>") == 1, "of this one the month is not known"
