"""axe on every kind of page, in both schemes: https://github.com/dequelabs/axe-core."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext

PAGES = ("", "topics/", "topics/page/", "dates/", "dates/2025/07/", "papers/every-field/", "papers/hardly-anything/", "papers/taken-out/")
LISTS = ("search/?q=paper", "search/", "stats/", "authors/", "venues/neurips/", "404.html")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", [*PAGES, *LISTS])
def test_axe_finds_nothing(address: str, scheme: str, tiny_site: str, new_context: Callable[..., BrowserContext]) -> None:
    page = new_context(color_scheme=scheme).new_page()
    page.goto(tiny_site + address, wait_until="networkidle")
    page.locator("details").evaluate_all("all => all.forEach((one) => (one.open = true))")
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
