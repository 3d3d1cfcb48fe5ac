"""The reader's own library: stars, notes, files, links; and exports of a list of papers, like the generator's."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import bibtexparser
import pytest
from axe_playwright_python.sync_playwright import Axe
from paperdex.commands.build import load
from paperdex.pages.exports import bibtex, csl_json, csv_table, markdown, ris
from paperdex.records.paper import Paper
from paperdex.settings import read_settings
from playwright.sync_api import BrowserContext, Page, expect

NewContext = Callable[..., BrowserContext]
EVERYTHING = (
    "every-field",
    "from-a-group",
    "hardly-anything",
    "index",
    "many-authors",
    "only-the-year",
    "retracted",
    "small-1",
)


def star(page: Page, site: str, *ids: str) -> None:
    for paper_id in ids:
        page.goto(f"{site}papers/{paper_id}/")
        page.locator(".shelf .star").click()


def papers(index: Path, ids: tuple[str, ...] = EVERYTHING) -> list[Paper]:
    by_id = load(read_settings(index)).catalog.by_id
    return [by_id[paper_id].paper for paper_id in ids]


def exported(page: Page, name: str) -> str:
    with page.expect_download() as download:
        page.get_by_role("button", name=name, exact=True).click()
    return Path(download.value.path()).read_bytes().decode()


def kept(page: Page) -> list[str]:
    return [str(one.get_attribute("id")).removeprefix("kept-") for one in page.locator(".kept").all()]


def test_a_star_in_a_list_keeps_a_paper_and_every_page_knows(tiny_site: str, page: Page) -> None:
    page.goto(f"{tiny_site}topics/methods/")
    button = page.get_by_role("button", name="Keep in the library: Small Paper 1")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    page.goto(f"{tiny_site}papers/small-1/")
    expect(page.locator(".shelf .star")).to_have_attribute("aria-pressed", "true")
    page.goto(f"{tiny_site}search/?q=small")
    expect(page.get_by_role("button", name="Keep in the library: Small Paper 1")).to_have_attribute(
        "aria-pressed", "true"
    )
    expect(page.get_by_role("button", name="Keep in the library: Small Paper 2")).to_have_attribute(
        "aria-pressed", "false"
    )
    page.goto(f"{tiny_site}library/")
    expect(page.get_by_role("status").first).to_have_text("1 paper, 0 read")
    expect(page.get_by_role("link", name="Small Paper 1")).to_be_visible()
    expect(page.locator(".kept .byline")).to_have_text("Berg · 1 Jul 2025")


def test_notes_and_what_is_read_are_kept(tiny_site: str, page: Page) -> None:
    page.goto(f"{tiny_site}papers/retracted/")
    page.get_by_role("button", name="Mark as read").click()
    page.get_by_text("Note", exact=True).click()
    page.get_by_role("textbox", name="Private note on A Retracted Paper").fill(
        "<img src=x onerror=alert(1)> Not to be cited."
    )
    page.goto(f"{tiny_site}library/")
    expect(page.get_by_role("textbox", name="Private note on")).to_have_value(
        "<img src=x onerror=alert(1)> Not to be cited."
    )
    expect(page.get_by_role("button", name="Read", exact=True)).to_have_attribute("aria-pressed", "true")
    page.get_by_role("textbox", name="Private note on").fill("Changed here.")
    page.goto(f"{tiny_site}papers/retracted/")
    expect(page.get_by_role("textbox", name="Private note on")).to_have_value("Changed here.")


def test_lists_and_results_say_what_was_read(tiny_site: str, page: Page) -> None:
    page.goto(f"{tiny_site}papers/small-1/")
    page.get_by_role("button", name="Mark as read").click()
    short, long = "Read · Berg · 1 Jul 2025", "Read · Bo Berg · 1 July 2025"
    for address, entry, byline in (
        ("topics/methods/", "article", short),
        ("search/?q=small", ".result", short),
        ("library/#ids=small-1,small-2", "article", long),
    ):
        page.goto(tiny_site + address)
        expect(page.locator(entry).filter(has_text="Small Paper 1").locator(".byline, h3 + p")).to_have_text(byline)
        expect(page.get_by_text("Read · ")).to_have_count(1)
    page.goto(f"{tiny_site}topics/methods/")
    page.get_by_role("button", name="Keep in the library: Small Paper 1").click()
    page.goto(f"{tiny_site}library/")
    expect(page.locator(".kept .byline")).to_have_text("Berg · 1 Jul 2025")
    expect(page.locator(".kept .read")).to_have_attribute("aria-pressed", "true")


def test_a_formula_in_a_title_is_kept_as_text(room_site: str, page: Page) -> None:
    page.goto(f"{room_site}topics/safety/")
    page.get_by_role("button", name="Keep in the library: A Study of x² & <b>Tags</b>").click()
    page.goto(f"{room_site}library/")
    expect(page.locator(".kept a")).to_have_text("A Study of x² & <b>Tags</b>")


def test_without_its_star_a_paper_leaves_the_library_but_a_note_stays(tiny_site: str, page: Page) -> None:
    star(page, tiny_site, "small-1", "small-2")
    page.goto(f"{tiny_site}library/")
    page.get_by_role("textbox", name="Private note on Small Paper 2").fill("Mine.")
    for number in (1, 2):
        page.get_by_role("button", name=f"Keep in the library: Small Paper {number}").click()
    page.reload()
    expect(page.locator(".kept")).to_have_id("kept-small-2")


def test_tabs_keep_each_others_stars(tiny_site: str, new_context: NewContext) -> None:
    context = new_context()
    one, other = context.new_page(), context.new_page()
    one.goto(f"{tiny_site}library/")
    other.goto(f"{tiny_site}topics/methods/page/2/")
    other.get_by_role("button", name="Keep in the library: From a Group").click()
    expect(one.locator(".kept")).to_have_count(1)
    star(one, tiny_site, "retracted")
    other.get_by_role("button", name="Keep in the library: Small Paper 2").click()
    one.goto(f"{tiny_site}library/")
    expect(one.locator(".kept")).to_have_count(3)


def test_sites_on_one_host_have_libraries_of_their_own(tiny_site_below_a_path: str, page: Page) -> None:
    star(page, tiny_site_below_a_path, "small-1")
    assert page.evaluate("Object.keys(localStorage)") == ["paperdex:/below/a/path/:library"]


def test_every_export_is_what_the_generator_makes(tiny_site: str, tiny_index: Path, page: Page) -> None:
    star(page, tiny_site, *EVERYTHING)
    page.goto(f"{tiny_site}library/")
    found = papers(tiny_index)
    address = "https://tiny.example/below/a/path/papers/"
    assert exported(page, "BibTeX") == bibtex.dump(found)
    assert exported(page, "RIS") == ris.dump(found)
    assert json.loads(exported(page, "CSL-JSON")) == json.loads(csl_json.dump(found))
    assert exported(page, "CSV") == csv_table.dump(found)
    assert exported(page, "Markdown") == "\n".join(markdown.document(paper, f"{address}{paper.id}/") for paper in found)
    expect(page.get_by_role("status").filter(has_text="8 papers saved")).to_be_visible()


def test_only_selected_papers_are_exported(tiny_site: str, page: Page) -> None:
    star(page, tiny_site, "small-1", "small-2", "retracted")
    page.goto(f"{tiny_site}library/")
    page.get_by_role("checkbox", name="Select Small Paper 2").check()
    page.get_by_role("checkbox", name="Select A Retracted Paper").check()
    expect(page.get_by_role("status").first).to_have_text("3 papers, 0 read, 2 selected")
    entries = bibtexparser.parse_string(exported(page, "BibTeX")).entries
    assert [entry.key for entry in entries] == ["small-2", "retracted"]


def test_search_results_are_exported_with_those_not_shown_yet(room_site: str, page: Page) -> None:
    page.goto(f"{room_site}search/?q=plain")
    expect(page.locator(".result")).to_have_count(20)
    page.get_by_text("Export", exact=True).first.click()
    rows = list(csv.DictReader(exported(page, "CSV").splitlines()))
    assert len(rows) == 130
    assert {row["authors"] for row in rows} == {"Plain, Pat"}


@pytest.mark.parametrize(
    ("address", "shown"), [("topics/preferences/", "article:visible h3"), ("browse/", "tbody th a")]
)
def test_what_a_filter_leaves_is_exported_in_its_order(address: str, shown: str, room_site: str, page: Page) -> None:
    page.goto(f"{room_site}{address}?filter=plain+00&sort=title")
    page.get_by_text("Export", exact=True).click()
    rows = list(csv.DictReader(exported(page, "CSV").splitlines()))
    titles = [row["title"] for row in rows]
    assert titles == page.locator(shown).all_inner_texts()
    assert 5 < len(titles) < 20


def test_what_cannot_be_loaded_is_named_and_the_rest_exported(tiny_site: str, page: Page) -> None:
    star(page, tiny_site, "small-1", "small-2")
    page.goto(f"{tiny_site}library/")
    page.route("**/papers/small-1.bib", lambda route: route.fulfill(status=404))
    assert "small-2" in exported(page, "BibTeX")
    expect(page.get_by_text("Not saved, since they could not be loaded: small-1")).to_be_visible()


def library_file(*entries: dict[str, Any], version: int = 1) -> list[dict[str, Any]]:
    text = json.dumps({"format": "paperdex-library", "version": version, "papers": entries})
    return [{"name": "library.json", "mimeType": "application/json", "buffer": text.encode()}]


def test_a_library_travels_as_a_file_and_nothing_is_lost(
    tiny_site: str, new_context: NewContext, tmp_path: Path
) -> None:
    there, here = new_context().new_page(), new_context().new_page()
    star(there, tiny_site, "small-1", "retracted")
    there.get_by_role("button", name="Mark as read").click()
    there.goto(f"{tiny_site}library/")
    there.get_by_role("textbox", name="Private note on Small Paper 1").fill("From there")
    there.get_by_role("textbox", name="Private note on Small Paper 1").blur()
    file = tmp_path / "library.json"
    file.write_text(exported(there, "Save to a file"), encoding="utf-8")
    star(here, tiny_site, "small-1", "small-2")
    here.goto(f"{tiny_site}library/")
    here.get_by_role("textbox", name="Private note on Small Paper 1").fill("From here")
    here.get_by_role("textbox", name="Private note on Small Paper 1").blur()
    for added in (1, 0):
        here.locator("input[type=file]").set_input_files(file)
        expect(here.get_by_text(f"2 in the file, {added} of them new")).to_be_visible()
    assert kept(here) == ["small-1", "small-2", "retracted"]
    expect(here.locator("#kept-retracted .read")).to_have_text("Read")
    note = here.locator("#kept-small-1 textarea").input_value()
    assert sorted(note.split("\n\n")) == ["From here", "From there"]


@pytest.mark.parametrize(
    ("files", "answer"),
    [
        (library_file(version=2), "This file is from a newer version of the site."),
        ([{"name": "x.json", "mimeType": "application/json", "buffer": b"{"}], "This file is no saved library."),
        ([{"name": "x.json", "mimeType": "application/json", "buffer": b"null"}], "This file is no saved library."),
        (
            [{"name": "x.json", "mimeType": "application/json", "buffer": b'{"papers": []}'}],
            "This file is no saved library.",
        ),
        (library_file({"id": "../x"}, {"id": 3}, {"id": "small-1", "starred": True, "title": 7}), "3 in the file"),
    ],
)
def test_a_file_that_is_no_library_changes_nothing(files: Any, answer: str, tiny_site: str, page: Page) -> None:
    star(page, tiny_site, "small-2")
    page.goto(f"{tiny_site}library/")
    page.locator("input[type=file]").set_input_files(files)
    expect(
        page.get_by_text(answer.replace("3 in the file", "1 in the file, 1 of them new, 2 not understood"))
    ).to_be_visible()
    assert kept(page)[0] == "small-2"


def test_what_another_program_left_in_the_storage_is_set_aside(tiny_site: str, page: Page) -> None:
    page.goto(tiny_site)
    page.evaluate("localStorage.setItem('paperdex:/:library', 'not ours')")
    star(page, tiny_site, "small-1")
    assert page.evaluate("localStorage.getItem('paperdex:/:library:unreadable')") == "not ours"
    page.goto(f"{tiny_site}library/")
    expect(page.locator(".kept")).to_have_id("kept-small-1")


def test_a_link_shares_a_selection(tiny_site: str, new_context: NewContext) -> None:
    context = new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=tiny_site.rstrip("/"))
    page = context.new_page()
    star(page, tiny_site, "small-1", "every-field")
    page.goto(f"{tiny_site}library/")
    page.get_by_role("button", name="Copy a link to these").click()
    expect(page.get_by_text("A link to 2 papers is copied")).to_be_visible()
    link = str(page.evaluate("navigator.clipboard.readText()"))
    assert link == f"{tiny_site}library/#ids=small-1,every-field"
    other = new_context().new_page()
    other.goto(f"{link},no-such-paper,<b>")
    expect(other.get_by_role("status").first).to_have_text("A shared selection of 3 papers")
    expect(other.get_by_role("link", name="Every α-Field: <b>Bold</b>")).to_be_visible()
    expect(other.get_by_text("not in this index")).to_be_visible()
    other.get_by_role("button", name="Keep them all in my library").click()
    other.get_by_role("link", name="My library").click()
    expect(other.locator(".kept")).to_have_count(2)


def test_a_browser_that_stores_nothing_says_so_and_works_on(tiny_site: str, page: Page) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
    )
    page.goto(f"{tiny_site}papers/small-1/")
    page.locator(".shelf .star").click()
    expect(page.locator(".shelf .star")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("status")).to_contain_text("does not let the site keep anything")


def test_without_javascript_the_library_says_why_it_is_empty(tiny_site: str, new_context: NewContext) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{tiny_site}library/")
    page.get_by_role("main").get_by_role("link", name="by topic").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Topics")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_full_library_and_it_fits_a_small_screen(
    scheme: str, tiny_site: str, new_context: NewContext
) -> None:
    page = new_context(color_scheme=scheme, viewport={"width": 320, "height": 700}).new_page()
    star(page, tiny_site, "every-field", "small-1")
    for address in ("papers/every-field/", "library/", "library/#ids=small-1,every-field", "search/?q=small"):
        page.goto(tiny_site + address, wait_until="networkidle")
        page.locator("details").evaluate_all("all => all.forEach((one) => (one.open = true))")
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
        for button in page.locator("main button:visible").all():
            box = button.bounding_box()
            assert box
            assert box["height"] >= 36, button.evaluate("it => it.outerHTML")


def test_the_star_is_reached_and_pressed_with_the_keyboard(tiny_site: str, page: Page) -> None:
    page.goto(f"{tiny_site}papers/small-1/")
    page.get_by_role("link", name="PDF").first.focus()
    page.keyboard.press("Tab")
    expect(page.locator(".shelf .star")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator(".shelf .star")).to_have_attribute("aria-pressed", "true")
