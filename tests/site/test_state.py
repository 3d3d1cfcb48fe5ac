"""What is kept from one build to the next is believed only as far as it cannot do harm."""

import orjson
import pytest

from generator.site.state import Made, State, Unit


def test_a_state_is_read_as_it_was_written(tmp_path):
    state, made = State("c"), Made("key", {"page:a": Unit("other", {"a/index.html": 12})})
    state.enter("paper/a", made)
    state.write(tmp_path / "state")
    again = State.read(tmp_path / "state")
    assert (again.common, again.keys, again.made("paper/a"), again.made("paper/b")) == ("c", {"paper/a": "key"}, made, None)
    assert list(again.files()) == [("a/index.html", 12)]


@pytest.mark.parametrize("path", ["../content/papers/2024/x.yaml", "/etc/passwd", "a/../../x"])
def test_a_file_outside_the_site_is_none_of_it(tmp_path, path):
    units = {"paper/a": {"page:a": ["key", {path: 1, "a/index.html": 2}]}}
    (tmp_path / "state").write_bytes(orjson.dumps({"common": "c", "keys": {"paper/a": "key"}, "units": units}))
    made = State.read(tmp_path / "state").made("paper/a")
    assert made is not None
    assert made.files == {"a/index.html": 2}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b'{"common": 1, "keys": 3, "units": 3}',
        b'{"common": "", "keys": {"a": ""}, "units": {"a": 1}}',
        b'{"common": "", "keys": {"a": ""}, "units": {"a": {"b": 1}}}',
        b'{"common": "", "keys": {}, "units": {"a": {}}}',
        b"\xff",
    ],
)
def test_a_damaged_state_is_none(tmp_path, data):
    (tmp_path / "state").write_bytes(data)
    assert State.read(tmp_path / "state") == State()
