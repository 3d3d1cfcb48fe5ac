"""The figures of the index: drawn and in numbers, without scripts, in both schemes and on paper."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect


def colour(page: Page, selector: str, name: str) -> str:
    return str(page.locator(selector).first.evaluate("(it, name) => getComputedStyle(it)[name]", name))


def test_every_chart_has_its_numbers_in_a_table_and_needs_no_script(
    tiny_site: str, new_context: Callable[..., BrowserContext]
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{tiny_site}stats/")
    for heading in ("Papers over time", "Topics over time", "Organisations", "Venues", "What is known of the papers"):
        section = page.locator(f"main > h2:text-is('{heading}') + *")
        expect(section.locator("svg").first).to_be_visible()
        assert section.get_by_role("row").count() > 1, heading
    expect(page.locator(".beside").get_by_role("row", name="2025 6")).to_be_visible()


def test_charts_stand_out_in_both_schemes_and_in_print(
    tiny_site: str, new_context: Callable[..., BrowserContext]
) -> None:
    fills = set()
    for scheme in ("light", "dark"):
        page = new_context(color_scheme=scheme).new_page()
        page.goto(f"{tiny_site}stats/")
        fills.add(colour(page, "svg.columns rect", "fill"))
        assert colour(page, "svg.columns rect", "fill") != colour(page, "body", "backgroundColor")
        page.emulate_media(media="print", color_scheme=scheme)
        expect(page.locator("svg.columns")).to_be_visible()
        assert colour(page, "svg.columns rect", "fill") == "rgb(29, 79, 145)", "on paper as in the light"
        assert colour(page, "svg.columns rect", "printColorAdjust") == "exact"
    assert len(fills) == 2
