import pytest
from hypothesis import given
from hypothesis import strategies as st
from paperdex import yaml_io
from paperdex.errors import PaperdexError

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


def test_a_list_of_longer_things_has_a_line_for_each():
    once = yaml_io.append("- slug: a\n", (0, "start_here"), {"paper": "x", "why": "so: well"})
    assert once == '- slug: a\n  start_here:\n    - paper: x\n      why: "so: well"\n'
    assert yaml_io.append(once, (0, "start_here"), {"paper": "y"}) == once + "    - paper: y\n"
    rules = yaml_io.append("- slug: a\n", (0, "match"), r"\b(RL|it's)\b")
    assert rules == "- slug: a\n  match:\n    - '\\b(RL|it''s)\\b'\n"
    assert yaml_io.append(rules, (0, "match"), "RLHF") == rules + "    - RLHF\n"


@pytest.mark.parametrize(
    ("location", "old", "new"),
    [
        ((1,), "- slug: b\n  aliases:\n  - x  # gone\n", ""),
        ((3,), "- slug: d\n  aliases:\n  description: |-\n    One.\n\n    Two.\n", ""),
        ((0, "name"), "  name: A\n", ""),
        ((3, "description"), "  description: |-\n    One.\n\n    Two.\n", ""),
        ((2, "match", 0), "'\\bc\\b', ", ""),
        ((2, "match", 1), ', "d"', ""),
        ((2, "slug"), "slug: c, ", ""),
        ((2, "match"), ", match: ['\\bc\\b', \"d\"]", ""),
    ],
)
def test_what_is_removed_goes_and_the_comments_around_it_stay(location, old, new):
    assert old in TOPICS
    assert yaml_io.remove(TOPICS, location) == TOPICS.replace(old, new)


def test_json_is_edited_too():
    assert yaml_io.remove('[{"slug": "a"}, {"slug": "b"}]\n', (0,)) == '[{"slug": "b"}]\n'
    assert yaml_io.append('[{"slug": "a"}]\n', (0, "aliases"), "b") == '[{"slug": "a", aliases: [b]}]\n'


@pytest.mark.parametrize(
    ("text", "location"),
    [("- slug: a\n  name: A\n", (0, "slug")), ("- - a\n  - b\n", (0, 0)), ("a:\n  b: c\n", ("a", "b"))],
)
def test_what_cannot_be_removed_safely_is_refused(text, location):
    with pytest.raises(PaperdexError, match="change it by hand"):
        yaml_io.remove(text, location)


entries = st.fixed_dictionaries(
    {"slug": words},
    optional={
        "aliases": st.lists(words, max_size=2),
        "start": st.lists(st.dictionaries(st.just("k"), words), max_size=2),
    },
)


@given(st.lists(entries, min_size=1, max_size=3), st.booleans(), st.data(), words)
def test_an_edit_means_what_it_says(value, in_flow, data, word):
    text = yaml_io.dump(value, flow=frozenset({"", "aliases"} if in_flow else ()))
    place = data.draw(st.integers(0, len(value) - 1))
    assert yaml_io.parse(yaml_io.append(text, (place, "aliases"), word)).value[place]["aliases"] == [
        *value[place].get("aliases", []),
        word,
    ]
    assert yaml_io.parse(yaml_io.replace(text, (place, "slug"), word)).value[place] == {**value[place], "slug": word}
    if len(value) > 1:
        assert yaml_io.parse(yaml_io.remove(text, (place,))).value == [*value[:place], *value[place + 1 :]]
