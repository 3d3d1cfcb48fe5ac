"""Records on disk: read all of them, write one. A record's year folder is chosen once and never changes."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator import files
from generator.findings import Finding, Severity
from generator.records.paper import Paper
from generator.records.parse import parse_text
from generator.records.write import dump

UNDATED = "undated"
SUFFIX = ".yaml"


@dataclass(frozen=True, slots=True)
class StoredPaper:
    """A paper and where its record lies."""

    paper: Paper
    path: Path
    text: str
    """The record as it stands on disk."""


@dataclass(frozen=True, slots=True)
class Records:
    """All records of a folder, by file name, and what is wrong with the rest."""

    papers: Sequence[StoredPaper]
    findings: Sequence[Finding]


def read_records(folder: Path) -> Records:
    """Every record below `folder`; a file that cannot be read is a finding, and the others are still there."""
    papers: list[StoredPaper] = []
    findings: list[Finding] = []
    for path in record_paths(folder):
        stored, faults = read_record(path)
        findings.extend(faults)
        papers.extend([stored] if stored else [])
    return Records(papers, findings)


def read_record(path: Path) -> tuple[StoredPaper | None, list[Finding]]:
    """One record; its findings carry the path."""
    file = path.as_posix()
    try:
        text = path.read_bytes().decode("utf-8")
    except OSError as error:
        return None, [Finding(code="unreadable-file", severity=Severity.ERROR, message=f"cannot be read: {error.strerror}", file=file)]
    except UnicodeDecodeError as error:
        return None, [Finding(code="unreadable-file", severity=Severity.ERROR, message=f"is not UTF-8 text (byte {error.start})", file=file)]
    paper, findings = parse_text(text)
    return (StoredPaper(paper, path, text) if paper else None), [finding.at(file) for finding in findings]


def record_paths(folder: Path) -> list[Path]:
    """Record files in order of their paths; hidden ones are somebody's half-written business."""
    found: list[Path] = []
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found.extend(Path(place, name) for name in names if name.endswith(SUFFIX) and not name.startswith("."))
    return sorted(found)


def write_record(folder: Path, paper: Paper, path: Path | None = None) -> Path:
    """Write a record to its own path, or to the year folder of its date; returns where it lies."""
    path = path or folder / (paper.year or UNDATED) / f"{paper.id}{SUFFIX}"
    files.write_text(path, dump(paper))
    return path
