"""The search index as files: what is in it, how it is divided, and that a small change changes little."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_index import SmallIndex

from generator.commands.build import load
from generator.records.paper import Paper
from generator.site import search_index
from generator.site.search_index import AUTHOR, BODY, CHUNK, LABEL, MAX_KEY, TITLE, Inverter, address_term, division, key_of, search_files, terms_path


def index_of(index: SmallIndex) -> dict[str, Any]:
    """Every file of the index, read."""
    return {asset.path: json.loads(asset.data) for asset in search_files(load(index.settings).catalog)}


def hits(files: dict[str, Any], term: str) -> dict[str, int]:
    """What stands at the ids of the papers that have the term."""
    postings = files[terms_path(key_of(term, set(files["search/index.json"]["keys"])))].get(term, [])
    found, number = {}, 0
    for gap, hit in zip(postings[::2], postings[1::2], strict=True):
        number += gap
        found[files[f"search/papers/{number // CHUNK}.json"][number % CHUNK][0]] = hit
    return found


def test_a_hit_says_where_a_term_stands_and_how_often(index: SmallIndex) -> None:
    index.add(
        "one", title="Alignment of Models", authors=[{"family": "Alignment", "given": "Ann"}], abstract="A model. Models and the model.", topics=["safety"]
    )
    index.add("two", abstract="alignment")
    files = index_of(index)
    assert hits(files, "alignment") == {"one": TITLE | AUTHOR, "two": BODY | 16}
    assert hits(files, "model") == {"one": TITLE | BODY | 3 * 16}
    assert hits(files, "safety") == {"one": LABEL}
    assert hits(files, "the") == {}, "too frequent to say anything"
    assert hits(files, "of") == {"one": TITLE}, "but titles are whole"


def test_papers_are_numbered_from_the_oldest_and_undated_ones_are_there(index: SmallIndex) -> None:
    index.add("new", date="2025-01-01")
    index.add("old", date="2020")
    index.add("never")
    files = index_of(index)
    assert [shown[0] for shown in files["search/papers/0.json"]] == ["never", "old", "new"]
    assert files["search/facets.json"]["papers"]["date"] == ["", "2020", "2025-01-01"]
    assert set(hits(files, "about")) == {"never", "old", "new"}


def test_removed_papers_are_in_no_file(index: SmallIndex) -> None:
    index.add("gone", title="Unspeakable", status={"kind": "removed", "date": "2025-01-01"})
    index.add("here")
    files = index_of(index)
    assert files["search/index.json"]["papers"] == 1
    assert "unspeakable" not in json.dumps(files)


def test_a_venue_has_its_canonical_name_in_the_facets(index: SmallIndex) -> None:
    index.add("one", venue={"id": "neurips", "name": "NIPS", "year": 2016})
    index.add("two", venue={"id": "neurips", "name": "NeurIPS", "year": 2024})
    index.add("three", venue={"name": "A Workshop"})
    assert index_of(index)["search/facets.json"]["venues"] == ["A Workshop", "NeurIPS"]


def test_an_empty_index_is_one(index: SmallIndex) -> None:
    files = index_of(index)
    assert files["search/index.json"] == {"papers": 0, "chunk": CHUNK, "keys": [""]}


@pytest.mark.parametrize("address", ["https://www.code.example/A/b/", "http://code.example/a/B#readme", "HTTPS://code.example/a/b"])
def test_spellings_of_an_address_are_one_term(address: str) -> None:
    assert address_term(address) == "/b/a/elpmaxe.edoc"


def test_addresses_are_found_whole_and_not_as_words(index: SmallIndex) -> None:
    index.add("one", links={"code": ["https://github.example/org/code"], "arxiv": "2501.00001"})
    files = index_of(index)
    assert hits(files, address_term("http://github.example/org/code/")) == {"one": LABEL}
    assert hits(files, "github") == {}
    assert set(hits(files, "00001")) == {"one"}


def test_phrases_are_looked_for_field_by_field(index: SmallIndex) -> None:
    index.add("one", title="Réward  Models", authors=[{"family": "Berg", "given": "Bo"}], abstract="First.\n\nSecond.", note="Why.")
    [[text]] = [value for path, value in index_of(index).items() if path.startswith("search/text/")]
    assert text.split("\n") == ["reward models", "bo berg", "first. second.", "why."]


@given(st.dictionaries(st.text(min_size=1, max_size=60), st.integers(1, 3000), min_size=1, max_size=40))
@settings(max_examples=100)
def test_every_term_has_one_file_that_is_no_larger_than_need_be(sizes: dict[str, int]) -> None:
    keys = division(sizes)
    assert "" in keys
    for key in keys:
        members = [term for term in sizes if key_of(term, keys) == key]
        assert all(term.startswith(key) for term in members)
        assert len(key) <= MAX_KEY
        is_divisible = any(len(term) > len(key) for term in members) and len(key) < MAX_KEY
        assert sum(sizes[term] for term in members) <= search_index.MAX_POSTINGS or not is_divisible


@given(st.lists(st.dictionaries(st.sampled_from("abc"), st.integers(1, 127)), max_size=12))
def test_postings_hold_what_the_papers_have(vectors: list[dict[str, int]]) -> None:
    inverter = Inverter()
    for vector in vectors:
        inverter.add(vector)
    for term, postings in inverter.postings.items():
        number, found = 0, {}
        for gap, hit in zip(postings[::2], postings[1::2], strict=True):
            number += gap
            found[number] = hit
        assert found == {number: vector[term] for number, vector in enumerate(vectors) if term in vector}


def test_a_new_paper_leaves_the_files_of_older_ones_alone(index: SmallIndex) -> None:
    first = date(2020, 1, 1)
    for number in range(3 * CHUNK):
        index.add(f"paper-{number}", date=(first + timedelta(days=number)).isoformat(), abstract=f"It is number {number}.")
    before = index_of(index)
    index.add("newest", date="2026-01-01")
    after = index_of(index)
    changed = {path for path in after if before.get(path) != after[path]}
    assert {path for path in changed if not path.startswith("search/terms/")} == {
        "search/index.json",
        "search/facets.json",
        "search/papers/3.json",
        "search/text/3.json",
    }


def test_whatever_a_title_holds_its_index_is_valid_json(index: SmallIndex) -> None:
    titles = ['"]}</script>', "\\u0000 \\", "\N{PARAGRAPH SEPARATOR}x", "😀" * 3, "a" * 500]
    for number, title in enumerate(titles):
        index.add(f"paper-{number}", title=title)
    files = index_of(index)
    expected = {Paper.model_validate({"id": "x", "title": title, "provenance": {"source": "manual"}}).title for title in titles}
    assert {shown[1] for shown in files["search/papers/0.json"]} == expected
