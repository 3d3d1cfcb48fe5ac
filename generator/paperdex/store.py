"""What is remembered from one run to the next, in one file: the only place that knows SQLite.

A store consists of tables, and a table of values by name:
``store.table("records", version).get("2023/gpt4roi.yaml")``. Nothing in it is worth more than the work of making it
again, so nothing in it is believed unseen. Each value has a checksum over itself, its name and the version of its
table, and each table knows how many there are: what was cut off, altered or written by another version is not there.
Writing happens in transactions, so whoever is killed leaves the store as it was.
"""

import errno
import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from paperdex.errors import PaperdexError

_FORMAT = 1
"""Of the file; another one is no store."""
_OURS = 0x50445831
"""`application_id` of our files, https://www.sqlite.org/fileformat.html."""
_OUTSIDE = ("SQLITE_BUSY", "SQLITE_CANTOPEN", "SQLITE_FULL", "SQLITE_IOERR", "SQLITE_LOCKED", "SQLITE_READONLY")
"""What comes of the disk or of another process, and not of the file, https://www.sqlite.org/rescode.html."""
_IN_USE = ("SQLITE_BUSY", "SQLITE_FULL", "SQLITE_LOCKED", "SQLITE_READONLY")
"""Where what is in the file is well, and another process may need it."""
_UNREADABLE = (sqlite3.Error, OSError, UnicodeDecodeError)
_LONG, _SOON = 30_000, 1_000
"""Milliseconds for which another process may write before that is a problem, or before what can be left is left."""
_PAGE = 16_384
"""Bytes; a record takes some two thousand, and where few fit on a page much of it stays empty."""
_BATCH = 500
"""Names in one question; SQLite takes 32,766 values, or 999 where it is old."""


class DamagedStoreError(PaperdexError):
    """Something that must be in the store is not there, or not what was written. The store is empty from then on."""

    def __init__(self) -> None:
        super().__init__("what was remembered of earlier builds is damaged and was thrown away; run the command again")


class Store:
    """The tables in one file. Without a path, or where nothing can be written, they last as long as the process."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self.is_writing = False
        """Whether a transaction is under way."""
        self._owner = os.getpid()
        self._tables: list[Table] = []
        self._inherited: list[sqlite3.Connection] = []
        """Of the process that this one is a copy of: to close one would disturb that."""
        self._connection = self._opened()

    def table(self, name: str, version: str) -> "Table":
        """The values of that name; none where they were written under another version."""
        try:
            table = Table(self, name, version)
        except DamagedStoreError:
            table = Table(self, name, version)
        self._tables.append(table)
        return table

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """What is written within is written as a whole or not at all. One may stand in another."""
        if self.is_writing:
            yield
            return
        self.is_writing = True
        try:
            self.run("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._connection.rollback()
                raise
            self.run("COMMIT")
        finally:
            self.is_writing = False

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """What is asked within is of one moment, whatever another process writes."""
        is_within = self._connection.in_transaction
        if is_within:
            yield
            return
        self.run("BEGIN")
        try:
            yield
        finally:
            if self._connection.in_transaction:
                self._connection.rollback()

    def recall(self, name: str, version: str) -> dict[str, bytes]:
        """All values of a table; none where they cannot be had soon, for then they are made again."""
        with suppress(PaperdexError), self._in_a_hurry():
            return self.table(name, version).all()
        return {}

    def remember(self, name: str, version: str, values: Mapping[str, bytes], gone: Iterable[str] = ()) -> None:
        """Enter values that a next run may want, and drop others. Where the disk is full or another run writes for
        long, nothing is entered, and nobody has to hear of it.
        """
        with suppress(PaperdexError, sqlite3.Error), self._in_a_hurry():
            with self.transaction():
                table = self.table(name, version)
                table.remove(gone)
                table.put(values)
            self.settle()

    @contextmanager
    def _in_a_hurry(self) -> Iterator[None]:
        """Whoever writes is not waited for until it has become a problem."""
        self.run(f"PRAGMA busy_timeout = {_SOON}")
        try:
            yield
        finally:
            self.run(f"PRAGMA busy_timeout = {_LONG}")

    def __del__(self) -> None:
        if os.getpid() == self._owner:
            self._connection.close()

    def settle(self) -> None:
        """Bring what was written into the store's own file; until then it is in one beside that."""
        self.run("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Nothing more is asked or written."""
        self._connection.close()

    def empty(self) -> None:
        """Forget everything. Tables that somebody holds are there, without values."""
        self._connection.close()
        if self._path:
            self._remove()
        self._connection = self._opened()
        for table in self._tables:
            table.begin()

    def run(self, statement: str, values: Sequence[object] = ()) -> list[Any]:
        """The rows that a statement gives."""
        if os.getpid() != self._owner:  # a connection is its process's own
            self._owner = os.getpid()
            self._inherited.append(self._connection)
            self._connection = self._opened()
        with self._understood():
            return self._connection.execute(statement, values).fetchall()

    def run_many(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        """The same statement with the values of each row."""
        with self._understood():
            self._connection.executemany(statement, rows)

    def _opened(self) -> sqlite3.Connection:
        for _ in range(2 if self._path else 0):
            try:
                Path(str(self._path)).parent.mkdir(parents=True, exist_ok=True)
                return _connected(str(self._path))
            except _UNREADABLE as error:
                if getattr(error, "sqlite_errorname", "").startswith(_IN_USE):
                    break
                self._remove()  # it is no store, or a damaged one
        return _connected(":memory:")

    def _remove(self) -> None:
        for suffix in ("", "-wal", "-shm"):
            with suppress(OSError):
                Path(f"{self._path}{suffix}").unlink(missing_ok=True)

    @contextmanager
    def _understood(self) -> Iterator[None]:
        """A full disk is no damage, and says so; whatever else SQLite does not understand is."""
        try:
            yield
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            name = getattr(error, "sqlite_errorname", "")
            if name.startswith(_OUTSIDE):
                why = os.strerror(errno.ENOSPC) if name == "SQLITE_FULL" else error
                raise PaperdexError(f"cannot be written: {why}", file=self._path) from None
            self.empty()
            raise DamagedStoreError from None


class Table:
    """Values by name."""

    def __init__(self, store: Store, name: str, version: str) -> None:
        self._store = store
        self._name = name
        self._version = version
        self._start_of_seal = zlib.crc32(f"{name} ".encode())
        self.begin()

    def begin(self) -> None:
        """Be there, with the values of this version only."""
        self._store.run(f'CREATE TABLE IF NOT EXISTS "{self._name}" (name TEXT PRIMARY KEY, value BLOB, seal INTEGER)')
        known = self._read("SELECT * FROM tables WHERE name = ?", [self._name]).get(self._name)
        if known is None or not known.endswith(f" {self._version}".encode()):
            self.clear()

    def all(self) -> dict[str, bytes]:
        """Every value; a `DamagedStoreError` where one is missing."""
        with self._store.snapshot():
            found = self._read(f'SELECT * FROM "{self._name}"')  # noqa: S608 - the names of tables are our own
            number = self._number()
        if len(found) != number:
            self._store.empty()
            raise DamagedStoreError
        return found

    def some(self, names: Iterable[str]) -> dict[str, bytes]:
        """Those of these names that there are."""
        wanted = list(names)
        found: dict[str, bytes] = {}
        for start in range(0, len(wanted), _BATCH):
            batch = wanted[start : start + _BATCH]
            marks = ",".join("?" * len(batch))
            found |= self._read(f'SELECT * FROM "{self._name}" WHERE name IN ({marks})', batch)  # noqa: S608
        return found

    def get(self, name: str) -> bytes | None:
        """One value."""
        return self.some([name]).get(name)

    def put(self, values: Mapping[str, bytes]) -> None:
        """Enter values, or others in their place."""
        if values:
            rows = [(name, value, self._seal(name, value)) for name, value in values.items()]
            self._write(f'INSERT OR REPLACE INTO "{self._name}" VALUES (?, ?, ?)', rows)  # noqa: S608

    def remove(self, names: Iterable[str]) -> None:
        """Drop values, of which some may not be there."""
        names = list(names)
        if names:
            self._write(f'DELETE FROM "{self._name}" WHERE name = ?', [(name,) for name in names])  # noqa: S608

    def clear(self) -> None:
        """Drop all."""
        self._write(f'DELETE FROM "{self._name}"', [()])  # noqa: S608

    def _write(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        try:
            self._write_rows(statement, rows)
        except DamagedStoreError:  # damage that nobody sees before there is something to write
            if self._store.is_writing:
                raise
            self._store.table(self._name, self._version)
            self._write_rows(statement, rows)

    def _write_rows(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        with self._store.transaction():
            self._store.run_many(statement, rows)
            [(number,)] = self._store.run(f'SELECT count(*) FROM "{self._name}"')  # noqa: S608
            about = f"{number} {self._version}".encode()
            row = (self._name, about, self._seal(self._name, about))
            self._store.run("INSERT OR REPLACE INTO tables VALUES (?, ?, ?)", row)

    def _number(self) -> int:
        """How many values there are to be."""
        return int(self._read("SELECT * FROM tables WHERE name = ?", [self._name])[self._name].split()[0])

    def _read(self, statement: str, values: Sequence[object] = ()) -> dict[str, bytes]:
        found: dict[str, bytes] = {}
        for name, value, seal in self._store.run(statement, values):
            if not isinstance(value, bytes) or seal != self._seal(name, value):
                self._store.empty()
                raise DamagedStoreError
            found[name] = value
        return found

    def _seal(self, name: str, value: bytes) -> int:
        return zlib.crc32(value, zlib.crc32(name.encode(), self._start_of_seal))


def _connected(place: str) -> sqlite3.Connection:
    connection = sqlite3.connect(place, timeout=_LONG / 1000, isolation_level=None, check_same_thread=False)
    try:
        # Checksums tell what a failing machine leaves, so nobody has to wait for the disk.
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(f"PRAGMA page_size = {_PAGE}")
        connection.execute("PRAGMA journal_mode = WAL")  # whoever reads does not wait for whoever writes
        about = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
        if about != [_OURS, _FORMAT]:
            if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                raise sqlite3.DatabaseError("somebody else's")
            connection.execute(f"PRAGMA application_id = {_OURS}")
            connection.execute(f"PRAGMA user_version = {_FORMAT}")
            connection.execute("CREATE TABLE tables (name TEXT PRIMARY KEY, value BLOB, seal INTEGER)")
    except BaseException:
        connection.close()
        raise
    return connection
