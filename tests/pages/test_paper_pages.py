from pathlib import Path
from typing import Any

import markdown
import yaml
from catalogs import catalog_of
from hypothesis import given
from hypothesis import settings as runs
from markup import Element, parse
from mkdocs.config.defaults import MkDocsConfig
from paperdex.catalog.view import View
from paperdex.catalog.vocabulary import Topic, TopicTree
from paperdex.pages import all_pages
from paperdex.records.paper import Paper
from paperdex.settings import Options, Settings
from strategies import mappings
from tiny_site import GOOD

SETTINGS = Settings(root=Path(), site_name="Test", options=Options(repository="https://git.example/papers"))
EXTENSIONS = [
    *MkDocsConfig.markdown_extensions.builtins,
    *yaml.safe_load((GOOD / "mkdocs.yml").read_text())["markdown_extensions"],
]  # type: ignore[attr-defined]
ATTRIBUTES = {"href", "class", "id", "rel", "dir", "datetime", "role", "aria-label", "aria-labelledby"}
TEXTS = {
    "title",
    "family",
    "given",
    "literal",
    "name",
    "handle",
    "abstract",
    "note",
    "volume",
    "issue",
    "publisher",
    "reason",
    "by",
    "file",
}


def page_of(values: Any, *others: Any) -> Element:
    """The page of the first record, as Python-Markdown makes it."""
    papers = [Paper.model_validate(each) for each in (values, *others)]
    topics = [
        Topic(slug=slug, name=f"Topic {slug}")
        for slug in dict.fromkeys(slug for paper in papers for slug in paper.topics)
    ]
    catalog = catalog_of(papers, TopicTree(topics), {}, folder="")
    bodies = {page.path: page.make().body for page in all_pages(catalog, View(catalog, SETTINGS))}
    return parse(markdown.markdown(bodies[f"papers/{papers[0].id}/index.md"], extensions=EXTENSIONS))


def harmless(values: Any, key: str = "") -> Any:
    """The same record with one letter in place of each text."""
    if isinstance(values, dict):
        return {name: harmless(value, name) for name, value in values.items()}
    if isinstance(values, list):
        return [harmless(value, key) for value in values]
    return "\n\n".join("x" for _ in values.split("\n\n")) if key in TEXTS and isinstance(values, str) else values


def structure(element: Element) -> list[Any]:
    """Tags and attributes without the text in them; a formula is text."""
    children = [
        child for child in element.children if isinstance(child, Element) and child.attributes.get("class") != "math"
    ]
    return [element.tag, sorted(element.attributes), [structure(child) for child in children]]


@given(values=mappings)
@runs(max_examples=75)
def test_no_text_in_a_record_changes_the_structure_of_its_page(values: dict[str, Any]) -> None:
    page = page_of(values)
    assert structure(page) == structure(page_of(harmless(values)))
    outside = [
        one
        for one in page.walk()
        if one.tag not in {"math", *(each.tag for formula in page.all("math") for each in formula.walk())}
    ]
    for one in outside:
        assert set(one.attributes) <= ATTRIBUTES, one
        assert one.attributes.get("href", "#").startswith(("https://", "http://", "../", "#")), one
    [heading] = page.all("h1")
    if not heading.all("math"):
        assert heading.line == " ".join(values["title"].split())


RECORD = {"id": "a-paper", "title": "A Paper", "provenance": {"source": "manual"}}


def test_where_no_address_is_known_the_buttons_are_searches_and_say_so() -> None:
    page = page_of(RECORD)
    labels = [button.line for button in page.all("p", "buttons")[0].all("a")]
    assert labels == ["Search arXiv", "Search Semantic Scholar", "Search Google Scholar", "Search Hugging Face"]
    assert "No address of this paper is recorded" in page.text


def test_links_come_before_the_abstract_and_the_first_leads_to_the_paper() -> None:
    page = page_of(
        {
            **RECORD,
            "abstract": "Text.",
            "links": {"arxiv": "2307.03601", "code": ["https://a.example/", "https://b.example/"]},
        }
    )
    buttons = page.all("p", "buttons")[0].all("a")
    order = [one.line for one in page.walk() if one in buttons or one.tag == "h2"]
    assert order[:5] == ["arXiv", "PDF", "Code", "Code 2", "Abstract"]


def test_a_successor_is_named_and_linked() -> None:
    page = page_of(
        {**RECORD, "status": {"kind": "superseded", "by": "other", "date": "2024-02"}},
        {**RECORD, "id": "other", "title": "The Other"},
    )
    [banner] = page.all(css_class="banner")
    assert banner.line == "Superseded by The Other, February 2024."
    assert banner.all("a")[0].attributes["href"] == "../other/"


def test_before_and_after_are_by_date_and_never_a_guess() -> None:
    dated = [{**RECORD, "id": f"p{year}", "title": f"Of {year}", "date": str(year)} for year in (2021, 2023)]
    page = page_of({**RECORD, "date": "2022"}, *dated, {**RECORD, "id": "undated", "title": "Undated"})
    assert [(link.attributes["rel"], link.all("span")[0].line) for link in page.all("nav")[0].all("a")] == [
        ("prev", "Of 2021"),
        ("next", "Of 2023"),
    ]
    assert page_of({**RECORD, "id": "undated"}, *dated).all("nav") == []


def test_numbers_that_age_have_their_day_beside_them() -> None:
    page = page_of(
        {**RECORD, "provenance": {"source": "hf-page", "retrieved": "2025-10-29", "comments": 1, "upvotes": 1200}}
    )
    values = [value.line for value in page.all("dd")]
    assert "1 comment at the source, as of 29 Oct 2025" in values
    assert "1,200 upvotes at the source, as of 29 Oct 2025" in values


def test_a_record_can_be_mended_from_its_page() -> None:
    hrefs = [link.attributes["href"] for link in page_of(RECORD).all("a")]
    assert "https://git.example/papers/edit/main/content/papers/a-paper.yaml" in hrefs
    assert any(
        href.startswith(
            "https://git.example/papers/issues/new?template=fix-record.yml&title=Fix%3A+A+Paper&record=a-paper"
        )
        for href in hrefs
    )
