"""Makes the parts of groups and writes their files, in this process or in several."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from paperdex import files
from paperdex.catalog.view import Reads, View
from paperdex.pages.page import Asset, Files, Group, Page, Part, RowFile
from paperdex.site import rows
from paperdex.site.copies import PROCESSES, Copy, shared
from paperdex.site.memory import Finished, Stamp, Unit, Units, finished
from paperdex.site.shells import Host, Shells
from paperdex.store import Table

_WORTH_PROCESSES = 200
"""Groups from which starting other processes pays."""
_PORTION = 64


class Places(NamedTuple):
    """Where a workshop reads and writes."""

    config_file: Path
    docs: Path
    site: Path
    site_url: str


class _Notes:
    """Notes of earlier builds, and those of the group that is being made."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._new: dict[str, bytes] = {}

    def get(self, name: str) -> bytes | None:
        if name in self._new:
            return self._new[name] or None
        return self._table.get(name)

    def put(self, name: str, value: bytes) -> None:
        self._new[name] = value

    def taken(self) -> Mapping[str, bytes]:
        """What was put since the last time."""
        new, self._new = self._new, {}
        return new


class Workshop:
    """Where groups are made. A fresh one works in a folder that nobody looks at yet."""

    def __init__(self, places: Places, view: View, notes: Table, *, is_fresh: bool) -> None:
        self._files: files.FreshFiles | files.LiveFiles = files.FreshFiles() if is_fresh else files.LiveFiles()
        self._is_fresh = is_fresh
        self.places = places
        self._view = view
        self._notes = _Notes(notes)
        self._begun: dict[frozenset[str], Copy[list[Finished]]] = {}
        """By names of the groups."""
        self.before: dict[str, Units] = {}
        """Groups as they are in the site; those that are to be made anew lack what has to be."""
        self.shells = Shells(lambda: _mkdocs(places.config_file), self._notes, places.site_url)

    def __enter__(self) -> "Workshop":
        return self

    def __exit__(self, *error: object) -> None:
        for copy in self._begun.values():
            copy.end()

    def begin(self, groups: Sequence[Group]) -> None:
        """Start with these in another process, beside whatever this one does."""
        if groups:
            self._begun[frozenset(group.name for group in groups)] = Copy(
                lambda: [self.make(group) for group in groups]
            )

    def run(self, groups: Sequence[Group], prepare: Callable[[], None]) -> Iterator[Finished]:
        """Every group made, those that were begun among them. `prepare` makes what several processes need."""
        others = [group for group in groups if all(group.name not in names for names in self._begun)]
        is_worth = len(others) >= _WORTH_PROCESSES and PROCESSES > 1
        if not is_worth:
            yield from map(self.make, others)
        while self._begun:
            yield from self._begun.popitem()[1].result()
        if is_worth:
            prepare()
            yield from self._share(others)

    def _share(self, groups: Sequence[Group]) -> Iterator[Finished]:
        """Very many groups, among all processes."""
        # The large ones first and alone, or one of them is begun last and waited for.
        large, others = ([group for group in groups if group.is_of_all is is_large] for is_large in (True, False))
        portions = [
            *([group] for group in large),
            *(others[start : start + _PORTION] for start in range(0, len(others), _PORTION)),
        ]
        for made in shared(lambda number: [self.make(group) for group in portions[number]], range(len(portions))):
            yield from made

    def make(self, group: Group) -> Finished:
        """One group: of its parts, those that are not what they were."""
        before = self.before.get(group.name, {})
        units: dict[str, Unit] = {}
        written: dict[str, str] = {}
        counted: Reads = {}
        parts = iter(group.parts())
        while True:
            with self._view.reading_into(counted):
                part = next(parts, None)
            if part is None:
                break
            name = unit_name(part)
            known = before.get(name)
            if known and known.hash == self._view.hash(known.reads):
                units[name] = known
                continue
            # Whatever was read until now may be in the part.
            reads = dict(counted)
            with self._view.reading_into(reads):
                stamps = dict(self._made(part, known))
            units[name] = Unit(self._view.hash(reads), list(reads), stamps)
            written.update({path: stamp.sha256 for path, stamp in stamps.items()})
        units[""] = Unit(self._view.hash(counted), list(counted), {})
        return finished(group.name, units, written, self._notes.taken())

    def _made(self, part: Part, known: Unit | None) -> Iterator[tuple[str, Stamp]]:
        """The files of a part, written; those that stay as they were."""
        site = self.places.site if known else None
        if isinstance(part, RowFile):
            pieces = rows.pieces_of(part, self._view, self._notes, site)
            for path in (part.path, *part.also):
                yield path, self._put(path, pieces)
            return
        if isinstance(part, Page):
            page = part.make()
            self._files.write(f"{self.places.docs}/{part.path}", [page.text.encode()])
            assets: Iterable[Asset | str] = [Asset(html_path(part.path), self.shells.html(page))]
        elif isinstance(part, Files):
            assets = part.make()
        else:
            assets = part.make(site, self._notes)
        for asset in assets:
            if isinstance(asset, Asset):
                yield asset.path, self._put(asset.path, [asset.data])
            elif known:
                yield asset, known.files[asset]

    def _put(self, path: str, pieces: files.Pieces) -> Stamp:
        stamp = self._files.write(f"{self.places.site}/{path}", pieces)
        return Stamp(stamp.st_size, stamp.st_mtime_ns, stamp.st_ino, checksum(pieces))


def checksum(pieces: files.Pieces) -> str:
    """SHA-256, as hexadecimal digits."""
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
    return digest.hexdigest()


def html_path(path: str) -> str:
    """`topics/safety/index.html` for `topics/safety.md`, and for `topics/safety/index.md`."""
    name = path.removesuffix(".md")
    return f"{name}.html" if name == "index" or name.endswith("/index") else f"{name}/index.html"


_PAGE = "page:"
_UNLISTED = "unlisted page:"


def page_paths(units: Iterable[str]) -> list[str]:
    """Of the units, those that are pages and stand in the sitemap."""
    return sorted(name.removeprefix(_PAGE) for name in units if name.startswith(_PAGE))


def unit_name(part: Part) -> str:
    """What a part is called in its group."""
    if isinstance(part, RowFile):
        return f"file:{part.path}"
    if isinstance(part, Page):
        return f"{_PAGE if part.is_listed else _UNLISTED}{part.path}"
    return part.name


def _mkdocs(config_file: Path) -> Host:
    """Loaded only where it is needed: that takes as long as all the rest of a small change."""
    from paperdex.site.mkdocs_renderer import MkdocsRenderer  # noqa: PLC0415

    return MkdocsRenderer(config_file)
