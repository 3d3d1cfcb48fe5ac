"""Records on disk: read all of them, write one. A record's year folder is chosen once and never changes."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator import files
from generator.errors import PaperdexError
from generator.findings import Finding, Severity
from generator.records import cache
from generator.records.canonical import canonical
from generator.records.paper import Paper
from generator.records.parse import parse_text

UNDATED = "undated"
SUFFIX = ".yaml"


@dataclass(frozen=True, slots=True)
class StoredPaper:
    """A paper and where its record lies."""

    paper: Paper
    path: Path
    digest: str
    """Of the file's bytes."""

    @property
    def text(self) -> str:
        """The record as it stands on disk; a `PaperdexError` where that is no longer what was read."""
        data = files.read_bytes(self.path)
        if cache.digest(data) != self.digest:
            raise PaperdexError("was changed by somebody else meanwhile, so it was left as it is; run the command again", file=self.path)
        return data.decode()


@dataclass(frozen=True, slots=True)
class Records:
    """All records of a folder, by file name, and what is wrong with the rest."""

    papers: Sequence[StoredPaper]
    findings: Sequence[Finding]


def read_records(folder: Path, kept: Path | None = None) -> Records:
    """Every record below `folder`; a file that cannot be read is a finding, and the others are still there.

    `kept` is a file in which parsed records are kept from one run to the next.
    """
    before = cache.load(kept) if kept else {}
    now: dict[str, cache.Seen] = {}
    papers: list[StoredPaper] = []
    findings: list[Finding] = []
    start = len(str(folder)) + 1
    for path in record_paths(folder):
        name = str(path)[start:]
        seen, faults = _read(path, before.get(name))
        findings.extend(faults)
        if seen:
            now[name] = seen
            papers.append(StoredPaper(seen.paper, path, seen.digest))
    if kept and (len(now) != len(before) or any(seen is not before.get(name) for name, seen in now.items())):
        cache.save(kept, now)
    return Records(papers, findings)


def read_record(path: Path) -> tuple[StoredPaper | None, list[Finding]]:
    """One record; its findings carry the path."""
    seen, findings = _read(path, None)
    return (StoredPaper(seen.paper, path, seen.digest) if seen else None), findings


def _read(path: Path, before: cache.Seen | None) -> tuple[cache.Seen | None, list[Finding]]:
    file = path.as_posix()
    try:
        signature = cache.signature(path)
        if before and before.signature == signature:
            return before, []
        # A link may lead out of the index, and a device never ends.
        if path.is_symlink() or not path.is_file():
            message = "is not a file but a link or a device; put the record itself here"
            return None, [Finding(code="unreadable-file", severity=Severity.ERROR, message=message, file=file)]
        data = files.read_bytes(path)
        digest = cache.digest(data)
        if before and before.digest == digest:
            return before._replace(signature=signature), []
        text = data.decode()
    except (OSError, PaperdexError, UnicodeDecodeError) as error:
        return None, [Finding(code="unreadable-file", severity=Severity.ERROR, message=_why(error), file=file)]
    paper, findings = parse_text(text)
    return (cache.Seen(signature, digest, paper) if paper else None), [finding.at(file) for finding in findings]


def _why(error: OSError | PaperdexError | UnicodeDecodeError) -> str:
    if isinstance(error, OSError):
        return f"cannot be read: {error.strerror}"
    return error.message if isinstance(error, PaperdexError) else f"is not UTF-8 text (byte {error.start})"


def record_paths(folder: Path) -> list[Path]:
    """Record files in order of their paths; hidden ones are somebody's half-written business."""
    found: list[str] = []
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found.extend(os.path.join(place, name) for name in names if name.endswith(SUFFIX) and not name.startswith("."))  # noqa: PTH118 - ten thousand of them
    return [Path(name) for name in sorted(found)]


def write_record(folder: Path, paper: Paper) -> Path:
    """Write a new record to the year folder of its date; returns where it lies. A `PaperdexError` where there is a file already."""
    path = folder / (paper.year or UNDATED) / f"{paper.id}{SUFFIX}"
    files.rewrite_text(path, None, canonical("", paper))
    return path


def rewrite_record(stored: StoredPaper, paper: Paper) -> bool:
    """Let a record say what `paper` says. Comments in the file stay; one that somebody has changed meanwhile is a `PaperdexError`."""
    text = stored.text
    return files.rewrite_text(stored.path, text, canonical(text, paper))
