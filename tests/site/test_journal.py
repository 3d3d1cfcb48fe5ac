"""Tables on disk: after any changes, what is read is what was written last, and nothing that is damaged is believed."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paperdex.site.journal import Journal

names = st.sampled_from(["a", "b", "paper/é", "*"])
rows = st.tuples(
    st.text(min_size=1, max_size=3).filter(lambda text: "\n" not in text and text.isprintable()),
    st.sampled_from(["", "x", '{"a": 1}']),
)
tables = st.dictionaries(names, rows)


def columns(table: dict[str, tuple[str, str]]) -> list[dict[str, str]]:
    return [{name: row[place] for name, row in table.items()} for place in range(2)]


def read(path: Path, key: str = "key") -> list[dict[str, str]] | None:
    found = Journal(path, key, 2).read()
    return None if found is None else list(found)


@settings(max_examples=100, deadline=None)
@given(steps=st.lists(st.tuples(tables, st.booleans()), min_size=1, max_size=6))
def test_what_is_read_is_what_was_written_last(steps: list[tuple[dict[str, tuple[str, str]], bool]]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "table"
        journal, before = Journal(path, "key", 2), dict[str, tuple[str, str]]()
        for table, is_new_process in steps:
            if is_new_process:
                journal = Journal(path, "key", 2)
                journal.read()
            journal.write(columns(table), [name for name in {**before, **table} if before.get(name) != table.get(name)])
            assert read(path) == columns(table)
            before = table


def test_a_small_change_is_appended(tmp_path: Path) -> None:
    table = {f"row-{number}": ("1", "x" * 50) for number in range(100)}
    Journal(tmp_path / "table", "key", 2).write(columns(table), [])
    first = (tmp_path / "table").read_bytes()
    journal = Journal(tmp_path / "table", "key", 2)
    journal.read()
    journal.write(columns({**table, "row-7": ("2", "")}), ["row-7"])
    assert (tmp_path / "table").read_bytes().startswith(first)
    assert read(tmp_path / "table") == columns({**table, "row-7": ("2", "")})


def test_a_file_of_changes_does_not_grow_for_ever(tmp_path: Path) -> None:
    table = {f"row-{number}": ("1", "x" * 50) for number in range(10)}
    journal = Journal(tmp_path / "table", "key", 2)
    journal.write(columns(table), [])
    size = (tmp_path / "table").stat().st_size
    for number in range(100):
        journal.write(columns({**table, "row-7": (str(number), "")}), ["row-7"])
    assert (tmp_path / "table").stat().st_size < 2 * size


def test_a_change_that_was_cut_off_has_not_happened(tmp_path: Path) -> None:
    path, table = tmp_path / "table", {f"row-{number}": ("1", "x" * 50) for number in range(10)}
    journal = Journal(path, "key", 2)
    journal.write(columns(table), [])
    whole = path.read_bytes()
    journal.write(columns({**table, "row-7": ("2", "")}), ["row-7"])
    data = path.read_bytes()
    for length in range(len(whole), len(data)):
        path.write_bytes(data[:length])
        again = Journal(path, "key", 2)
        assert again.read() == columns(table)
        again.write(columns({**table, "row-8": ("3", "")}), ["row-8"])
        assert read(path) == columns({**table, "row-8": ("3", "")})


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: b"\xff" + data,
        lambda data: data.replace(b"key", b"kex"),
        lambda data: data.replace(b"one", b"two"),
        lambda data: data[:-1],
        lambda data: b"key\n-0000001 00000000\n",
        lambda data: b"key\n00000003 00000000\na\nb",
        lambda data: b"key\n00000001 e96ccf45\n\xff",
    ],
)
def test_a_damaged_table_is_none(tmp_path: Path, damage: object) -> None:
    path = tmp_path / "table"
    Journal(path, "key", 2).write(columns({"one": ("1", "")}), [])
    assert callable(damage)
    path.write_bytes(damage(path.read_bytes()))
    assert read(path) is None


def test_there_is_no_table_where_there_is_no_file_or_one_of_another_key(tmp_path: Path) -> None:
    assert read(tmp_path / "table") is None
    Journal(tmp_path / "table", "key", 2).write(columns({"one": ("1", "")}), [])
    assert read(tmp_path / "table", "other") is None
