"""The checksum of every file of the site, in the format of `sha256sum`.

::

    cd site && sha256sum --quiet --check ../build/manifest.txt

says whether a copy of the site is whole; two manifests side by side say in what two builds differ.
"""

import hashlib
import zlib
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from paperdex import files

_START = 66
"""Where a path begins in a line, behind a checksum and two spaces."""


def seal(path: Path) -> int | None:
    """A checksum of the manifest itself; None where there is none."""
    try:
        return zlib.crc32(path.read_bytes())
    except OSError:
        return None


def write(path: Path, sums: Iterable[tuple[str, str]]) -> int:
    """The manifest of a whole site, from the paths and checksums of its files; its seal."""
    return _dump(path, sorted((_line(name, found) for name, found in sums), key=_path))


def of_site(path: Path, site: Path) -> None:
    """The manifest of a site as it lies there, of which nothing is known."""
    there = (file for file in site.rglob("*") if file.is_file())
    sums = ((file.relative_to(site).as_posix(), hashlib.sha256(file.read_bytes()).hexdigest()) for file in there)
    write(path, sums)


def update(path: Path, made: Mapping[str, str], removed: Iterable[str]) -> int:
    """Enter the checksums of files that were made, and drop files that are not there any more."""
    lines = path.read_bytes().split(b"\n")[:-1]
    for name, found in [*made.items(), *((name, None) for name in removed)]:
        place = bisect_left(lines, name.encode(), key=_path)
        is_there = place < len(lines) and _path(lines[place]) == name.encode()
        lines[place : place + is_there] = [_line(name, found)] if found else []
    return _dump(path, lines)


def _line(name: str, found: str) -> bytes:
    return f"{found}  {name}".encode()


def _path(line: bytes) -> bytes:
    return line[_START:]


def _dump(path: Path, lines: Sequence[bytes]) -> int:
    data = b"\n".join([*lines, b""])
    files.write_bytes(path, data)
    return zlib.crc32(data)
