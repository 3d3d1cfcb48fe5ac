"""A site on which somebody or something else has laid hands: the next build makes it what a whole build makes it."""

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from paperdex.cli import main
from paperdex.site.inspection import stamp_of
from paperdex.site.memory import Stamp
from small_index import FINISHED_SITE, SmallIndex
from torture import digests

pytestmark = pytest.mark.filterwarnings("default")
SETTINGS = f"{FINISHED_SITE}extra: {{paperdex: {{page_size: 2, author_pages_from: 1}}}}\n"
PAGE = "papers/one/index.html"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index with its site, of which every test takes a copy."""
    index = SmallIndex(tmp_path_factory.mktemp("built") / "index")
    index.write("mkdocs.yml", SETTINGS)
    index.add("one", authors=[{"literal": "Ann Ash"}], date="2023-05-06", topics=["methods"])
    index.add("two", authors=[{"literal": "Ann Ash"}], date="2023-06", venue={"id": "neurips", "name": "NIPS"})
    index.add("three", abstract="Of one and two.", status={"kind": "retracted"})
    build(index.root)
    return index.root


@pytest.fixture
def root(built: Path, tmp_path: Path) -> Path:
    """A copy whose site consists of the very files that were written; nothing changes one of these in its place."""
    copy = tmp_path / "index"
    shutil.copytree(built, copy, ignore=shutil.ignore_patterns("site"))
    shutil.copytree(built / "site", copy / "site", copy_function=os.link)
    return copy


def build(root: Path) -> None:
    assert main(["-C", str(root), "build"]) == 0


def state(root: Path) -> dict[str, object]:
    """All that a build leaves for others."""
    return {
        "site": digests(root / "site"),
        "docs": digests(root / "build/docs"),
        "manifest": (root / "build/manifest.txt").read_bytes(),
    }


def numbers(root: Path) -> dict[str, int]:
    """Which files of the site are the same ones as before."""
    site = root / "site"
    return {path.relative_to(site).as_posix(): path.stat().st_ino for path in site.rglob("*") if path.is_file()}


def replaced(path: Path, data: bytes) -> None:
    """Another file in the place of one that is linked from elsewhere."""
    path.unlink()
    path.write_bytes(data)


def empty_site(root: Path) -> None:
    shutil.rmtree(root / "site")
    (root / "site").mkdir()


def delete_half(root: Path) -> None:
    for path in sorted((root / "site").rglob("*.html"))[::2]:
        path.unlink()


def delete_page(root: Path) -> None:
    (root / "site" / PAGE).unlink()


def delete_folder(root: Path) -> None:
    shutil.rmtree(root / "site/search")


def alter_page(root: Path) -> None:
    """The same size, and the time of change of before."""
    path = root / "site" / PAGE
    data, times = path.read_bytes(), path.stat()
    replaced(path, data.replace(b"About one", b"About two"))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (times.st_size, times.st_mtime_ns)
    assert path.read_bytes() != data


def alter_in_place(root: Path) -> None:
    path = root / "site" / PAGE
    data = path.read_bytes()
    replaced(path, data)
    build(root)
    with path.open("r+b") as stream:
        stream.write(data[:9].swapcase())


def empty_page(root: Path) -> None:
    replaced(root / "site" / PAGE, b"")


def alter_rows(root: Path) -> None:
    path = root / "site/data/papers.jsonl"
    replaced(path, path.read_bytes().replace(b"About", b"Above"))


def alter_terms(root: Path) -> None:
    for path in (root / "site/search/terms").iterdir():
        replaced(path, b"{" + bytes(path.stat().st_size - 1))


def alter_sitemap(root: Path) -> None:
    replaced(root / "site/sitemap.xml", b"<urlset/>")


def page_is_a_link(root: Path) -> None:
    path = root / "site" / PAGE
    path.rename(root / "elsewhere.html")
    path.symlink_to(root / "elsewhere.html")


def no_docs(root: Path) -> None:
    shutil.rmtree(root / "build/docs")


def no_store(root: Path) -> None:
    (root / "build/store").unlink()


def truncate_store(root: Path) -> None:
    path = root / "build/store"
    replaced(path, path.read_bytes()[:-5000])


def empty_store(root: Path) -> None:
    replaced(root / "build/store", b"")


def alter_store(root: Path) -> None:
    path = root / "build/store"
    data = bytearray(path.read_bytes())
    for place in range(5000, len(data), 4096):
        data[place : place + 64] = bytes(64)
    replaced(path, bytes(data))


def foreign_store(root: Path) -> None:
    (root / "build/store").unlink()
    with sqlite3.connect(root / "build/store") as other:
        other.execute("CREATE TABLE files (name TEXT PRIMARY KEY, value BLOB, seal INTEGER)")
    other.close()


def store_of_another_index(root: Path) -> None:
    other = SmallIndex(root.parent / "other")
    other.write("mkdocs.yml", SETTINGS)
    other.add("four", date="2020")
    build(other.root)
    replaced(root / "build/store", (other.root / "build/store").read_bytes())


def alter_manifest(root: Path) -> None:
    path = root / "build/manifest.txt"
    replaced(path, path.read_bytes().replace(b"papers/one", b"papers/owe"))


def no_manifest(root: Path) -> None:
    (root / "build/manifest.txt").unlink()


HANDS: list[Callable[[Path], None]] = [
    empty_site,
    delete_half,
    delete_page,
    delete_folder,
    alter_page,
    alter_in_place,
    empty_page,
    alter_rows,
    alter_terms,
    alter_sitemap,
    page_is_a_link,
    no_docs,
    no_store,
    truncate_store,
    empty_store,
    alter_store,
    foreign_store,
    store_of_another_index,
    alter_manifest,
    no_manifest,
]
"""What may have been done to a site, to what is remembered of it, or to both."""


@pytest.mark.parametrize("does", HANDS, ids=lambda does: does.__name__)
def test_whatever_was_done_to_a_site_the_next_build_makes_good(
    built: Path, root: Path, does: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    before = digests(root)
    does(root)
    assert digests(root) != before
    capsys.readouterr()
    build(root)
    assert state(root) == state(built)
    assert capsys.readouterr().err == ""
    build(root)
    assert state(root) == state(built)


@pytest.mark.parametrize("does", HANDS, ids=lambda does: does.__name__)
def test_what_was_done_before_an_edit_is_made_good_with_the_edit(root: Path, does: Callable[[Path], None]) -> None:
    does(root)
    for index in (
        SmallIndex.at(root),
        SmallIndex.at(Path(shutil.copytree(root / "content", root.parent / "whole/content").parent)),
    ):
        path = index.root / "content/papers/2023/one.yaml"
        replaced(path, path.read_bytes().replace(b"About one", b"About another"))
        index.add("four", date="2024", topics=["safety"])
    shutil.copy(root / "mkdocs.yml", root.parent / "whole")
    build(root)
    build(root.parent / "whole")
    assert state(root) == state(root.parent / "whole")


@pytest.mark.parametrize("table", ["groups", "files", "answers", "readers", "notes", "build", "related", "tables"])
@pytest.mark.parametrize("damage", ["UPDATE {} SET value = x'7b7d'", "DELETE FROM {}"])
@pytest.mark.parametrize("is_there", [True, False])
def test_whichever_table_of_what_is_remembered_is_damaged_the_site_is_that_of_a_whole_build(
    root: Path, table: str, damage: str, is_there: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    with sqlite3.connect(root / "build/store") as store:
        assert store.execute(damage.format(f'"{table}"')).rowcount > 0
    store.close()
    if not is_there:
        shutil.rmtree(root / "site")
    whole = Path(shutil.copytree(root / "content", root.parent / "whole/content").parent)
    shutil.copy(root / "mkdocs.yml", whole)
    for place in (root, whole):
        SmallIndex.at(place).add("one", title="Another", date="2023-05-06")
        build(place)
    assert capsys.readouterr().err == ""
    assert state(root) == state(whole)


def test_a_build_restored_beside_an_empty_site_makes_the_site(built: Path, tmp_path: Path) -> None:
    root = tmp_path / "restored"
    shutil.copytree(built, root, ignore=lambda folder, _: ["site"] if Path(folder) == built else [])
    (root / "site").mkdir()
    build(root)
    assert state(root) == state(built)


def test_a_site_that_was_copied_is_not_made_again(built: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(built, tmp_path / "copy", copy_function=shutil.copyfile))
    before = numbers(root)
    assert before.keys() == numbers(built).keys()
    assert set(before.values()).isdisjoint(numbers(built).values())
    for _ in range(2):
        build(root)
        assert numbers(root) == before
        assert state(root) == state(built)


def test_the_bytes_of_a_site_that_was_copied_are_looked_at_once(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[object] = []
    digest = hashlib.file_digest
    monkeypatch.setattr(hashlib, "file_digest", lambda file, name: (looked.append(file), digest(file, name))[1])
    root = Path(shutil.copytree(built, tmp_path / "copy", copy_function=shutil.copyfile))
    build(root)
    assert len(looked) == len(numbers(root))
    build(root)
    assert len(looked) == len(numbers(root))


def test_of_a_site_that_was_copied_an_edit_changes_what_it_concerns(built: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(built, tmp_path / "copy", copy_function=shutil.copyfile))
    before = numbers(root)
    SmallIndex.at(root).add("three", abstract="Of one, two and three.", status={"kind": "retracted"})
    build(root)
    after = numbers(root)
    assert after["papers/three/index.html"] != before["papers/three/index.html"]
    assert after["assets/paperdex.css"] == before["assets/paperdex.css"]
    assert after["authors/ann-ash/index.html"] == before["authors/ann-ash/index.html"]


def test_only_what_was_altered_is_made_again(root: Path, built: Path) -> None:
    before = numbers(root)
    delete_page(root)
    alter_rows(root)
    altered = {path for path in before if before[path] != numbers(root).get(path)}
    build(root)
    made = {path for path, number in numbers(root).items() if number != before[path]}
    assert altered == {PAGE, "data/papers.jsonl"} == made
    assert state(root) == state(built)


def test_what_stands_in_the_place_of_a_file_is_said_in_one_line(
    built: Path, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = root / "site" / PAGE
    page.unlink()
    page.mkdir()
    assert main(["-C", str(root), "build"]) == 2
    assert capsys.readouterr().err == f"paperdex: {page}: cannot be written: Is a directory\n"
    page.rmdir()
    build(root)
    assert state(root) == state(built)


@pytest.fixture
def file(tmp_path: Path) -> tuple[Path, Stamp]:
    """A file, and its stamp."""
    path = tmp_path / "x"
    path.write_bytes(b"text")
    found = path.stat()
    sha256 = "982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1"
    return path, Stamp(4, found.st_mtime_ns, found.st_ino, sha256)


def test_a_file_that_is_the_one_that_was_written_has_its_stamp(file: tuple[Path, Stamp]) -> None:
    path, known = file
    assert stamp_of(path.parent, "x", known) is known


def test_another_file_with_the_same_bytes_has_another_stamp(file: tuple[Path, Stamp]) -> None:
    path, known = file
    other = known._replace(number=known.number + 1, changed=known.changed - 1)
    assert stamp_of(path.parent, "x", other) == known


@pytest.mark.parametrize("data", [b"", b"tex", b"test", b"text "])
def test_another_file_with_other_bytes_has_none(file: tuple[Path, Stamp], data: bytes) -> None:
    path, known = file
    path.write_bytes(data)
    os.utime(path, ns=(0, known.changed + 1))
    assert stamp_of(path.parent, "x", known) is None


def test_what_is_no_file_has_none(file: tuple[Path, Stamp]) -> None:
    path, known = file
    path.rename(path.with_name("y"))
    assert stamp_of(path.parent, "x", known) is None
    path.symlink_to("y")
    assert stamp_of(path.parent, "x", known) is None
    path.unlink()
    path.mkdir()
    assert stamp_of(path.parent, "x", known._replace(size=path.stat().st_size)) is None
    assert stamp_of(path.parent, "x\0", known) is None
