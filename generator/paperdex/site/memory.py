"""What a site was made of when it was last built, in the index's store: the next build makes only what has changed.

A group of pages and files consists of units, and a unit remembers what it read, one hash of the answers, and its files.
It holds as long as the same questions have the same answers, that is, as long as its hash is what it was. Which units
have
to be asked follows from two tables more: the answers to all questions, and who asked them.

::

    groups    name of a group -> {unit: [hash, [read, ...]]}
    files     number -> {group: {unit: {path: [bytes, time of change, number, SHA-256]}}}, for some of the groups
    answers   question -> {argument: digest of the answer}
    readers   number -> {read: [group, ...]}, for some of the reads
    notes     what makers of very many files want to know the next time
    build     "changing" -> groups that a build is about to change; "site" -> number of files, of bytes, and of the
    values
              into which each of the tables with numbers is divided; "manifest" -> checksum of the manifest
"""

import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import Any, NamedTuple, NoReturn

import orjson

from paperdex.catalog.view import Read, View, within
from paperdex.store import DamagedStoreError, Store, Table

_BATCH = 1000
"""Groups after which what is known of them is written."""
_MOST_SHEETS = 1024
"""Into how many values tables are divided, so that a small change rewrites little; a sheet then has some twenty groups.
"""


class Stamp(NamedTuple):
    """A file as it was written."""

    size: int
    changed: int
    """Nanoseconds."""
    number: int
    """Of the file in its file system."""
    sha256: str


class Unit(NamedTuple):
    """Files that are made together."""

    hash: str
    reads: Sequence[Read]
    files: Mapping[str, Stamp]
    """By path below the site."""


Units = Mapping[str, Unit]
"""Of a group, by name; the one without a name stands for what was read to know which there are."""


def files_of(units: Units) -> dict[str, Stamp]:
    """Of all units."""
    return {path: stamp for unit in units.values() for path, stamp in unit.files.items()}


class Memory:
    """All groups by name."""

    def __init__(self, store: Store, ground: str) -> None:
        """What is known of a site that stands on this ground; nothing is known of one that stood on another."""
        self.store = store
        names = ("groups", "files", "answers", "readers", "notes", "build")
        self._tables = {name: store.table(name, ground) for name in names}
        self._groups, self._files, self._answers, self._readers, self.notes, self._build = self._tables.values()
        about = self._build.get("site")
        self.is_known = about is not None
        self.number_of_files: int
        self.bytes: int
        self._sheets: int
        self.number_of_files, self.bytes, self._sheets = orjson.loads(about) if about else (0, 0, 1)

    def forget(self) -> None:
        """Nothing is known any more."""
        with self.store.transaction():
            for table in self._tables.values():
                table.clear()
        self.is_known = False
        self.__dict__.pop("_known", None)
        self.number_of_files = self.bytes = 0

    @property
    def changing(self) -> Sequence[str] | None:
        """The groups that a build was about to change which was interrupted; None where none was."""
        found: bytes | None = self._build.get("changing")
        names: list[str] | None = None if found is None else orjson.loads(found)
        return names

    def begin(self, names: Iterable[str]) -> None:
        """From here on these groups are changing."""
        self._build.put({"changing": orjson.dumps(sorted(names))})

    @property
    def manifest_seal(self) -> int | None:
        """Of the manifest as it was last written."""
        found = self._build.get("manifest")
        return int(found) if found else None

    def seal_manifest(self, seal: int) -> None:
        """The manifest has been written."""
        self._build.put({"manifest": b"%d" % seal})

    def units(self, names: Iterable[str]) -> dict[str, Units]:
        """Some groups, those that are known."""
        rows = self._groups.some(names)
        sheets = self._sheets_of(self._files, rows)
        try:
            return {
                name: {
                    unit: Unit(known, reads, _stamps(sheets[self._sheet(name)][name][unit]))
                    for unit, (known, reads) in orjson.loads(row).items()
                }
                for name, row in rows.items()
            }
        except (KeyError, TypeError, ValueError):
            self._give_up()

    def all_units(self) -> Iterator[tuple[str, str, Mapping[str, Sequence[Any]]]]:
        """Every unit of the site: its group, its name, and by path what a `Stamp` of its files consists of."""
        for sheet in self._whole(self._files).values():
            for group, units in orjson.loads(sheet).items():
                for unit, files in units.items():
                    yield group, unit, files

    def checksums(self) -> Iterator[tuple[str, str]]:
        """Of every file of the site: its path and its checksum."""
        for _, _, files in self.all_units():
            for path, stamp in files.items():
                yield path, Stamp(*stamp).sha256

    def restamp(self, found: Iterable[tuple[str, str, Stamp]]) -> None:
        """Files of groups that have other stamps than they had, and the same bytes."""
        changed = list(found)
        sheets = self._sheets_of(self._files, [group for group, _, _ in changed])
        for group, path, stamp in changed:
            for files in sheets[self._sheet(group)][group].values():
                if path in files:
                    files[path] = tuple(stamp)
        self._files.put({number: orjson.dumps(sheet) for number, sheet in sheets.items()})

    def changed_reads(self, view: View) -> list[Read]:
        """Questions to which there are other answers now."""
        changed: dict[str, Collection[str]] = {}
        # What others stay the same with comes first.
        for question in sorted(self._known, key=lambda name: within(name) is not None):
            known, ground = self._known[question], within(question)
            asked: Collection[str] = known.keys()
            if ground and ground.argument is None:
                asked = known.keys() & changed[ground.question]
            elif ground and ground.argument not in changed[ground.question]:
                asked = ()
            now = {argument: view.digest_now(question, argument) for argument in asked}
            changed[question] = {argument for argument, digest in now.items() if digest != known[argument]}
            known.update(now)
        return [f"{question} {argument}" for question, arguments in changed.items() for argument in sorted(arguments)]

    @cached_property
    def _known(self) -> dict[str, dict[str, str]]:
        """Digests of the answers by question and argument: as they were, or are where that was looked up."""
        return {question: orjson.loads(value) for question, value in self._answers.all().items()}

    def readers(self, reads: Sequence[Read]) -> set[str]:
        """Groups that have asked any of these."""
        sheets = self._sheets_of(self._readers, reads)
        return {group for read in reads for group in sheets[self._sheet(read)].get(read, ())}

    @contextmanager
    def writing(self, view: View) -> Iterator["Writer"]:
        """Whatever is entered meanwhile is remembered as a whole or not at all; then no build is under way any more."""
        with self.store.transaction():
            writer = Writer(self._tables)
            yield writer
            writer.flush()
            if not self.is_known:
                self._divide(len(writer.files))
            self._enter_files(writer)
            self._enter_answers(self._enter_readers(writer), view)
            self.number_of_files += writer.more_files
            self.bytes += writer.more_bytes
            self._build.remove(["changing"])
            self._build.put({"site": orjson.dumps((self.number_of_files, self.bytes, self._sheets))})
            self.is_known = True

    def _divide(self, groups: int) -> None:
        """Begin tables for so many groups."""
        self._sheets = min(_MOST_SHEETS, 1 << max(0, groups.bit_length() - 5))
        for table in (self._files, self._readers):
            table.put({str(number): b"{}" for number in range(self._sheets)})

    def _enter_files(self, writer: "Writer") -> None:
        for sheet, names in self._changing_sheets(self._files, writer.files):
            for name in names:
                sheet.pop(name, None)
                if files := writer.files.pop(name):
                    sheet[name] = orjson.Fragment(files)

    def _enter_readers(self, writer: "Writer") -> dict[str, dict[str, bool]]:
        """What has come to be asked, and what nobody asks any more, by question and argument."""
        asked: dict[str, dict[str, bool]] = {}
        for sheet, reads in self._changing_sheets(self._readers, {**writer.readers, **writer.former_readers}):
            for read in reads:
                former = frozenset(writer.former_readers.pop(read, ()))
                names = [name for name in sheet.get(read, ()) if name not in former] + writer.readers.pop(read, [])
                question, _, argument = read.partition(" ")
                if bool(names) != (read in sheet):
                    asked.setdefault(question, {})[argument] = bool(names)
                if names:
                    sheet[read] = names
                else:
                    sheet.pop(read, None)
        return asked

    def _enter_answers(self, asked: Mapping[str, Mapping[str, bool]], view: View) -> None:
        """The answers that questions have now."""
        before = self._answers.all()
        for question, arguments in asked.items():
            known = self._known.setdefault(question, {})
            for argument, is_asked in arguments.items():
                if is_asked:
                    known[argument] = view.digest_now(question, argument)
                else:
                    del known[argument]
            if ground := within(question):
                grounds = self._known.setdefault(ground.question, {})
                needed = known if ground.argument is None else [ground.argument]
                grounds.update((each, view.digest_now(ground.question, each)) for each in needed if each not in grounds)
        values = {question: orjson.dumps(known) for question, known in self._known.items()}
        self._answers.put({name: value for name, value in values.items() if value != before.get(name)})

    def _changing_sheets(self, table: Table, names: Iterable[str]) -> Iterator[tuple[dict[str, Any], Sequence[str]]]:
        """One sheet after another, each with those of the names that are in it, to be changed in place."""
        by_sheet: dict[str, list[str]] = {}
        for name in names:
            by_sheet.setdefault(self._sheet(name), []).append(name)
        for number, members in by_sheet.items():
            found = table.get(number)
            if found is None:
                self._give_up()
            sheet = orjson.loads(found)
            yield sheet, members
            table.put({number: orjson.dumps(sheet)})

    def _sheet(self, name: str) -> str:
        """In which one a group or a read is."""
        return str(zlib.crc32(name.encode("utf-8", "surrogatepass")) % self._sheets)

    def _sheets_of(self, table: Table, names: Iterable[str]) -> dict[str, dict[str, Any]]:
        numbers = {self._sheet(name) for name in names}
        found = table.some(numbers)
        if len(found) != len(numbers):
            self._give_up()
        return {number: orjson.loads(value) for number, value in found.items()}

    def _whole(self, table: Table) -> dict[str, bytes]:
        found = table.all()
        if len(found) != self._sheets:
            self._give_up()
        return found

    def _give_up(self) -> NoReturn:
        self.store.empty()
        raise DamagedStoreError


def _stamps(files: Mapping[str, Sequence[Any]]) -> dict[str, Stamp]:
    return {path: Stamp(*stamp) for path, stamp in files.items()}


class Finished(NamedTuple):
    """A group that has been made, as one process gives it to another."""

    name: str
    row: bytes
    """As in the table of groups."""
    sheet: bytes
    """As in the table of files."""
    reads: Sequence[Read]
    """Of all units."""
    units: Sequence[str]
    """Their names."""
    files: int
    size: int
    """Bytes of all files."""
    written: Mapping[str, str]
    """Checksums of the files that were written."""
    notes: Mapping[str, bytes]

    @property
    def paths(self) -> list[str]:
        """Of all files."""
        return [path for files in orjson.loads(self.sheet).values() for path in files]


def finished(name: str, units: Units, written: Mapping[str, str], notes: Mapping[str, bytes]) -> Finished:
    """A group with its units."""
    stamps = files_of(units).values()
    return Finished(
        name,
        row=orjson.dumps({unit: (found.hash, found.reads) for unit, found in units.items()}),
        sheet=orjson.dumps({unit: found.files for unit, found in units.items()}, default=tuple),
        reads=list(dict.fromkeys(read for found in units.values() for read in found.reads)),
        units=list(units),
        files=len(stamps),
        size=sum(stamp.size for stamp in stamps),
        written=written,
        notes=notes,
    )


class Writer:
    """What a build enters into a memory."""

    def __init__(self, tables: Mapping[str, Table]) -> None:
        self._groups, self._notes = tables["groups"], tables["notes"]
        self._rows: dict[str, bytes] = {}
        self.files: dict[str, bytes] = {}
        """Of groups that were made or are gone, as in the table of files; nothing for the latter."""
        self.readers: dict[Read, list[str]] = {}
        """Groups that have come to ask something."""
        self.former_readers: dict[Read, list[str]] = {}
        """Groups that do not ask something any more."""
        self.more_files = self.more_bytes = 0

    def enter(self, made: Finished, before: Units) -> None:
        """A group has been made."""
        self._rows[made.name], self.files[made.name] = made.row, made.sheet
        self._notes.put({name: value for name, value in made.notes.items() if value})
        self._notes.remove([name for name, value in made.notes.items() if not value])
        self._change(made.name, before, frozenset(made.reads))
        self.more_files += made.files
        self.more_bytes += made.size
        if len(self._rows) >= _BATCH:
            self.flush()

    def remove(self, name: str, before: Units) -> None:
        """There is no such group any more."""
        self._groups.remove([name])
        self.files[name] = b""
        self._change(name, before, frozenset())

    def flush(self) -> None:
        """Write what takes much room."""
        self._groups.put(self._rows)
        self._rows = {}

    def _change(self, name: str, before: Units, reads: Collection[Read]) -> None:
        were = {read for unit in before.values() for read in unit.reads}
        for read in reads:
            if read not in were:
                self.readers.setdefault(read, []).append(name)
        for read in were.difference(reads):
            self.former_readers.setdefault(read, []).append(name)
        stamps = files_of(before).values()
        self.more_files -= len(stamps)
        self.more_bytes -= sum(stamp.size for stamp in stamps)
