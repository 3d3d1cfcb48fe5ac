import json
import subprocess
import sys

import pytest
from paperdex.cli import main

A = "content/papers/undated/a.yaml"


@pytest.fixture
def faulty(index):
    index.add("a", topics=["safty"], note="Tom &amp; Jerry.")
    return ["-C", str(index.root), "check", "--today", "2026-01-31"]


def test_errors_fail_and_warnings_do_not(index, faulty, capsys):
    assert main(faulty) == 1
    assert capsys.readouterr().err == "1 file checked: 1 error, 1 warning\n"
    index.add("a", note="Tom &amp; Jerry.")
    assert main(faulty) == 0
    assert capsys.readouterr().err == "1 file checked: 1 warning\n"
    index.add("a")
    assert main(faulty) == 0
    assert capsys.readouterr() == ("", "1 file checked: no problems\n")


def test_text_is_clickable(faulty, capsys):
    main(faulty)
    assert capsys.readouterr().out.splitlines() == [
        f"{A}:4:10: unknown-topic 'safty' is not a topic of content/topics.yaml (did you mean 'safety'?)",
        f"{A}:5:7: html-remains &amp; is HTML for a character; write the character itself (did you mean '&'?)",
    ]


def test_github_gets_annotations(faulty, capsys):
    main([*faulty, "--format", "github"])
    first, second = capsys.readouterr().out.splitlines()
    assert (
        first
        == f"::error file={A},line=4,col=10,title=unknown-topic::'safty' is not a topic of content/topics.yaml (did "
        f"you mean 'safety'?)"
    )
    assert second.startswith(f"::warning file={A},line=5,col=7,title=html-remains::")


def test_programs_get_json(faulty, capsys):
    main([*faulty, "--format", "json"])
    first, _ = json.loads(capsys.readouterr().out)
    assert (first["code"], first["severity"], first["file"], first["line"], first["column"]) == (
        "unknown-topic",
        "error",
        A,
        4,
        10,
    )
    assert first["suggestion"] == "safety"


def test_a_revision_that_git_does_not_know_is_one_clear_line(index, faulty, capsys):
    assert main([*faulty, "--changed-since", "main"]) == 2
    assert "not a git repository" in capsys.readouterr().err
    subprocess.run(["git", "init", "-q", index.root], check=True)
    for revision in ("nonsense", "--output=x", ""):
        assert main([*faulty, f"--changed-since={revision}"]) == 2
        assert f"Git knows no revision {revision!r}" in capsys.readouterr().err
    assert not (index.root / "x").exists()


def test_without_git_the_way_out_is_named(faulty, tmp_path):
    command = [sys.executable, "-m", "paperdex", *faulty, "--changed-since", "main"]
    result = subprocess.run(
        command,
        capture_output=True,
        text=True,
        env={"PATH": str(tmp_path), "PYTHONPATH": ":".join(sys.path)},
        check=False,
    )
    assert result.returncode == 2
    assert (
        result.stderr
        == "paperdex: Git is needed to find what has changed, and it is not installed; name the files instead\n"
    )
