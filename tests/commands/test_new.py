"""A new index: whole, of one piece with this repository, and never over somebody's files."""

import json
import subprocess
import sys
from pathlib import Path

import paperdex
import pytest
from paperdex.cli import main
from paperdex.commands.new import name_of, requirement
from paperdex.records.parse import parse_text
from paperdex.settings import read_settings
from paperdex.yaml_io import read_config

ROOT = Path(__file__).parents[2]
OURS = {"workflows/audit.yml", "workflows/code.yml"}
"""Workflows for the program, which no other index has."""


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("new") / "my-graph-papers"
    assert main(["new", str(folder)]) == 0
    return folder


def files_below(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_it_builds_and_passes_its_own_check_at_once(index, capsys):
    for command in (["check"], ["fmt", "--check"], ["build"], ["export", "readme"]):
        assert main(["-C", str(index), *command]) == 0, (command, capsys.readouterr())
    assert "My Graph Papers" in (index / "site/index.html").read_text()
    assert (index / "site/topics/surveys/index.html").is_file()
    assert read_settings(index).site_name == "My Graph Papers"


def test_its_workflows_and_forms_are_those_of_this_repository(index):
    ours = {name: data for name, data in files_below(ROOT / ".github").items() if name not in OURS}
    assert files_below(index / ".github") == ours


def test_its_site_is_set_up_like_the_one_of_this_repository(index):
    own, ours = read_config(index / "mkdocs.yml"), read_config(ROOT / "mkdocs.yml")
    for name in ("site_name", "site_description", "site_url"):
        assert own.pop(name) != ours.pop(name)
    for settings in (own, ours):
        settings["extra"]["paperdex"].pop("repository", None)
    assert own == ours


def test_contributing_is_the_first_half_of_the_one_of_this_repository(index):
    assert (
        (ROOT / "CONTRIBUTING.md")
        .read_text()
        .startswith((index / "CONTRIBUTING.md").read_text().rstrip("\n") + "\n\n## Change the code\n")
    )


def test_the_record_in_contributing_is_one(index):
    lines = (index / "CONTRIBUTING.md").read_text().split("```yaml\n")[1].split("```")[0].splitlines()
    text = "".join(f"{line.removeprefix('   ')}\n" for line in lines[:-1])
    paper, findings = parse_text(text)
    assert not findings
    path = index / "content/papers/2023" / f"{paper.id}.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text)
    try:
        assert main(["-C", str(index), "check"]) == 0
        assert main(["-C", str(index), "fmt", "--check"]) == 0
        assert main(["-C", str(ROOT), "check", str(ROOT / "content/topics.yaml")]) == 0
        assert set(paper.topics) <= {
            line.split(": ")[1]
            for line in (ROOT / "content/topics.yaml").read_text().splitlines()
            if line.startswith("- slug: ")
        }
    finally:
        path.unlink()


def test_no_placeholder_is_left(index):
    assert [name for name, data in files_below(index).items() if b"PAPERDEX_" in data or "dot-" in name] == []


def test_every_job_of_its_makefile_is_listed(index):
    listed = subprocess.run(
        ["make", "--no-print-directory"], cwd=index, check=True, capture_output=True, text=True
    ).stdout
    assert [line.split()[1] for line in listed.splitlines()] == [
        "help",
        "install",
        "site",
        "serve",
        "check",
        "fmt",
        "clean",
    ]


def test_a_folder_in_use_is_refused_in_one_line(tmp_path, capsys):
    (tmp_path / "thesis.txt").write_text("Mine")
    assert main(["new", str(tmp_path)]) == 2
    assert main(["new", str(tmp_path / "thesis.txt")]) == 2
    assert files_below(tmp_path) == {"thesis.txt": b"Mine"}
    errors = capsys.readouterr().err.splitlines()
    assert len(errors) == 2
    assert "is not empty (it holds 'thesis.txt')" in errors[0]


def test_a_fresh_clone_is_an_empty_folder(tmp_path):
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    assert main(["new", str(tmp_path)]) == 0
    listed = subprocess.run(
        ["git", "ls-files", "--others", "--exclude-standard"], cwd=tmp_path, check=True, capture_output=True, text=True
    ).stdout
    assert "content/papers/.gitkeep" in listed.splitlines()


def test_any_folder_gives_a_name_that_builds(tmp_path):
    folder = tmp_path / """it's: "a" #list & <b>*x* 语言"""
    assert main(["new", str(folder)]) == 0
    assert read_settings(folder).site_name == """It's: "a" #list & <b>*x* 语言"""
    assert main(["-C", str(folder), "generate"]) == 0


@pytest.mark.parametrize(
    ("folder", "name"),
    [("graph-papers", "Graph Papers"), ("LLM_list", "LLM List"), ("/", "Papers"), ("a\u0007b", "Ab")],
)
def test_an_index_is_called_after_its_folder(folder, name):
    assert name_of(Path(folder)) == name


@pytest.mark.parametrize(
    ("origin", "wanted"),
    [
        (None, f"paperdex=={paperdex.__version__}"),
        (
            {"url": "https://git.example/p", "vcs_info": {"vcs": "git", "commit_id": "0a1b"}},
            "paperdex @ git+https://git.example/p@0a1b",
        ),
        ({"url": "file:///home/me/p", "dir_info": {"editable": True}}, "paperdex @ file:///home/me/p"),
    ],
)
def test_the_paperdex_that_makes_an_index_is_the_one_that_it_names(tmp_path, monkeypatch, origin, wanted):
    installed = tmp_path / "paperdex-0.1.0.dist-info"
    installed.mkdir()
    (installed / "METADATA").write_text("Metadata-Version: 2.4\nName: paperdex\nVersion: 0.1.0\n")
    if origin:
        (installed / "direct_url.json").write_text(json.dumps(origin))
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    assert requirement() == wanted
