"""Makes the parts of groups and writes their files, in this process or in several that share everything with it by being its copies."""

import gc
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_all_start_methods, get_context, parent_process
from pathlib import Path
from typing import NamedTuple

from generator import files
from generator.errors import PaperdexError
from generator.pages.page import Asset, Bundle, Group, Joined, Kept, Page, Part
from generator.site import joined
from generator.site.manifest import checksum
from generator.site.shells import Host, Shells
from generator.site.state import Made, Unit

_WORTH_PROCESSES = 200
"""Groups from which starting other processes pays."""
_LARGE_SITE = 5000
"""Groups of a site from which its large ones take so long that it pays for them alone."""
_PORTION = 64


class Places(NamedTuple):
    """Where a workshop reads and writes."""

    config_file: Path
    docs: Path
    site: Path
    memory: Path
    site_url: str


class Finished(NamedTuple):
    """A group that has been made, and the checksums of those of its files that were written."""

    name: str
    made: Made
    sums: Mapping[str, str]


class Workshop:
    """Where groups are made; `before` is what the site holds. A fresh one is a folder that nobody looks at yet."""

    def __init__(self, places: Places, before: Callable[[str], Made | None], *, is_fresh: bool) -> None:
        self._put: joined.Put = files.FreshFiles().write_pieces if is_fresh else files.write_pieces
        self._places = places
        self._before = before
        self._processes = (os.cpu_count() or 1) if "fork" in get_all_start_methods() else 1
        self._groups: Sequence[Group] = ()
        """What other processes are asked for, by number."""
        self._begun: list[Group] = []
        self._other: _Pool | None = None
        self.shells = Shells(lambda: _mkdocs(places.config_file), places.memory, places.site_url)

    def __enter__(self) -> "Workshop":
        return self

    def __exit__(self, *error: object) -> None:
        if self._other:
            self._other.shutdown()

    def begin(self, groups: Sequence[Group], of: int) -> None:
        """Start with these in another process where that pays, on a site of so many, beside whatever this one does until it runs all."""
        if groups and self._processes > 1 and of >= _LARGE_SITE:
            self._begun = self._groups = list(groups)
            self._other = _Pool(self, 1)
            self._other.begin([range(len(groups))])

    def run(self, groups: Iterable[Group]) -> Iterator[Finished]:
        """Every group, those that were begun among them, made."""
        others = [group for group in groups if group not in self._begun]
        if is_small := len(others) < _WORTH_PROCESSES or self._processes == 1:
            yield from map(self.make, others)
        if self._other:
            yield from self._other.finished()
        if is_small:
            return
        self._groups = others
        # The large ones first and alone, or one of them is begun last and waited for.
        order = sorted(range(len(others)), key=lambda number: not others[number].is_large)
        large = sum(group.is_large for group in others)
        for group in others:
            if group.prepare:
                group.prepare()
        self._other = _Pool(self, self._processes)
        self._other.begin([*([number] for number in order[:large]), *(order[start : start + _PORTION] for start in range(large, len(order), _PORTION))])
        yield from self._other.finished()

    def make_portion(self, numbers: Sequence[int]) -> list[Finished]:
        """Some of the groups that other processes are asked for."""
        return [self.make(self._groups[number]) for number in numbers]

    def make(self, group: Group) -> Finished:
        """One group: of its parts, those that have changed."""
        made = self._before(group.name)
        before = made.units if made else {}
        units: dict[str, Unit] = {}
        sums: dict[str, str] = {}
        for part in group.parts():
            name, key = _identity(part)
            known = before.get(name)
            if known and known.key == key:
                units[name] = known
                continue
            written: dict[str, int] = {}
            for path, pieces in self._files(part):
                if pieces is None:
                    written[path] = known.files[path] if known else (self._places.site / path).stat().st_size
                else:
                    written[path], sums[path] = files.size(pieces), checksum(pieces)
            units[name] = Unit(key, written)
        return Finished(group.name, Made(group.key, units), sums)

    def _files(self, part: Part) -> Iterator[tuple[str, files.Pieces | None]]:
        """The files of a part, as they are written; None for what stays."""
        site = self._places.site
        if isinstance(part, Joined):
            pieces = joined.write(part, site, self._places.memory, self._put)
            yield part.path, pieces
            assets: Iterator[Asset | Kept] = iter(())
            for path in part.also:
                self._put(f"{site}/{path}", pieces)
                yield path, pieces
        elif isinstance(part, Page):
            finished = part.finish()
            self._put(f"{self._places.docs}/{part.path}", [finished.text.encode()])
            assets = iter([Asset(html_path(part.path), self.shells.html(finished))])
        elif isinstance(part, Bundle):
            assets = iter(part.make())
        else:
            assets = iter(part.renew(site, self._places.memory))
        for asset in assets:
            if isinstance(asset, Asset):
                self._put(f"{site}/{asset.path}", [asset.data])
                yield asset.path, [asset.data]
            else:
                yield asset.path, None


def html_path(path: str) -> str:
    """`topics/safety/index.html` for `topics/safety.md`, and for `topics/safety/index.md`."""
    name = path.removesuffix(".md")
    return f"{name}.html" if name == "index" or name.endswith("/index") else f"{name}/index.html"


_PAGE = "page:"
_UNLISTED = "unlisted page:"


def page_paths(names: Iterable[str]) -> list[str]:
    """Of the units, those that are pages and stand in the sitemap."""
    return sorted(name.removeprefix(_PAGE) for name in names if name.startswith(_PAGE))


def _identity(part: Part) -> tuple[str, str]:
    """Name and key of the unit that a part becomes."""
    if isinstance(part, Joined):
        return f"file:{part.path}", joined.key_of(part)
    if isinstance(part, Page):
        return f"{_PAGE if part.is_listed else _UNLISTED}{part.path}", part.key
    return part.name, part.key


def _mkdocs(config_file: Path) -> Host:
    """Loaded only where it is needed: that takes as long as all the rest of a small change."""
    from generator.site.mkdocs_renderer import MkdocsRenderer  # noqa: PLC0415

    return MkdocsRenderer(config_file)


class _Pool:
    """Processes that share everything with this one by being its copies, as it is when they begin."""

    def __init__(self, workshop: Workshop, processes: int) -> None:
        self._workshop = workshop
        self._executor = ProcessPoolExecutor(processes, mp_context=get_context("fork"), initializer=_end_with_parent)
        self._portions: Iterator[list[Finished]] = iter(())

    def begin(self, portions: Iterable[Sequence[int]]) -> None:
        gc.freeze()  # what all processes share is no garbage, and a collector that looks at it would make copies of it
        _copied.append(self._workshop)
        self._portions = self._executor.map(_make_portion, portions)
        _copied.pop()

    def finished(self) -> Iterator[Finished]:
        """What was begun, to the last, and then the processes end."""
        try:
            for portion in self._portions:
                yield from portion
        except BrokenProcessPool:
            raise PaperdexError("a process of this build was ended from outside (was there too little memory?); run it again") from None
        self.shutdown()

    def shutdown(self) -> None:
        self._executor.shutdown(cancel_futures=True)


def _end_with_parent() -> None:
    """A process whose parent was killed would wait for work for ever, and hold the lock of the build."""

    def wait() -> None:
        if parent := parent_process():
            parent.join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def _make_portion(numbers: Sequence[int]) -> list[Finished]:
    return _copied[-1].make_portion(numbers)


_copied: list[Workshop] = []
"""What processes that are forked from this one find in it."""
