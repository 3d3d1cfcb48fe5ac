"""Whether the files of a site are those that were written: what lies on disk is not believed unseen.

A file that has the size, the time of change and the number that it had is the one that was written; Git trusts the
same. One that has others may have been copied, from a store of CI, say: then its bytes tell.
"""

import hashlib
import os
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from paperdex.site.memory import Memory, Stamp


class Inspection(NamedTuple):
    """What a look at every file of a site has found."""

    groups: Sequence[str]
    """Names of all groups."""
    others: Sequence[tuple[str, str]]
    """Files that are missing or were altered: their group and their path."""
    copies: Sequence[tuple[str, str, Stamp]]
    """Files that hold what was written and are not the ones that were written: group, path and stamp."""
    files: int
    """Of the whole site."""


def inspect(memory: Memory, site: Path) -> Inspection:
    """Look at every file that a memory speaks of."""
    others: list[tuple[str, str]] = []
    copies: list[tuple[str, str, Stamp]] = []
    groups: dict[str, None] = {}
    number = 0
    start = f"{site}{os.sep}"
    for group, _, files in memory.all_units():
        groups[group] = None
        number += len(files)
        for path, stamp in files.items():
            try:
                found = os.lstat(start + path)
            except OSError:
                others.append((group, path))
                continue
            if found.st_mtime_ns == stamp[1] and found.st_ino == stamp[2] and found.st_size == stamp[0]:
                continue
            if copy := stamp_of(site, path, Stamp(*stamp)):
                copies.append((group, path, copy))
            else:
                others.append((group, path))
    return Inspection(list(groups), others, copies, number)


def stamp_of(site: Path, path: str, known: Stamp) -> Stamp | None:
    """The stamp that a file has now, `known` where nothing has changed; None where it is not what was written."""
    location = f"{site}{os.sep}{path}"
    try:
        found = os.lstat(location)
        if (found.st_size, found.st_mtime_ns, found.st_ino) == known[:3]:
            return known
        if found.st_size != known.size or not stat.S_ISREG(found.st_mode):
            return None
        with open(location, "rb") as stream:  # noqa: PTH123 - a site has a hundred thousand of these
            if hashlib.file_digest(stream, "sha256").hexdigest() != known.sha256:
                return None
    except (OSError, ValueError):
        return None
    return Stamp(found.st_size, found.st_mtime_ns, found.st_ino, known.sha256)
