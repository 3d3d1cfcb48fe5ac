"""Records that were read before, kept by the identity of their files: a record is parsed again only when its file has
changed.

The cache holds nothing that the records do not: it can be deleted at any time, and a damaged part is made anew. It has
a file for each folder of records, so that one changed record rewrites what is kept of a year: a line with the version
and a
checksum of the rest, a line of JSON with what is kept of each record, and a line a paper.
"""

import hashlib
import os
import sys
import zlib
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import orjson
import pydantic

import paperdex
from paperdex import files
from paperdex.errors import PaperdexError
from paperdex.records.outline import Outline

_PARTS = (
    *(f"records/{name}.py" for name in ("paper", "identifiers", "kept", "outline", "parse", "store", "write")),
    "yaml_io",
    "text.py",
)
"""What a parsed record depends on; a change in any of them makes the cache void."""

Signature = list[int]
"""Size, times of change in nanoseconds, and number of a file; Git trusts the same."""


class Seen(NamedTuple):
    """A record as it was when its file was last read."""

    signature: Signature
    digest: str
    """Of the file's bytes."""
    is_canonical: bool
    """Whether the file is as `paperdex fmt` writes it, to the byte."""
    outline: Outline
    data: bytes | memoryview
    """Its paper, from `paperdex.records.kept`."""


def signature_of(stat: os.stat_result) -> Signature:
    return [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino]


def digest(data: bytes) -> str:
    """Of a record's bytes; equal bytes are the same record."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


class Cache:
    """What is kept of all records below a folder, by their paths in it; without a place on disk nothing is kept."""

    def __init__(self, place: Path | None) -> None:
        self._place = place
        self._before: dict[str, Mapping[str, Seen]] = {}
        self._now: dict[str, dict[str, Seen]] = {}

    def known(self, name: str) -> Seen | None:
        """What was kept of a record."""
        folder = _folder(name)
        if folder not in self._before:
            self._before[folder] = _load(self._place / f"{folder}{_SUFFIX}") if self._place else {}
        return self._before[folder].get(name)

    def enter(self, name: str, seen: Seen) -> None:
        """Keep this of a record. A file system takes names that are no text; no record may have one."""
        if name.isascii():
            self._now.setdefault(_folder(name), {})[name] = seen

    def save(self) -> None:
        """Write what is no longer as it was. Content can be checked in a folder that is read-only: the next run reads
        it again.
        """
        if not self._place:
            return
        with suppress(PaperdexError, OSError):
            for folder, now in self._now.items():
                before = self._before.get(folder, {})
                if len(now) != len(before) or any(seen is not before.get(name) for name, seen in now.items()):
                    _save(self._place / f"{folder}{_SUFFIX}", now)
            for path in self._place.glob(f"*{_SUFFIX}"):
                if path.name.removesuffix(_SUFFIX) not in self._now:
                    files.remove(path)


_SUFFIX = ".records"


def _folder(name: str) -> str:
    """The first folder of a path; empty for a record that lies in none."""
    return name.partition(os.sep)[0] if os.sep in name else ""


def _load(path: Path) -> Mapping[str, Seen]:
    """What was kept; nothing where there is nothing, something damaged, or something of another version."""
    body = read_sealed(path, version(*_PARTS))
    if body is None:
        return {}
    start = body.index(b"\n") + 1
    kept: dict[str, Seen] = {}
    papers = memoryview(body)
    for name, signature, known, is_canonical, outline, size in orjson.loads(papers[:start]):
        kept[name] = Seen(signature, known, is_canonical, Outline._make(outline), papers[start : start + size])
        start += size + 1
    return kept


def _save(path: Path, records: Mapping[str, Seen]) -> None:
    index = orjson.dumps(
        [
            (name, seen.signature, seen.digest, seen.is_canonical, tuple(seen.outline), len(seen.data))
            for name, seen in records.items()
        ]
    )
    write_sealed(path, version(*_PARTS), b"\n".join([index, *(seen.data for seen in records.values())]))


@lru_cache
def version(*parts: str) -> str:
    """Of these files and folders of this program, and of what parses for it."""
    root = Path(paperdex.__file__).parent
    paths = [
        path
        for part in parts
        for path in (sorted((root / part).glob("*.py")) if (root / part).is_dir() else [root / part])
    ]
    return digest(
        b"\0".join(
            [
                paperdex.__version__.encode(),
                pydantic.VERSION.encode(),
                sys.version.encode(),
                *(path.read_bytes() for path in paths),
            ]
        )
    )


def read_sealed(path: Path, of_version: str) -> bytes | None:
    """What `write_sealed` wrote; None where there is nothing, something damaged, or something of another version."""
    try:
        seal, _, body = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return body if seal == _seal(of_version, body) else None


def write_sealed(path: Path, of_version: str, body: bytes) -> None:
    """Write a cache, below a line with its version and a checksum."""
    files.write_bytes(path, b"\n".join([_seal(of_version, body), body]))


def _seal(of_version: str, body: bytes) -> bytes:
    return f"{of_version} {zlib.crc32(body):08x}".encode()
