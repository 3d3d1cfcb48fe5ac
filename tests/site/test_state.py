"""What is kept from one build to the next is believed only as far as it cannot do harm."""

import orjson
import pytest

from generator.site.state import Made, State, Unit


def test_a_state_is_read_as_it_was_written(tmp_path):
    state = State("c", {"paper/a": Made("key", {"page:a": Unit("other", {"a/index.html": 12})})})
    state.write(tmp_path / "state")
    assert State.read(tmp_path / "state") == state


@pytest.mark.parametrize("path", ["../content/papers/2024/x.yaml", "/etc/passwd", "a/../../x"])
def test_a_state_that_would_delete_outside_the_site_is_none(tmp_path, path):
    values = {"common": "c", "groups": {"paper/a": ["key", {"page:a": ["key", {path: 1}]}]}}
    (tmp_path / "state").write_bytes(orjson.dumps(values))
    assert State.read(tmp_path / "state") == State()


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"common": 1, "groups": 3}', b'{"common": "", "groups": {"a": 1}}', b"\xff"])
def test_a_damaged_state_is_none(tmp_path, data):
    (tmp_path / "state").write_bytes(data)
    assert State.read(tmp_path / "state") == State()
