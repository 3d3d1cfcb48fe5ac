import json
from typing import Any

from hypothesis import given, settings
from paperdex.pages.exports import records_json
from paperdex.records.paper import Paper
from paperdex.records.parse import parse_mapping
from paperdex.records.write import dump, without_empty
from strategies import paper_lists, papers


@settings(max_examples=50, deadline=None)
@given(paper_lists)
def test_lines_and_array_are_the_records_again(records: list[Paper]) -> None:
    lines = records_json.dump_lines(records)
    assert lines.count("\n") == len(records)
    objects = [json.loads(line) for line in lines.split("\n")[:-1]]
    assert [parse_mapping(values)[0] for values in objects] == records
    assert [without_empty(values) for values in objects] == json.loads(records_json.dump_array(records))


@settings(max_examples=50, deadline=None)
@given(papers)
def test_a_line_has_every_field_and_an_element_those_that_are_known(record: Paper) -> None:
    values = json.loads(records_json.line(record))
    assert list(values) == list(Paper.model_fields)
    assert parse_mapping(values) == (record, [])
    known = json.loads(records_json.compact(record))
    assert list(known) == [name for name in values if name in known]
    assert {"id", "title", "language", "provenance"} <= set(known)
    assert not has_empty(known)
    again, problems = parse_mapping(known)
    assert again
    assert dump(again) == dump(record)
    assert not problems


def has_empty(value: Any) -> bool:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return value in (None, [], {}) or any(map(has_empty, inner))


def test_an_empty_index_is_an_empty_array() -> None:
    assert json.loads(records_json.dump_array([])) == []
    assert records_json.dump_lines([]) == ""
