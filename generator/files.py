"""The one door to writing files: whole or not at all, and only when the bytes change."""

import os
import tempfile
from pathlib import Path

from generator.errors import PaperdexError


def write_bytes(path: Path, data: bytes) -> bool:
    """Replace a file in one step; True when that changed it. A reader sees the old bytes or the new ones, never a part."""
    try:
        if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
            temporary.chmod(0o644)
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise PaperdexError(f"cannot be written: {error.strerror}", file=path) from None
    return True


def write_fresh(path: Path, data: bytes) -> None:
    """Write a file in a folder that nobody looks at yet: twice as fast, as nothing can be seen half-written."""
    try:
        try:
            path.write_bytes(data)
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    except OSError as error:
        raise PaperdexError(f"cannot be written: {error.strerror}", file=path) from None


def write_text(path: Path, text: str) -> bool:
    """UTF-8 with line feeds on every platform."""
    return write_bytes(path, text.encode())


def remove(path: Path) -> None:
    """Delete a file that may already be gone."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise PaperdexError(f"cannot be removed: {error.strerror}", file=path) from None
