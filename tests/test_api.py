"""docs/api.md, run as written, and what the front door does beside it."""

import re
import subprocess
import sys
from pathlib import Path

import paperdex
import pytest
from small_index import FINISHED_SITE, SmallIndex

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def filled(index: SmallIndex, monkeypatch: pytest.MonkeyPatch) -> SmallIndex:
    index.write("mkdocs.yml", FINISHED_SITE)
    ada = {"family": "Lovelace", "given": "Ada"}
    index.add(
        "a-paper", date="2024-03-01", authors=[ada], topics=["methods"], venue={"id": "neurips", "name": "NeurIPS"}
    )
    index.add("another-paper", date="2023")
    monkeypatch.chdir(index.root)
    return index


@pytest.mark.usefixtures("filled")
def test_every_example_of_the_page_runs_as_written() -> None:
    page = (ROOT / "docs/api.md").read_text(encoding="utf-8")
    blocks = list(BLOCK.finditer(page))
    assert len(blocks) > 5
    names: dict[str, object] = {}
    for block in blocks:
        lines_before = "\n" * page.count("\n", 0, block.start(1))
        exec(compile(lines_before + block[1], ROOT / "docs/api.md", "exec"), names)  # noqa: S102 - our own page
    assert Path("site/papers/a-paper/index.html").exists()


def test_the_page_names_all_that_may_be_relied_on() -> None:
    last = (ROOT / "docs/api.md").read_text(encoding="utf-8").rpartition("## What may be relied on")[2]
    assert set(re.findall(r"`(\w+)`", last)) == set(paperdex.__all__)
    assert all(hasattr(paperdex, name) for name in paperdex.__all__)


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'opne'"):
        paperdex.opne  # noqa: B018


def test_a_faulty_record_is_a_finding_and_the_others_are_there(filled: SmallIndex) -> None:
    filled.write("content/papers/2023/broken.yaml", "title: [\n")
    index = paperdex.open(filled.root)
    assert [paper.id for paper in index.papers] == ["a-paper", "another-paper"]
    assert [finding.code for finding in index.findings] == ["yaml-syntax"]
    assert index.has_errors


def test_what_was_read_stays_as_it_was(filled: SmallIndex) -> None:
    index = paperdex.open(filled.root)
    assert len(index.papers) == 2
    filled.add("a-third-paper")
    assert len(index.papers) == 2
    assert len(paperdex.open(filled.root).papers) == 3


def test_help_is_said_without_loading_what_reads_an_index() -> None:
    program = "import sys\nfrom paperdex.cli import main\nmain(['--help'])\nprint(*sys.modules, sep='\\n')"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    loaded = result.stdout.splitlines()
    assert "paperdex.cli" in loaded
    assert not {"paperdex.index", "pydantic", "yaml", "mkdocs", "sqlite3"}.intersection(loaded)
