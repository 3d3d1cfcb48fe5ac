import yaml
from hypothesis import given
from hypothesis import strategies as st
from paperdex import yaml_io
from ruamel.yaml import YAML

tricky = st.sampled_from(
    [
        "yes",
        "No",
        "~",
        "null",
        "1_000",
        "0o17",
        "2024-01-01",
        "1:30",
        ".inf",
        "a: b",
        "a #b",
        "- a",
        "|",
        "🤗 a",
        "a\u2028b",
        "a\tb",
        " a",
        "a ",
    ]
)
strings = st.one_of(
    tricky,
    st.text(st.characters(exclude_categories=("Cs",)), max_size=30),
    st.text("ab \n", min_size=195, max_size=230),
)
trees = st.recursive(
    strings, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(strings, inner, max_size=3), max_leaves=8
)


@given(st.dictionaries(strings, trees, min_size=1, max_size=4), st.booleans())
def test_text_is_the_same_text_to_every_yaml_reader(mapping, in_flow):
    text = yaml_io.dump(mapping, flow=frozenset(mapping) if in_flow else frozenset())
    assert yaml_io.parse(text).value == mapping
    assert yaml.safe_load(text) == mapping, "YAML 1.1"
    assert YAML(typ="safe", pure=True).load(text) == mapping, "YAML 1.2"


def test_what_people_read_stays_readable():
    assert (
        yaml_io.dump({"title": "🤗 Transformers: für alle"}, quoted=frozenset({"title"}))
        == 'title: "🤗 Transformers: für alle"\n'
    )
    assert yaml_io.dump({"abstract": "One.\n\nTwo."}) == "abstract: |-\n  One.\n\n  Two.\n"
    assert yaml_io.dump([{"a": [{"b": "c"}]}]) == "- a:\n    - b: c\n"
    assert yaml_io.dump(
        {"authors": [{"family": "Li"}], "topics": ["a", "b, c"]}, flow=frozenset({"authors", "topics"})
    ) == ('authors:\n  - {family: Li}\ntopics: [a, "b, c"]\n')
