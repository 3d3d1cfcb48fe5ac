"""Files with a part for each paper: of ten thousand parts one is made, and the others are copied from the file as it was."""

from collections.abc import Callable, Mapping, Sequence
from hashlib import blake2b
from itertools import accumulate, pairwise
from pathlib import Path

import orjson

from generator import files
from generator.pages.page import Joined

Put = Callable[[Path | str, bytes], object]


def key_of(joined: Joined) -> str:
    """Changes with any part, their order, or what stands around them."""
    return _digest([*_around(joined), *joined.also, *joined.keys])


def write(joined: Joined, site: Path, memory: Path, put: Put) -> bytes:
    """Make the file at its path. `memory` is where it is kept which part of which file lies where."""
    file = site / joined.path
    note = memory / f"{_digest([joined.path])}.json"
    known = _known_parts(joined, file, note)
    parts = [known.get(key) or joined.part(paper).encode() for key, paper in zip(joined.keys, joined.papers, strict=True)]
    before, between, after = (text.encode() for text in _around(joined))
    data = before + between.join(parts) + after
    put(file, data)
    values = {"file": _signature(file), "around": _around(joined), "keys": list(joined.keys), "lengths": list(map(len, parts))}
    files.write_bytes(note, orjson.dumps(values))
    return data


def _known_parts(joined: Joined, file: Path, note: Path) -> Mapping[str, bytes]:
    """Parts by key, from the file as it was written last; none where somebody else has written to it since."""
    try:
        values = orjson.loads(note.read_bytes())
        if values["file"] != _signature(file) or values["around"] != _around(joined):
            return {}
        data = file.read_bytes()
        return dict(zip(values["keys"], _cut(data, values["lengths"], len(joined.before.encode()), len(joined.between.encode())), strict=True))
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _cut(data: bytes, lengths: Sequence[int], start: int, gap: int) -> list[bytes]:
    ends = accumulate(lengths, lambda end, length: end + gap + length, initial=start - gap)
    return [data[one + gap : other] for one, other in pairwise(ends)]


def _around(joined: Joined) -> list[str]:
    return [joined.before, joined.between, joined.after]


def _signature(file: Path) -> list[int]:
    stat = file.stat()
    return [stat.st_size, stat.st_mtime_ns, stat.st_ino]


def _digest(values: Sequence[str]) -> str:
    return blake2b("\0".join(values).encode(), digest_size=12).hexdigest()
