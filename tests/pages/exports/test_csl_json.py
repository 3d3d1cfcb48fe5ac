import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from jsonschema import Draft7Validator
from paperdex.pages.exports import csl_json
from paperdex.records.paper import Paper
from strategies import paper_lists

# From https://github.com/citation-style-language/schema (MIT), unchanged.
SCHEMA = Draft7Validator(json.loads(Path(__file__).with_name("csl-data.json").read_text()))


def paper(**values: object) -> Paper:
    return Paper.model_validate({"id": "a-paper", "title": "A Paper", "provenance": {"source": "manual"}, **values})


@settings(max_examples=30, deadline=None)
@given(paper_lists)
def test_items_are_valid_and_hold_the_data_as_it_was(records: list[Paper]) -> None:
    items = json.loads(csl_json.dump(records))
    SCHEMA.validate(items)
    for record, item in zip(records, items, strict=True):
        assert (item["id"], item["title"], item.get("abstract"), item.get("DOI")) == (
            record.id,
            record.title,
            record.abstract,
            record.links.doi,
        )
        names = [(name.get("family"), name.get("given"), name.get("literal")) for name in item.get("author", [])]
        assert names == [(author.family, author.given, author.literal) for author in record.authors]


def test_a_preprint_is_an_article_of_that_genre() -> None:
    item = csl_json.item(paper(type="preprint", date="2023-07", links={"arxiv": "2307.03601"}))
    expected = {
        "type": "article",
        "genre": "preprint",
        "publisher": "arXiv",
        "number": "arXiv:2307.03601",
        "URL": "https://arxiv.org/abs/2307.03601",
    }
    assert expected.items() <= item.items()
    assert item["issued"] == {"date-parts": [[2023, 7]]}


def test_unknown_names_are_left_out_and_counted() -> None:
    item = csl_json.item(paper(author_count=8, organization={"name": "ByteDance"}))
    assert "author" not in item
    assert item["custom"] == {"author_count": 8, "organization": "ByteDance"}


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("article", "article-journal"), ("conference-paper", "paper-conference"), ("other", "document")],
)
def test_each_kind_has_its_type(kind: str, expected: str) -> None:
    assert csl_json.item(paper(type=kind))["type"] == expected


def test_a_retraction_is_a_status_and_a_note() -> None:
    item = csl_json.item(paper(authors=[{"literal": "A"}], status={"kind": "retracted", "by": "the editors"}))
    assert (item["status"], item["note"]) == ("retracted", "Retracted by the editors")
