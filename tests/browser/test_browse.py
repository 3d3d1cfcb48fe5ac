"""The table of all papers."""

import json
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect
from small_index import SmallIndex

MANY = 10_000


def titles(page: Page) -> list[str]:
    return page.locator("tbody th a").all_inner_texts()


def test_the_table_is_sorted_by_a_press_and_remembers_it(room_site: str, page: Page) -> None:
    page.goto(f"{room_site}browse/")
    expect(page.get_by_role("status")).to_have_text("138 papers")
    assert titles(page)[0] == "A Study of x² & <b>Tags</b>"
    page.get_by_role("button", name="Title").click()
    expect(page.get_by_role("columnheader", name="Title")).to_have_attribute("aria-sort", "ascending")
    found = titles(page)
    assert found[:3] == ["A Study of x² & <b>Tags</b>", "DPO Without a Reward Model", "DPOXYZ and Others"]
    page.get_by_role("button", name="Title").click()
    assert titles(page)[0] == "语言模型的对齐：一项综述"
    assert parse_qs(urlsplit(page.url).query) == {"sort": ["title"], "order": ["falling"]}
    page.reload()
    expect(page.get_by_role("columnheader", name="Title")).to_have_attribute("aria-sort", "descending")
    page.get_by_role("button", name="Venue").click()
    assert titles(page)[0] == "Instruction Tuning on Region-Level Images", "what has no venue comes last"
    expect(page.locator("tbody tr").filter(has_text="Region-Level")).to_contain_text("Nguyễn +1")


def test_the_table_is_filtered_by_any_of_its_words(room_site: str, page: Page) -> None:
    page.goto(f"{room_site}browse/?filter=safety")
    expect(page.get_by_role("status")).to_have_text("3 of 138 papers")
    assert titles(page)[-1] == "Nobody Knows When", "undated papers come last"
    page.get_by_role("searchbox", name="Filter the table").fill("NEURIPS nguyen code")
    expect(page.get_by_role("status")).to_have_text("1 of 138 papers")
    page.get_by_role("searchbox", name="Filter the table").fill("nothing like it")
    expect(page.get_by_role("status")).to_have_text("0 of 138 papers")
    assert titles(page) == []


def test_every_row_leads_to_its_page(room_site: str, room: SmallIndex, page: Page) -> None:
    page.goto(f"{room_site}browse/")
    page.get_by_role("searchbox", name="Filter the table").fill("2025")
    for link in page.locator("tbody a").all():
        path = str(link.get_attribute("href"))
        assert (room.root / f"site{path}index.html").is_file(), path


def test_ten_thousand_rows_are_scrolled_through_with_few_in_the_page(room_site: str, page: Page) -> None:
    rows = [
        [f"paper-{number}", f"Paper {number:05}", "Someone", 3, f"20{number % 25:02}-01", 0, [0], number % 2]
        for number in range(MANY)
    ]
    body = json.dumps({"topics": [["methods", "Methods"]], "venues": [["neurips", "NeurIPS"]], "rows": rows})
    page.route("**/browse/papers.json", lambda route: route.fulfill(body=body, content_type="application/json"))
    page.goto(f"{room_site}browse/?sort=title")
    expect(page.get_by_role("status")).to_have_text("10,000 papers")
    view = page.get_by_role("region", name="All papers")
    for part in (0.25, 0.5, 1):
        view.evaluate("(it, part) => it.scrollTo(0, part * it.scrollHeight)", part)
        page.wait_for_timeout(50)
        assert page.locator("tbody tr").count() < 100
        shown = titles(page)
        assert abs(int(shown[len(shown) // 2].split()[1]) - part * MANY) < 60
    expect(page.get_by_text("Paper 09999")).to_be_in_viewport()
    assert page.locator("tbody tr:not([aria-hidden])").last.get_attribute("aria-rowindex") == str(MANY + 1)


def test_the_keyboard_scrolls_the_table(room_site: str, page: Page) -> None:
    page.goto(f"{room_site}browse/?sort=title")
    expect(page.get_by_role("status")).not_to_be_empty()
    page.get_by_role("region", name="All papers").focus()
    page.keyboard.press("End")
    expect(page.get_by_role("link", name="语言模型的对齐：一项综述")).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_table_and_it_scrolls_in_its_own_frame(
    scheme: str, room_site: str, new_context: Callable[..., BrowserContext]
) -> None:
    page = new_context(color_scheme=scheme, viewport={"width": 320, "height": 700}).new_page()
    page.goto(f"{room_site}browse/", wait_until="networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


def test_without_javascript_there_are_lists_to_browse(
    room_site: str, new_context: Callable[..., BrowserContext]
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{room_site}browse/")
    page.get_by_role("main").get_by_role("link", name="by author").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Authors")


def test_a_table_that_cannot_be_loaded_says_where_else_to_look(room_site: str, page: Page) -> None:
    page.route("**/browse/papers.json", lambda route: route.fulfill(status=503))
    page.goto(f"{room_site}browse/")
    expect(page.get_by_role("main")).to_contain_text("It could not be loaded just now.")
