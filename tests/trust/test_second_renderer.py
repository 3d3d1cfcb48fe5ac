"""The second renderer with hostile records, without a network, and when it fails."""

import shutil
from pathlib import Path

import hostile as corpus
import pytest
from second_renderer import others, pages, read_by_people, sitemap
from small_index import SmallIndex
from torture import ROOT, TORTURE, digests, paperdex, populated, tell

BROKEN = (
    "import pathlib, sys\npathlib.Path('site').mkdir()\npathlib.Path('site/half').touch()\nsys.exit('no such theme')\n"
)


def test_hostile_records_are_the_same_text_in_both(tmp_path: Path) -> None:
    """Without the long ones, with which Python-Markdown takes minutes."""
    short = [paper for paper in corpus.papers() if len(paper.title) < 900 and len(paper.authors) < 9]
    hostile = corpus.write_index(tmp_path / "first", short if TORTURE else short[::6])
    second = SmallIndex.at(shutil.copytree(hostile.root, tmp_path / "second"))
    for root, arguments in ((hostile.root, ["build"]), (second.root, ["build", "--renderer", "zensical"])):
        built = paperdex(root, *arguments)
        assert (built.returncode, built.stderr) == (0, "")
    first, other = pages(hostile.root / "site"), pages(second.root / "site")
    assert set(first) == set(other)
    for name, document in first.items():
        assert read_by_people(document, name) == read_by_people(other[name], name), name
    assert sitemap(hostile.root / "site") == sitemap(second.root / "site")
    here, there = others(hostile.root / "site"), others(second.root / "site")
    assert [name for name in here if here[name] != there.get(name)] == []
    tell("pages of hostile records compared between two renderers", len(first))


@pytest.mark.parametrize("has_site", [True, False])
def test_the_last_good_site_stays_where_it_fails(tmp_path: Path, has_site: bool) -> None:
    index = populated(tmp_path / "index", 3)
    if has_site:
        assert paperdex(index.root, "build").returncode == 0
    before = digests(index.root / "site")
    broken = tmp_path / "broken/zensical"
    broken.mkdir(parents=True)
    (broken / "__init__.py").touch()
    (broken / "__main__.py").write_text(BROKEN, encoding="utf-8")
    failed = paperdex(index.root, "build", "--renderer", "zensical", PYTHONPATH=f"{broken.parent}:{ROOT / 'generator'}")
    assert (failed.returncode, failed.stderr) == (2, "paperdex: zensical could not build the site: no such theme\n")
    assert digests(index.root / "site") == before
    assert not list(index.root.glob(".site*"))
    assert paperdex(index.root, "build", "--renderer", "zensical").returncode == 0
    assert (index.root / "site/papers/paper-001/index.html").exists()


def test_after_a_kill_the_next_build_of_either_kind_makes_good(tmp_path: Path) -> None:
    index = populated(tmp_path / "index", 3)
    assert paperdex(index.root, "build").returncode == 0
    good = digests(index.root / "site")
    (index.root / "site").rename(index.root / ".site-zensical-old")
    index.write("build/lock", "99999999\n")
    index.write("mkdocs.yml", index.read("mkdocs.yml") + "extra: {paperdex: {nonsense: 1}}\n")
    assert paperdex(index.root, "build").returncode == 2
    index.write("mkdocs.yml", index.read("mkdocs.yml").replace("extra: {paperdex: {nonsense: 1}}\n", ""))
    assert paperdex(index.root, "build").returncode == 0
    assert digests(index.root / "site") == good
    assert not list(index.root.glob(".site*"))
