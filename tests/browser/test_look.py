"""The site in a real browser: every width, both schemes, with the keyboard, without JavaScript, on paper."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

PAGES = {
    "front": "",
    "topic": "topics/methods/",
    "date": "dates/2025/07/",
    "paper": "papers/every-field/",
    "paper of many": "papers/many-authors/",
    "search": "search/?q=paper",
    "statistics": "stats/",
    "authors": "authors/",
    "nowhere": "404.html",
}
NewContext = Callable[..., BrowserContext]


def watched(page: Page) -> list[str]:
    """What goes wrong on the page from now on: console errors, failed requests, requests to another host."""
    troubles: list[str] = []
    page.on(
        "console",
        lambda message: troubles.append(f"console: {message.text}") if message.type in ("error", "warning") else None,
    )
    page.on("pageerror", lambda error: troubles.append(f"error: {error}"))
    page.on("requestfailed", lambda request: troubles.append(f"failed: {request.url}"))
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith(("http://127.0.0.1:", "data:"))
            else troubles.append(f"another host: {request.url}")
        ),
    )
    page.on(
        "response",
        lambda response: troubles.append(f"{response.status}: {response.url}") if response.status >= 400 else None,
    )
    return troubles


# The links of 404.html are made for the site's own address, which no test server has.
@pytest.mark.parametrize("address", [address for address in PAGES.values() if address != "404.html"])
def test_a_page_loads_without_an_error_and_asks_no_other_host(address: str, tiny_site: str, page: Page) -> None:
    troubles = watched(page)
    page.goto(tiny_site + address, wait_until="networkidle")
    assert troubles == []


def test_a_first_visit_to_a_paper_loads_little(tiny_site: str, new_context: NewContext) -> None:
    page = new_context().new_page()
    loaded: dict[str, int] = {}
    page.on(
        "requestfinished",
        lambda request: loaded.update(
            {request.url: sum(request.sizes()[size] for size in ("responseBodySize", "responseHeadersSize"))}
        ),
    )
    page.goto(f"{tiny_site}papers/every-field/", wait_until="networkidle")
    assert len(loaded) > 5, "page, styles, scripts, fonts"
    assert loaded[page.url] < 30_000
    assert sum(loaded.values()) < 250_000, "without any compression"


@pytest.mark.parametrize("address", ["", "papers/every-field/", "search/?q=paper"])
def test_the_site_works_below_a_path(address: str, tiny_site_below_a_path: str, page: Page) -> None:
    troubles = watched(page)
    page.goto(tiny_site_below_a_path + address, wait_until="networkidle")
    page.locator("main a[href*='papers/'], main a[href*='topics/']").first.click()
    page.wait_for_load_state("networkidle")
    assert page.url.startswith(tiny_site_below_a_path)
    assert troubles == []
    assert page.evaluate("getComputedStyle(document.body).margin") == "0px", "the style sheet is there"


@pytest.mark.parametrize("width", [320, 390, 768])
@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_nothing_is_wider_than_the_screen(address: str, width: int, tiny_site: str, page: Page) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(tiny_site + address, wait_until="networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_text_of_twice_the_size_still_fits(tiny_site: str, page: Page) -> None:
    page.set_viewport_size({"width": 640, "height": 800})
    for address in ("", "papers/every-field/", "topics/methods/"):
        page.goto(tiny_site + address)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= 640, address


def test_the_first_tab_reaches_the_skip_link_and_it_leads_to_the_content(tiny_site: str, page: Page) -> None:
    page.goto(f"{tiny_site}papers/every-field/")
    page.keyboard.press("Tab")
    link = page.get_by_role("link", name="Skip to the content")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_what_has_the_focus_is_seen(tiny_site: str, page: Page) -> None:
    page.goto(f"{tiny_site}topics/methods/")
    for _ in range(12):
        page.keyboard.press("Tab")
        outline = page.evaluate(
            "(({outlineStyle, outlineWidth}) => outlineStyle + ' ' + "
            "outlineWidth)(getComputedStyle(document.activeElement))"
        )
        assert re.fullmatch(r"(solid|auto) [1-9].*", outline), page.evaluate("document.activeElement.outerHTML")


def test_the_colour_scheme_is_chosen_and_kept(tiny_site: str, new_context: NewContext) -> None:
    page = new_context(color_scheme="light").new_page()
    page.goto(tiny_site)

    def background() -> str:
        return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))

    light = background()
    button = page.get_by_role("button", name="Colour scheme")
    button.click()
    expect(button).to_have_accessible_name("Colour scheme: light")
    button.click()
    expect(button).to_have_accessible_name("Colour scheme: dark")
    dark = background()
    assert dark != light
    page.goto(f"{tiny_site}stats/")
    assert background() == dark
    page.get_by_role("button", name="Colour scheme").click()
    assert background() == light


def test_the_system_decides_while_nothing_is_chosen(tiny_site: str, new_context: NewContext) -> None:
    seen = set()
    for scheme in ("light", "dark"):
        page = new_context(color_scheme=scheme).new_page()
        page.goto(tiny_site)
        seen.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert len(seen) == 2


def test_buttons_are_large_enough_for_a_finger(tiny_site: str, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    for address in ("", "papers/every-field/", "dates/", "topics/methods/"):
        page.goto(tiny_site + address)
        for button in page.locator(
            "button:visible, .button:visible, .buttons a:visible, .calendar li a, input:visible"
        ).all():
            box = button.bounding_box()
            assert box
            assert box["height"] >= 44, button.evaluate("it => it.outerHTML")


def test_a_long_sentence_is_cut_off_until_it_is_asked_for(tiny_site: str, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{tiny_site}topics/methods/")
    lead = page.locator("article > details")
    closed = lead.bounding_box()
    lead.locator("summary").click()
    opened = lead.bounding_box()
    assert closed
    assert opened
    assert opened["height"] > closed["height"]
    expect(lead).to_contain_text("which is here.")


def test_the_names_of_many_authors_are_folded(tiny_site: str, page: Page) -> None:
    page.goto(f"{tiny_site}papers/many-authors/")
    name = page.get_by_text("Kim Kral", exact=False)
    expect(name).to_be_hidden()
    page.get_by_text("all 22 authors").click()
    expect(name).to_be_visible()


@pytest.mark.parametrize(("name", "copied"), [("Copy BibTeX", ".bibtex pre"), ("Copy citation", ".citation")])
def test_a_reference_is_copied(name: str, copied: str, tiny_site: str, new_context: NewContext) -> None:
    context = new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=tiny_site.rstrip("/"))
    page = context.new_page()
    page.goto(f"{tiny_site}papers/retracted/")
    page.get_by_role("button", name=name).click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.locator(copied).text_content()


@pytest.mark.parametrize("address", [address for name, address in PAGES.items() if name not in ("search", "nowhere")])
def test_a_page_says_the_same_without_javascript(address: str, tiny_site: str, new_context: NewContext) -> None:
    page = new_context().new_page()
    page.goto(tiny_site + address, wait_until="networkidle")
    controls = {text.strip() for text in page.locator("main :is(button, summary)").all_inner_texts()}
    with_scripts = page.locator("main").inner_text().split("\n")
    page = new_context(java_script_enabled=False).new_page()
    page.goto(tiny_site + address)
    without = page.locator("main").inner_text().split("\n")
    rest = iter(with_scripts)
    assert all(line in rest for line in without), "the same lines in the same order"
    assert {line for line in with_scripts if line not in without} <= controls, "scripts add controls and no text"


def test_search_without_javascript_says_where_else_to_look(tiny_site: str, new_context: NewContext) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{tiny_site}search/")
    page.get_by_role("main").get_by_role("link", name="by topic").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Topics")


def test_on_paper_there_is_the_text_and_nothing_to_click(tiny_site: str, page: Page) -> None:
    page.goto(f"{tiny_site}papers/many-authors/")
    page.emulate_media(media="print", color_scheme="dark")
    for gone in ("body > header", "body > footer", ".buttons", ".neighbours"):
        expect(page.locator(gone)).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text("Kim Kral", exact=False)).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(27, 28, 30)", "dark text, whatever the scheme"


def test_nothing_moves_where_people_asked_for_that(tiny_site: str, new_context: NewContext) -> None:
    page = new_context(reduced_motion="reduce").new_page()
    page.goto(f"{tiny_site}topics/methods/")
    moving = (
        "[...document.querySelectorAll('*')].filter((it) => { const { transitionDuration, animationName, "
        "scrollBehavior } = getComputedStyle(it);"
    )
    moving += " return transitionDuration !== '0s' || animationName !== 'none' || scrollBehavior !== 'auto'; }).length"
    assert page.evaluate(moving) == 0


def test_nothing_jumps_while_a_page_loads(tiny_site: str, page: Page) -> None:
    page.add_init_script(
        "window.shifts = 0; new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.shifts "
        "+= entry.value; })"
        ".observe({ type: 'layout-shift', buffered: true });"
    )
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for address in (
            "",
            "topics/methods/",
            "papers/every-field/",
            "search/",
            "search/?q=paper",
            "library/",
            "browse/",
        ):
            page.goto(tiny_site + address, wait_until="networkidle")
            assert page.evaluate("window.shifts") < 0.05, address
