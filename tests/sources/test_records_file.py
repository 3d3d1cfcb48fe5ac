import json

import pytest
from hypothesis import given, settings
from paperdex.pages.exports import records_json
from paperdex.records.draft import complete
from paperdex.records.write import to_mapping
from paperdex.sources import records_file
from paperdex.sources.source import Reading, SourceText
from strategies import paper_lists


def read(text: str) -> Reading:
    assert records_file.recognises(text)
    return records_file.read(SourceText("list", text))


def places(reading: Reading) -> list[tuple[str, tuple[int, int]]]:
    return [(draft.values["title"], draft.lines) for draft in reading.drafts]


@pytest.mark.parametrize("dump", [records_json.dump_lines, records_json.dump_array])
@given(papers=paper_lists)
@settings(max_examples=25, deadline=None)
def test_what_an_export_prints_is_read_as_the_same_records(dump, papers):
    made = [complete(draft, set())[0] for draft in read(dump(papers)).drafts]
    assert [to_mapping(paper) for paper in made if paper] == [to_mapping(paper) for paper in papers]


def test_nulls_and_empty_lists_are_what_is_not_known():
    [draft] = read(
        '{"title": "A", "date": null, "authors": [], "abstract": "", "links": {"arxiv": null, "code": []}, '
        '"provenance": null}'
    ).drafts
    assert draft.values == {"title": "A", "provenance": {"source": "records"}}


def test_the_lines_of_a_report_are_not_a_field():
    [draft] = read('[{"title": "A", "lines": [3, 9]}]').drafts
    assert "lines" not in draft.values


def test_json_lines_a_json_list_and_a_yaml_list_are_read_with_their_lines():
    assert places(read('{"title": "A"}\n\n{"title": "B"}\n')) == [("A", (1, 1)), ("B", (3, 3))]
    assert places(read(json.dumps([{"title": "A"}, {"title": "B"}], indent=1))) == [("A", (2, 4)), ("B", (5, 7))]
    assert places(read("# two\n- title: A\n  date: '2023'\n\n- title: B\n")) == [("A", (2, 3)), ("B", (5, 5))]


def test_a_broken_item_is_an_error_at_its_line_and_costs_no_other():
    reading = read("- title: A\n- title: B: C\n- title: D\n- 7\n")
    assert places(reading) == [("A", (1, 1)), ("D", (3, 3))]
    assert [(finding.code, finding.line) for finding in reading.findings] == [("yaml-syntax", 2), ("not-a-record", 4)]


def test_a_literal_block_may_hold_a_line_that_looks_like_an_item():
    [draft] = read("- title: A\n  abstract: |\n    - not an item\n    - nor this\n").drafts
    assert draft.values["abstract"] == "- not an item\n- nor this\n"


def test_a_list_that_is_longer_than_a_document_may_be_is_read():
    item = "- title: A\n  abstract: " + "word " * 2000 + "\n"
    assert len(read(item * 600).drafts) == 600
