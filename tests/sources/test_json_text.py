import json

from hypothesis import given, settings
from hypothesis import strategies as st
from paperdex.sources.json_text import first_json_entry, json_entries

_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
)


@given(st.lists(st.dictionaries(st.text(max_size=4), _VALUES, max_size=3), max_size=4), st.sampled_from([None, 0, 2]))
@settings(max_examples=200, deadline=None)
def test_a_list_gives_its_entries_with_their_lines(values, indent):
    text = json.dumps(values, indent=indent)
    found = list(json_entries(text))
    assert [entry.value for entry in found] == values
    lines = text.split("\n")
    for entry in found:
        part = "\n".join(lines[entry.first - 1 : entry.last])
        assert json.dumps(entry.value, indent=indent).split("\n")[0] in part


def test_an_object_a_line_and_one_over_many_lines():
    assert [(entry.value, entry.first, entry.last) for entry in json_entries('{"a": 1}\n\n{\n "b": 2\n}\n')] == [
        ({"a": 1}, 1, 1),
        ({"b": 2}, 3, 5),
    ]


def test_a_broken_entry_has_its_lines_and_the_next_ones_are_found():
    text = '[\n  {"a": 1},\n  {\n    "b": [{"c": }]\n  },\n  {"d": 4}\n]'
    assert [(entry.value, entry.first, entry.last, entry.fault is None) for entry in json_entries(text)] == [
        ({"a": 1}, 2, 2, True),
        (None, 3, 5, False),
        ({"d": 4}, 6, 6, True),
    ]


def test_a_list_that_does_not_end_is_a_fault():
    assert [entry.fault for entry in json_entries('[{"a": 1},\n')] == [
        None,
        "the list does not end: the file may be cut off",
    ]


def test_depth_and_digits_are_faults():
    assert next(json_entries('[{"a":' + "[" * 100_000)).fault == "is nested too deeply"
    assert [entry.fault for entry in json_entries('{"a": ' + "1" * 10_000 + "}")] == [
        "holds a number of thousands of digits"
    ]


def test_the_first_entry_is_read_without_the_others():
    assert first_json_entry(' [ {"a": 1}, broken') == {"a": 1}
    assert first_json_entry("[]") is None
    assert first_json_entry("a: b") is None
