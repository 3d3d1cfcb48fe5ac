import multiprocessing
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paperdex.errors import PaperdexError
from paperdex.store import DamagedStoreError, Store

VALUES = {f"name {number}": bytes([number]) * 300 * number for number in range(40)}


@pytest.fixture
def path(tmp_path):
    return tmp_path / "build/store"


def filled(path, values=VALUES):
    store = Store(path)
    store.table("kettles", "1").put(values)
    store.close()


def test_what_was_put_is_there_in_the_next_run(path):
    filled(path)
    table = Store(path).table("kettles", "1")
    assert table.all() == VALUES
    assert table.get("name 3") == VALUES["name 3"]
    assert table.get("no such name") is None


def test_what_was_removed_is_gone(path):
    filled(path)
    Store(path).table("kettles", "1").remove(["name 3", "no such name"])
    assert Store(path).table("kettles", "1").all() == {key: each for key, each in VALUES.items() if key != "name 3"}


def test_another_version_finds_nothing(path):
    filled(path)
    assert Store(path).table("kettles", "2").all() == {}
    assert Store(path).table("kettles", "1").all() == {}


def test_a_transaction_that_fails_has_not_happened(path):
    filled(path)
    store = Store(path)
    table = store.table("kettles", "1")

    def entries():
        yield "name 3", b"other"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), store.transaction():
        [table.put({name: value}) for name, value in entries()]
    assert table.all() == VALUES
    assert Store(path).table("kettles", "1").all() == VALUES


def test_whoever_is_killed_while_writing_leaves_what_was_there(path):
    filled(path)

    def write():
        store = Store(path)
        with store.transaction():
            store.table("kettles", "1").put({f"other {number}": os.urandom(2000) for number in range(2000)})
            os._exit(9)

    process = multiprocessing.get_context("fork").Process(target=write)
    process.start()
    process.join()
    assert process.exitcode == 9
    assert Store(path).table("kettles", "1").all() == VALUES


@given(data=st.data())
def test_an_altered_or_truncated_store_never_gives_another_value(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("altered") / "store"
    filled(path)
    sound = path.read_bytes()
    place = data.draw(st.integers(0, len(sound) - 1))
    kind = data.draw(st.sampled_from(["cut", "byte", "block"]))
    if kind == "cut":
        path.write_bytes(sound[:place])
    else:
        other = data.draw(st.binary(min_size=1, max_size=1 if kind == "byte" else 600))
        path.write_bytes(sound[:place] + other + sound[place + len(other) :])
    store = Store(path)
    try:
        table = store.table("kettles", "1")
        assert table.all() in (VALUES, {})
        assert table.some(VALUES) in (VALUES, {})
    except DamagedStoreError:
        assert store.table("kettles", "1").all() == {}
    store.table("kettles", "1").put({"a": b"new"})
    assert store.table("kettles", "1").get("a") == b"new"


@pytest.mark.parametrize("content", [b"", b"no store at all", b"SQLite format 3\0" + bytes(5000)])
def test_what_is_no_store_is_replaced(path, content):
    path.parent.mkdir()
    path.write_bytes(content)
    filled(path)
    assert Store(path).table("kettles", "1").all() == VALUES


def test_the_file_of_another_program_is_replaced(path):
    import sqlite3

    path.parent.mkdir()
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE kettles (name TEXT PRIMARY KEY, value BLOB, seal INTEGER)")
    filled(path)
    assert Store(path).table("kettles", "1").all() == VALUES


def test_when_one_table_is_damaged_the_others_are_empty_and_can_be_written(path):
    import sqlite3

    store = Store(path)
    tables = [store.table(name, "1") for name in ("kettles", "pans", "lids")]
    for table in tables:
        table.put(VALUES)
    with sqlite3.connect(path) as other:
        other.execute("UPDATE pans SET seal = seal + 1")
    other.close()
    with pytest.raises(DamagedStoreError):
        tables[1].all()
    assert [table.all() for table in tables] == [{}, {}, {}]
    tables[2].put({"a": b"new"})
    assert [table.all() for table in tables] == [{}, {}, {"a": b"new"}]
    store.close()
    assert Store(path).table("lids", "1").all() == {"a": b"new"}


def test_where_nothing_can_be_written_a_store_lasts_as_long_as_the_process(tmp_path):
    (tmp_path / "file").write_text("in the way")
    store = Store(tmp_path / "file/store")
    store.table("kettles", "1").put(VALUES)
    assert store.table("kettles", "1").all() == VALUES


def test_a_copy_of_the_process_reads_what_is_written(path):
    filled(path)
    store = Store(path)
    store.table("kettles", "1").all()

    def read():
        os._exit(0 if store.table("kettles", "1").all() == VALUES else 1)

    process = multiprocessing.get_context("fork").Process(target=read)
    process.start()
    process.join()
    assert process.exitcode == 0


def test_a_full_disk_is_said_and_is_no_damage(path):
    filled(path)
    store = Store(path)
    store.run("PRAGMA max_page_count = 30")
    with pytest.raises(PaperdexError, match="cannot be written"):
        store.table("kettles", "1").put({"large": bytes(10**6)})
    assert store.table("kettles", "1").all() == VALUES
