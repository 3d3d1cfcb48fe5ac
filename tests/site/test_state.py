"""What is kept from one build to the next is believed only as far as it cannot do harm."""

import orjson
import pytest

from generator.records.cache import write_sealed
from generator.site.state import Made, State, Unit


def test_a_state_is_read_as_it_was_written(tmp_path):
    state, made = State(), Made("key", {"page:a": Unit("other", {"a/index.html": 12, "é\n": 3})})
    state.enter("paper/a", made)
    state.write(tmp_path / "state", "common")
    again = State.read(tmp_path / "state", "common")
    assert (again.keys, again.made("paper/a"), again.made("paper/b")) == ({"paper/a": "key"}, made, None)
    assert (list(again.all()), again.files, again.bytes, again.has_other_units) == ([made], 2, 15, False)


def test_a_state_of_another_common_ground_is_none(tmp_path):
    State().write(tmp_path / "state", "common")
    assert State.read(tmp_path / "state", "common") is not None
    assert State.read(tmp_path / "state", "other") is None


def test_files_are_counted_as_groups_come_change_and_go():
    state = State()
    state.enter("a", Made("1", {"x": Unit("1", {"x": 5, "y": 6})}))
    state.enter("b", Made("1", {"z": Unit("1", {"z": 7})}))
    assert (state.files, state.bytes) == (3, 18)
    state.enter("a", Made("2", {"x": Unit("2", {"x": 1})}))
    assert (state.files, state.bytes) == (2, 8)
    state.remove("b")
    assert (state.files, state.bytes, state.keys) == (1, 1, {"a": "2"})


def test_it_is_known_whether_units_have_come_or_gone(tmp_path):
    state = State()
    state.enter("a", Made("1", {"x": Unit("1", {"x": 5})}))
    assert state.has_other_units
    state.write(tmp_path / "state", "")
    again = State.read(tmp_path / "state", "")
    again.enter("a", Made("2", {"x": Unit("2", {"y": 6})}))
    assert not again.has_other_units
    again.enter("a", Made("3", {"y": Unit("3", {"y": 6})}))
    assert again.has_other_units


@pytest.mark.parametrize("path", ["../content/papers/2024/x.yaml", "/etc/passwd", "a/../../x"])
def test_a_file_outside_the_site_is_none_of_it(tmp_path, path):
    units = orjson.dumps({"page:a": ["key", {path: 1, "a/index.html": 2}]}).decode()
    write_sealed(tmp_path / "state", "", f"2 3\npaper/a\nkey\n{units}".encode())
    assert State.read(tmp_path / "state", "").made("paper/a").files == {"a/index.html": 2}


@pytest.mark.parametrize("units", ["", "1", "[]", '{"a": 1}', '{"a": ["b"]}', '{"a": ["b", {"c": "d"}]}'])
def test_a_group_that_cannot_be_understood_has_to_be_made(tmp_path, units):
    write_sealed(tmp_path / "state", "", f"2 3\npaper/a\nkey\n{units}".encode())
    assert State.read(tmp_path / "state", "").made("paper/a") == Made("", {})


@pytest.mark.parametrize("body", [b"", b"[]", b"1", b"1 2\na", b"1 2\na\nb", b"1 2\na\nb\n{}\nc", b"\xff"])
def test_a_damaged_state_is_none(tmp_path, body):
    write_sealed(tmp_path / "state", "", body)
    assert State.read(tmp_path / "state", "") is None


@pytest.mark.parametrize("damage", [lambda data: b"", lambda data: data[:-1], lambda data: data.replace(b"paper/a", b"paper/b")])
def test_a_state_whose_seal_is_broken_is_none(tmp_path, damage):
    state, path = State(), tmp_path / "state"
    state.enter("paper/a", Made("key", {}))
    state.write(path, "")
    path.write_bytes(damage(path.read_bytes()))
    assert State.read(path, "") is None
