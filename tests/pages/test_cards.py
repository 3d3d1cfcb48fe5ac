"""Social cards: PNG of the right size, light, the same every time, whatever the name."""

import io

import pytest
from catalogs import view_of
from hypothesis import given, settings
from hypothesis import strategies as st
from paperdex.catalog.view import Reads, View
from paperdex.catalog.vocabulary import Topic, TopicTree
from paperdex.pages.card_picture import card
from paperdex.pages.card_size import HEIGHT, WIDTH
from paperdex.pages.cards import site_card, topic_card
from paperdex.pages.page import Files
from paperdex.records.paper import Paper
from paperdex.settings import Settings
from PIL import Image
from strategies import lines

YEARS = [("2023", 3), ("2024", 0), ("2025", 9)]


def view(site: Settings, *years: str, name: str = "Safety") -> View:
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
    return view_of(papers, site, TopicTree([Topic(slug="safety", name=name), Topic(slug="empty", name="Empty")]))


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


def cards(found: View) -> list[Files]:
    return [*site_card(found), *(card for topic in found.tree.topics for card in topic_card(found, topic.slug))]


def test_there_is_a_card_for_the_site_and_each_topic(tmp_path: object) -> None:
    made = cards(view(site(tmp_path), "2024", "2025-01"))
    assert [asset.path for files in made for asset in files.make()] == [
        "card.png",
        "topics/safety/card.png",
        "topics/empty/card.png",
    ]
    assert cards(view(site(tmp_path, site_url=""), "2024")) == []


def test_a_card_is_made_again_only_when_what_it_shows_has_changed(tmp_path: object) -> None:
    def read(found: View) -> dict[str, Reads]:
        reads: dict[str, Reads] = {}
        for files in cards(found):
            with found.reading_into(reads.setdefault(files.name, {})):
                list(files.make())
        return reads

    before = view(site(tmp_path), "2024", "2025-01-01")
    reads = read(before)

    def others(found: View) -> set[str]:
        return {name for name, known in reads.items() if found.hash(known) != before.hash(known)}

    assert others(view(site(tmp_path), "2024-03", "2025-01-31")) == set()
    assert others(view(site(tmp_path), "2024", "2025", "2025")) == {"card:", "card:topics/safety/"}


def test_another_name_of_a_topic_is_another_card_of_this_topic_alone(tmp_path: object) -> None:
    def data(name: str) -> dict[str, bytes]:
        made = cards(view(site(tmp_path), "2024", name=name))
        return {asset.path: asset.data for files in made for asset in files.make()}

    before, after = data("Safety"), data("Trust")
    assert [path for path in before if before[path] != after[path]] == ["topics/safety/card.png"]
