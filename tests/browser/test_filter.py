"""Long lists are filtered and sorted where they stand."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Locator, Page, expect


def titles(page: Page) -> list[str]:
    return page.locator("article:visible h3").all_inner_texts()


def field(page: Page) -> Locator:
    return page.get_by_role("searchbox", name="Filter this list")


def test_a_filter_hides_what_does_not_match_and_stands_in_the_address(room_site: str, page: Page) -> None:
    page.goto(f"{room_site}topics/preferences/")
    field(page).fill("PLÁIN 00")
    expect(page.get_by_role("status")).to_contain_text(" of 100 papers on this page.")
    found = titles(page)
    assert 0 < len(found) < 100
    assert all("00" in title for title in found)
    assert parse_qs(urlsplit(page.url).query) == {"filter": ["PLÁIN 00"]}
    headings = page.locator(".entries > h2:visible").count()
    assert headings < page.locator(".entries > h2").count() or headings <= len(found)
    page.reload()
    assert titles(page) == found
    field(page).fill("")
    expect(page.locator("article:visible")).to_have_count(100)
    assert urlsplit(page.url).query == ""


def test_a_list_of_several_pages_leads_to_a_search_of_the_whole(room_site: str, page: Page) -> None:
    page.goto(f"{room_site}topics/preferences/page/2/")
    field(page).fill("dpo")
    page.get_by_role("link", name="Search the whole list").click()
    expect(page.locator(".result")).to_have_count(2)
    assert parse_qs(urlsplit(page.url).query) == {"q": ["dpo"], "topic": ["preferences"]}


@pytest.mark.parametrize("address", ["authors/pat-plain/", "organizations/the-plain-lab/", "venues/plain-journal/"])
def test_lists_of_one_name_lead_to_a_search_for_it(address: str, room_site: str, page: Page) -> None:
    page.goto(room_site + address)
    field(page).fill("007")
    page.get_by_role("link", name="Search the whole list").click()
    expect(page.locator(".result")).to_have_id("result-plain-007")


def test_a_list_is_sorted_by_date_and_title(room_site: str, page: Page) -> None:
    page.goto(f"{room_site}dates/2022/")
    newest = titles(page)
    page.get_by_label("Sort by").select_option("oldest first")
    assert titles(page) == newest[::-1]
    expect(page.locator(".entries > h2").first).to_contain_text("March")
    page.get_by_label("Sort by").select_option("title")
    assert titles(page) == sorted(newest)
    assert parse_qs(urlsplit(page.url).query) == {"sort": ["title"]}
    page.reload()
    assert titles(page) == sorted(newest)
    page.get_by_label("Sort by").select_option("newest first")
    assert titles(page) == newest


def test_short_lists_have_nothing_to_filter(room_site: str, page: Page) -> None:
    page.goto(f"{room_site}topics/safety/", wait_until="networkidle")
    expect(field(page)).to_have_count(0)


def test_nothing_moves_when_the_filter_arrives_and_axe_finds_nothing(
    room_site: str, new_context: Callable[..., BrowserContext]
) -> None:
    for width in (320, 1200):
        page = new_context(viewport={"width": width, "height": 800}).new_page()
        page.add_init_script(
            "window.shifts = 0; new PerformanceObserver((list) => { for (const entry of list.getEntries()) "
            "window.shifts += entry.value; })"
            ".observe({ type: 'layout-shift', buffered: true });"
        )
        page.goto(f"{room_site}topics/preferences/", wait_until="networkidle")
        assert page.evaluate("window.shifts") < 0.05
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        field(page).fill("plain 01")
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_report()
