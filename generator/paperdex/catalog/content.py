"""The content of an index, read once: records, vocabularies, and the ledger of what was published. The one loader."""

import os
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from paperdex import yaml_io
from paperdex.catalog import ledger
from paperdex.catalog.vocabulary import TopicTree, VenueName, entry_keys, read_topics, read_venues
from paperdex.errors import PaperdexError
from paperdex.findings import Finding, Severity
from paperdex.records.folder import in_order, read_record, read_records
from paperdex.records.parse import parse_sound_part
from paperdex.records.record import Record, digest, values_of
from paperdex.settings import Settings
from paperdex.store import Store
from paperdex.text import slug


@dataclass(frozen=True)
class Content:
    """A whole index. Where records are compared, the later one is at fault."""

    settings: Settings
    records: Sequence[Record]
    """Faulty ones too, with what can be read of them."""
    topics: TopicTree
    venues: Mapping[str, VenueName]
    """By id."""
    topic_slugs: Collection[str] | None
    """Of all entries of topics.yaml, faulty ones too; None where it cannot be read, so that nothing is known to be
    unknown.
    """
    venue_ids: Collection[str] | None
    """The same of venues.yaml; None also where there is none, for then every venue is as good as another."""
    faults: Sequence[Finding]
    """What is wrong with the form of files, which it names by their whole paths."""
    store: Store
    """What is remembered of this index from one run to the next."""

    @cached_property
    def by_id(self) -> Mapping[str, Record]:
        """The first record of each id."""
        found: dict[str, Record] = {}
        for record in self.records:
            found.setdefault(record.id, record)
        return found

    @cached_property
    def by_alias(self) -> Mapping[str, Record]:
        """The record that an earlier id leads to."""
        found: dict[str, Record] = {}
        for record in self.records:
            for alias in record.aliases:
                found.setdefault(alias, record)
        return found

    @cached_property
    def sound_records(self) -> Sequence[Record]:
        """Those without a fault."""
        return [record for record in self.records if record.digest]

    @cached_property
    def published(self) -> Sequence[tuple[int, str]]:
        """The ledger: every address that was published, with its line. A `PaperdexError` where it cannot be read."""
        return ledger.read(self.settings.content)

    @cached_property
    def digest(self) -> str:
        """Changes with the bytes of any record, their order, the vocabularies and the ledger."""
        settings = self.settings
        others = [
            path.read_bytes() if path.is_file() else b""
            for path in (settings.topics, settings.venues, settings.content / ledger.NAME)
        ]
        records = "\0".join([f"{record.location}\0{record.digest}" for record in self.records])
        return digest(b"\0".join([*(digest(data).encode() for data in others), os.fsencode(records)]))

    def record_at(self, path: Path) -> tuple[Record | None, Sequence[Finding]]:
        """The sound record in a file, and what is wrong with it; the findings carry the path."""
        record, faults = self._by_location.get(str(path)), self._faults_by_file.get(path.as_posix(), ())
        if record is None and not faults:
            return read_record(path)  # a file that a person named, and that is no record by its name
        return (record if record and record.digest else None), faults

    def ending_with(self, paths: Collection[Path]) -> "Content":
        """The same with the records in these files after all others, so that what they repeat is found in them."""
        late = frozenset(map(str, paths))
        records = sorted(self.records, key=lambda record: (record.location in late, in_order(record.location)))
        return replace(self, records=records) if late else self

    def require_sound(self, *vocabularies: Path) -> None:
        """Raise a `PaperdexError` that names the first fault of a record, or of one of these vocabularies."""
        ignored = {self.settings.topics, self.settings.venues}.difference(vocabularies)
        for fault in self.faults:
            if fault.severity is Severity.ERROR and Path(fault.file) not in ignored:
                raise PaperdexError(
                    f"{fault.message}; mend it first (`paperdex check`)",
                    file=self.settings.shown(Path(fault.file)),
                    line=fault.line,
                )

    @cached_property
    def _by_location(self) -> Mapping[str, Record]:
        return {record.location: record for record in self.records}

    @cached_property
    def _faults_by_file(self) -> Mapping[str, Sequence[Finding]]:
        found: dict[str, list[Finding]] = {}
        for fault in self.faults:
            found.setdefault(fault.file, []).append(fault)
        return found


def read_content(settings: Settings) -> Content:
    """Everything below content/, with the help of what `build/store` remembers."""
    store = Store(settings.store)
    read = read_records(settings.papers, store)
    topics, topic_faults = read_topics(settings.topics)
    venues, venue_faults = read_venues(settings.venues)
    broken = dict.fromkeys(Path(finding.file) for finding in read.findings if finding.severity is Severity.ERROR)
    parts = [record for path in broken if (record := _sound_part(path, settings.papers))]
    records = sorted([*read.sound, *parts], key=lambda record: in_order(record.location)) if parts else read.sound
    return Content(
        settings,
        records,
        topics,
        venues,
        topic_slugs=entry_keys(settings.topics, "slug") if topic_faults else topics.by_slug,
        venue_ids=entry_keys(settings.venues, "id") if venue_faults else venues or None,
        faults=[*read.findings, *topic_faults, *venue_faults],
        store=store,
    )


def _sound_part(path: Path, folder: Path) -> Record | None:
    if path.is_symlink():
        return None
    try:
        text = yaml_io.read_text(path)
        paper = parse_sound_part(text, otherwise_called=slug(path.stem, prefix="paper-"))
    except PaperdexError:
        return None
    return (
        Record(str(path), str(path)[len(str(folder)) + 1 :], None, values_of(paper), paper, text=text)
        if paper
        else None
    )
