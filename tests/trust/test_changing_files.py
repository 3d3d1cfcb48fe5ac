"""Files that somebody else changes while they are read or written anew: no edit is lost, and one line says what
happened.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from paperdex import files
from paperdex.cli import main
from paperdex.records import folder
from paperdex.records.canonical import canonical
from small_index import TOPICS, SmallIndex
from torture import TORTURE, paperdex, tell

ROUNDS = 4 * TORTURE or 4
EDITOR = """
import itertools, pathlib, sys
path, texts = pathlib.Path(sys.argv[1]), [pathlib.Path(name).read_text() for name in sys.argv[2:]]
print(flush=True)
for text in itertools.cycle(texts):
    with path.open("w") as stream:
        for start in range(0, len(text), 500):
            stream.write(text[start:start + 500])
            stream.flush()
"""
MINE = "\n# Mine, and written while others worked.\n"


@pytest.fixture
def edited_meanwhile(index: SmallIndex, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A record to which somebody adds a line between its being read and its being written."""
    path = index.add("a-paper", topics=["safety"], links={"arxiv": "2301.00001"}, date="2023-01")
    path.write_text(path.read_text(encoding="utf-8").replace("title: ", "title:  "), encoding="utf-8")

    def slow(text: str, paper: object) -> str:
        if MINE not in path.read_text(encoding="utf-8"):
            with path.open("a", encoding="utf-8") as stream:
                stream.write(MINE)
        return canonical(text, paper)  # type: ignore[arg-type]

    for module in ("paperdex.records.folder", "paperdex.commands.desk"):
        monkeypatch.setattr(sys.modules.get(module) or __import__(module, fromlist=["x"]), "canonical", slow)
    return path


@pytest.mark.parametrize(
    "arguments",
    [
        ["fmt"],
        ["topics", "rename", "safety", "harm"],
        ["remove", "a-paper", "--reason", "Spam"],
        ["import", "list.bib"],
    ],
)
def test_an_edit_that_comes_in_between_is_not_lost(
    index: SmallIndex,
    edited_meanwhile: Path,
    arguments: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    index.write(
        "list.bib",
        "@misc{a, title={About a-paper}, eprint={2301.00001}, archiveprefix={arXiv}, abstract={We say more.}}\n",
    )
    monkeypatch.chdir(index.root)
    assert main(["-C", str(index.root), *arguments]) == 2
    assert capsys.readouterr().err.splitlines() == [
        (
            f"paperdex: {edited_meanwhile}: was changed by somebody else meanwhile, so it was left as it is; run the "
            f"command again"
        )
    ]
    assert edited_meanwhile.read_text(encoding="utf-8").endswith(MINE)
    assert main(["-C", str(index.root), *arguments]) == 0
    assert MINE.strip() in edited_meanwhile.read_text(encoding="utf-8")


@pytest.mark.usefixtures("edited_meanwhile")
def test_what_one_record_cannot_have_the_others_get(index: SmallIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    index.write(
        "list.bib",
        "@misc{a, title={About a-paper}, eprint={2301.00001}, archiveprefix={arXiv}, abstract={We say "
        "more.}}\n@misc{b, title={Another one}, year={2024}}\n",
    )
    monkeypatch.chdir(index.root)
    assert main(["-C", str(index.root), "import", "list.bib"]) == 2
    assert index.paper("another-one").date == "2024"


def test_a_record_that_came_in_meanwhile_is_not_written_over(
    index: SmallIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    index.write("list.bib", "@misc{b, title={Another one}, year={2024}}\n")
    theirs = index.root / "content/papers/2024/another-one.yaml"

    def slow(text: str, paper: object) -> str:
        theirs.parent.mkdir(parents=True)
        theirs.write_text("theirs", encoding="utf-8")
        return canonical(text, paper)  # type: ignore[arg-type]

    monkeypatch.setattr(folder, "canonical", slow)
    monkeypatch.chdir(index.root)
    assert main(["-C", str(index.root), "import", "list.bib"]) == 2
    assert theirs.read_text(encoding="utf-8") == "theirs"


def test_topics_that_somebody_edits_meanwhile_stay_theirs(
    index: SmallIndex, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    index.add("a-paper", topics=["safety"])
    monkeypatch.setattr(
        folder,
        "canonical",
        lambda text, paper: (index.write("content/topics.yaml", TOPICS + MINE), canonical(text, paper))[1],
    )
    assert main(["-C", str(index.root), "topics", "rename", "safety", "harm"]) == 2
    assert "topics.yaml: was changed by somebody else meanwhile" in capsys.readouterr().err
    assert index.read("content/topics.yaml") == TOPICS + MINE


@pytest.fixture
def growing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two files grow while they are read."""
    real = os.fstat

    def fstat(handle: int) -> os.stat_result:
        found = real(handle)
        path = Path(f"/proc/self/fd/{handle}").resolve()
        if path.name in ("list.bib", "a-paper.yaml"):
            with path.open("ab") as stream:
                stream.write(b"\n")
        return found

    monkeypatch.setattr(files.os, "fstat", fstat)


@pytest.mark.usefixtures("growing")
@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="files are found by their handles, as Linux has them")
def test_a_file_that_goes_on_growing_is_said_to(
    index: SmallIndex, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    index.write("list.bib", "@misc{b, title={Another one}, year={2024}}\n")
    monkeypatch.chdir(index.root)
    assert main(["import", "list.bib"]) == 2
    assert capsys.readouterr().err == "paperdex: list.bib: changes while it is read; try again when that has ended\n"
    index.add("a-paper")
    assert any("a-paper.yaml: unreadable-file changes while it is read" in line for line in index.check())


def test_an_index_in_which_somebody_types_can_be_checked_and_built(index: SmallIndex) -> None:
    """An editor that saves without end, in pieces; whatever a command makes of that, it is no crash, and the file is
    the editor's.
    """
    path = index.add("a-paper", abstract="words " * 9_000)
    index.write(
        "mkdocs.yml",
        "site_name: T\ndocs_dir: build/docs\ntheme: {name: material, custom_dir: build/theme, font: false}\nplugins: "
        "[]\n",
    )
    texts = [
        index.write("one", path.read_text(encoding="utf-8")),
        index.write("two", path.read_text(encoding="utf-8").replace("words", "letters")),
    ]
    editor = subprocess.Popen([sys.executable, "-c", EDITOR, str(path), *map(str, texts)], stdout=subprocess.PIPE)
    assert editor.stdout
    editor.stdout.readline()
    try:
        for number in range(ROUNDS):
            result = paperdex(index.root, ("check", "build", "fmt", "generate")[number % 4])
            assert result.returncode in (0, 1, 2)
            assert "Traceback" not in result.stderr
            assert path.exists()
    finally:
        editor.kill()
        editor.communicate()
    path.write_text(texts[0].read_text(encoding="utf-8"), encoding="utf-8")
    assert paperdex(index.root, "build").returncode == 0
    tell("commands over a file that changed all the time", ROUNDS)
