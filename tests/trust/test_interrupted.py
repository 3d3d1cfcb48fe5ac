"""Work that is killed at any moment: content stays whole, the last good site stays, the next run makes good."""

import os
import random
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest
from paperdex.records.folder import read_records
from small_index import SmallIndex
from torture import TORTURE, command, compared, digests, environment, paperdex, populated, tell, visible

KILLS = 20 * TORTURE or 1
"""Of each kind of work."""
ENTRY = (
    "@article{{key{number}, title={{Number {number} of the list}}, author={{Nguyen, Anh}}, year={{{year}}}, "
    "abstract={{{words}}}}}\n"
)


def killed(index: SmallIndex, after: float, *arguments: str) -> bool:
    """Start the command and kill it after so many seconds; whether it was still at work."""
    process = subprocess.Popen(
        command(index.root, *arguments), env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
        return True
    return False


def survived(was_killed: bool) -> None:
    """Count, for whoever runs `make torture`."""
    tell("kills survived, made good by the next run" if was_killed else "runs that ended before they were killed")


def moments(seed: str, index: SmallIndex, *arguments: str) -> list[float]:
    """Random moments of a run that is done once to see how long it takes."""
    start = time.monotonic()
    assert paperdex(index.root, *arguments).returncode in (0, 1)
    duration = time.monotonic() - start
    chance = random.Random(seed)  # noqa: S311 - the same moments in every run
    return [duration * chance.uniform(0.3, 1.0) for _ in range(KILLS)]


@pytest.fixture
def bibliography(tmp_path: Path) -> Path:
    path = tmp_path / "list.bib"
    path.write_text(
        "".join(ENTRY.format(number=number, year=2000 + number % 20, words="word " * 50) for number in range(300)),
        encoding="utf-8",
    )
    return path


def test_an_import_leaves_whole_records_and_the_next_one_brings_the_rest(tmp_path: Path, bibliography: Path) -> None:
    whole = SmallIndex(tmp_path / "whole")
    work = ("import", str(bibliography))
    times = moments("import", whole, *work)
    for number, moment in enumerate(times):
        index = SmallIndex(tmp_path / f"killed-{number}")
        survived(killed(index, moment, *work))
        assert read_records(index.settings.papers).findings == []
        assert paperdex(index.root, *work).returncode in (0, 1)
        assert visible(index.root / "content") == visible(whole.root / "content")


def test_putting_into_form_leaves_each_record_in_one_form_or_the_other(tmp_path: Path) -> None:
    def untidy(root: Path) -> SmallIndex:
        index = populated(root, 150)
        for path in index.settings.papers.rglob("*.yaml"):
            path.write_text(
                path.read_text(encoding="utf-8").replace("title: ", "title:   ") + "\n# kept\n", encoding="utf-8"
            )
        return index

    tidy, before = untidy(tmp_path / "tidy"), visible(untidy(tmp_path / "before").settings.content)
    times = moments("fmt", tidy, "fmt")
    after = visible(tidy.settings.content)
    assert before != after
    for number, moment in enumerate(times):
        index = untidy(tmp_path / f"killed-{number}")
        survived(killed(index, moment, "fmt"))
        assert all(digest in (before[name], after[name]) for name, digest in visible(index.settings.content).items())
        paperdex(index.root, "fmt")
        assert visible(index.settings.content) == after


def test_a_build_leaves_a_site_that_the_next_one_completes(tmp_path: Path) -> None:
    """A first build, one after an edit, and one after a change of what all pages share."""

    def change(index: SmallIndex, kind: int) -> None:
        if kind == 1:
            for number in range(20):
                index.add(f"paper-{number:03}", title=f"New {number}", date=f"20{10 + number % 9}-03")
        elif kind == 2:
            index.write("mkdocs.yml", index.read("mkdocs.yml").replace("site_name: T", "site_name: Another"))

    start = populated(tmp_path / "start", 60)
    built = SmallIndex(_copy(start.root, tmp_path / "built"))
    shutil.copy(start.root / "mkdocs.yml", built.root)
    times = moments("build", built, "build")
    for number, moment in enumerate(times * 3 if not TORTURE else times):
        kind = number % 3
        index = SmallIndex.at(_copy(start.root if kind == 0 else built.root, tmp_path / f"killed-{number}"))
        change(index, kind)
        was = digests(index.root / "site") if kind else {}
        survived(killed(index, moment, "build"))
        now = digests(index.root / "site")
        if kind == 2 or not was:
            assert now == was or len(now) > 100, "the site is the old one or the new one"
        assert set(was) <= set(now), "no page of the last good site is gone"
        assert paperdex(index.root, "build").returncode == 0
        clean = _copy(index.root, tmp_path / f"clean-{number}", "build", "site")
        assert paperdex(clean, "build").returncode == 0
        assert digests(index.root / "site") == digests(clean / "site")
        assert digests(index.root / "build/docs") == digests(clean / "build/docs")
        compared(index.root / "site", index.root / "build/docs")
        assert sorted(path.name for path in index.root.iterdir()) == ["build", "content", "mkdocs.yml", "site"]
        for folder in (index.root, clean):
            shutil.rmtree(folder)


@pytest.mark.skipif(
    (os.cpu_count() or 1) < 2 or not Path("/proc/self/task").exists(),
    reason="a build has other processes where there are several cores",
)
@pytest.mark.parametrize("is_first", [True, False])
def test_the_death_of_one_process_of_a_build_is_one_clear_line(tmp_path: Path, is_first: bool) -> None:
    """As a system does that runs out of memory."""
    index = populated(tmp_path / "index", 260)
    if not is_first:
        assert paperdex(index.root, "build").returncode == 0
        index.write("mkdocs.yml", index.read("mkdocs.yml").replace("site_name: T", "site_name: Another"))
    was = digests(index.root / "site")
    work = subprocess.Popen(
        command(index.root, "build"), env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    children = Path(f"/proc/{work.pid}/task/{work.pid}/children")
    while work.poll() is None and not (found := children.read_text(encoding="ascii").split()):
        time.sleep(0.001)
    os.kill(int(found[0]), signal.SIGKILL)
    said = work.communicate()[1]
    assert (work.returncode, said) == (
        2,
        "paperdex: a process of this build was ended from outside (was there too little memory?); run it again\n",
    )
    assert digests(index.root / "site") == was
    assert sorted(path.name for path in index.root.iterdir()) == [
        "build",
        "content",
        "mkdocs.yml",
        *([] if is_first else ["site"]),
    ]
    assert paperdex(index.root, "build").returncode == 0
    shutil.copytree(index.root / "content", tmp_path / "clean/content")
    shutil.copy(index.root / "mkdocs.yml", tmp_path / "clean")
    assert paperdex(tmp_path / "clean", "build").returncode == 0
    assert digests(index.root / "site") == digests(tmp_path / "clean/site")


def test_two_builds_at_once_are_one_and_a_clear_error(tmp_path: Path) -> None:
    index = populated(tmp_path / "index", 60)
    first = subprocess.Popen(command(index.root, "build"), env=environment(), stdout=subprocess.DEVNULL)
    lock = index.root / "build/lock"
    while not (lock.exists() and lock.read_bytes()) and first.poll() is None:
        time.sleep(0.005)
    first.send_signal(signal.SIGSTOP)
    second = paperdex(index.root, "build")
    first.send_signal(signal.SIGCONT)
    assert first.wait() == 0
    assert second.returncode == 2
    assert (
        second.stderr
        == f"paperdex: another build of this index is under way (process {first.pid}); try again when it has ended\n"
    )
    assert paperdex(index.root, "build").returncode == 0


def test_the_lock_of_a_dead_process_holds_nobody_up_and_its_litter_goes(tmp_path: Path) -> None:
    index = populated(tmp_path / "index", 3)
    assert paperdex(index.root, "build").returncode == 0
    good = digests(index.root / "site")
    index.write("build/lock", "99999999\n")
    index.write("site/papers/.x.tmp", "half")
    index.write(".site-abc/index.html", "half")
    (index.root / "site").rename(index.root / ".site-abc-old")
    assert paperdex(index.root, "build").returncode == 0
    assert digests(index.root / "site") == good
    assert not list(index.root.glob(".site*"))


@pytest.mark.parametrize("in_the_way", ["build", "site", "build/docs", "build/cache", "build/lock"])
def test_what_stands_in_the_way_of_a_folder_is_said_in_one_line(tmp_path: Path, in_the_way: str) -> None:
    index = populated(tmp_path / "index", 2)
    if in_the_way == "build/lock":
        (index.root / in_the_way).mkdir(parents=True)
    else:
        index.write(in_the_way, "a file")
    result = paperdex(index.root, "build")
    assert "Traceback" not in result.stderr
    assert (result.returncode, result.stderr.count("\n")) in ((2, 1), (0, 0))
    assert result.returncode == 0 or in_the_way in result.stderr


def _copy(folder: Path, to: Path, *without: str) -> Path:
    shutil.copytree(folder, to, ignore=lambda place, _: without if Path(place) == folder else ())
    return to
