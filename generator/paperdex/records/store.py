"""Records on disk: read all of them, write one. A record's year folder is chosen once and never changes."""

import gc
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from paperdex import files, yaml_io
from paperdex.errors import PaperdexError
from paperdex.findings import Finding, Severity
from paperdex.records import cache, kept
from paperdex.records.canonical import canonical
from paperdex.records.outline import Outline, outline
from paperdex.records.paper import Paper
from paperdex.records.parse import parse_mapping, parse_text
from paperdex.records.write import dump_values, from_kept

UNDATED = "undated"
SUFFIX = ".yaml"


class StoredPaper:
    """A paper and where its record lies. What was read before becomes a paper only when somebody asks for it."""

    def __init__(self, location: str, seen: cache.Seen, paper: Paper | None) -> None:
        self.location = location
        """The path, as the system spells it."""
        self._seen = seen
        self._paper = paper

    @property
    def digest(self) -> str:
        """Of the file's bytes."""
        return self._seen.digest

    @property
    def is_canonical(self) -> bool:
        """Whether the file is known to be as `paperdex fmt` writes it; one with comments may be so all the same."""
        return self._seen.is_canonical

    @property
    def outline(self) -> Outline:
        """What there is to know of the paper without making it."""
        return self._seen.outline

    @cached_property
    def paper(self) -> Paper:
        return self._paper or kept.load(self._seen.data)

    @cached_property
    def path(self) -> Path:
        return Path(self.location)

    @property
    def text(self) -> str:
        """The record as it stands on disk; a `PaperdexError` where that is no longer what was read."""
        data = files.read_bytes(self.path)
        if cache.digest(data) != self.digest:
            raise PaperdexError(
                "was changed by somebody else meanwhile, so it was left as it is; run the command again", file=self.path
            )
        return data.decode()


@dataclass(frozen=True, slots=True)
class Records:
    """All records of a folder, by file name, and what is wrong with the rest."""

    papers: Sequence[StoredPaper]
    findings: Sequence[Finding]


def read_records(folder: Path, kept_at: Path | None = None) -> Records:
    """Every record below `folder`; a file that cannot be read is a finding, and the others are still there.

    `kept_at` is a folder in which parsed records are kept from one run to the next.
    """
    known = cache.Cache(kept_at)
    papers: list[StoredPaper] = []
    findings: list[Finding] = []
    start = len(str(folder)) + 1
    with _nothing_collected():
        for location in _locations(folder):
            name = location[start:]
            before = known.known(name)
            read = _Read(before) if before and _is_unchanged(location, before) else _read(location, before)
            findings.extend(read.findings)
            if read.seen:
                known.enter(name, read.seen)
                papers.append(StoredPaper(location, read.seen, read.paper))
        known.save()
    return Records(papers, findings)


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Ten thousand records are half a million objects, none of them garbage: looking through them takes as long as
    reading them.
    """
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_collecting:
            gc.enable()


def read_record(path: Path) -> tuple[StoredPaper | None, list[Finding]]:
    """One record; its findings carry the path."""
    read = _read(str(path), None)
    return (StoredPaper(str(path), read.seen, read.paper) if read.seen else None), read.findings


@dataclass(frozen=True, slots=True)
class _Read:
    """What came of one file: something to keep, or findings; the paper where it was parsed just now."""

    seen: cache.Seen | None
    findings: list[Finding] = field(default_factory=list)
    paper: Paper | None = None


def _is_unchanged(location: str, before: cache.Seen) -> bool:
    try:
        return before.signature == cache.signature_of(os.lstat(location))
    except OSError:
        return False


def _read(location: str, before: cache.Seen | None) -> _Read:
    path = Path(location)
    try:
        found = os.lstat(location)
        # A link may lead out of the index, and a device never ends.
        if not stat.S_ISREG(found.st_mode):
            return _unreadable(path, "is not a file but a link or a device; put the record itself here")
        signature = cache.signature_of(found)
        data = files.read_bytes(path)
        digest = cache.digest(data)
        if before and before.digest == digest:
            return _Read(before._replace(signature=signature))
        text = data.decode()
    except (OSError, PaperdexError, UnicodeDecodeError) as error:
        return _unreadable(path, _why(error))
    if read := _parse_canonical(text):
        paper, kept_as = read
        return _Read(cache.Seen(signature, digest, True, outline(paper), kept_as), paper=paper)
    other, findings = parse_text(text)
    seen = cache.Seen(signature, digest, False, outline(other), kept.dump(other)) if other else None
    return _Read(seen, [finding.at(path.as_posix()) for finding in findings], other)


def _parse_canonical(text: str) -> tuple[Paper, bytes] | None:
    """A record that is written as we write records: what gives the same text again was read rightly, however it was
    read.
    """
    values = yaml_io.guess(text)
    paper, _ = parse_mapping(values) if values else (None, [])
    if paper is None:
        return None
    data = kept.dump(paper)
    return (paper, data) if dump_values(from_kept(data)) == text else None


def _unreadable(path: Path, message: str) -> _Read:
    return _Read(
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


def rewrite_record(stored: StoredPaper, paper: Paper) -> bool:
    """Let a record say what `paper` says. Comments in the file stay; one that somebody has changed meanwhile is a
    `PaperdexError`.
    """
    text = stored.text
    return files.rewrite_text(stored.path, text, canonical(text, paper))
