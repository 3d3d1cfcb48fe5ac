"""Hostile records among the results of a search and in a reader's library, and what is saved of them."""

import json
from pathlib import Path

import hostile as corpus
from paperdex.commands.build import load
from paperdex.pages.exports import bibtex, csl_json, csv_table, markdown, ris
from paperdex.pages.math import without_tex
from playwright.sync_api import Page, expect
from small_index import SmallIndex

IDS = [f"hostile-{number:03}" for number in range(len(corpus.TEXTS))]
SITE = "https://trust.example/below/papers/"


def saved(page: Page, name: str) -> str:
    with page.expect_download() as download:
        page.get_by_role("button", name=name, exact=True).click()
    return Path(download.value.path()).read_bytes().decode()


def assert_nothing_ran(page: Page, said: list[str]) -> None:
    assert (page.evaluate("window.ran"), [one for one in said if not one.startswith("blob:")]) == (None, [])


def test_all_of_them_among_the_results_of_one_search(hostile_site: str, page: Page, said: list[str]) -> None:
    page.goto(f"{hostile_site}search/?q=author:plain")
    more = page.get_by_role("button", name="More papers")
    expect(page.get_by_role("status")).not_to_be_empty()
    while more.is_visible():
        shown = page.locator(".result").count()
        more.click()
        expect(page.locator(".result")).not_to_have_count(shown)
    assert sorted(str(one.get_attribute("id")).removeprefix("result-") for one in page.locator(".result").all()) == IDS
    titles = dict(
        page.evaluate(
            "[...document.querySelectorAll('.result')].map((one) => [one.id, one.querySelector('h2, h3').textContent])"
        )
    )
    for paper in corpus.papers():
        if f"result-{paper.id}" in titles and without_tex(paper.title) == paper.title:
            assert paper.title in titles[f"result-{paper.id}"]
    page.get_by_text("Export", exact=True).first.click()
    saved(page, "CSV")
    assert_nothing_ran(page, said)


def test_a_library_of_them_is_saved_as_the_generator_would(
    hostile: SmallIndex, hostile_site: str, page: Page, said: list[str]
) -> None:
    page.goto(f"{hostile_site}library/#ids={','.join(IDS)},<img src=x onerror=window.ran=1>")
    page.get_by_role("button", name="Keep them all in my library").click()
    page.get_by_role("link", name="My library").click()
    expect(page.locator(".kept")).to_have_count(len(IDS))
    by_id = load(hostile.settings).catalog.by_id
    papers = [by_id[str(one.get_attribute("id")).removeprefix("kept-")].paper for one in page.locator(".kept").all()]
    assert saved(page, "BibTeX") == bibtex.dump(papers)
    assert saved(page, "RIS") == ris.dump(papers)
    assert json.loads(saved(page, "CSL-JSON")) == json.loads(csl_json.dump(papers))
    assert saved(page, "CSV") == csv_table.dump(papers)
    assert saved(page, "Markdown") == "\n".join(markdown.document(paper, f"{SITE}{paper.id}/") for paper in papers)
    assert_nothing_ran(page, said)


def test_a_library_that_somebody_sends_runs_nothing_and_travels_on_as_it_is(
    hostile_site: str, page: Page, said: list[str]
) -> None:
    notes = dict(zip(IDS, corpus.HTML, strict=False))
    entries = [
        {"id": key, "starred": True, "title": text, "byline": text, "note": text, "read": text}
        for key, text in notes.items()
    ]
    given = json.dumps(
        {
            "format": "paperdex-library",
            "version": 1,
            "papers": [*entries, {"id": corpus.HTML[0]}, {"id": "__proto__", "starred": True}],
        }
    )
    page.goto(f"{hostile_site}library/")
    page.locator("input[type=file]").set_input_files(
        [{"name": f"{corpus.HTML[6]}.json", "mimeType": "application/json", "buffer": given.encode()}]
    )
    expect(page.locator(".kept").first).to_be_visible()
    page.reload()
    sent_on = {entry["id"]: entry for entry in json.loads(saved(page, "Save to a file"))["papers"]}
    assert {key: sent_on[key]["note"] for key in notes} == notes
    assert page.locator("#kept-hostile-000 textarea").input_value() == notes["hostile-000"]
    page.goto(f"{hostile_site}papers/hostile-000/")
    assert_nothing_ran(page, said)
