import pytest
from paperdex.commands.merge import merge
from paperdex.errors import PaperdexError

ORDER = """\
- slug: methods
  name: Methods
  start_here:
    - {paper: a, why: One}
    - {paper: b, why: Two}
- slug: t
  name: T
  start_here: [{paper: b, why: Three}]
"""


def test_the_first_record_takes_what_only_the_second_says(index):
    index.add(
        "a",
        title="A Method",
        topics=["methods"],
        links={"arxiv": "2307.03601"},
        aliases=["a-old"],
        corrected=[{"date": "2024", "note": "x"}],
    )
    index.add(
        "b",
        title="A method",
        topics=["safety"],
        links={"doi": "10.1000/x"},
        aliases=["b-old"],
        abstract="It works.",
        corrected=[{"date": "2023", "note": "y"}],
    )
    changes = merge(index.settings, "a", "b")
    assert (changes.written, changes.removed) == (["content/papers/undated/a.yaml"], ["content/papers/undated/b.yaml"])
    assert changes.findings == []
    paper = index.paper("a")
    assert paper.aliases == ("a-old", "b", "b-old")
    assert paper.topics == ("methods", "safety")
    assert (paper.links.arxiv, paper.links.doi, paper.abstract) == ("2307.03601", "10.1000/x", "It works.")
    assert [correction.note for correction in paper.corrected] == ["y", "x"]
    assert index.check() == []


def test_disagreements_are_reported_with_the_name_of_the_other_record(index):
    index.add("a", date="2023", note="Ours.")
    index.add("b", date="2021", note="Theirs.")
    found = [(finding.code, finding.file, finding.message) for finding in merge(index.settings, "a", "b").findings]
    assert found == [
        ("records-differ", "content/papers/2023/a.yaml", "title: the record has About a, b has About b"),
        ("records-differ", "content/papers/2023/a.yaml", "date: the record has 2023, b has 2021"),
        ("records-differ", "content/papers/2023/a.yaml", "note: that of b was left out: Theirs."),
    ]


def test_reading_orders_name_the_first_record_and_none_twice(index):
    index.add("a")
    index.add("b")
    index.write("content/topics.yaml", ORDER)
    merge(index.settings, "a", "b")
    assert index.read("content/topics.yaml") == ORDER.replace("    - {paper: b, why: Two}\n", "").replace(
        "paper: b", "paper: a"
    )
    assert index.check() == []


@pytest.mark.parametrize(
    ("first", "second", "problem"),
    [
        ("a", "a", "'a' is one record, and a merge takes two"),
        ("a", "bb", "there is no paper 'bb'"),
        ("gone", "a", "'gone' was removed from this index"),
        ("a", "gone", "'gone' was removed from this index"),
    ],
)
def test_wrong_input_is_one_clear_line(index, first, second, problem):
    index.add("a")
    index.add("gone", status={"kind": "removed"})
    with pytest.raises(PaperdexError, match=problem):
        merge(index.settings, first, second)
