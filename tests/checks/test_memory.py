"""What a check remembers: with it and without it, the findings are the same after whatever happened in between."""

import random
import shutil
from datetime import date
from pathlib import Path

import pytest
from paperdex.commands.check import check
from paperdex.findings import as_text
from paperdex.records import quick_json
from paperdex.store import Store
from small_index import TODAY, TOPICS, VENUES, SmallIndex

AUTHORS = [{"family": "Lovelace", "given": "Ada"}, {"family": "Hopper", "given": "Grace"}]
NAMES = ("ant", "bee", "cat", "dog", "eel", "fox")
TITLES = (
    "Learning to Walk on Rough Ground",
    "Learning to Walk on Rough Grounds",
    "On the Nature of Cats",
    "An <b>Important</b> Result",
    "Cut off…",
)
VARIANTS = (
    {},
    {"title": TITLES[0], "authors": AUTHORS},
    {"title": TITLES[1], "authors": AUTHORS},
    {"title": TITLES[2]},
    {"title": TITLES[3], "abstract": "A first line.\n\nIt costs \\textbf{much} and"},
    {"title": TITLES[2], "date": "2026-02-20", "links": {"arxiv": "2307.03601"}},
    {"date": "2023-01", "links": {"arxiv": "2307.03601"}, "topics": ["methods", "method"]},
    {"links": {"doi": "10.48550/arXiv.2307.03601", "code": ["https://github.com/"]}, "topics": ["security"]},
    {"venue": {"id": "nips", "name": "NIPS"}, "corrected": [{"date": "2026-03", "note": "A name."}]},
    {"venue": {"name": "NIPS", "year": 2001}, "date": "2024"},
    {"status": {"kind": "superseded", "by": "ant"}, "aliases": ["bee", "gnu"]},
    {"status": {"kind": "removed", "reason": "Off topic."}, "aliases": ["gnu"]},
)
VOCABULARIES = (
    ("content/topics.yaml", TOPICS),
    (
        "content/topics.yaml",
        (
            "- slug: method\n  name: Method\n  start_here:\n    - paper: ant\n      why: Begin\n    - paper: yak\n"
            "      "
            "why: Go on\n"
        ),
    ),
    ("content/topics.yaml", "- slug: [\n"),
    ("content/venues.yaml", VENUES),
    ("content/venues.yaml", "- id: nips\n  name: NIPS\n"),
    ("content/addresses.txt", "/papers/ant/\n/papers/gnu/\n/topics/methods/\n"),
    ("content/addresses.txt", "/papers/bee/\n"),
    ("content/papers/2024/stray.yml", "title: Not read\n"),
)


def said(index: SmallIndex, *names: str, today: date = TODAY) -> list[str]:
    result = check(index.settings, [index.root / name for name in names], today=today)
    return [f"{result.checked} files", *map(as_text, result.findings)]


def said_without_memory(index: SmallIndex, *names: str, today: date = TODAY) -> list[str]:
    other = SmallIndex.__new__(SmallIndex)
    other.root = index.root.parent / "without"
    shutil.rmtree(other.root, ignore_errors=True)
    shutil.copytree(index.root, other.root, ignore=shutil.ignore_patterns("build"))
    return said(other, *names, today=today)


@pytest.fixture
def index(tmp_path):
    found = SmallIndex(tmp_path / "index")
    for name in NAMES:
        found.add(name)
    return found


def change(index: SmallIndex, dice: random.Random) -> None:
    """One of the things that people and programs do to an index between two checks."""
    present = sorted(index.root.glob("content/papers/*/*.yaml"))
    path = dice.choice(present)
    match dice.randrange(8):
        case 0 | 1 | 2:
            name = dice.choice(NAMES)
            for old in index.root.glob(f"content/papers/*/{name}.yaml"):
                old.unlink()
            index.add(name, **dice.choice(VARIANTS))
        case 3 if len(present) > 2:
            path.unlink()
        case 4:
            path.rename(path.with_stem(dice.choice(NAMES)))
        case 5:
            path.write_text(f"# A comment\n\n{path.read_text()}")
        case 6:
            path.write_text(path.read_text() + dice.choice(["colour: red\n", "title: Again\n", "\tx\n"]))
        case _:
            index.write(*dice.choice(VOCABULARIES))


@pytest.mark.parametrize("seed", range(4))
def test_with_and_without_memory_the_same_is_said_after_every_change(index, seed):
    dice = random.Random(seed)  # noqa: S311 - a test that can be repeated
    for _ in range(30):
        change(index, dice)
        names = ("content/papers",) if dice.random() < 0.2 else ()
        today = dice.choice([TODAY, date(2026, 2, 19), date(2026, 3, 30)])
        assert said(index, *names, today=today) == said_without_memory(index, *names, today=today)


def test_a_date_that_has_come_to_pass_is_no_longer_in_the_future(index):
    index.add("gnu", date="2026-02-20")
    assert [line.split()[1] for line in said(index)[1:]] == ["future-date"]
    assert said(index, today=date(2026, 2, 19)) == ["7 files"]
    assert [line.split()[1] for line in said(index)[1:]] == ["future-date"]


def test_a_finding_follows_its_line(index):
    index.add("gnu", title="About ant")
    path = index.root / "content/papers/undated/gnu.yaml"
    assert "gnu.yaml:3:8: duplicate-title" in "\n".join(said(index))
    path.write_text("# Why is it here?\n" + path.read_text())
    assert "gnu.yaml:4:8: duplicate-title" in "\n".join(said(index))


def test_an_index_that_lies_elsewhere_now_is_checked_where_it_lies(index):
    index.add("gnu", title="Cut off…")
    before = said(index)
    index.root = index.root.rename(index.root.with_name("moved"))
    assert said(index) == before


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:-9],
        lambda data: data.replace(b"Cut off", b"Cut out"),
        lambda data: b"\x80\x05.",
    ],
)
def test_a_damaged_memory_is_made_anew(index, damage):
    index.add("gnu", title="Cut off…", abstract="Cut off…")
    before = said(index)
    path = index.settings.store
    path.write_bytes(damage(path.read_bytes()))
    assert said(index) == before
    assert said(index) == before


def test_where_nothing_has_changed_no_paper_is_so_much_as_looked_at(index, monkeypatch):
    index.add("gnu", title="About ant", abstract="Cut off…")
    before = said(index)
    monkeypatch.setattr(quick_json, "load", lambda data: pytest.fail("a paper was made"))
    assert said(index) == before


def test_a_store_that_cannot_be_used_is_no_reason_to_say_something_else(index):
    index.add("gnu", title="Cut off…")
    before = said_without_memory(index)
    index.settings.store.mkdir(parents=True)
    assert said(index) == before
    assert said(index) == before
    shutil.rmtree(index.settings.build)
    index.settings.build.write_text("a file in the way")
    assert said(index) == before


def test_a_store_of_another_version_is_made_anew(index, monkeypatch):
    index.add("gnu", title="Cut off…")
    before = said(index)
    for module in ("paperdex.records.memory", "paperdex.checks.memory"):
        monkeypatch.setattr(f"{module}.version", lambda *_: "another")
    assert said(index) == before
    monkeypatch.undo()
    assert said(index) == before


def test_while_another_process_writes_the_same_is_said(index):
    index.add("gnu", title="Cut off…")
    before = said_without_memory(index)
    other = Store(index.settings.store)
    with other.transaction():
        assert said(index) == before, "nothing is remembered yet"
    assert said(index) == before
    with other.transaction():
        other.table("other", "1").put({"a": b"b"})
        assert said(index) == before, "what is remembered can be read"
        index.add("hen", title="Cut off…")
        assert said(index) == said_without_memory(index)
    assert other.table("other", "1").get("a") == b"b"


def test_a_value_of_the_store_that_was_altered_is_found_out(index):
    index.add("gnu", title="Cut off…")
    before = said(index)
    store = Store(index.settings.store)
    for table in ("records", "findings"):
        store.run(f"UPDATE \"{table}\" SET value = replace(value, 'Cut off', 'Cut out')")  # noqa: S608 - our own names
        assert said(index) == before


def test_a_folder_without_write_permission_is_checked_without_a_store(index, monkeypatch):
    index.add("gnu", title="Cut off…")
    before = said_without_memory(index)
    mkdir = Path.mkdir

    def refused(path, *arguments, **options):
        if path == index.settings.build:
            raise PermissionError(13, "Permission denied")
        return mkdir(path, *arguments, **options)

    monkeypatch.setattr(Path, "mkdir", refused)
    assert said(index) == before
    assert not index.settings.build.exists()
