"""What a site was made of is known to the next build, as it was entered, or not at all."""

import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from catalogs import view_of
from hypothesis import given, settings
from hypothesis import strategies as st
from paperdex.catalog.view import View
from paperdex.records.paper import Paper
from paperdex.site.memory import Memory, Stamp, Unit, Units, files_of, finished
from paperdex.store import DamagedStoreError, Store

NAMES = [f"paper/{number}" for number in range(70)]
READS = ["paper one", "paper two", "count all", "notices ", "title author/é"]
Site = Mapping[str, Units]


def view(*titles: str) -> View:
    """Papers `one`, `two` and so on."""
    ids = ("one", "two", "three")[: len(titles)]
    papers = [
        {"id": name, "title": title, "provenance": {"source": "manual"}}
        for name, title in zip(ids, titles, strict=True)
    ]
    return view_of(map(Paper.model_validate, papers))


def stamp(size: int) -> Stamp:
    return Stamp(size, size + 10**18, size + 7, f"{size:064x}")


def unit(reads: Iterable[str], **sizes: int) -> Unit:
    return Unit(f"hash {sizes}", list(reads), {f"{name}/é.html": stamp(size) for name, size in sizes.items()})


def enter(
    memory: Memory, site: Site, papers: View, *, gone: Iterable[str] = (), notes: Mapping[str, bytes] | None = None
) -> None:
    """Groups as they are now, instead of what the memory has of them."""
    before = memory.units([*site, *gone]) if memory.is_known else {}
    memory.changed_reads(papers)  # as every build begins
    with memory.writing(papers) as writer:
        for name, units in site.items():
            writer.enter(finished(name, units, {}, notes or {}), before.get(name, {}))
        for name in gone:
            writer.remove(name, before[name])


def assert_known(memory: Memory, site: Site, papers: View) -> None:
    """It knows exactly this."""
    assert memory.units(NAMES) == site
    found: dict[str, dict[str, Mapping[str, Stamp]]] = {}
    for group, name, files in memory.all_units():
        found.setdefault(group, {})[name] = {path: Stamp(*stamp) for path, stamp in files.items()}
    assert found == {group: {name: each.files for name, each in units.items()} for group, units in site.items()}
    everything = [stamp for units in site.values() for stamp in files_of(units).values()]
    assert (memory.number_of_files, memory.bytes) == (len(everything), sum(each.size for each in everything))
    readers = {
        read: {group for group, units in site.items() if any(read in each.reads for each in units.values())}
        for read in READS
    }
    assert {read: memory.readers([read]) for read in READS} == readers
    assert memory.changed_reads(papers) == []
    other = view("Maps of other things", "Charts", "Plans")
    asked = {read for read, groups in readers.items() if groups}
    now = Memory(memory.store, "ground").changed_reads(other)
    assert asked.intersection(now) == {read for read in asked if papers.digest(read) != other.digest(read)}
    assert all(papers.digest(read) != other.digest(read) for read in now)


def units_of(group: str) -> st.SearchStrategy[Units]:
    files = st.dictionaries(st.sampled_from([f"{group}-a", f"{group}-b"]), st.integers(0, 9), max_size=2)
    each = st.tuples(st.lists(st.sampled_from(READS), unique=True), files)
    return st.dictionaries(st.sampled_from(["", "page:x", "twins"]), each, min_size=1).map(
        lambda found: {
            name: unit(reads, **{f"{file}{name}": size for file, size in sizes.items()})
            for name, (reads, sizes) in found.items()
        }
    )


STEPS = st.lists(
    st.tuples(
        st.fixed_dictionaries({}, optional={name: units_of(name) for name in NAMES[:4]}),
        st.sets(st.sampled_from(NAMES[:4])),
        st.lists(st.sampled_from(["Maps", "Charts"]), max_size=3),
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=60)
@given(steps=STEPS)
def test_what_is_known_is_what_was_entered_last(steps: list[tuple[dict[str, Units], set[str], list[str]]]) -> None:
    with TemporaryDirectory() as folder:
        site: dict[str, Units] = {}
        for changed, leaving, titles in steps:
            papers = view(*titles)
            gone = leaving.intersection(site).difference(changed)
            store = Store(Path(folder) / "store")
            enter(Memory(store, "ground"), changed, papers, gone=gone)
            store.close()
            site = {name: units for name, units in {**site, **changed}.items() if name not in gone}
            store = Store(Path(folder) / "store")
            assert_known(Memory(store, "ground"), site, papers)
            store.close()


def test_many_groups_are_known_as_well_and_a_change_of_one_changes_no_other(tmp_path: Path) -> None:
    papers = view("Maps", "Charts")
    site = {
        name: {"page:x": unit([READS[number % 5]], a=number), "": unit(["count all"])}
        for number, name in enumerate(NAMES)
    }
    enter(Memory(Store(tmp_path / "store"), "ground"), site, papers)
    assert_known(Memory(Store(tmp_path / "store"), "ground"), site, papers)
    changed = {NAMES[7]: {"page:x": unit(["notices "], a=500)}}
    enter(Memory(Store(tmp_path / "store"), "ground"), changed, papers, gone=[NAMES[8]])
    site.pop(NAMES[8])
    assert_known(Memory(Store(tmp_path / "store"), "ground"), {**site, **changed}, papers)


def test_a_memory_of_another_ground_knows_nothing(tmp_path: Path) -> None:
    enter(Memory(Store(tmp_path / "store"), "ground"), {"paper/1": {"": unit(["paper one"], a=1)}}, view("Maps"))
    other = Memory(Store(tmp_path / "store"), "another")
    assert not other.is_known
    assert (other.units(["paper/1"]), other.changed_reads(view("Charts")), other.changing, other.manifest_seal) == (
        {},
        [],
        None,
        None,
    )
    assert (other.number_of_files, other.bytes, other.notes.all()) == (0, 0, {})


def test_what_is_forgotten_is_not_known_the_next_time_either(tmp_path: Path) -> None:
    memory = Memory(Store(tmp_path / "store"), "ground")
    enter(memory, {"paper/1": {"": unit(["paper one"], a=1)}}, view("Maps"), notes={"note": b"text"})
    memory.begin(["paper/1"])
    memory.forget()
    for found in (memory, Memory(Store(tmp_path / "store"), "ground")):
        assert (found.is_known, found.units(["paper/1"]), found.changed_reads(view()), found.changing) == (
            False,
            {},
            [],
            None,
        )
        assert (found.number_of_files, found.bytes, found.notes.all()) == (0, 0, {})


def test_a_build_that_fails_enters_nothing_and_the_next_knows_what_it_was_changing(tmp_path: Path) -> None:
    site = {"paper/1": {"page:x": unit(["paper one"], a=1)}}
    memory = Memory(Store(tmp_path / "store"), "ground")
    enter(memory, site, view("Maps"))
    assert Memory(Store(tmp_path / "store"), "ground").changing is None
    memory.begin(["paper/2", "paper/1"])

    def fail() -> None:
        with memory.writing(view("Charts")) as writer:
            writer.enter(finished("paper/1", {"page:x": unit(["paper two"], b=2)}, {}, {}), site["paper/1"])
            writer.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    again = Memory(Store(tmp_path / "store"), "ground")
    assert again.changing == ["paper/1", "paper/2"]
    assert_known(again, site, view("Maps"))
    enter(again, site, view("Maps"))
    assert Memory(Store(tmp_path / "store"), "ground").changing is None


def test_files_that_were_copied_have_other_stamps_and_all_else_stays(tmp_path: Path) -> None:
    papers = view("Maps")
    site = {name: {"page:x": unit(["paper one"], **{name[-1]: 3}), "twins": unit([], b=4)} for name in NAMES[:3]}
    enter(Memory(Store(tmp_path / "store"), "ground"), site, papers)
    other = stamp(3)._replace(changed=5, number=6)
    Memory(Store(tmp_path / "store"), "ground").restamp([("paper/1", "1/é.html", other)])
    moved = site["paper/1"]["page:x"]._replace(files={"1/é.html": other})
    assert_known(
        Memory(Store(tmp_path / "store"), "ground"), {**site, "paper/1": {**site["paper/1"], "page:x": moved}}, papers
    )


def test_notes_are_there_until_they_are_emptied(tmp_path: Path) -> None:
    def notes() -> dict[str, Any]:
        return Memory(Store(tmp_path / "store"), "ground").notes.all()

    group = {"search": {"search": unit(["contents all"])}}
    enter(Memory(Store(tmp_path / "store"), "ground"), group, view(), notes={"one": b"1", "two": b"2"})
    assert notes() == {"one": b"1", "two": b"2"}
    enter(Memory(Store(tmp_path / "store"), "ground"), group, view(), notes={"two": b"", "three": b"3"})
    assert notes() == {"one": b"1", "three": b"3"}


def test_the_seal_of_the_manifest_is_kept(tmp_path: Path) -> None:
    memory = Memory(Store(tmp_path / "store"), "ground")
    assert memory.manifest_seal is None
    memory.seal_manifest(2**32 - 1)
    assert Memory(Store(tmp_path / "store"), "ground").manifest_seal == 2**32 - 1


@pytest.mark.parametrize(
    ("table", "ask"),
    [
        ("files", lambda memory: memory.units(NAMES)),
        ("files", lambda memory: list(memory.all_units())),
        ("files", lambda memory: memory.restamp([("paper/1", "a/é.html", stamp(1))])),
        ("groups", lambda memory: memory.units(NAMES)),
        ("answers", lambda memory: memory.changed_reads(view("Charts"))),
        ("readers", lambda memory: memory.readers(READS)),
        ("build", lambda memory: memory.changing),
        ("notes", lambda memory: memory.notes.all()),
    ],
)
@pytest.mark.parametrize("damage", ["UPDATE {} SET value = value || ' '", "UPDATE {} SET value = x'7b7d'"])
def test_a_damaged_table_is_said_to_be_and_from_then_on_nothing_is_known(
    tmp_path: Path, table: str, ask: Any, damage: str
) -> None:
    store = Store(tmp_path / "store")
    memory = Memory(store, "ground")
    enter(memory, {name: {"page:x": unit(READS, a=1)} for name in NAMES[:3]}, view("Maps"), notes={"n": b"1"})
    memory.begin(["paper/1"])
    with sqlite3.connect(tmp_path / "store") as other:
        other.execute(damage.format(f'"{table}"'))
    other.close()
    with pytest.raises(DamagedStoreError):
        ask(Memory(store, "ground"))
    store.close()
    again = Memory(Store(tmp_path / "store"), "ground")
    assert (again.is_known, again.units(NAMES)) == (False, {})


@pytest.mark.parametrize("table", ["files", "readers"])
def test_a_sheet_that_is_missing_is_damage_and_not_an_empty_one(tmp_path: Path, table: str) -> None:
    memory = Memory(Store(tmp_path / "store"), "ground")
    enter(memory, {name: {"page:x": unit(READS, a=1)} for name in NAMES}, view("Maps"))
    with sqlite3.connect(tmp_path / "store") as other:
        other.execute(f'DELETE FROM "{table}"')  # noqa: S608 - one of the two above
    other.close()
    with pytest.raises(DamagedStoreError):
        memory.units(NAMES) if table == "files" else memory.readers(READS)


def test_a_group_that_lost_its_row_is_made_again_and_not_half_known(tmp_path: Path) -> None:
    """Rows and files of a group belong together."""
    memory = Memory(Store(tmp_path / "store"), "ground")
    enter(memory, {"paper/1": {"page:x": unit(READS, a=1)}, "paper/2": {"page:x": unit(READS, b=1)}}, view("Maps"))
    memory._groups.put({"paper/3": b'{"page:x": ["hash", []]}'})
    with pytest.raises(DamagedStoreError):
        memory.units(["paper/3"])
