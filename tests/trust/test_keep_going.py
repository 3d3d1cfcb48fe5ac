"""Bad records do not take the site down: a build says what is wrong, and publishes the rest where it is told to keep
going.
"""

import os
import shutil
from pathlib import Path

import hostile as corpus
import pytest
from small_index import SmallIndex
from torture import digests, paperdex, populated, tell


@pytest.fixture
def mixed(tmp_path: Path) -> tuple[SmallIndex, list[str]]:
    """Twelve good records, and some of everything that is none; the names of these."""
    index = populated(tmp_path / "index", 12)
    folder = index.root / "content/papers/2024"
    folder.mkdir()
    bad = []
    for number, text in enumerate(corpus.REFUSED.values()):
        bad.append(f"bad-{number}.yaml")
        (folder / bad[-1]).write_text(corpus.refused(f"bad-{number}", text), encoding="utf-8")
    (folder / "huge.yaml").write_text(
        corpus.HEAD.replace("a-paper", "huge") + "abstract: " + "x" * 6_000_000 + "\n", encoding="utf-8"
    )
    (folder / "binary.yaml").write_bytes(bytes(range(256)) * 12)
    (folder / "link.yaml").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe.yaml")
    return index, [*bad, "huge.yaml", "binary.yaml", "link.yaml", "pipe.yaml"]


def test_bad_records_do_not_take_the_site_down(tmp_path: Path, mixed: tuple[SmallIndex, list[str]]) -> None:
    index, bad = mixed
    shutil.copytree(index.root, tmp_path / "good", ignore=lambda folder, names: bad if folder.endswith("2024") else [])
    assert paperdex(tmp_path / "good", "build").returncode == 0
    good = digests(tmp_path / "good/site")
    shutil.copytree(tmp_path / "good/site", index.root / "site")

    refused = paperdex(index.root, "build")
    assert refused.returncode == 1
    assert (
        refused.stderr.splitlines()[-1]
        == "site/: left as it was (mend what is wrong, or leave it out with --keep-going)"
    )
    assert digests(index.root / "site") == good, "the last good site stays"
    for name in bad:
        assert f"content/papers/2024/{name}:" in refused.stderr, "each is named, with its place"

    kept_going = paperdex(index.root, "build", "--keep-going")
    assert (kept_going.returncode, kept_going.stdout) == (1, "site/: 12 papers\n")
    assert kept_going.stderr.splitlines() == refused.stderr.splitlines()[:-1]
    assert digests(index.root / "site") == good, "what is published is the site of the good ones"
    tell("bad records named, and the rest published", len(bad))


def test_a_record_that_takes_what_another_has_is_left_out_and_nothing_else(tmp_path: Path) -> None:
    index = populated(tmp_path / "index", 3)
    index.write(
        "content/papers/2024/paper-001.yaml", "id: paper-001\ntitle: An impostor\nprovenance: {source: manual}\n"
    )
    index.add("thief", aliases=["paper-002"], date="2025")
    index.add("lost", topics=["nowhere"], date="2025")
    assert paperdex(index.root, "build").returncode == 1
    assert not (index.root / "site").exists()
    result = paperdex(index.root, "build", "--keep-going")
    assert result.returncode == 1
    assert (
        result.stderr.count(" duplicate-id ")
        == result.stderr.count(" broken-alias ")
        == result.stderr.count(" unknown-topic ")
        == 1
    )
    pages = {
        path.parent.name: path.read_text(encoding="utf-8") for path in (index.root / "site/papers").glob("*/index.html")
    }
    assert set(pages) == {"paper-000", "paper-001", "paper-002", "thief", "lost"}
    assert "About paper-001" in pages["paper-001"]
    assert "About paper-002" in pages["paper-002"]


@pytest.mark.parametrize("text", ["- [", "\x00", "a: b\n", "- slug: ../x\n  name: X\n", "&a [*a]\n"])
def test_topics_that_cannot_be_read_are_named_and_the_papers_published(tmp_path: Path, text: str) -> None:
    index = populated(tmp_path / "index", 3)
    index.write("content/topics.yaml", text)
    assert paperdex(index.root, "build").returncode == 1
    result = paperdex(index.root, "build", "--keep-going")
    assert (result.returncode, result.stdout) == (1, "site/: 3 papers\n")
    assert "content/topics.yaml:" in result.stderr
    assert (index.root / "site/papers/paper-002/index.html").exists()
