"""What is kept from one build to the next is believed only as far as it cannot do harm."""

import orjson
import pytest

from generator.site.state import State, Unit


def test_a_state_is_read_as_it_was_written(tmp_path):
    state = State(common="c", doomed=["old.html"])
    state.enter(Unit("page:a", "key"), ["a/index.html"])
    state.write(tmp_path / "state")
    assert State.read(tmp_path / "state") == state


@pytest.mark.parametrize("path", ["../content/papers/2024/x.yaml", "/etc/passwd", "a/../../x"])
@pytest.mark.parametrize("place", ["doomed", "units"])
def test_a_state_that_would_delete_outside_the_site_is_none(tmp_path, path, place):
    values = {"common": "c", "doomed": [], "units": {}, place: [path] if place == "doomed" else {"page:a": ["key", [path]]}}
    (tmp_path / "state").write_bytes(orjson.dumps(values))
    assert State.read(tmp_path / "state") == State()


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"common": 1, "doomed": 2, "units": 3}', b'{"common": "", "doomed": [1], "units": {"a": 1}}', b"\xff"])
def test_a_damaged_state_is_none(tmp_path, data):
    (tmp_path / "state").write_bytes(data)
    assert State.read(tmp_path / "state") == State()
