"""What mkdocs.yml says of an index."""

import json

import pytest
from paperdex.cli import main
from paperdex.errors import PaperdexError
from small_index import FINISHED_SITE, SmallIndex

THEME = "theme: {name: material, "


def settings_of(index: SmallIndex, text: str) -> str:
    """What is wrong with settings."""
    index.write("mkdocs.yml", f"site_name: T\n{text}\n")
    with pytest.raises(PaperdexError) as error:
        _ = index.settings
    return str(error.value)


@pytest.mark.parametrize(
    ("theme", "language"),
    [
        ("", "en"),
        ("theme: material", "en"),
        ("theme: {name: material}", "en"),
        ("theme: {language: de}", "de"),
        ("theme: {language: pt-BR}", "pt-BR"),
    ],
)
def test_the_language_is_that_of_the_theme(index: SmallIndex, theme: str, language: str) -> None:
    index.write("mkdocs.yml", f"site_name: T\n{theme}\n")
    assert index.settings.language == language


def test_pages_heads_and_feeds_say_the_same_language(index: SmallIndex) -> None:
    index.write("mkdocs.yml", FINISHED_SITE)
    index.add("a-paper", date="2024-05-01", authors=[{"family": "Bo"}], language="de")
    assert main(["-C", str(index.root), "build"]) == 0
    assert "citation_language" in index.read("site/papers/a-paper/index.html")
    index.write("mkdocs.yml", FINISHED_SITE.replace(THEME, f"{THEME}language: de, "))
    assert main(["-C", str(index.root), "build"]) == 0
    page = index.read("site/papers/a-paper/index.html")
    assert '<html lang="de">' in page
    assert "citation_author" in page
    assert "citation_language" not in page
    assert 'xml:lang="de"' in index.read("site/feed.atom")
    assert json.loads(index.read("site/feed.json"))["language"] == "de"


def test_a_language_that_is_none_is_named(index: SmallIndex) -> None:
    assert "theme: language: String should match pattern" in settings_of(index, "theme: {language: German!}")


def test_a_format_that_does_not_lie_beside_papers_is_named_with_those_that_do(index: SmallIndex) -> None:
    said = settings_of(index, "extra: {paperdex: {twins: [bib, csv]}}")
    assert "extra.paperdex: twins.1: 'csv' is none of bib, ris, json, md" in said
