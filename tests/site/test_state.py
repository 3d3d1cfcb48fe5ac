"""What is kept from one build to the next is believed only as far as it cannot do harm."""

from pathlib import Path

import orjson
import pytest
from paperdex.site.journal import Journal
from paperdex.site.state import Made, State, Unit


def written(path: Path, units: str) -> State:
    """A state that somebody else wrote."""
    Journal(path, "common", 2).write([{"paper/a": "key", "*": "2"}, {"paper/a": units, "*": "3"}], [])
    return State(path, "common")


def test_a_state_is_read_as_it_was_written(tmp_path):
    state, made = (
        State(tmp_path / "state", "common"),
        Made("key", {"page:a": Unit("other", {"a/index.html": 12, "é\n": 3})}),
    )
    assert not state.is_known
    state.enter("paper/a", made)
    state.write()
    again = State(tmp_path / "state", "common")
    assert (again.is_known, again.keys, again.made("paper/a"), again.made("paper/b")) == (
        True,
        {"paper/a": "key"},
        made,
        None,
    )
    assert (list(again.all()), again.files, again.bytes, again.has_other_units) == ([made], 2, 15, False)


def test_a_state_of_another_common_ground_is_none(tmp_path):
    State(tmp_path / "state", "common").write()
    assert State(tmp_path / "state", "common").is_known
    assert not State(tmp_path / "state", "other").is_known


def test_groups_that_go_are_gone_and_those_that_change_are_changed(tmp_path):
    state = State(tmp_path / "state", "common")
    for name in "abc":
        state.enter(name, Made("1", {"x": Unit("1", {f"{name}/{number}": 5 for number in range(99)})}))
    state.write()
    state.remove("a")
    state.enter("b", Made("2", {"x": Unit("2", {"b": 1})}))
    state.write()
    again = State(tmp_path / "state", "common")
    assert (again.keys, again.files, again.bytes) == ({"b": "2", "c": "1"}, 100, 99 * 5 + 1)
    assert again.made("b") == Made("2", {"x": Unit("2", {"b": 1})})


def test_files_are_counted_as_groups_come_change_and_go(tmp_path):
    state = State(tmp_path / "state", "common")
    state.enter("a", Made("1", {"x": Unit("1", {"x": 5, "y": 6})}))
    state.enter("b", Made("1", {"z": Unit("1", {"z": 7})}))
    assert (state.files, state.bytes) == (3, 18)
    state.enter("a", Made("2", {"x": Unit("2", {"x": 1})}))
    assert (state.files, state.bytes) == (2, 8)
    state.remove("b")
    assert (state.files, state.bytes, state.keys) == (1, 1, {"a": "2"})
    state.forget()
    assert (state.files, state.bytes, state.keys) == (0, 0, {})


def test_it_is_known_whether_units_have_come_or_gone(tmp_path):
    state = State(tmp_path / "state", "common")
    state.enter("a", Made("1", {"x": Unit("1", {"x": 5})}))
    assert state.has_other_units
    state.write()
    again = State(tmp_path / "state", "common")
    again.enter("a", Made("2", {"x": Unit("2", {"y": 6})}))
    assert not again.has_other_units
    again.enter("a", Made("3", {"y": Unit("3", {"y": 6})}))
    assert again.has_other_units


@pytest.mark.parametrize("path", ["../content/papers/2024/x.yaml", "/etc/passwd", "a/../../x"])
def test_a_file_outside_the_site_is_none_of_it(tmp_path, path):
    state = written(tmp_path / "state", orjson.dumps({"page:a": ["key", {path: 1, "a/index.html": 2}]}).decode())
    assert state.made("paper/a").files == {"a/index.html": 2}


@pytest.mark.parametrize("units", ["", "1", "[]", '{"a": 1}', '{"a": ["b"]}', '{"a": ["b", {"c": "d"}]}'])
def test_a_group_that_cannot_be_understood_has_to_be_made(tmp_path, units):
    assert written(tmp_path / "state", units).made("paper/a") == Made("", {})


@pytest.mark.parametrize("sums", [("", ""), ("x", "1"), ("-1", "²")])
def test_sums_that_cannot_be_understood_are_none(tmp_path, sums):
    Journal(tmp_path / "state", "common", 2).write([{"a": "1", "*": sums[0] or "?"}, {"a": "{}", "*": sums[1]}], [])
    assert (State(tmp_path / "state", "common").files, State(tmp_path / "state", "common").bytes) == (0, 0)
