"""One build at a time in one index, and what a build left behind that was killed."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from paperdex.errors import PaperdexError

if sys.platform != "win32":
    import fcntl

_TEMPORARY = ".*.tmp"


@contextmanager
def only_build(build: Path, site: Path) -> Iterator[None]:
    """Hold the index's lock; a `PaperdexError` where another process has it.

    The system lets go of it when the last process of a build has ended, however that ended. The file holds the number
    of the process from beginning to end of a build, so whoever finds one in it that nobody holds comes after a build
    that was killed.
    """
    path = build / "lock"
    try:
        build.mkdir(parents=True, exist_ok=True)
        stream = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o644), "r+b", buffering=0)
    except OSError as error:
        raise PaperdexError(f"cannot be written: {error.strerror}", file=path) from None
    with stream:
        is_ours = _take(stream.fileno())
        left = stream.read(20).decode(errors="replace").strip()
        if not is_ours:
            raise PaperdexError(
                f"another build of this index is under way{f' (process {left})' if left else ''}; "
                "try again when it has ended"
            )
        if left:
            _clear(build, site)
        try:
            stream.seek(0)
            stream.write(f"{os.getpid()}\n".encode())
        except OSError as error:
            raise PaperdexError(f"cannot be written: {error.strerror}", file=path) from None
        yield
        stream.truncate(0)


def _take(handle: int) -> bool:
    """Whether the lock is ours now. Windows has no such locks."""
    if sys.platform != "win32":
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True


def _clear(build: Path, site: Path) -> None:
    """Put the last good site back, if it was just being replaced, and remove files that were not yet in their place."""
    for old in sorted(site.parent.glob(f".{site.name}-*-old")):
        if not site.exists():
            old.rename(site)
    for scratch in site.parent.glob(f".{site.name}-*"):
        shutil.rmtree(scratch, ignore_errors=True)
    for folder in (build, site):
        for path in folder.rglob(_TEMPORARY):
            path.unlink(missing_ok=True)
