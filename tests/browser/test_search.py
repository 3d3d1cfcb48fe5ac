"""The search page and the search field, over the reading room's papers."""

import re
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from paperdex.commands.build import load
from paperdex.records.facts import venue_slug
from paperdex.site.search.entry import entry
from playwright.sync_api import Page, Route, expect
from small_index import SmallIndex

ASK = """async (queries) => {
  const { Engine } = await import("./assets/search/engine.js");
  const engine = new Engine(new URL("search/", location.href));
  const id = async ({ number }) => (await engine.paper(number)).id;
  const ids = async (query) => Promise.all((await engine.find(query)).results.map(id));
  return Promise.all(queries.map(ids));
}"""
"""The engine of the site, asked as its pages ask it."""


def search(page: Page, site: str, query: str, rest: str = "") -> list[str]:
    """The ids of what the search page shows."""
    page.goto(f"{site}search/?q={quote(query, safe='')}{rest}")
    expect(page.get_by_role("status")).not_to_be_empty()
    return results(page)


def results(page: Page) -> list[str]:
    return [str(one.get_attribute("id")).removeprefix("result-") for one in page.locator(".result").all()]


FOUND: dict[str, list[tuple[str, list[str]]]] = {
    "words in any script": [
        ("region-level", ["region-level", "levels"]),
        ("REGION level tuning", ["region-level"]),
        ("Sinhala", ["sinhala"]),
        ("සිංහල", ["sinhala"]),
        ("型的对", ["chinese"]),
        ("综述", ["chinese"]),
        ("nguyen", ["region-level"]),
        ("łucja NGUYỄN", ["region-level"]),
        ("lucja", ["region-level"]),
        ("policie", ["dpo"]),
        ("capabilities", ["dpo"]),
        ("tags", ["math"]),
        ("zzz", []),
        ("constructor", []),
        ("__proto__", []),
    ],
    "fields, words left out, phrases": [
        ("author:berg", ["region-level"]),
        ("author: berg", ["region-level"]),
        ("author:Łucja level", ["region-level"]),
        ("org:colombo", ["sinhala"]),
        ("topic:safety", ["math", "levels", "no-date"]),
        ("venue:neurips", ["region-level"]),
        ("year:2022 topic:nothing", []),
        ("year:>=2025", ["math", "dpo-like"]),
        ("year:2024-2025 -dpo", ["math", "levels", "sinhala"]),
        ("has:code", ["region-level"]),
        ("-topic:methods year:<2025 -topic:preferences", ["levels", "sinhala", "chinese"]),
        ("dpo -reward", []),
        ('dpo -"reward model"', ["dpo-like"]),
        ('"reward model"', ["dpo"]),
        ('"ward model"', []),
        ('"model of reward"', ["dpo-like"]),
        ('"模型的对齐"', ["chinese"]),
        ('"Bo Berg"', ["region-level"]),
        ("level -region", []),
    ],
    "identifiers and addresses": [
        ("2307.03601", ["region-level"]),
        ("arXiv:2307.03601v2 [cs.CV]", ["region-level"]),
        ("https://arxiv.org/pdf/2307.03601v1.pdf?download=1", ["region-level"]),
        ("https://huggingface.co/papers/2307.03601", ["region-level"]),
        ("10.48550/arXiv.2307.03601", ["region-level"]),
        ("https://code.example/region/level/", ["region-level"]),
        ("10.1234/sinhala.2024", ["sinhala"]),
        ("https://doi.org/10.1234%2FSINHALA.2024", ["sinhala"]),
        ("http://www.journal.example/articles?id=7#top", ["sinhala"]),
        ("https://openreview.net/forum?id=AbCdEf_123&noteId=x", ["dpo"]),
        ("2022.acl-long.12", ["chinese"]),
        ("https://aclanthology.org/2022.acl-long.12/", ["chinese"]),
        ("https://code.example/region", []),
    ],
}


@pytest.mark.parametrize("kind", FOUND)
def test_a_query_finds_its_papers(kind: str, room_site: str, page: Page) -> None:
    page.goto(room_site)
    asked = [query for query, _ in FOUND[kind]]
    answers = page.evaluate(ASK, asked)
    assert dict(zip(asked, answers, strict=True)) == dict(FOUND[kind])


TEXT = """async (papers) => {
  const { searchedText } = await import("./assets/search/engine.js");
  const record = async (id) => (await fetch(`papers/${id}.json`)).json();
  return Promise.all(papers.map(async ([id, topics, venue]) => searchedText(await record(id), topics, venue)));
}"""


def test_phrases_are_looked_for_in_what_the_index_has_of_a_paper(room: SmallIndex, room_site: str, page: Page) -> None:
    catalog = load(room.settings).catalog
    asked = [
        [
            one.id,
            [topic.name for topic in catalog.topics_of(one)],
            catalog.title(f"venue/{venue_slug(one.venue.id, one.venue.name)}") if one.venue else None,
        ]
        for one in catalog.papers
    ]
    page.goto(room_site)
    assert page.evaluate(TEXT, asked) == [entry(paper, catalog).text for paper in catalog.papers]


def test_titles_come_first_and_the_typed_word_before_longer_ones(room_site: str, page: Page) -> None:
    assert search(page, room_site, "dpo") == ["dpo", "dpo-like"]
    expect(page.locator("#result-dpo .matched")).to_have_text("Found in title")
    expect(page.locator("#result-dpo mark").first).to_have_text("DPO")
    expect(page.locator("#result-dpo-like .matched")).to_have_text("Found in title, abstract")


def test_results_say_where_else_they_were_found(room_site: str, page: Page) -> None:
    search(page, room_site, "neurips berg")
    expect(page.locator(".matched")).to_have_text("Found in authors, topic, venue or organisation")


def test_results_by_date_keep_undated_papers_at_the_end(room_site: str, page: Page) -> None:
    assert search(page, room_site, "topic:safety", "&sort=oldest") == ["levels", "math", "no-date"]
    page.get_by_label("Sort by").select_option("newest first")
    expect(page.locator(".result").first).to_have_id("result-math")
    assert results(page) == ["math", "levels", "no-date"]
    assert parse_qs(urlsplit(page.url).query)["sort"] == ["newest"]


def test_facets_narrow_stand_in_the_address_and_the_back_button_undoes_them(room_site: str, page: Page) -> None:
    search(page, room_site, "model")
    before = results(page)
    assert len(before) > 2
    page.get_by_role("checkbox", name="Preference optimisation").check()
    expect(page.get_by_role("status")).to_have_text("2 papers")
    assert parse_qs(urlsplit(page.url).query)["topic"] == ["preferences"]
    page.get_by_role("checkbox", name="2025").check()
    expect(page.get_by_role("status")).to_have_text("1 paper")
    page.reload()
    expect(page.get_by_role("status")).to_have_text("1 paper")
    assert results(page) == ["dpo-like"]
    page.go_back()
    expect(page.get_by_role("status")).to_have_text("2 papers")
    page.go_back()
    expect(page.get_by_role("status")).to_have_text(f"{len(before)} papers")
    assert results(page) == before


def test_a_wider_topic_takes_its_narrower_ones_along(room_site: str, page: Page) -> None:
    search(page, room_site, "model", "&topic=methods")
    assert set(results(page)) == {"dpo", "dpo-like", "region-level"}
    page.get_by_role("button", name="Remove the filter Methods").click()
    expect(page.locator("#result-sinhala")).to_be_visible()


def test_a_venue_is_one_facet_whatever_records_call_it(room_site: str, page: Page) -> None:
    search(page, room_site, "region-level")
    expect(page.get_by_role("checkbox", name="NeurIPS")).to_be_visible()


def test_more_results_are_shown_on_demand(room_site: str, page: Page) -> None:
    search(page, room_site, "plain")
    expect(page.get_by_role("status")).to_have_text("130 papers")
    expect(page.locator(".result")).to_have_count(20)
    page.get_by_role("button", name="More papers").click()
    expect(page.locator(".result")).to_have_count(40)


def test_clicking_twice_for_more_shows_each_paper_once(room_site: str, page: Page) -> None:
    search(page, room_site, "plain")
    page.get_by_role("button", name="More papers").evaluate("button => { button.click(); button.click(); }")
    expect(page.locator(".result")).to_have_count(40)
    page.get_by_role("button", name="More papers").click()
    expect(page.locator(".result")).to_have_count(60)
    assert len(set(results(page))) == 60


def test_more_papers_that_cannot_be_loaded_are_said(room_site: str, page: Page) -> None:
    search(page, room_site, "plain")
    page.route("**/search/papers/*.json", lambda route: route.fulfill(status=503))
    page.get_by_role("button", name="More papers").click()
    expect(page.get_by_role("status")).to_contain_text("The search could not be loaded (503")
    page.unroute_all()
    page.get_by_role("button", name="More papers").click()
    expect(page.locator(".result")).to_have_count(40)


def test_the_first_results_do_not_wait_for_the_last(room_site: str, page: Page) -> None:
    asked: list[Route] = []

    def hold(route: Route) -> None:
        asked.append(route)
        if route.request.url == asked[0].request.url:
            route.continue_()

    page.route("**/search/papers/*.json", hold)
    page.goto(f"{room_site}search/?q=plain")
    expect(page.locator(".result")).to_have_count(6)
    expect(page.get_by_role("status")).to_be_empty()
    for route in asked[1:]:
        route.continue_()
    expect(page.locator(".result")).to_have_count(20)
    expect(page.get_by_role("status")).to_have_text("130 papers")


def test_typing_searches_at_once(room_site: str, page: Page) -> None:
    page.goto(f"{room_site}search/")
    field = page.get_by_role("searchbox")
    field.press_sequentially("nobody kno")
    expect(page.locator(".result")).to_have_count(1)
    expect(page.locator(".result")).to_have_id("result-no-date")
    assert parse_qs(urlsplit(page.url).query)["q"] == ["nobody kno"]


@pytest.mark.parametrize("key", ["/", "Control+k"])
def test_a_key_leads_to_the_search_field(key: str, room_site: str, page: Page) -> None:
    page.goto(f"{room_site}topics/safety/")
    page.keyboard.press(key)
    expect(page.get_by_role("combobox", name="Search papers")).to_be_focused()
    page.keyboard.type("a/b")
    expect(page.get_by_role("combobox", name="Search papers")).to_have_value("a/b")


def test_suggestions_are_chosen_with_the_arrow_keys(room_site: str, page: Page) -> None:
    page.goto(f"{room_site}topics/")
    field = page.get_by_role("combobox", name="Search papers")
    field.press_sequentially("region")
    options = page.get_by_role("option")
    expect(options).to_have_count(3)
    expect(options.last).to_have_text("Show all 2 results")
    field.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    field.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    field.press_sequentially("-l")
    expect(options.last.locator("a")).to_have_attribute("href", re.compile("q=region-l$"))
    field.press("ArrowDown")
    field.press("Enter")
    page.wait_for_url("**/papers/region-level/")


def test_a_choice_stays_when_later_suggestions_come(room_site: str, page: Page) -> None:
    page.goto(f"{room_site}topics/")
    field, options = page.get_by_role("combobox", name="Search papers"), page.get_by_role("option")
    field.press_sequentially("region")
    expect(options).to_have_count(3)
    # Both keys before anything can have been found.
    field.evaluate("""field => {
      field.value += "-l";
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      field.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true }));
    }""")
    expect(options.last.locator("a")).to_have_attribute("href", re.compile("q=region-l$"))
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    field.press_sequentially("e")
    expect(options.first).to_have_attribute("aria-selected", "false")


def test_enter_without_a_choice_leads_to_all_results(room_site: str, page: Page) -> None:
    page.goto(f"{room_site}topics/")
    page.get_by_role("combobox", name="Search papers").fill("sinhala")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=sinhala")
    expect(page.locator(".result")).to_have_id("result-sinhala")


def test_the_search_page_is_used_without_a_mouse(room_site: str, page: Page) -> None:
    page.goto(f"{room_site}search/")
    page.keyboard.press("/")
    page.keyboard.type("model")
    expect(page.get_by_role("status")).to_have_text("5 papers")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.facet.topic')?.textContent.startsWith('Topic')"):
            break
    chosen = str(page.evaluate("document.activeElement.value"))
    count = str(page.evaluate("document.activeElement.closest('label').querySelector('small').textContent"))
    page.keyboard.press("Space")
    expect(page.get_by_role("status")).to_have_text("1 paper" if count == "1" else f"{count} papers")
    assert parse_qs(urlsplit(page.url).query) == {"q": ["model"], "topic": [chosen]}
    expect(page.locator(f".facet.topic input[value='{chosen}']")).to_be_focused()
    page.get_by_role("button", name="Remove the filter").press("Enter")
    expect(page.get_by_role("searchbox")).to_be_focused()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.result h2 a')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/papers/*/")


def test_titles_are_text_whatever_stands_in_them(room_site: str, page: Page) -> None:
    search(page, room_site, "study tags")
    expect(page.locator("#result-math").get_by_role("heading")).to_contain_text("<b>Tags</b>")


def test_formulas_are_shown_and_not_their_tex(room_site: str, page: Page) -> None:
    search(page, room_site, "study")
    expect(page.locator("#result-math").get_by_role("heading")).to_have_text("A Study of x² & <b>Tags</b>")
    page.goto(f"{room_site}topics/")
    page.get_by_role("combobox", name="Search papers").press_sequentially("study")
    expect(page.get_by_role("option").first).to_contain_text("A Study of x² & <b>Tags</b>")
    page.goto(f"{room_site}papers/math/")
    expect(page).to_have_title("A Study of x² & <b>Tags</b> · The Reading Room")


def test_an_index_that_cannot_be_loaded_is_said(room_site: str, page: Page) -> None:
    page.route("**/search/index.json", lambda route: route.fulfill(status=503))
    page.goto(f"{room_site}search/?q=region")
    expect(page.get_by_role("status")).to_contain_text("The search could not be loaded (503")
