r"""Records that were read before, by the identity of their files: only a file that has changed is parsed again.

Nothing is remembered that the records do not hold. A value of the table is a line of JSON with what a `Record` is made
of, and the paper on the lines after it: ``[[size, ...], digest, is_canonical, [id, title, ...]]\n{"id": ...}``.
"""

import os
import sys
import time
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import orjson
import pydantic

import paperdex
from paperdex.records.record import Record, digest
from paperdex.store import Store

_TABLE = "records"
_PARTS = (
    *(f"records/{name}.py" for name in ("paper", "identifiers", "parse", "write")),
    *(f"records/{name}.py" for name in ("facts", "folder", "memory", "quick_json", "record")),
    "yaml_io",
    "text.py",
)
"""What a parsed record depends on; a change in any of them makes the memory void."""
_TICK = 20_000_000
"""Nanoseconds in which a file can change twice without showing it; Git has the same trouble with its index."""

Signature = list[int]
"""Size, times of change in nanoseconds, and number of a file; Git trusts the same."""


class RecordRow(NamedTuple):
    """A record as it was when its file was last read."""

    signature: Signature
    digest: str
    """Of the file's bytes."""
    is_canonical: bool
    values: Sequence[Any]
    """From `record.values_of`."""
    paper: bytes | memoryview
    """From `quick_json.dump`."""

    def record(self, location: str, name: str) -> Record:
        """The record in the file of these bytes."""
        return Record(location, name, self.digest, self.values, self.paper, is_canonical=self.is_canonical)


def signature_of(stat: os.stat_result) -> Signature:
    """What tells one state of a file from another without reading it."""
    return [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino]


def settled_signature(stat: os.stat_result) -> Signature:
    """The same of a file that is about to be read; none where it was only just written and may be again, unseen."""
    return signature_of(stat) if time.time_ns() - stat.st_ctime_ns > _TICK else []


class RecordMemory:
    """What is known of all records below a folder, by their paths in it: `2023/gpt4roi.yaml`."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._before = store.recall(_TABLE, version(*_PARTS))
        self._news: dict[str, bytes] = {}
        self._present: set[str] = set()

    def known(self, name: str) -> RecordRow | None:
        """What was remembered of a record."""
        row = self._before.get(name)
        if row is None:
            return None
        end = row.index(b"\n")
        view = memoryview(row)
        signature, of_bytes, is_canonical, values = orjson.loads(view[:end])
        return RecordRow(signature, of_bytes, is_canonical, values, view[end + 1 :])

    def keep(self, name: str) -> None:
        """What is remembered of a record holds."""
        self._present.add(name)

    def enter(self, name: str, known: RecordRow) -> None:
        """Remember this of a record. A file system takes names that are no text; no record may have one."""
        if name.isascii():
            self._present.add(name)
            self._news[name] = b"\n".join([orjson.dumps(known[:-1]), known.paper])

    def write(self) -> None:
        """Bring to the store what is no longer as it was."""
        gone = self._before.keys() - self._present
        if self._news or gone:
            self._store.remember(_TABLE, version(*_PARTS), self._news, gone)


@lru_cache
def version(*parts: str) -> str:
    """Of these files and folders of this program, and of what parses for it."""
    root = Path(paperdex.__file__).parent
    paths = [
        path
        for part in parts
        for path in (sorted((root / part).glob("*.py")) if (root / part).is_dir() else [root / part])
    ]
    about = [paperdex.__version__, pydantic.VERSION, sys.version]
    return digest(b"\0".join([*map(str.encode, about), *(path.read_bytes() for path in paths)]))
