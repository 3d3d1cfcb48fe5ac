"""The file that the table of all papers is drawn of."""

import json

import pytest
from paperdex.catalog.view import View
from paperdex.commands.build import load
from paperdex.pages.browse_page import beginning, table_file
from site_files import assets_of
from small_index import SmallIndex


def test_a_row_says_what_the_table_shows(index: SmallIndex) -> None:
    index.add(
        "about-one",
        title="About: One!",
        authors=[{"family": "Berg", "given": "Bo"}, {"literal": "A Group"}],
        date="2024-02-01",
        topics=["safety", "unheard-of"],
        venue={"id": "neurips", "name": "NIPS", "year": 2024},
        links={"code": ["https://code.example/"]},
    )
    index.add("two", title="Something Else", organization={"name": "The Lab"}, author_count=4)
    [file] = assets_of(table_file(View(load(index.settings).catalog, index.settings)))
    found = json.loads(file.data)
    assert found["venues"] == [["neurips", "NeurIPS"]]
    assert found["topics"] == [["methods", "Methods"], ["safety", "Safety"]]
    assert found["rows"] == [
        [9, "About: One!", "Berg", 2, "2024-02-01", 0, [1], 1],
        ["two", "Something Else", "The Lab", 4, "", -1, [], 0],
    ]


@pytest.mark.parametrize(
    ("title", "start"), [("A Title: of 2 Parts", "a-title-of-2-parts"), ("¿Qué?", "qu"), ("语言", ""), ("--x--", "x")]
)
def test_the_beginning_of_an_id_is_the_letters_of_its_title(title: str, start: str) -> None:
    assert beginning(title) == start
