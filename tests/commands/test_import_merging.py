"""One work, one record: what happens when a source brings papers that are there already."""

import json
from typing import Any

import pytest
from paperdex.commands.import_ import ImportResult, import_files
from paperdex.records.folder import read_records
from paperdex.records.paper import Paper
from paperdex.settings import read_settings


@pytest.fixture
def index(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("site_name: Test\n")
    (tmp_path / "content").mkdir()
    return read_settings(tmp_path)


def bring(index: Any, *entries: dict[str, Any]) -> ImportResult:
    path = index.root / "list.jsonl"
    path.write_text("".join(json.dumps({"provenance": {"source": "test"}, **entry}) + "\n" for entry in entries))
    return import_files(index, [path])


def records(index: Any) -> dict[str, Paper]:
    return {stored.paper.id: stored.paper for stored in read_records(index.papers).sound}


def names(*families: str) -> list[dict[str, str]]:
    return [{"family": family} for family in families]


def test_preprint_workshop_and_venue_version_are_one_record(index):
    result = bring(
        index,
        {
            "title": "Aligning Small Models",
            "date": "2023-07-07",
            "authors": names("Ahn", "Berg"),
            "links": {"arxiv": "2307.00001"},
        },
        {
            "title": "Aligning small models.",
            "date": "2023",
            "authors": names("Ahn", "Berg"),
            "links": {"openreview": "abcdefgh"},
        },
        {
            "title": "Aligning Small Models",
            "authors": names("Ahn", "Berg", "Curie"),
            "venue": {"name": "ICML", "year": 2024},
            "links": {"doi": "10.1000/x"},
        },
        {"title": "Renamed at Last", "links": {"doi": "10.1000/X", "code": ["https://github.com/a/b"]}},
    )
    [paper] = records(index).values()
    assert (result.added, result.merged, result.skipped) == (1, 3, 0)
    assert (paper.links.arxiv, paper.links.openreview, paper.links.doi, len(paper.links.code)) == (
        "2307.00001",
        "abcdefgh",
        "10.1000/x",
        1,
    )
    assert paper.title == "Aligning Small Models"


def test_one_title_of_different_people_is_two_records(index):
    result = bring(
        index,
        {"title": "Survey", "authors": names("Ahn"), "links": {"arxiv": "2307.00001"}},
        {"title": "Survey", "authors": names("Curie"), "links": {"arxiv": "2308.00001"}},
    )
    assert result.added == 2
    assert set(records(index)) == {"survey", "survey-2"}


def test_a_removed_paper_does_not_come_back(index):
    bring(
        index,
        {"title": "A Paper", "status": {"kind": "removed", "reason": "asked for"}, "links": {"arxiv": "2307.00001"}},
    )
    result = bring(index, {"title": "A Paper", "abstract": "We ask.", "links": {"arxiv": "2307.00001"}})
    assert (result.added, result.merged, result.skipped) == (0, 0, 1)
    assert [problem.code for problem in result.problems] == ["removed-paper"]
    assert records(index)["a-paper"].abstract is None


def test_conflicts_are_shown_with_the_lines_of_the_source(index):
    bring(
        index,
        {
            "title": "A Paper",
            "venue": {"name": "ICML", "year": 2023},
            "links": {"arxiv": "2307.00001", "doi": "10.1000/x"},
        },
    )
    result = bring(
        index,
        {"title": "Something Else"},
        {
            "title": "A Paper",
            "venue": {"name": "ACL", "year": 2023},
            "links": {"arxiv": "2307.00001", "doi": "10.1000/y"},
        },
    )
    assert {(problem.code, problem.line, problem.message) for problem in result.problems} == {
        ("source-differs", 2, "a-paper: venue: the record has ICML, test has ACL"),
        ("source-differs", 2, "a-paper: links.doi: the record has 10.1000/x, test has 10.1000/y"),
    }


def test_an_identifier_that_belongs_to_another_record_stays_there(index):
    bring(
        index,
        {"title": "A Preprint", "links": {"arxiv": "2307.00001"}},
        {"title": "A Version in Print", "links": {"doi": "10.1000/x"}},
    )
    result = bring(
        index, {"title": "A Preprint", "links": {"arxiv": "2307.00001", "doi": "10.1000/x", "openreview": "abcdefgh"}}
    )
    assert [problem.code for problem in result.problems] == ["two-records"]
    assert records(index)["a-preprint"].links.doi is None
    assert records(index)["a-preprint"].links.openreview == "abcdefgh"


def test_nothing_is_taken_over_from_an_entry_with_somebody_elses_identifier(index):
    bring(index, {"title": "Aligning Small Models", "authors": names("Ahn", "Berg"), "links": {"arxiv": "2307.00001"}})
    result = bring(
        index,
        {
            "title": "Cooking for Beginners",
            "authors": names("Curie"),
            "abstract": "We cook.",
            "links": {"arxiv": "2307.00001"},
        },
    )
    assert [(problem.code, problem.line) for problem in result.problems] == [("identifier-shared", 1)]
    assert (result.skipped, records(index)["aligning-small-models"].abstract) == (1, None)


def test_an_id_that_another_paper_has_is_not_taken_from_it(index):
    bring(index, {"id": "survey", "title": "A Survey of Alignment", "authors": names("Ahn")})
    result = bring(index, {"id": "survey", "title": "A Survey of Cooking", "authors": names("Curie")})
    assert {paper.title for paper in records(index).values()} == {"A Survey of Alignment", "A Survey of Cooking"}
    assert [problem.code for problem in result.problems] == ["id-taken"]


def test_a_record_that_comes_back_under_its_id_with_a_mended_title_is_the_same(index):
    bring(index, {"id": "survey", "title": "A Survey", "authors": names("Ahn"), "date": "2023"})
    result = bring(
        index,
        {
            "id": "survey",
            "title": "A Survey of Everything and More",
            "authors": names("Ahn"),
            "date": "2023",
            "abstract": "All.",
        },
    )
    assert (result.merged, list(records(index))) == (1, ["survey"])


def test_venues_get_the_id_and_name_that_the_index_has_for_them(index):
    index.venues.write_text(
        "- id: neurips\n  name: NeurIPS\n  aliases: [NIPS, Neural Information Processing Systems]\n"
    )
    bring(
        index,
        {"title": "A Paper", "venue": {"name": "Advances in Cooking (NIPS 2017)", "year": 2017}},
        {"title": "Elsewhere", "venue": {"name": "Nowhere"}},
    )
    venue, other = records(index)["a-paper"].venue, records(index)["elsewhere"].venue
    assert venue is not None
    assert (venue.id, venue.name, venue.year) == ("neurips", "NeurIPS", 2017)
    assert other is not None
    assert (other.id, other.name) == (None, "Nowhere")


def test_a_venue_that_a_person_called_by_an_alias_is_no_conflict(index):
    bring(index, {"title": "A Paper", "venue": {"name": "NIPS", "year": 2017}})
    index.venues.write_text("- id: neurips\n  name: NeurIPS\n  aliases: [NIPS]\n")
    result = bring(index, {"title": "A Paper", "venue": {"name": "NeurIPS", "year": 2017, "status": "published"}})
    venue = records(index)["a-paper"].venue
    assert result.problems == []
    assert venue is not None
    assert (venue.id, venue.name, venue.status) == ("neurips", "NIPS", "published")
