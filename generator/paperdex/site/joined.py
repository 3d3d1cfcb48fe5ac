"""Files with a part for each paper: of ten thousand parts one is made, and the others are copied from the file as it
was.
"""

import mmap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import orjson

from paperdex import files
from paperdex.pages.page import Joined

Put = Callable[[str, files.Pieces], object]


def key_of(joined: Joined) -> str:
    """Changes with any part, their order, or what stands around them."""
    return _digest([*_around(joined), *joined.also, *joined.keys])


def write(joined: Joined, site: Path, memory: Path, put: Put) -> files.Pieces:
    """Make the file at its path. `memory` is where it is kept which part of which file lies where."""
    file = site / joined.path
    note = memory / f"{_digest([joined.path])}.json"
    before, between, after = (text.encode() for text in _around(joined))
    keys, was = list(joined.keys), _last_written(joined, file, note)
    # Most changes are in one place: what is before and behind it is copied as a whole.
    start = _alike(was.keys, keys)
    end = _alike(was.keys[start:][::-1], keys[start:][::-1])
    known = was.parts(start, len(was.keys) - end)
    changed = [
        known.get(keys[place]) or joined.part(joined.papers[place]).encode() for place in range(start, len(keys) - end)
    ]
    runs: list[tuple[int, bytes | memoryview]] = [
        (start, was.run(0, start)),
        (len(changed), between.join(changed)),
        (end, was.run(len(was.keys) - end, len(was.keys))),
    ]
    parts = [piece for count, run in runs if count for piece in (between, run)]
    pieces = [before, *parts[1:], after]
    put(str(file), pieces)
    lengths = [*was.lengths[:start], *map(len, changed), *was.lengths[len(was.keys) - end :]]
    files.write_bytes(
        note, orjson.dumps({"file": _signature(file), "around": _around(joined), "keys": keys, "lengths": lengths})
    )
    return pieces


@dataclass(frozen=True, slots=True)
class _Written:
    """A file as it was written, and where its parts lie."""

    data: bytes | mmap.mmap = b""
    keys: Sequence[str] = ()
    lengths: Sequence[int] = ()
    first: int = 0
    """Where the first part begins."""
    gap: int = 0
    """Bytes between two parts."""

    def run(self, start: int, end: int) -> memoryview:
        """Parts that follow each other, with what is between them."""
        at = self.first + sum(self.lengths[:start]) + start * self.gap
        return memoryview(self.data)[at : at + sum(self.lengths[start:end]) + (end - start - 1) * self.gap]

    def parts(self, start: int, end: int) -> Mapping[str, bytes]:
        """Single parts by key."""
        at = self.first + sum(self.lengths[:start]) + start * self.gap
        found: dict[str, bytes] = {}
        for key, length in zip(self.keys[start:end], self.lengths[start:end], strict=True):
            found[key] = self.data[at : at + length]
            at += length + self.gap
        return found


def _last_written(joined: Joined, file: Path, note: Path) -> _Written:
    """The file as it was written last, without parts where somebody else has written to it since."""
    try:
        values = orjson.loads(note.read_bytes())
        if values["file"] != _signature(file) or values["around"] != _around(joined):
            return _Written()
        before, between, after = (len(text.encode()) for text in _around(joined))
        with file.open("rb") as stream:  # it is only ever replaced as a whole
            data = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        keys, lengths = values["keys"], values["lengths"]
        is_sound = (
            len(keys) == len(lengths) and len(data) == before + sum(lengths) + max(len(keys) - 1, 0) * between + after
        )
        return _Written(data, keys, lengths, before, between) if is_sound else _Written()
    except (OSError, ValueError, KeyError, TypeError):
        return _Written()


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """With how many of the same two lists begin."""
    return next(
        (place for place, (first, second) in enumerate(zip(one, other, strict=False)) if first != second),
        min(len(one), len(other)),
    )


def _around(joined: Joined) -> list[str]:
    return [joined.before, joined.between, joined.after]


def _signature(file: Path) -> list[int]:
    stat = file.stat()
    return [stat.st_size, stat.st_mtime_ns, stat.st_ino]


def _digest(values: Sequence[str]) -> str:
    return blake2b("\0".join(values).encode(), digest_size=12).hexdigest()
