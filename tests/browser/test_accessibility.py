"""axe on every kind of page, in both schemes: https://github.com/dequelabs/axe-core."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext

PAGES = (
    "",
    "topics/",
    "topics/page/",
    "dates/",
    "dates/2025/07/",
    "papers/every-field/",
    "papers/hardly-anything/",
    "papers/taken-out/",
)
OPTIONS = {"rules": {"target-size": {"enabled": True}}}
"""Off unless it is asked for: https://www.w3.org/TR/WCAG22/#target-size-minimum."""
LISTS = ("papers/many-authors/", "search/?q=paper", "search/", "stats/", "authors/", "venues/neurips/", "404.html")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", [*PAGES, *LISTS])
def test_axe_finds_nothing(
    address: str, scheme: str, tiny_site_below_a_path: str, new_context: Callable[..., BrowserContext]
) -> None:
    page = new_context(color_scheme=scheme).new_page()
    page.goto(tiny_site_below_a_path + address, wait_until="networkidle")
    for is_open in (False, True):
        page.locator("details").evaluate_all(f"all => all.forEach((one) => (one.open = {str(is_open).lower()}))")
        results = Axe().run(page, options=OPTIONS)
        assert results.violations_count == 0, results.generate_report()
