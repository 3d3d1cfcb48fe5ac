"""Files with a row for each paper: of ten thousand one is made, and the others are copied from the file as it was."""

import mmap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from paperdex import files
from paperdex.catalog.view import Read, Reads, View
from paperdex.pages.page import Notes, RowFile

Key = tuple[str, str]
"""Id of a row's paper, and the hash of what the row was made of: two rows of the same key are the same."""


@dataclass(frozen=True, slots=True)
class _Written:
    """A file as it was written, and where its rows lie."""

    data: bytes | mmap.mmap = b""
    keys: Sequence[Key] = ()
    lengths: Sequence[int] = ()
    reads: Mapping[str, Sequence[Read]] = field(default_factory=dict)
    """Of the rows that have read something besides their paper."""
    first: int = 0
    """Where the first row begins."""
    gap: int = 0
    """Bytes between two rows."""

    def run(self, start: int, end: int) -> memoryview:
        """Rows that follow each other, with what is between them."""
        at = self.first + sum(self.lengths[:start]) + start * self.gap
        return memoryview(self.data)[at : at + sum(self.lengths[start:end]) + (end - start - 1) * self.gap]

    def rows(self, start: int, end: int) -> Mapping[Key, bytes]:
        """Single rows by key."""
        at = self.first + sum(self.lengths[:start]) + start * self.gap
        found: dict[Key, bytes] = {}
        for key, length in zip(self.keys[start:end], self.lengths[start:end], strict=True):
            found[key] = self.data[at : at + length]
            at += length + self.gap
        return found


def pieces_of(file: RowFile, view: View, notes: Notes, site: Path | None) -> files.Pieces:
    """What stands in the file. `site` is where it lies as it was, None where it is to be made anew."""
    view.contents(file.shelf)  # a row may take anything of its paper
    before, between, after = (text.encode() for text in _around(file))
    was = _last_written(file, notes, site) if site else _Written()
    reads = dict(was.reads)
    keys = [(row[0], view.hash(reads.get(row[0]) or (_own(row[0]),), row[1:])) for row in file.rows]
    # Most changes are in one place: what is before and behind it is copied as a whole.
    start = _alike(was.keys, keys)
    end = _alike(was.keys[start:][::-1], keys[start:][::-1])
    known = was.rows(start, len(was.keys) - end)
    changed: list[bytes] = []
    for place in range(start, len(keys) - end):
        row = known.get(keys[place])
        if row is None:
            row, keys[place] = _made(file, file.rows[place], view, reads)
        changed.append(row)
    runs: list[tuple[int, bytes | memoryview]] = [
        (start, was.run(0, start)),
        (len(changed), between.join(changed)),
        (end, was.run(len(was.keys) - end, len(was.keys))),
    ]
    parts = [piece for count, run in runs if count for piece in (between, run)]
    lengths = [*was.lengths[:start], *map(len, changed), *was.lengths[len(was.keys) - end :]]
    there = {paper_id for paper_id, _ in keys}
    others = {paper_id: found for paper_id, found in reads.items() if paper_id in there}
    for found in others.values():
        view.reads.update(dict.fromkeys(found))
    notes.put(file.path, orjson.dumps({"around": _around(file), "keys": keys, "lengths": lengths, "reads": others}))
    return [before, *parts[1:], after]


def _made(file: RowFile, row: tuple[Any, ...], view: View, reads: dict[str, Sequence[Read]]) -> tuple[bytes, Key]:
    """A row with its key. What it has read besides its paper is entered into `reads`."""
    found: Reads = {}
    with view.reading_into(found):
        text = file.row(*row).encode()
    paper_id: str = row[0]
    reads.pop(paper_id, None)
    if list(found) != [_own(paper_id)]:
        reads[paper_id] = list(found)
    return text, (paper_id, view.hash(reads.get(paper_id) or (_own(paper_id),), row[1:]))


def _own(paper_id: str) -> Read:
    """What every row reads, and most read nothing else."""
    return f"paper {paper_id}"


def _last_written(file: RowFile, notes: Notes, site: Path) -> _Written:
    """The file as it was written last; without rows where what stands around them is another."""
    note = notes.get(file.path)
    values = orjson.loads(note) if note else {}
    if values.get("around") != _around(file):
        return _Written()
    try:
        with (site / file.path).open("rb") as stream:  # it is only ever replaced as a whole
            data = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError):  # it is gone, or empty
        return _Written()
    before, between, _ = (len(text.encode()) for text in _around(file))
    keys = [(paper_id, known) for paper_id, known in values["keys"]]
    return _Written(data, keys, values["lengths"], values["reads"], before, between)


def _alike(one: Sequence[Key], other: Sequence[Key]) -> int:
    """With how many of the same two lists begin."""
    return next(
        (place for place, (first, second) in enumerate(zip(one, other, strict=False)) if first != second),
        min(len(one), len(other)),
    )


def _around(file: RowFile) -> list[str]:
    return [file.before, file.between, file.after]
