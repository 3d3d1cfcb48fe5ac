"""Whatever a file holds, the check says so and goes on."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from paperdex.records.parse import parse_sound_part, parse_text
from small_index import SmallIndex
from strategies import mappings

junk = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-3, 10**20),
        st.text(max_size=8),
        st.sampled_from(["2023-99-99", "\u202e", "a" * 300, "https://", "$x"]),
    ),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "name", "family", "arxiv", "source", "kind", "x"]), inner, max_size=3)
    ),
    max_leaves=5,
)


@st.composite
def broken_records(draw):
    """A record in which some fields, or parts of fields, are something else."""
    values = draw(mappings)
    for _ in range(draw(st.integers(1, 3))):
        place = values
        key = draw(st.sampled_from([*sorted(values), "zzz"]))
        while isinstance(place.get(key), dict) and place[key] and draw(st.booleans()):
            place = place[key]
            key = draw(st.sampled_from(sorted(place)))
        place[key] = draw(junk)
    return json.dumps(values)


@given(broken_records())
def test_what_is_left_of_a_broken_record_is_a_record(text):
    paper, faults = parse_text(text)
    rest = parse_sound_part(text, otherwise_called="a")
    assert (paper is None) == bool(faults)
    assert paper is None or rest == paper
    assert rest is None or not parse_text(rest.model_dump_json())[1]


@given(st.lists(broken_records() | st.text(max_size=60), min_size=1, max_size=3), st.text(max_size=60))
@settings(max_examples=60)
def test_every_unreadable_file_gets_an_error_and_none_stops_the_check(records, vocabulary):
    with TemporaryDirectory() as folder:
        index = SmallIndex(Path(folder))
        index.write("content/topics.yaml", vocabulary.encode(errors="replace").decode())
        for number, text in enumerate(records):
            index.write(f"content/papers/2023/r{number}.yaml", text.encode(errors="replace").decode())
        said = index.check()
    for number, text in enumerate(records):
        if parse_text(text)[0] is None:
            assert any(line.startswith(f"content/papers/2023/r{number}.yaml:") for line in said)
