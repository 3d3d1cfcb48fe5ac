import pytest
from paperdex.cli import main
from paperdex.commands.import_ import import_files
from paperdex.commands.remove import remove
from paperdex.errors import PaperdexError

DAY = "2026-01-31"
ORDER = """\
- slug: methods
  name: Methods
  start_here:
    - {paper: a, why: One}
    - {paper: b, why: Two}
- slug: t
  name: T
  start_here:
  - paper: a
    why: Three
"""


def test_the_record_stays_and_says_why(index):
    index.add("a", topics=["methods"])
    changes = remove(index.settings, "a", "Not about  alignment.", today=DAY)
    assert changes.written == ["content/papers/undated/a.yaml"]
    status = index.paper("a").status
    assert (status.kind, status.date, status.reason) == ("removed", DAY, "Not about alignment.")
    assert index.check() == []


def test_reading_orders_lose_the_paper_and_nothing_else(index):
    index.add("a")
    index.add("b")
    index.write("content/topics.yaml", ORDER)
    remove(index.settings, "a", "Why", today=DAY)
    assert index.read("content/topics.yaml") == ORDER.replace("    - {paper: a, why: One}\n", "").replace(
        "  start_here:\n  - paper: a\n    why: Three\n", ""
    )
    assert index.check() == []


@pytest.mark.parametrize(
    "record", ['{"title": "About a"}', '{"title": "Another Title", "links": {"arxiv": "2307.03601"}}']
)
def test_no_import_brings_it_back(index, record):
    index.add("a", links={"arxiv": "2307.03601"})
    remove(index.settings, "a", "Why", today=DAY)
    before = index.read("content/papers/undated/a.yaml")
    result = import_files(index.settings, [index.write("more.jsonl", record + "\n")])
    assert (result.added, result.merged, result.skipped) == (0, 0, 1)
    assert index.read("content/papers/undated/a.yaml") == before
    assert len(list(index.settings.papers.rglob("*.yaml"))) == 1


@pytest.mark.parametrize(
    ("paper_id", "reason", "problem"),
    [
        ("aa", "x", "there is no paper 'aa'"),
        ("gone", "x", "'gone' has been removed already"),
        ("a", " ", "a reason is needed"),
    ],
)
def test_wrong_input_is_one_clear_line(index, paper_id, reason, problem):
    index.add("a")
    index.add("gone", status={"kind": "removed"})
    with pytest.raises(PaperdexError, match=problem):
        remove(index.settings, paper_id, reason, today=DAY)


def test_the_command_asks_for_a_reason(index, capsys):
    index.add("a")
    assert main(["-C", str(index.root), "remove", "a"]) == 2
    assert "--reason" in capsys.readouterr().err
    assert main(["-C", str(index.root), "remove", "a", "--reason", "Why"]) == 0
    assert index.paper("a").status.reason == "Why"
