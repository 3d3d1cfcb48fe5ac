"""What a page offers to feed readers and reference managers is there, and is what it says."""

import json
from urllib.parse import urljoin

import feedparser
import pytest
from playwright.sync_api import Page

TYPES = {".bib": "@", ".ris": "TY  - ", ".json": "{", ".md": "# "}


@pytest.mark.parametrize(
    "address", ["", "topics/methods/", "organizations/example-sons/", "venues/neurips/", "papers/every-field/"]
)
def test_a_reader_finds_the_feeds_of_a_page_and_they_can_be_read(address: str, tiny_site: str, page: Page) -> None:
    page.goto(tiny_site + address)
    links = page.locator("link[rel=alternate][type='application/atom+xml']").evaluate_all(
        "all => all.map(({ href }) => href)"
    )
    assert links
    if address and not address.startswith("papers/"):
        assert urljoin(tiny_site, f"{address}feed.atom") in links
    for link in links:
        answer = page.request.get(link)
        feed = feedparser.parse(answer.body())
        assert not feed.bozo, link
        assert feed.version == "atom10"
        assert feed.feed.title
        assert all(entry.link and entry.title and entry.updated for entry in feed.entries)


def test_feeds_are_listed_in_one_file_and_on_every_page(tiny_site: str, page: Page) -> None:
    page.goto(f"{tiny_site}stats/")
    everything = page.get_by_role("navigation", name="Everything")
    opml = page.request.get(
        urljoin(page.url, str(everything.get_by_role("link", name="All feeds").get_attribute("href")))
    )
    assert "<opml" in opml.text()
    assert "Corrections and retractions" in opml.text()
    assert json.loads(page.request.get(f"{tiny_site}feed.json").text())["version"] == "https://jsonfeed.org/version/1.1"


def test_every_format_that_a_page_names_lies_beside_it(tiny_site: str, page: Page) -> None:
    page.goto(f"{tiny_site}papers/every-field/")
    named = page.locator("link[rel=describedby], link[rel=alternate]:not([type='application/atom+xml'])").evaluate_all(
        "all => all.map(({ href }) => href)"
    )
    offered = page.locator(".keep a").evaluate_all("all => all.map(({ href }) => href)")
    beside = {link for link in [*named, *offered] if "/papers/every-field." in link}
    assert {f".{link.rpartition('.')[2]}" for link in beside} == set(TYPES)
    for link in beside:
        assert page.request.get(link).text().startswith(TYPES[f".{link.rpartition('.')[2]}"]), link
    kinds = page.locator("link[rel=type]").evaluate_all("all => all.map(({ href }) => href)")
    assert kinds == ["https://schema.org/AboutPage", "https://schema.org/ScholarlyArticle"]
    assert page.locator("link[rel=cite-as]").count() == 0
    assert page.locator("meta[name='z:itemType']").get_attribute("content") == "conferencePaper"
