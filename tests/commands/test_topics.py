import pytest
from paperdex.cli import main
from paperdex.commands.topics import merge_topics, rename_topic
from paperdex.errors import PaperdexError

TOPICS = """\
# Methods come first.
- slug: methods  # broad
  name: Methods
- slug: rlhf
  name: RLHF
  parent: methods
  match:
    - '\\bRLHF\\b'  # the name
- slug: dpo
  name: DPO
  parent: rlhf
  description: Without a reward model.
  aliases: [direct]
  match: ['\\bDPO\\b']
  start_here:
    - paper: a
      why: Begin here
# Safety is apart.
- slug: safety
  name: Safety
"""


@pytest.fixture
def topics(index):
    index.write("content/topics.yaml", TOPICS)
    index.add("a", topics=["dpo", "safety"])
    index.add("b", topics=["rlhf", "dpo"])
    index.add("c", topics=["safety"])
    return index


def test_a_renamed_topic_takes_its_papers_and_narrower_topics_along(topics):
    changes = rename_topic(topics.settings, "rlhf", "human-feedback")
    assert changes.written == ["content/papers/undated/b.yaml", "content/topics.yaml"]
    assert topics.read("content/topics.yaml") == (
        TOPICS.replace("slug: rlhf", "slug: human-feedback")
        .replace("parent: rlhf", "parent: human-feedback")
        .replace("# the name\n", "# the name\n  aliases: [rlhf]\n")
    )
    assert topics.paper("b").topics == ("human-feedback", "dpo")
    assert topics.check() == []


def test_a_topic_can_get_an_earlier_slug_back(topics):
    rename_topic(topics.settings, "dpo", "direct")
    assert "- slug: direct\n" in topics.read("content/topics.yaml")
    assert "aliases: [dpo]\n" in topics.read("content/topics.yaml")
    assert topics.check() == []


def test_merged_topics_lose_nothing_but_a_description_that_is_reported(topics):
    changes = merge_topics(topics.settings, "safety", "dpo")
    assert topics.read("content/topics.yaml") == (
        TOPICS[: TOPICS.index("- slug: dpo")]
        + TOPICS[TOPICS.index("# Safety is apart") :]
        + "  aliases: [dpo, direct]\n  match:\n    - '\\bDPO\\b'\n  start_here:\n    - paper: a\n      why: Begin "
        "here\n"
    )
    assert topics.paper("a").topics == ("safety",)
    assert topics.paper("b").topics == ("rlhf", "safety")
    [finding] = changes.findings
    assert (finding.code, finding.message) == (
        "topic-description",
        "the description of 'dpo' was left out; 'safety' may want a word of it: Without a reward model.",
    )
    assert topics.check() == []


@pytest.mark.parametrize(
    ("kept", "other"),
    [
        ("rlhf", "methods"),
        ("dpo", "methods"),
        ("dpo", "rlhf"),
        ("methods", "rlhf"),
        ("methods", "dpo"),
        ("safety", "methods"),
    ],
)
def test_topics_above_and_below_each_other_merge_into_a_tree_that_is_whole(topics, kept, other):
    merge_topics(topics.settings, kept, other)
    assert topics.check() == []
    assert f"slug: {other}\n" not in topics.read("content/topics.yaml")
    assert "# Methods come first.\n" in topics.read("content/topics.yaml")


@pytest.mark.parametrize(
    ("command", "problem"),
    [
        (["rename", "rlfh", "x"], "there is no topic 'rlfh' (did you mean 'rlhf'?)"),
        (["rename", "rlhf", "dpo"], "'dpo' is or was the topic 'DPO'; choose another"),
        (["rename", "rlhf", "direct"], "'direct' is or was the topic 'DPO'; choose another"),
        (
            ["rename", "rlhf", "Human Feedback"],
            (
                "'Human Feedback' must be lower-case letters, digits and single hyphens, at most 64 characters (did "
                "you "
                "mean 'human-feedback'?)"
            ),
        ),
        (["merge", "rlhf", "rlhf"], "'rlhf' is one topic, and a merge takes two"),
        (["merge", "rlhf", "saftey"], "there is no topic 'saftey' (did you mean 'safety'?)"),
    ],
)
def test_wrong_input_is_one_clear_line_and_changes_nothing(topics, command, problem, capsys):
    assert main(["-C", str(topics.root), "topics", *command]) == 2
    assert capsys.readouterr().err == f"paperdex: {problem}\n"
    assert topics.read("content/topics.yaml") == TOPICS


def test_a_file_that_cannot_be_edited_safely_is_left_alone(topics):
    topics.write(
        "content/topics.yaml",
        "- slug: |-\n    rlhf\n  name: RLHF\n- slug: dpo\n  name: DPO\n- slug: safety\n  name: Safety\n",
    )
    with pytest.raises(
        PaperdexError,
        match=r"^content/topics\.yaml: is written in a way that cannot be changed safely; change it by hand$",
    ):
        rename_topic(topics.settings, "rlhf", "x")
    assert topics.paper("b").topics == ("rlhf", "dpo")
