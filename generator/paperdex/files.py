"""The one door to writing files: whole or not at all, and only when the bytes change. What is read beside others who
write is read here too.
"""

import codecs
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from paperdex.errors import PaperdexError

_TRIES = 3
_WRITE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)


def read_bytes(path: Path, most: int = -1) -> bytes:
    """A file as it was at one moment, or its first `most` bytes; a `PaperdexError` where it goes on changing, an
    `OSError` where it cannot be read.
    """
    for _ in range(_TRIES):
        with path.open("rb") as stream:
            before = os.fstat(stream.fileno())
            data = stream.read(most)
            after = os.fstat(stream.fileno())
        if (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns):
            return data
    raise PaperdexError("changes while it is read; try again when that has ended", file=path)


Pieces = Sequence[bytes | memoryview]
"""Bytes that follow each other: to put those of a large file together would take as long as to write them."""


def write_bytes(path: Path | str, data: bytes) -> bool:
    """Replace a file in one step; True when that changed it. A reader sees the old bytes or the new, never a part."""
    return write_pieces(path, [data])


def write_pieces(path: Path | str, pieces: Pieces) -> bool:
    """The same with bytes that come in pieces."""
    path = Path(path)
    try:
        if path.is_file() and path.stat().st_size == size(pieces) and path.read_bytes() == b"".join(pieces):
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.writelines(pieces)
            temporary.chmod(0o644)
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise PaperdexError(f"cannot be written: {error.strerror}", file=path) from None
    return True


def append(path: Path, at: int, data: bytes) -> None:
    """Write at a place from which on nothing in the file counts. Whoever is interrupted leaves a part, which the file's
    format has to show.
    """
    try:
        with path.open("r+b") as stream:
            stream.truncate(at)
            stream.seek(at)
            stream.write(data)
    except OSError as error:
        raise PaperdexError(f"cannot be written: {error.strerror}", file=path) from None


def size(pieces: Pieces) -> int:
    """Bytes of all of them."""
    return sum(map(len, pieces))


class FreshFiles:
    """Writes into folders that nobody looks at yet, where nothing can be seen half-written: of a large site that is a
    tenth of the time.
    """

    def __init__(self) -> None:
        self._folders: set[str] = set()
        """Those that are known to be there."""

    def write_pieces(self, path: Path | str, pieces: Pieces) -> None:
        """Write a file, and make the folders around it."""
        location = os.fspath(path)
        folder = os.path.dirname(location)  # noqa: PTH120 - a site has a hundred thousand of these
        try:
            if folder not in self._folders:
                os.makedirs(folder, exist_ok=True)  # noqa: PTH103
                self._folders.add(folder)
            handle = os.open(location, _WRITE, 0o666)
            try:
                for piece in pieces:
                    while piece:
                        piece = piece[os.write(handle, piece) :]  # noqa: PLW2901 - what is left of it
            finally:
                os.close(handle)
        except OSError as error:
            raise PaperdexError(f"cannot be written: {error.strerror}", file=Path(path)) from None


def write_text(path: Path, text: str) -> bool:
    """UTF-8 with line feeds on every platform."""
    return write_bytes(path, text.encode())


def rewrite_text(path: Path, old: str | None, new: str) -> bool:
    """Replace the text of a file that others change as well, None for no file; a `PaperdexError` where it is no longer
    `old`, and nothing is written.
    """
    try:
        present = path.read_bytes().removeprefix(codecs.BOM_UTF8) if path.exists() else None
    except OSError as error:
        raise PaperdexError(f"cannot be read: {error.strerror}", file=path) from None
    if present != (old if old is None else old.encode().removeprefix(codecs.BOM_UTF8)):
        raise PaperdexError(
            "was changed by somebody else meanwhile, so it was left as it is; run the command again", file=path
        )
    return write_text(path, new)


def remove(path: Path) -> None:
    """Delete a file that may already be gone."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise PaperdexError(f"cannot be removed: {error.strerror}", file=path) from None
