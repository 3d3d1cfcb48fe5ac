import json

from hypothesis import given, settings
from strategies import paper_lists, papers

from generator.pages.exports import records_json
from generator.records.paper import Paper
from generator.records.parse import parse_mapping


@settings(max_examples=50, deadline=None)
@given(paper_lists)
def test_lines_and_array_are_the_records_again(records: list[Paper]) -> None:
    lines = records_json.dump_lines(records)
    assert lines.count("\n") == len(records)
    objects = [json.loads(line) for line in lines.split("\n")[:-1]]
    assert objects == json.loads(records_json.dump_array(records))
    assert [parse_mapping(values)[0] for values in objects] == records


@settings(max_examples=50, deadline=None)
@given(papers)
def test_one_record_has_every_field(record: Paper) -> None:
    values = json.loads(records_json.line(record))
    assert list(values) == list(Paper.model_fields)
    assert parse_mapping(values) == (record, [])


def test_an_empty_index_is_an_empty_array() -> None:
    assert json.loads(records_json.dump_array([])) == []
    assert records_json.dump_lines([]) == ""
