"""The folder of records: read all of them, write one. A record's year folder is chosen once and never changes."""

import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from paperdex import files, yaml_io
from paperdex.errors import PaperdexError
from paperdex.findings import Finding, Severity
from paperdex.garbage import nothing_collected
from paperdex.records import quick_json
from paperdex.records.canonical import canonical
from paperdex.records.memory import RecordMemory, RecordRow, settled_signature, signature_of
from paperdex.records.paper import Paper
from paperdex.records.parse import parse_mapping, parse_text
from paperdex.records.record import SUFFIX, Record, digest, values_of
from paperdex.records.write import dump_values, values_in
from paperdex.store import Store

UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Records:
    """All records of a folder, by file name, and what is wrong with the rest."""

    sound: Sequence[Record]
    findings: Sequence[Finding]


def read_records(folder: Path, store: Store | None = None) -> Records:
    """Every record below `folder`; a file that cannot be read is a finding, and the others are still there.

    What the `store` remembers of a file that is as it was is not read again.
    """
    memory = RecordMemory(store or Store())
    records: list[Record] = []
    findings: list[Finding] = []
    start = len(str(folder)) + 1
    with nothing_collected(lasts=True):
        for location in _locations(folder):
            name = location[start:]
            known = memory.known(name)
            if known and _is_unchanged(location, known):
                memory.keep(name)
                records.append(known.record(location, name))
                continue
            read = _read(location, known)
            findings.extend(read.findings)
            if read.known:
                memory.enter(name, read.known)
                records.append(read.known.record(location, name))
        memory.write()
    return Records(records, findings)


def read_record(path: Path) -> tuple[Record | None, list[Finding]]:
    """One record, and what is wrong with it; the findings carry the path."""
    read = _read(str(path), None)
    return (read.known.record(str(path), path.name) if read.known else None), list(read.findings)


class _FileReading(NamedTuple):
    """What came of one file: something to remember, or findings."""

    known: RecordRow | None
    findings: Sequence[Finding] = ()


def _is_unchanged(location: str, known: RecordRow) -> bool:
    try:
        return known.signature == signature_of(os.lstat(location))
    except OSError:
        return False


def _read(location: str, before: RecordRow | None) -> _FileReading:
    path = Path(location)
    try:
        found = os.lstat(location)
        # A link may lead out of the index, and a device never ends.
        if not stat.S_ISREG(found.st_mode):
            return _unreadable(path, "is not a file but a link or a device; put the record itself here")
        signature = settled_signature(found)
        data = files.read_bytes(path)
        of_bytes = digest(data)
        if before and before.digest == of_bytes:
            return _FileReading(before._replace(signature=signature))
        text = data.decode()
    except (OSError, PaperdexError, UnicodeDecodeError) as error:
        return _unreadable(path, _why(error))
    if read := _parse_canonical(text):
        paper, json = read
        return _FileReading(RecordRow(signature, of_bytes, True, values_of(paper), json))
    other, findings = parse_text(text)
    known = RecordRow(signature, of_bytes, False, values_of(other), quick_json.dump(other)) if other else None
    return _FileReading(known, [finding.at(path.as_posix()) for finding in findings])


def _parse_canonical(text: str) -> tuple[Paper, bytes] | None:
    """A record that is written as we write records: what gives the same text again was read rightly, however it was
    read.
    """
    values = yaml_io.guess(text)
    paper, _ = parse_mapping(values) if values else (None, [])
    if paper is None:
        return None
    data = quick_json.dump(paper)
    return (paper, data) if dump_values(values_in(data)) == text else None


def _unreadable(path: Path, message: str) -> _FileReading:
    return _FileReading(
        None, [Finding(code="unreadable-file", severity=Severity.ERROR, message=message, file=path.as_posix())]
    )


def _why(error: OSError | PaperdexError | UnicodeDecodeError) -> str:
    if isinstance(error, OSError):
        return f"cannot be read: {error.strerror}"
    return error.message if isinstance(error, PaperdexError) else f"is not UTF-8 text (byte {error.start})"


def record_paths(folder: Path) -> list[Path]:
    """Record files in order of their paths; hidden ones are somebody's half-written business."""
    return [Path(location) for location in _locations(folder)]


def _locations(folder: Path) -> list[str]:
    """As text, since there may be ten thousand of them."""
    found: list[str] = []
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [f"{place}{os.sep}{name}" for name in names if name.endswith(SUFFIX) and not name.startswith(".")]
    return sorted(found, key=in_order)


def in_order(location: str) -> str:
    """To sort paths by: folder by folder, as `Path` does."""
    return location.replace(os.sep, "\0")


def write_record(folder: Path, paper: Paper) -> Path:
    """Write a new record to the year folder of its date; returns where it lies. A `PaperdexError` where there is a file
    already.
    """
    path = folder / (paper.year or UNDATED) / f"{paper.id}{SUFFIX}"
    files.rewrite_text(path, None, canonical("", paper))
    return path


def rewrite_record(record: Record, paper: Paper) -> bool:
    """Let a record say what `paper` says. Comments in the file stay; one that somebody has changed meanwhile is a
    `PaperdexError`.
    """
    text = record.text
    return files.rewrite_text(record.path, text, canonical(text, paper))
