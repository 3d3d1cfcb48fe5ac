"""A full disk, a folder that is read-only, files that others change: one clear line, nothing lost, and the next run
makes good.
"""

import random
import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from small_index import SmallIndex
from torture import TORTURE, command, digests, environment, paperdex, populated, tell, visible

DISK = 24_000_000
BIBLIOGRAPHY = "".join(
    f"@article{{k{number}, title={{Number {number} of the list}}, author={{Nguyen, Anh}}, "
    f"year={{{2000 + number % 20}}}, abstract={{{'word ' * 50}}}}}\n"
    for number in range(150)
)


def untidy(index: SmallIndex) -> None:
    for path in index.settings.papers.rglob("*.yaml"):
        path.write_text(
            path.read_text(encoding="utf-8").replace("title: ", "title:   ") + "\n# kept\n", encoding="utf-8"
        )


def new_list(index: SmallIndex) -> None:
    index.write("list.bib", BIBLIOGRAPHY)


def edited(index: SmallIndex) -> None:
    assert paperdex(index.root, "build").returncode == 0
    for number in range(20):
        index.add(
            f"paper-{number:03}", title=f"New {number}", abstract="other words " * 99, date=f"20{10 + number % 9}-03"
        )


WORKS: dict[str, tuple[Callable[[SmallIndex], None], list[str]]] = {
    "import": (new_list, ["import", "list.bib"]),
    "fmt": (untidy, ["fmt"]),
    "first build": (lambda index: None, ["build"]),
    "build": (edited, ["build"]),
    "generate": (lambda index: None, ["generate"]),
    "ledger": (lambda index: None, ["ledger"]),
    "rename": (lambda index: None, ["rename", "paper-003", "another-name"]),
    "topics": (lambda index: None, ["topics", "rename", "methods", "ways"]),
    "export": (lambda index: None, ["export", "jsonl", "-o", "papers.jsonl"]),
}
ROUNDS = TORTURE or 1


def mounted(folder: Path) -> bool:
    folder.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", str(folder)], capture_output=True, check=False
    )
    return made.returncode == 0


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A real disk, and a small one."""
    folder = tmp_path / "disk"
    if shutil.which("mount") is None or not mounted(folder):
        pytest.skip("only where this user may mount a disk")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextmanager
def filled(folder: Path, free: int) -> Iterator[None]:
    """With so many bytes left."""
    ballast = folder / "ballast"
    left = shutil.disk_usage(folder).free
    with ballast.open("wb") as stream:
        stream.write(bytes(max(0, left - free)))
    yield
    ballast.unlink()


def assert_one_line(result: subprocess.CompletedProcess[str], *reasons: str) -> None:
    assert (result.returncode, result.stderr.count("\n")) == (2, 1), result.stderr
    assert result.stderr.startswith("paperdex: ")
    assert result.stderr.rstrip("\n").endswith(reasons), result.stderr


def assert_whole(index: SmallIndex, before: dict[str, str], after: dict[str, str]) -> None:
    """Every file of the content is as it was or as it is to be, and every page of the last good site is there."""
    now = visible(index.root / "content")
    old, new = (
        {name.removeprefix("content/"): digest for name, digest in files.items() if name.startswith("content/")}
        for files in (before, after)
    )
    assert all(digest in (old.get(name), new.get(name)) for name, digest in now.items())
    assert set(old) & set(new) <= set(now), "no record is gone"
    assert {name for name in before if name.startswith("site/")} <= {
        f"site/{name}" for name in digests(index.root / "site")
    }


@pytest.mark.parametrize("work", WORKS)
def test_a_full_disk_loses_nothing_and_the_next_run_makes_good(disk: Path, tmp_path: Path, work: str) -> None:
    prepare, arguments = WORKS[work]
    start = populated(tmp_path / "start", 30)
    prepare(start)
    whole = SmallIndex.at(shutil.copytree(start.root, tmp_path / "whole"))
    assert paperdex(whole.root, *arguments).returncode in (0, 1)
    before, after = visible(start.root), visible(whole.root)
    used = sum(path.stat().st_size + 4096 for path in whole.root.rglob("*") if path.is_file()) - sum(
        path.stat().st_size + 4096 for path in start.root.rglob("*") if path.is_file()
    )
    chance = random.Random(work)  # noqa: S311 - the same fill in every run
    for number, share in enumerate([0.0, *(chance.uniform(0, 0.9) for _ in range(ROUNDS))]):
        index = SmallIndex.at(shutil.copytree(start.root, disk / str(number)))
        with filled(disk, int(max(0, used) * share)):
            result = paperdex(index.root, *arguments)
            assert result.returncode == 2 or share > 0, "nothing can be written to a disk that is full"
            if result.returncode == 2:
                assert_one_line(result, "No space left on device")
                tell("runs on a full disk, made good by the next")
            assert_whole(index, before, after)
        if work != "export":  # which says that it wrote, and is not a part of the content
            assert paperdex(index.root, *(arguments if result.returncode else ["check"])).returncode in (0, 1)
            assert {name: digest for name, digest in visible(index.root).items() if not name.startswith("build/")} == {
                name: digest for name, digest in after.items() if not name.startswith("build/")
            }
        shutil.rmtree(index.root)


@pytest.mark.parametrize(
    ("work", "most"),
    [("first build", 30_000), ("build", 200), ("import", 200), ("fmt", 100), ("export", 5_000), ("ledger", 100)],
)
def test_a_file_that_the_system_does_not_let_grow_is_the_same(tmp_path: Path, work: str, most: int) -> None:
    prepare, arguments = WORKS[work]
    index = populated(tmp_path / "index", 20)
    prepare(index)
    before = visible(index.root)
    result = subprocess.run(
        command(index.root, *arguments),
        cwd=index.root,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
    )
    assert_one_line(result, "File too large")
    assert_whole(index, before, before)
    assert paperdex(index.root, *arguments).returncode in (0, 1)


def test_output_that_nobody_can_take_is_one_line(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("only where there is a device that is always full")
    index = populated(tmp_path / "index", 3)
    for arguments in (["export", "jsonl"], ["schema"], ["report"], ["--help"]):
        with Path("/dev/full").open("w") as full:
            result = subprocess.run(
                command(index.root, *arguments),
                env=environment(),
                stdout=full,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )
        assert (result.returncode, result.stderr) == (2, "paperdex: the output: No space left on device\n")


@pytest.fixture
def read_only(disk: Path) -> Callable[[], None]:
    return lambda: subprocess.run(["mount", "--options", "remount,ro", str(disk)], check=True) and None


@pytest.mark.parametrize("work", WORKS)
def test_a_folder_that_is_read_only_is_said_in_one_line(disk: Path, read_only: Callable[[], None], work: str) -> None:
    prepare, arguments = WORKS[work]
    index = populated(disk / "index", 20)
    prepare(index)
    before = digests(index.root)
    read_only()
    assert_one_line(paperdex(index.root, *arguments), "Read-only file system", "Permission denied")
    assert digests(index.root) == before


def test_content_can_be_looked_at_in_a_folder_that_is_read_only(disk: Path, read_only: Callable[[], None]) -> None:
    index = populated(disk / "index", 5)
    read_only()
    for arguments in (["check"], ["fmt", "--check"], ["export", "csl-json"], ["export", "readme"], ["report"]):
        result = paperdex(index.root, *arguments)
        assert result.returncode == 0, result.stderr
        assert "Read-only" not in result.stderr
