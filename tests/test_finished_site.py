"""The finished website of the tiny index, file by file: links, ids, and nothing that a strict policy would forbid."""

from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from markup import Element, parse

SITE = "https://tiny.example/below/a/path/"
COLD = ("assets/paperdex.css", "assets/fonts/source-serif-latin.woff2", "assets/scheme.js")


@pytest.fixture(scope="module")
def documents(tiny_folder: Path) -> dict[str, Element]:
    """Every page, by its address below the site."""
    return {
        path.relative_to(tiny_folder).as_posix().removesuffix("index.html"): parse(path.read_text(encoding="utf-8"))
        for path in tiny_folder.rglob("*.html")
    }


def links(document: Element) -> list[str]:
    return [
        one.attributes[name] for one in document.walk() for name in ("href", "src", "action") if name in one.attributes
    ]


def test_every_internal_link_leads_to_a_file_and_an_anchor_that_are_there(
    documents: dict[str, Element], tiny_folder: Path
) -> None:
    ids = {
        address: {one.attributes["id"] for one in document.walk() if "id" in one.attributes}
        for address, document in documents.items()
    }
    broken = []
    for address, document in documents.items():
        for link in links(document):
            target = urljoin(SITE + address, link)
            if not target.startswith(SITE):
                assert urlsplit(target).scheme in ("http", "https"), f"{address}: {link}"
                continue
            path, anchor = (
                unquote(urlsplit(target).path.removeprefix(urlsplit(SITE).path)).removeprefix("."),
                unquote(urlsplit(target).fragment),
            )
            file = tiny_folder / (f"{path}index.html" if path.endswith("/") or not path else path)
            if not file.is_file() or (anchor and anchor not in ids.get(path, set())):
                broken.append(f"{address}: {link}")
    assert broken == []


def test_every_page_is_linked_from_another(documents: dict[str, Element]) -> None:
    linked = {
        urljoin(SITE + address, link).partition("#")[0].removeprefix(SITE)
        for address, document in documents.items()
        for link in links(document)
    }
    assert set(documents) - linked <= {"404.html", "papers/taken-out/", "papers/every-old-field/"}, (
        "removed and moved papers are found by their old addresses"
    )


def test_the_sitemap_names_every_page_but_those_that_lead_on(documents: dict[str, Element], tiny_folder: Path) -> None:
    moved = {
        address
        for address, document in documents.items()
        if any(one.attributes.get("http-equiv") == "refresh" for one in document.all("meta"))
    }
    assert "papers/every-old-field/" in moved
    named = [
        one.line.removeprefix(SITE)
        for one in parse((tiny_folder / "sitemap.xml").read_text(encoding="utf-8")).all("loc")
    ]
    assert sorted(named) == sorted(set(documents) - moved - {"404.html"})


def test_no_id_stands_twice_and_every_reference_to_one_is_right(documents: dict[str, Element]) -> None:
    for address, document in documents.items():
        ids = [one.attributes["id"] for one in document.walk() if "id" in one.attributes]
        assert len(ids) == len(set(ids)), address
        assert {
            one.attributes["aria-labelledby"] for one in document.walk() if "aria-labelledby" in one.attributes
        } <= set(ids), address


def test_a_page_has_one_title_and_no_level_of_headings_is_left_out(documents: dict[str, Element]) -> None:
    for address, document in documents.items():
        levels = [int(one.tag[1]) for one in document.walk() if one.tag in ("h1", "h2", "h3", "h4")]
        assert levels.count(1) == 1, address
        assert levels[0] == 1, address
        assert all(after <= before + 1 for before, after in pairwise(levels)), address


def test_nothing_stands_inline_that_a_content_security_policy_would_forbid(documents: dict[str, Element]) -> None:
    for address, document in documents.items():
        for one in document.walk():
            assert not [name for name in one.attributes if name == "style" or name.startswith("on")], (
                f"{address}: <{one.tag}>"
            )
            assert one.tag != "style", address
            if one.tag == "script" and one.attributes.get("type") != "application/ld+json":
                assert not one.text.strip(), address
                assert "src" in one.attributes, address


def test_pages_are_light(documents: dict[str, Element], tiny_folder: Path) -> None:
    for address in documents:
        if address.startswith("papers/"):
            assert (tiny_folder / address / "index.html").stat().st_size < 30_000, address
    scripts = (tiny_folder / "assets").rglob("*.js")
    everything = sum((tiny_folder / name).stat().st_size for name in COLD) + sum(
        path.stat().st_size for path in scripts
    )
    assert everything + 30_000 < 250_000


def test_the_permanent_address_of_a_day_holds_whatever_page_it_stands_on(documents: dict[str, Element]) -> None:
    papers = {
        address: document
        for address, document in documents.items()
        if address.startswith("papers/") and document.all("time")
    }
    for address, document in papers.items():
        [time] = document.all("time")
        day = time.attributes["datetime"]
        if len(day) == len("2025-07-07"):
            page = documents[f"dates/{day[:4]}/{day[5:7]}/"]
            assert day in {one.attributes.get("id") for one in page.walk()}, address
