"""Social cards: PNG of the right size, light, the same every time, whatever the name."""

import io

import pytest
from catalogs import catalog_of
from hypothesis import given, settings
from hypothesis import strategies as st
from paperdex.catalog.catalog import Catalog
from paperdex.catalog.vocabulary import Topic, TopicTree
from paperdex.pages.card_picture import card
from paperdex.pages.cards import HEIGHT, WIDTH, site_card, topic_card
from paperdex.pages.page import Bundle
from paperdex.records.paper import Paper
from paperdex.settings import Settings
from PIL import Image
from strategies import lines

YEARS = [("2023", 3), ("2024", 0), ("2025", 9)]


def catalog(*years: str, name: str = "Safety") -> Catalog:
    papers = [
        Paper.model_validate(
            {
                "id": f"paper-{number}",
                "title": "A Paper",
                "date": year,
                "topics": ["safety"],
                "provenance": {"source": "manual"},
            }
        )
        for number, year in enumerate(years)
    ]
    return catalog_of(papers, TopicTree([Topic(slug="safety", name=name), Topic(slug="empty", name="Empty")]), {})


def site(tmp_path: object, **values: str) -> Settings:
    return Settings.model_validate(
        {"root": tmp_path, "site_name": "Papers of ours", "site_url": "https://papers.example/", **values}
    )


def drawn(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    assert image.format == "PNG"
    assert image.size == (WIDTH, HEIGHT)
    assert len(data) < 40_000
    return image.convert("L")


def ink(data: bytes, box: tuple[int, int, int, int]) -> int:
    """Dark pixels in a part of the card."""
    return sum(drawn(data).crop(box).histogram()[:128])


def test_a_card_shows_name_line_figures_and_years() -> None:
    data = card("Preference optimisation", "Papers of ours", "12 papers", YEARS)
    name, figures = (80, 140, 1120, 400), (80, 500, 600, 590)
    assert ink(data, name) > 5000
    assert ink(data, figures) > 500
    assert data == card("Preference optimisation", "Papers of ours", "12 papers", YEARS)
    assert data != card(
        "Preference optimisation", "Papers of ours", "12 papers", [("2023", 9), ("2024", 0), ("2025", 9)]
    )


@pytest.mark.parametrize("name", ["A word " * 60, "Incomprehensibilities" * 20, "Łódź naïve – ‘quoted’", "", " "])
def test_a_name_of_any_length_stays_on_the_card(name: str) -> None:
    image = drawn(card(name, "Line " * 80, "1,234,567 papers · 1900–2099", YEARS))
    for edge in ((1125, 0, WIDTH, HEIGHT), (80, 600, WIDTH, HEIGHT)):
        assert sum(image.crop(edge).histogram()[:128]) == 0


def test_letters_without_a_glyph_are_left_out_and_not_drawn_as_boxes() -> None:
    assert card("语言模型 Łódź", "x", "1 paper", []) == card("Łódź", "x", "1 paper", [])
    assert card("语言模型", "x", "1 paper", []) == card("", "x", "1 paper", [])


@settings(max_examples=25, deadline=None)
@given(lines, lines, st.lists(st.integers(0, 10**6), max_size=12))
def test_no_text_and_no_figures_break_a_card(name: str, line: str, counts: list[int]) -> None:
    drawn(card(name, line, line, [(str(2000 + number), count) for number, count in enumerate(counts)]))


def cards(found: Catalog, settings_: Settings) -> list[Bundle]:
    return [
        *site_card(found, settings_),
        *(bundle for topic in found.tree.topics for bundle in topic_card(found, settings_, topic)),
    ]


def test_there_is_a_card_for_the_site_and_each_topic(tmp_path: object) -> None:
    bundles = cards(catalog("2024", "2025-01"), site(tmp_path))
    assert [asset.path for bundle in bundles for asset in bundle.make()] == [
        "card.png",
        "topics/safety/card.png",
        "topics/empty/card.png",
    ]
    assert cards(catalog("2024"), site(tmp_path, site_url="")) == []


def test_a_card_is_made_again_only_when_what_it_shows_has_changed(tmp_path: object) -> None:
    def keys(found: Catalog) -> dict[str, str]:
        return {bundle.name: bundle.key for bundle in cards(found, site(tmp_path))}

    before = keys(catalog("2024", "2025-01-01"))
    assert keys(catalog("2024-03", "2025-01-31")) == before
    assert {name for name, key in keys(catalog("2024", "2025", "2025")).items() if key != before[name]} == {
        "card:",
        "card:topics/safety/",
    }
    assert {name for name, key in keys(catalog("2024", "2025", name="Trust")).items() if key != before[name]} == {
        "card:topics/safety/"
    }
