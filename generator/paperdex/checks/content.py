"""What is checked: every record with its place on disk, and the vocabularies that records draw on."""

import os
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from paperdex import yaml_io
from paperdex.catalog import ledger
from paperdex.catalog.vocabulary import TopicTree, VenueName, entry_keys, read_topics, read_venues
from paperdex.errors import PaperdexError
from paperdex.findings import Finding, Severity
from paperdex.records.cache import digest
from paperdex.records.outline import outline
from paperdex.records.paper import Paper
from paperdex.records.parse import parse_sound_part
from paperdex.records.store import SUFFIX, StoredPaper, in_order, read_records
from paperdex.settings import Settings
from paperdex.text import slug


class Record:
    """A paper and its file. Of a faulty record, the paper is what can be read of it."""

    def __init__(self, location: str, digest: str | None, stored: StoredPaper | Paper) -> None:
        self.location = location
        """The path, as the system spells it."""
        self.digest = digest
        """Of the file's bytes; None where the record is faulty."""
        self.outline = stored.outline if isinstance(stored, StoredPaper) else outline(stored)
        """What there is to know of the paper without making it."""
        self._stored = stored

    @cached_property
    def paper(self) -> Paper:
        return self._stored.paper if isinstance(self._stored, StoredPaper) else self._stored

    @cached_property
    def path(self) -> Path:
        return Path(self.location)

    @property
    def is_canonical(self) -> bool:
        """Whether the file is known to be in canonical form, without another look at it."""
        return isinstance(self._stored, StoredPaper) and self._stored.is_canonical

    @property
    def stem(self) -> str:
        """What the file is called, without its ending."""
        return self.location.rpartition(os.sep)[2].removesuffix(SUFFIX)

    @cached_property
    def text(self) -> str:
        return self.path.read_bytes().decode()

    @cached_property
    def _document(self) -> yaml_io.Document:
        return yaml_io.parse(self.text)

    def finding(
        self, code: str, severity: Severity, message: str, at: yaml_io.Location = (), *, suggestion: str | None = None
    ) -> Finding:
        """A finding at a field of the record, or at its first line."""
        line, column = self._document.place(at)
        return Finding(
            code=code,
            severity=severity,
            message=message,
            file=self.path.as_posix(),
            line=line,
            column=column,
            suggestion=suggestion,
        )


@dataclass(frozen=True)
class Content:
    """A whole index. Where records are compared, the later one is at fault."""

    records: Sequence[Record]
    tree: TopicTree
    venues: Mapping[str, VenueName]
    topic_slugs: Collection[str] | None
    """Of all entries of topics.yaml, faulty ones too; None where it cannot be read, so that nothing is known to be
    unknown.
    """
    venue_ids: Collection[str] | None
    """The same of venues.yaml; None also where there is none, for then every venue is as good as another."""
    settings: Settings
    faults: Sequence[Finding]
    """What is wrong with the form of files."""

    @cached_property
    def by_id(self) -> Mapping[str, Record]:
        """The first record of each id."""
        found: dict[str, Record] = {}
        for record in self.records:
            found.setdefault(record.outline.id, record)
        return found

    @cached_property
    def by_alias(self) -> Mapping[str, Record]:
        """The record that an earlier id leads to."""
        found: dict[str, Record] = {}
        for record in self.records:
            for alias in record.outline.aliases:
                found.setdefault(alias, record)
        return found


def read_content(settings: Settings, last: Collection[Path] = ()) -> Content:
    """Everything below content/. The records in `last` come after all others, so that what they repeat is found in
    them.
    """
    stored = read_records(settings.papers, settings.kept_records)
    tree, topic_faults = read_topics(settings.topics)
    venues, venue_faults = read_venues(settings.venues)
    records = [Record(each.location, each.digest, each) for each in stored.papers]
    broken = dict.fromkeys(Path(finding.file) for finding in stored.findings if finding.severity is Severity.ERROR)
    records += [record for path in broken if (record := _sound_part(path))]
    late = frozenset(map(str, last))
    if late or broken:
        records.sort(key=lambda record: (record.location in late, in_order(record.location)))
    return Content(
        records,
        tree,
        venues,
        topic_slugs=entry_keys(settings.topics, "slug") if topic_faults else tree.by_slug,
        venue_ids=entry_keys(settings.venues, "id") if venue_faults else venues or None,
        settings=settings,
        faults=[*stored.findings, *topic_faults, *venue_faults],
    )


def state_of(content: Content) -> str:
    """Changes with the bytes of any record, their order, the vocabularies and the ledger."""
    settings = content.settings
    others = [
        path.read_bytes() if path.is_file() else b""
        for path in (settings.topics, settings.venues, settings.content / ledger.NAME)
    ]
    records = "\0".join([f"{record.location}\0{record.digest}" for record in content.records])
    return digest(b"\0".join([*(digest(data).encode() for data in others), os.fsencode(records)]))


def _sound_part(path: Path) -> Record | None:
    if path.is_symlink():
        return None
    try:
        paper = parse_sound_part(yaml_io.read_text(path), otherwise_called=slug(path.stem, prefix="paper-"))
    except PaperdexError:
        return None
    return Record(str(path), None, paper) if paper else None
