"""A branch against its base, in a real Git repository: what has changed, what is wrong with that, and nothing else."""

import json
import os
import subprocess

import pytest
from paperdex.cli import main
from paperdex.commands.pr_report import pr_report
from paperdex.records.write import SCHEMA_LINE
from small_index import TODAY, SmallIndex

DAY = ["--today", "2026-01-31"]
FAULTS = {
    "unknown-key": ('id: unknown-key\ntitle: "Of Keys"\nabstrakt: An abstract.\n', 4),
    "unknown-topic": ('id: unknown-topic\ntitle: "Of Topics"\ntopics: [method]\n', 4),
    "duplicate-identifier": ('id: duplicate-identifier\ntitle: "The Known Paper"\nlinks:\n  arxiv: "2301.00001"\n', 5),
    "near-duplicate-title": ('id: near-duplicate-title\ntitle: "Aligning Models with What People Wanted"\n', 3),
    "date-before-arxiv": (
        'id: date-before-arxiv\ntitle: "Of Dates"\ndate: "2020-01-01"\nlinks:\n  arxiv: "2305.00002"\n',
        4,
    ),
    "yaml-syntax": ("id: yaml-syntax\ntitle: Colons: a Study\n", 3),
    "invalid-value": ('id: invalid-value\ntitle: "Of Days"\ndate: "2023-02-30"\n', 4),
    "link-kind": ('id: link-kind\ntitle: "Of Links"\nlinks:\n  dataset:\n    - https://github.com/owner/code\n', 6),
    "duplicate-key": ('id: duplicate-key\ntitle: "Of One"\ntitle: "Of Two"\n', 4),
    "unknown-venue": ('id: unknown-venue\ntitle: "Of Venues"\nvenue: {id: neurisp, name: NeurISP}\n', 4),
}
"""Records by the code of the one fault of each, and the line at which it stands."""
PROVENANCE = "provenance:\n  source: manual\n"


def git(index, *arguments):
    identity = {
        "GIT_AUTHOR_NAME": "A",
        "GIT_AUTHOR_EMAIL": "a@b.example",
        "GIT_COMMITTER_NAME": "A",
        "GIT_COMMITTER_EMAIL": "a@b.example",
    }
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, **identity}
    subprocess.run(["git", *arguments], check=True, cwd=index.root, env={**os.environ, **alone}, capture_output=True)


def commit(index, message="Work"):
    git(index, "add", "--all")
    git(index, "commit", "--quiet", "--message", message)


@pytest.fixture
def branch(index: SmallIndex) -> SmallIndex:
    """An index of three papers, one of them with a fault of its own, and a branch on which nothing has happened yet."""
    index.add("known", title="The Known Paper", links={"arxiv": "2301.00001"}, topics=["methods"])
    index.add("aligning", title="Aligning Models with What People Want", topics=["methods", "safety"])
    index.write(
        "content/papers/undated/old-fault.yaml",
        f"{SCHEMA_LINE}id: old-fault\ntitle: Of Old\ntopics: [gone]\n{PROVENANCE}",
    )
    git(index, "init", "--quiet", "--initial-branch", "main")
    commit(index)
    git(index, "switch", "--quiet", "--create", "branch")
    return index


def report(index, base="main"):
    return pr_report(index.settings, base, today=TODAY)


def test_ten_planted_faults_are_ten_findings_at_their_lines(branch, capsys):
    for code, (text, _) in FAULTS.items():
        branch.write(f"content/papers/2024/{code}.yaml", f"{SCHEMA_LINE}{text}{PROVENANCE}")
    commit(branch)
    found = ["-C", str(branch.root), "check", "--changed-since", "main", "--format", "json", *DAY]
    assert main(found) == 1
    findings = json.loads(capsys.readouterr().out)
    assert {(each["code"], each["file"], each["line"]) for each in findings} == {
        (code, f"content/papers/2024/{code}.yaml", line) for code, (_, line) in FAULTS.items()
    }
    assert len(findings) == 10
    text, has_errors = report(branch)
    assert has_errors
    for code, (_, line) in FAULTS.items():
        assert f"`content/papers/2024/{code}.yaml:{line}:" in text
    assert "old-fault" not in text


def test_a_clean_change_has_no_findings(branch, capsys):
    branch.add("new", title="A New Paper", topics=["methods"], links={"arxiv": "2302.00002"}, date="2023-02")
    commit(branch)
    text, has_errors = report(branch)
    assert not has_errors
    assert text.startswith("## 1 paper added\n\nNothing is wrong with what has changed.\n")
    assert "### Added\n\n<details><summary>A New Paper</summary>" in text
    assert "- Methods: +1, 3 papers in all" in text
    assert main(["-C", str(branch.root), "pr-report", "--base", "main", *DAY]) == 0
    assert capsys.readouterr().out == text


def test_a_rival_is_named_apart_from_other_findings(branch):
    branch.write(
        "content/papers/2024/near-duplicate-title.yaml", SCHEMA_LINE + FAULTS["near-duplicate-title"][0] + PROVENANCE
    )
    text, _ = report(branch)
    assert (
        "### Papers that may be here already\n\n- Warning at `content/papers/2024/near-duplicate-title.yaml:3:" in text
    )
    assert "### What is wrong" not in text


def test_a_change_is_shown_field_by_field(branch):
    branch.add("known", title="The Known Paper, Again", links={"arxiv": "2301.00001"}, topics=["safety"])
    text, _ = report(branch)
    assert text.startswith("## 1 changed\n")
    assert "  - `title`: The Known Paper → The Known Paper, Again\n  - `topics`: methods → safety" in text
    assert "- Methods: −1, 1 paper in all\n- Safety: +1, 2 papers in all" in text


def test_a_renamed_record_is_a_changed_one(branch):
    (branch.root / "content/papers/undated/known.yaml").unlink()
    branch.add("better", title="The Known Paper", links={"arxiv": "2301.00001"}, topics=["methods"], aliases=["known"])
    text, has_errors = report(branch)
    assert text.startswith("## 1 changed\n")
    assert "`id`: known → better" in text
    assert not has_errors


def test_a_removed_record_is_named(branch):
    (branch.root / "content/papers/undated/known.yaml").unlink()
    text, _ = report(branch)
    assert "### Removed\n\n- The Known Paper (`known`)" in text


def test_a_record_that_became_unreadable_is_not_called_removed(branch):
    branch.write("content/papers/undated/known.yaml", "id: known\n  title: x\n")
    text, has_errors = report(branch)
    assert has_errors
    assert "Removed" not in text


def test_words_that_come_and_go_are_named(branch):
    branch.write(
        "content/topics.yaml",
        "- slug: methods\n  name: Methods\n- slug: tools\n  name: Tools\n- slug: safety\n  name: Safety\n",
    )
    branch.write("content/venues.yaml", "[]\n")
    text, _ = report(branch)
    assert "- `content/topics.yaml` now has `tools`\n- `content/venues.yaml` no longer has `neurips`" in text


def test_the_generated_list_is_to_be_left_alone(branch):
    branch.write("PAPERS.md", "# Mine\n")
    assert "Please leave `PAPERS.md` out" in report(branch)[0]


def test_a_change_beside_the_content_needs_no_report(branch):
    branch.write("NOTES.md", "Nothing\n")
    assert report(branch) == ("", False)


def test_what_the_base_did_since_is_not_part_of_the_change(branch):
    branch.add("new", title="A New Paper")
    commit(branch)
    git(branch, "switch", "--quiet", "main")
    branch.add("theirs", title="Another Paper")
    commit(branch)
    git(branch, "switch", "--quiet", "branch")
    text, _ = report(branch)
    assert text.startswith("## 1 paper added\n")
    assert "Another Paper" not in text


def test_a_file_with_a_hostile_name_calls_nobody(branch):
    branch.write("content/papers/undated/`@owner` #1.yaml", "id: x\n")
    assert "`content/papers/undated/'@owner' #1.yaml:1:1`" in report(branch)[0]


def test_a_revision_that_is_none_is_one_line(branch, capsys):
    assert main(["-C", str(branch.root), "pr-report", "--base", "--output=x"]) == 2
    assert capsys.readouterr().err.count("\n") == 1
