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
"""Groups of a site of which any change takes so long that they pay as well: what speaks of all papers is made anew."""
_PORTION = 64
_LARGE = ("search", "whole")
"""Groups that take as long as a thousand others."""


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
    """One run over the groups that have changed, `of` so many; `before` is what the site holds. A fresh one is a folder that nobody looks at yet."""

    def __init__(self, groups: Sequence[Group], of: int, places: Places, before: Callable[[str], Made | None], *, is_fresh: bool) -> None:
        self._of = of
        self._put: joined.Put = files.FreshFiles().write if is_fresh else files.write_bytes
        self._groups = groups
        self._places = places
        self._before = before
        self.shells = Shells(lambda: _mkdocs(places.config_file), places.memory, places.site_url)

    def run(self) -> Iterator[Finished]:
        """Every group, made."""
        processes = os.cpu_count() or 1
        is_worth = len(self._groups) >= _WORTH_PROCESSES or (self._of >= _LARGE_SITE and len(self._groups) > 1)
        if not is_worth or processes == 1 or "fork" not in get_all_start_methods():
            yield from map(self.make, self._groups)
            return
        # The large ones first and alone, or one of them is begun last and waited for.
        order = sorted(range(len(self._groups)), key=lambda number: self._groups[number].name not in _LARGE)
        large = sum(group.name in _LARGE for group in self._groups)
        size = min(_PORTION, max(1, len(order) // (4 * processes)))
        portions = [*([number] for number in order[:large]), *(order[start : start + size] for start in range(large, len(order), size))]
        if size == _PORTION:
            for group in self._groups:
                if group.prepare:
                    group.prepare()
        gc.freeze()  # what all processes share is no garbage, and a collector that looks at it would make copies of it
        _copied.append(self)
        try:
            with ProcessPoolExecutor(processes, mp_context=get_context("fork"), initializer=_end_with_parent) as pool:
                for portion in pool.map(_make_portion, portions):
                    yield from portion
        except BrokenProcessPool:
            raise PaperdexError("a process of this build was ended from outside (was there too little memory?); run it again") from None
        finally:
            _copied.pop()

    def make_portion(self, numbers: Sequence[int]) -> list[Finished]:
        """Some of the groups."""
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
            for item in self._files(part):
                if isinstance(item, Kept):
                    written[item.path] = known.files[item.path] if known else (self._places.site / item.path).stat().st_size
                else:
                    written[item.path], sums[item.path] = len(item.data), checksum(item.data)
            units[name] = Unit(key, written)
        return Finished(group.name, Made(group.key, units), sums)

    def _files(self, part: Part) -> Iterator[Asset | Kept]:
        """The files of a part, as they are written."""
        site = self._places.site
        if isinstance(part, Joined):
            data = joined.write(part, site, self._places.memory, self._put)
            yield Asset(part.path, data)
            assets: Iterator[Asset | Kept] = (Asset(path, data) for path in part.also)
        elif isinstance(part, Page):
            finished = part.finish()
            self._put(f"{self._places.docs}/{part.path}", finished.text.encode())
            assets = iter([Asset(html_path(part.path), self.shells.html(finished))])
        elif isinstance(part, Bundle):
            assets = iter(part.make())
        else:
            assets = iter(part.renew(site, self._places.memory))
        for asset in assets:
            if isinstance(asset, Asset):
                self._put(f"{site}/{asset.path}", asset.data)
            yield asset


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
