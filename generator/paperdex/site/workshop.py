"""Makes the parts of groups and writes their files, in this process or in several."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from paperdex import files
from paperdex.pages.page import Asset, Bundle, Group, Joined, Kept, Page, Part
from paperdex.site import joined
from paperdex.site.copies import PROCESSES, Copy, shared
from paperdex.site.manifest import checksum
from paperdex.site.shells import Host, Shells
from paperdex.site.state import Made, Unit

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
        self._begun: list[Copy[list[Finished]]] = []
        self._names: set[str] = set()
        """Of the groups that were begun."""
        self.shells = Shells(lambda: _mkdocs(places.config_file), places.memory, places.site_url)

    def __enter__(self) -> "Workshop":
        return self

    def __exit__(self, *error: object) -> None:
        for copy in self._begun:
            copy.end()

    def begin(self, groups: Sequence[Group], of: int) -> None:
        """Start with these in another process where that pays, on a site of so many, beside whatever this one does
        until it runs all.
        """
        if groups and len(groups) < _WORTH_PROCESSES and of >= _LARGE_SITE and PROCESSES > 1:
            self._names.update(group.name for group in groups)
            self._begun.append(Copy(lambda: [self.make(group) for group in groups]))

    def run(self, groups: Iterable[Group]) -> Iterator[Finished]:
        """Every group, those that were begun among them, made."""
        others = [group for group in groups if group.name not in self._names]
        is_worth = len(others) >= _WORTH_PROCESSES and PROCESSES > 1
        if not is_worth:
            yield from map(self.make, others)
        while self._begun:
            yield from self._begun.pop(0).result()
        if is_worth:
            yield from self._share(others)

    def _share(self, groups: Sequence[Group]) -> Iterator[Finished]:
        """Very many groups, among all processes."""
        # The large ones first and alone, or one of them is begun last and waited for.
        large, others = ([group for group in groups if group.is_large is is_large] for is_large in (True, False))
        portions = [
            *([group] for group in large),
            *(others[start : start + _PORTION] for start in range(0, len(others), _PORTION)),
        ]
        for group in groups:
            if group.prepare:
                group.prepare()
        for finished in shared(lambda number: [self.make(group) for group in portions[number]], range(len(portions))):
            yield from finished

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
    from paperdex.site.mkdocs_renderer import MkdocsRenderer  # noqa: PLC0415

    return MkdocsRenderer(config_file)
