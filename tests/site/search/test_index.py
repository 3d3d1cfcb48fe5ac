"""The search index as files: what is in it, how it is divided, and that a small change changes little."""

import json
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
from catalogs import view_of
from hypothesis import given, settings
from hypothesis import strategies as st
from paperdex import files
from paperdex.catalog.view import View
from paperdex.commands.build import load
from paperdex.pages.page import Asset
from paperdex.records.paper import Paper
from paperdex.site.search.entry import AUTHOR, BODY, LABEL, TITLE, address_term
from paperdex.site.search.index import SearchIndex, search_group
from paperdex.site.search.numbering import CHUNK, periods
from paperdex.site.search.terms import (
    MAX_KEY,
    MAX_POSTINGS,
    Changes,
    Inverter,
    changed,
    division,
    grown,
    key_of,
    packed,
    terms_path,
    unpacked,
    weights_of,
)
from site_files import Memory, assets_of
from small_index import SmallIndex

MONTHS = (None, "2023", "2024-05")


def whole(index: SmallIndex) -> dict[str, bytes]:
    """Every file of an index that is made for the first time."""
    group = search_group(View(load(index.settings).catalog, index.settings))
    return {asset.path: asset.data for part in group.parts() for asset in assets_of(part)}


def index_of(index: SmallIndex) -> dict[str, Any]:
    """Every file of an index, read."""
    return {path: json.loads(data) for path, data in whole(index).items()}


def with_text(index: SmallIndex) -> None:
    """Without JSON beside the papers, in which phrases could be looked for."""
    index.write("mkdocs.yml", "site_name: Test\nextra: {paperdex: {twins: [bib]}}\n")


def in_order(files: dict[str, Any], folder: str = "papers") -> dict[int, Any]:
    """What the files of results hold, by number."""
    months = {name: first for first, _, name in files["search/index.json"]["months"]}
    parts = [
        (months[path.rsplit("/", 1)[1].rsplit("-", 1)[0]], found)
        for path, found in files.items()
        if path.startswith(f"search/{folder}/")
    ]
    return dict(sorted((first + int(place), shown) for first, found in parts for place, shown in found.items()))


def hits(files: dict[str, Any], term: str) -> dict[str, int]:
    """What stands at the ids of the papers that have the term."""
    postings = files[terms_path(key_of(term, set(files["search/index.json"]["keys"])))].get(term, "")
    return {in_order(files)[number][0]: hit for number, hit in read(unpacked(postings)).items()}


def test_a_hit_says_where_a_term_stands_and_how_often(index: SmallIndex) -> None:
    index.add(
        "one",
        title="Alignment of Models",
        authors=[{"family": "Alignment", "given": "Ann"}],
        abstract="A model. Models and the model.",
        topics=["safety"],
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
    assert [shown[0] for shown in in_order(files).values()] == ["never", "old", "new"]
    assert [row[1] for row in files["search/facets.json"]["papers"]] == ["", "2020", "2025-01-01"]
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
    with_text(index)
    files = index_of(index)
    assert files["search/index.json"] == {"papers": 0, "chunk": CHUNK, "months": [], "text": True, "keys": [""]}


@pytest.mark.parametrize(
    "address", ["https://www.code.example/A/b/", "http://code.example/a/B#readme", "HTTPS://code.example/a/b"]
)
def test_spellings_of_an_address_are_one_term(address: str) -> None:
    assert address_term(address) == "/b/a/elpmaxe.edoc"


def test_addresses_are_found_whole_and_not_as_words(index: SmallIndex) -> None:
    index.add("one", links={"code": ["https://github.example/org/code"], "arxiv": "2501.00001"})
    files = index_of(index)
    assert hits(files, address_term("http://github.example/org/code/")) == {"one": LABEL}
    assert hits(files, "github") == {}
    assert set(hits(files, "00001")) == {"one"}


def test_phrases_are_looked_for_field_by_field(index: SmallIndex) -> None:
    index.add(
        "one",
        title="Réward  Models",
        authors=[{"family": "Berg", "given": "Bo"}],
        abstract="First.\n\nSecond.",
        note="Why.",
    )
    with_text(index)
    [text] = in_order(index_of(index), "text").values()
    assert text.split("\n") == ["reward models", "bo berg", "first. second.", "why."]


def test_a_text_that_lies_beside_the_paper_is_not_written_again(index: SmallIndex) -> None:
    index.add("one", abstract="Only here.")
    found = whole(index)
    assert json.loads(found["search/index.json"])["text"] is False
    assert not [path for path in found if "/text/" in path]


@given(st.dictionaries(st.text(min_size=1, max_size=60), st.integers(1, 3000), min_size=1, max_size=40))
@settings(max_examples=100)
def test_every_term_has_one_file_that_is_no_larger_than_need_be(sizes: dict[str, int]) -> None:
    keys = division(weights_of(sizes))
    assert "" in keys
    for key in keys:
        members = [term for term in sizes if key_of(term, keys) == key]
        assert all(term.startswith(key) for term in members)
        assert len(key) <= MAX_KEY
        is_divisible = any(len(term) > len(key) for term in members) and len(key) < MAX_KEY
        assert sum(sizes[term] for term in members) <= MAX_POSTINGS or not is_divisible


term_sizes = st.dictionaries(st.text("ab", min_size=1, max_size=4), st.integers(0, 3000), max_size=20)


@given(term_sizes, term_sizes)
@settings(max_examples=200)
def test_while_the_division_stays_the_weights_follow_the_terms(before: dict[str, int], after: dict[str, int]) -> None:
    old, new = ({term: size for term, size in sizes.items() if size} for sizes in (before, after))
    weights = grown(weights_of(old), {term: new.get(term, 0) - old.get(term, 0) for term in {*old, *new}})
    is_same = division(weights_of(new)) == division(weights_of(old))
    assert (division(weights) == division(weights_of(old))) == is_same
    assert not is_same or weights == weights_of(new)


vectors = st.dictionaries(
    st.sampled_from(["one", "two", "three"]), st.dictionaries(st.sampled_from("abc"), st.integers(1, 127)), max_size=3
)


@given(st.lists(st.dictionaries(st.sampled_from("abc"), st.integers(1, 127)), max_size=12))
def test_postings_hold_what_the_papers_have(found: list[dict[str, int]]) -> None:
    inverter = Inverter()
    for number, vector in enumerate(found):
        inverter.add(3 * number, vector)
    for term, postings in inverter.postings.items():
        assert read(postings) == {3 * number: vector[term] for number, vector in enumerate(found) if term in vector}


@given(st.lists(st.tuples(st.integers(0, 3000), st.integers(1, 127) | st.just(BODY | 16))))
def test_what_is_packed_comes_out_again(found: list[tuple[int, int]]) -> None:
    postings = [value for pair in found for value in pair]
    assert unpacked(packed(postings)) == postings


def read(postings: Sequence[int]) -> dict[int, int]:
    return dict(zip(accumulate(postings[::2]), postings[1::2], strict=True))


@given(vectors, vectors, st.permutations(range(3)), st.permutations(range(3)))
def test_changed_postings_are_those_of_the_changed_papers(
    old: Any, new: Any, old_places: list[int], new_places: list[int]
) -> None:
    def numbered(found: dict[str, dict[str, int]], places: list[int]) -> dict[str, tuple[int, dict[str, int]]]:
        return {paper_id: (place, found[paper_id]) for paper_id, place in zip(found, places, strict=False)}

    def postings(found: dict[str, tuple[int, dict[str, int]]]) -> dict[str, list[int]]:
        inverter = Inverter()
        for number, vector in sorted(found.values(), key=lambda pair: pair[0]):
            inverter.add(number, vector)
        return {term: list(numbers) for term, numbers in inverter.postings.items()}

    before, after = numbered(old, old_places), numbered(new, new_places)
    changes = Changes()
    changes.add(before, after)
    made = {
        **postings(before),
        **{term: changed(postings(before).get(term, ()), hits) for term, hits in changes.hits.items()},
    }
    assert {term: numbers for term, numbers in made.items() if numbers} == postings(after)
    assert {term: by for term, by in changes.growth.items() if by} == {
        term: by
        for term in {*postings(before), *postings(after)}
        if (by := len(postings(after).get(term, ())) // 2 - len(postings(before).get(term, ())) // 2)
    }


def test_one_changed_paper_leaves_the_files_of_the_others_alone(index: SmallIndex, tmp_path: Path) -> None:
    for number in range(100):
        index.add(f"paper-{number}", date=f"2020-{number % 12 + 1:02}", abstract=f"It is number {number}.")
    with_text(index)
    site, notes = tmp_path / "site", Memory()
    renewed(index, site, notes)
    index.add("newest", date="2020-01", title="Something entirely new")
    made, kept = renewed(index, site, notes)
    own = ("search/index.json", "search/papers/2020-01-0.json", "search/text/2020-01-0.json")
    assert {path for path in made if not path.startswith("search/terms/")} == set(own)
    assert len(kept) == 22
    assert {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*.json")} == {
        path: data for path, data in whole(index).items() if path != "search/facets.json"
    }


def test_term_files_that_somebody_damaged_are_made_anew(index: SmallIndex, tmp_path: Path) -> None:
    index.add("one", abstract="Something.")
    site, notes = tmp_path / "site", Memory()
    renewed(index, site, notes)
    for path in (site / "search/terms").iterdir():
        path.write_bytes(b"{")
    index.add("one", abstract="Something else.")
    renewed(index, site, notes)
    assert hits(
        {path.relative_to(site).as_posix(): json.loads(path.read_bytes()) for path in site.rglob("*.json")}, "something"
    ) == {"one": BODY | 16}


def renewed(index: SmallIndex, site: Path, notes: Memory) -> tuple[set[str], set[str]]:
    """Bring the index in a folder up to date; which files were made, and which kept."""
    made, kept = set(), set()
    view = View(load(index.settings).catalog, index.settings)
    for item in SearchIndex(view).files(site if notes else None, notes):
        if isinstance(item, Asset):
            made.add(item.path)
            files.write_bytes(site / item.path, item.data)
        else:
            kept.add(item)
    return made, kept


@given(st.sets(st.integers(0, 400), max_size=120))
@settings(max_examples=50, deadline=None)
def test_every_paper_has_one_number_in_the_order_of_months(numbers: set[int]) -> None:
    found = [
        Paper.model_validate(
            {"id": f"paper-{number}", "title": "T", "date": MONTHS[number % 3], "provenance": {"source": "manual"}}
        )
        for number in numbers
    ]
    items = view_of(found).shelf("all")
    placed = [(number, item) for period in periods(items) for number, item in period.places.items()]
    assert {paper.id for _, paper in placed} == {paper.id for paper in found}
    assert len({number for number, _ in placed}) == len(found)
    dates = [paper.date or "" for _, paper in sorted(placed, key=lambda pair: pair[0])]
    assert dates == sorted(dates)
    in_files = [item.id for period in periods(items) for _, papers in period.chunks() for item in papers.values()]
    assert sorted(in_files) == sorted(paper.id for paper in found)


def test_whatever_a_title_holds_its_index_is_valid_json(index: SmallIndex) -> None:
    titles = ['"]}</script>', "\\u0000 \\", "\N{PARAGRAPH SEPARATOR}x", "😀" * 3, "a" * 500]
    for number, title in enumerate(titles):
        index.add(f"paper-{number}", title=title)
    files = index_of(index)
    expected = {
        Paper.model_validate({"id": "x", "title": title, "provenance": {"source": "manual"}}).title for title in titles
    }
    assert {shown[1] for shown in in_order(files).values()} == expected
