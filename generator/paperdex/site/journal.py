"""Tables of text, kept from one build to the next: a small change is appended to the file, and the rest of it stays as
it is.

The file begins with a line with its key, and has then blocks of rows, each below a line with length and checksum. The
first block is the table as it was last written whole; the others change it, and one that was cut off has not happened.
A row
is its name and its columns, a line each; one whose first column is empty is gone.
"""

import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from paperdex import files

Columns = Sequence[dict[str, str]]
"""Each by the names of the rows, which are the same in all. A text in it has no line feed, and none in the first is
empty.
"""
_BLOCK_HEAD = len(b"00000000 00000000\n")


class Journal:
    """The table in one file; what was written under another key is none."""

    def __init__(self, path: Path, key: str, width: int) -> None:
        self._path = path
        self._head = f"{key}\n".encode()
        self._width = width
        self._whole = 0
        """Where the first block ends; 0 while nothing is known of the file."""
        self._end = 0
        """Where the last one ends that is whole."""

    def read(self) -> Columns | None:
        """The table as it was written last; None where there is none that can be understood."""
        self._whole = self._end = 0
        try:
            data = self._path.read_bytes()
        except OSError:
            return None
        columns: Columns | None = None
        for start, end in _blocks(data, len(self._head)) if data.startswith(self._head) else ():
            try:
                lines = data[start:end].decode().split("\n") if end > start else []
            except UnicodeDecodeError:
                break
            names, *found = (lines[place :: 1 + self._width] for place in range(1 + self._width))
            if any(len(column) != len(names) for column in found):
                break
            if columns is None:
                columns, self._whole = [dict(zip(names, column, strict=True)) for column in found], end
            else:
                for column, texts in zip(columns, found, strict=True):
                    column.update(zip(names, texts, strict=True))
                for name in [name for name, first in zip(names, found[0], strict=True) if not first]:
                    for column in columns:
                        column.pop(name, None)
            self._end = end
        return columns

    def write(self, columns: Sequence[Mapping[str, str]], changed: Collection[str]) -> None:
        """The table is now this; `changed` names the rows that have come, changed or gone since it was read."""
        block = self._block(changed, columns)
        if self._whole and self._end + len(block) <= 2 * self._whole:
            files.append(self._path, self._end, block)
            self._end += len(block)
        else:
            block = self._block(columns[0], columns)
            files.write_pieces(self._path, [self._head, block])
            self._whole = self._end = len(self._head) + len(block)

    def forget(self) -> None:
        """Whatever comes next is written whole."""
        self._whole = 0

    def _block(self, names: Collection[str], columns: Sequence[Mapping[str, str]]) -> bytes:
        lines = [""] * (len(names) * (1 + self._width))
        lines[:: 1 + self._width] = names
        for place, column in enumerate(columns, 1):
            lines[place :: 1 + self._width] = [column.get(name, "") for name in names]
        rows = "\n".join(lines).encode()
        return b"%08x %08x\n" % (len(rows), zlib.crc32(rows)) + rows


def _blocks(data: bytes, start: int) -> Iterator[tuple[int, int]]:
    """Where the rows of each block lie, up to one that is damaged."""
    while start < len(data):
        head = data[start : start + _BLOCK_HEAD].split()
        try:
            size, checksum = (int(number, 16) for number in head)
        except ValueError:
            return
        start += _BLOCK_HEAD
        rows = memoryview(data)[start : start + size]
        if len(rows) != size or zlib.crc32(rows) != checksum:
            return
        yield start, start + size
        start += size
