"""Records that were read before, kept by the identity of their files: a record is parsed again only when its file has changed.

The cache holds nothing that the files do not: it can be deleted at any time, and a damaged one is made anew.
On disk: a line with the version and a checksum of the rest, a line of JSON with what is kept of each file, and a line a paper.
"""

import hashlib
import os
import sys
import zlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import orjson
import pydantic

import generator
from generator import files
from generator.errors import PaperdexError
from generator.records.outline import Outline

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
    data: bytes
    """Its paper, from `generator.records.kept`."""


def signature_of(stat: os.stat_result) -> Signature:
    return [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino]


def digest(data: bytes) -> str:
    """Of a record's bytes; equal bytes are the same record."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def load(path: Path) -> dict[str, Seen]:
    """What was kept, by path below the records' folder; nothing where there is no cache, a damaged one, or one of another version."""
    body = read_sealed(path, version(*_PARTS))
    if body is None:
        return {}
    index, *papers = body.split(b"\n")
    kept: dict[str, Seen] = {}
    for (name, signature, known, is_canonical, outline), paper in zip(orjson.loads(index), papers, strict=True):
        kept[name] = Seen(signature, known, is_canonical, Outline._make(outline), paper)
    return kept


def save(path: Path, records: Mapping[str, Seen]) -> None:
    """Keep what was read. Where nothing can be written, the next run reads it again; content can be checked in a folder that is read-only."""
    # A file system takes names that are no text; no record may have one.
    kept = {name: seen for name, seen in records.items() if name.isascii()}
    index = orjson.dumps([(name, seen.signature, seen.digest, seen.is_canonical, tuple(seen.outline)) for name, seen in kept.items()])
    with suppress(PaperdexError):
        write_sealed(path, version(*_PARTS), b"\n".join([index, *(seen.data for seen in kept.values())]))


def version(*parts: str) -> str:
    """Of these files and folders of this program, and of what parses for it."""
    root = Path(generator.__file__).parent
    paths = [path for part in parts for path in (sorted((root / part).glob("*.py")) if (root / part).is_dir() else [root / part])]
    return digest(b"\0".join([generator.__version__.encode(), pydantic.VERSION.encode(), sys.version.encode(), *(path.read_bytes() for path in paths)]))


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
