"""Records that were read before, kept by the identity of their files: a record is parsed again only when its file has changed.

The cache holds nothing that the files do not: it can be deleted at any time, and a damaged one is made anew.
"""

import gc
import hashlib
import io
import pickle
from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import pydantic

from generator import __version__, files
from generator.errors import PaperdexError
from generator.records.paper import Paper

_MODULES = ("generator.records.paper", "generator.records.identifiers", "generator.records.parse", "generator.yaml_io.reading", "generator.text")
"""What a parsed record depends on; a change in any of them makes the cache void."""


class Seen(NamedTuple):
    """A record as it was when its file was last read."""

    signature: tuple[int, int, int, int]
    """Size, times of change in nanoseconds, and number of the file; Git trusts the same."""
    digest: str
    """Of the file's bytes."""
    paper: Paper


def signature(path: Path) -> tuple[int, int, int, int]:
    """Raises OSError where there is no file."""
    stat = path.lstat()
    return (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)


def digest(data: bytes) -> str:
    """Of a record's bytes; equal bytes are the same record."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def load(path: Path) -> dict[str, Seen]:
    """What was kept, by path below the records' folder; nothing where there is no cache, or one of another version."""
    # Ten thousand records are half a million objects, none of them garbage: looking through them is most of the time.
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        kept = _Unpickler(io.BytesIO(path.read_bytes())).load()
        return dict(kept["records"]) if kept["version"] == _version() else {}
    except (OSError, pickle.UnpicklingError, EOFError, KeyError, TypeError, AttributeError, ValueError, ImportError, IndexError):
        return {}
    finally:
        gc.freeze()
        if was_collecting:
            gc.enable()


def save(path: Path, records: Mapping[str, Seen]) -> None:
    """Keep what was read. Where nothing can be written, the next run reads it again; content can be checked in a folder that is read-only."""
    with suppress(PaperdexError):
        files.write_bytes(path, pickle.dumps({"version": _version(), "records": dict(records)}, protocol=5))


class _Unpickler(pickle.Unpickler):
    """A cache may come from somewhere else (a CI's store, say), so it can make records and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if module == "generator.records.paper" or (module == __name__ and name == "Seen"):
            return getattr(import_module(module), name)
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a record")


def _version() -> str:
    sources = [Path(str(import_module(name).__file__)).read_bytes() for name in _MODULES]
    return digest(b"\0".join([__version__.encode(), pydantic.VERSION.encode(), *sources]))
