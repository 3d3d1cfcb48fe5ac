import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import yaml_io
from generator.errors import PaperdexError

TOPICS = """\
# Methods
- slug: a  # the first
  name: A
- slug: b
  aliases:
  - x  # gone

# Safety
- {slug: c, match: ['\\bc\\b', "d"]}
- slug: d
  aliases:
  description: |-
    One.

    Two.
# end
"""
words = st.sampled_from(["new", "yes", "a: b", "2024-01-01", "# x", ""])


def test_a_scalar_is_replaced_and_nothing_else():
    assert yaml_io.replace(TOPICS, (0, "slug"), "z") == TOPICS.replace("slug: a  #", "slug: z  #")
    assert yaml_io.replace(TOPICS, (2, "match", 1), "no") == TOPICS.replace('"d"]', '"no"]')


@pytest.mark.parametrize(
    ("location", "old", "new"),
    [
        ((0, "aliases"), "  name: A\n", "  name: A\n  aliases: [new]\n"),
        ((1, "aliases"), "  - x  # gone\n", "  - x  # gone\n  - new\n"),
        ((2, "match"), '"d"]', '"d", new]'),
        ((2, "aliases"), '"d"]}', '"d"], aliases: [new]}'),
        ((3, "aliases"), "aliases:\n  desc", "aliases: [new]\n  desc"),
        ((3, "match"), "    Two.\n", "    Two.\n  match: [new]\n"),
    ],
)
def test_an_item_is_added_where_a_person_would_add_it(location, old, new):
    assert yaml_io.append(TOPICS, location, "new") == TOPICS.replace(old, new)


def test_a_whole_mapping_can_be_added():
    assert 'start_here: [{paper: x, why: "so: well"}]\n' in yaml_io.append(TOPICS, (0, "start_here"), {"paper": "x", "why": "so: well"})


def test_an_entry_goes_and_the_comments_around_it_stay():
    assert yaml_io.remove_item(TOPICS, (1,)) == TOPICS.replace("- slug: b\n  aliases:\n  - x  # gone\n", "")
    assert yaml_io.remove_item(TOPICS, (3,)).endswith('"d"]}\n# end\n')


@pytest.mark.parametrize("text", ['[{"slug": "a"}, {"slug": "b"}]\n', "- slug: |\n    a\n- slug: b\n"])
def test_what_cannot_be_edited_safely_is_refused(text):
    with pytest.raises(PaperdexError, match="change it by hand"):
        yaml_io.remove_item(text, (0,)) if text.startswith("[") else yaml_io.replace(text, (0, "slug"), "z")


entries = st.fixed_dictionaries(
    {"slug": words}, optional={"aliases": st.lists(words, max_size=2), "start": st.lists(st.dictionaries(st.just("k"), words), max_size=2)}
)


@given(st.lists(entries, min_size=1, max_size=3), st.booleans(), st.data(), words)
def test_an_edit_means_what_it_says(value, in_flow, data, word):
    text = yaml_io.dump(value, flow=frozenset({"", "aliases"} if in_flow else ()))
    place = data.draw(st.integers(0, len(value) - 1))
    assert yaml_io.parse(yaml_io.append(text, (place, "aliases"), word)).value[place]["aliases"] == [*value[place].get("aliases", []), word]
    assert yaml_io.parse(yaml_io.replace(text, (place, "slug"), word)).value[place] == {**value[place], "slug": word}
