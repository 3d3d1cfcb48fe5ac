"""What a site was made of when it was last built, so that the next build makes only what has changed."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import orjson

from paperdex.site.journal import Journal

_SUMS = "*"
"""No group, but the number of all files, and of their bytes."""


class Unit(NamedTuple):
    """Files that are made together. The key changes when their bytes may."""

    key: str
    files: Mapping[str, int]
    """Sizes in bytes, by path below the site."""


class Made(NamedTuple):
    """The units of a group as they are in the site."""

    key: str
    units: Mapping[str, Unit]

    @property
    def files(self) -> dict[str, int]:
        """Of all units, with their sizes."""
        return {path: size for _, found in self.units.values() for path, size in found.items()}


class State:
    """All groups by name. What is known of a group stays text until somebody asks: most of them are never looked into."""

    def __init__(self, path: Path, common: str) -> None:
        """The state of a site with this common ground, as it was written last; empty where there is none that can be
        understood.
        """
        self._journal = Journal(path, common, 2)
        self.keys, self._units = self._journal.read() or ({}, {})
        self.is_known = _SUMS in self.keys
        """Whether there was one."""
        self.files, self.bytes = _sums(self.keys.pop(_SUMS, ""), self._units.pop(_SUMS, ""))
        self.has_other_units = False
        """Whether units have come or gone since it was read."""
        self._changed: set[str] = set()

    def forget(self) -> None:
        """Nothing is known any more."""
        self.keys.clear()
        self._units.clear()
        self._journal.forget()
        self.files = self.bytes = 0

    def write(self) -> None:
        sums = {_SUMS: str(self.files)}, {_SUMS: str(self.bytes)}
        self._journal.write([{**self.keys, **sums[0]}, {**self._units, **sums[1]}], [*sorted(self._changed), _SUMS])
        self._changed.clear()

    def made(self, name: str) -> Made | None:
        """A group as it is in the site. A file that would lie outside of the site is none of it: the state may come
        from elsewhere, a CI's store, say.
        """
        if name not in self.keys:
            return None
        try:
            found = orjson.loads(self._units[name])
            units = {
                unit: Unit(key, {path: int(size) for path, size in files.items() if _is_inside(path)})
                for unit, (key, files) in found.items()
            }
        except (ValueError, TypeError, AttributeError):
            return Made("", {})
        return Made(self.keys[name], units)

    def enter(self, name: str, made: Made) -> None:
        """The group has been made."""
        self._count(name, made.units)
        self.keys[name] = made.key
        self._units[name] = orjson.dumps(
            {unit: [found.key, found.files] for unit, found in made.units.items()}
        ).decode()

    def remove(self, name: str) -> None:
        """There is no such group any more."""
        self._count(name, {})
        del self.keys[name], self._units[name]

    def all(self) -> Iterator[Made]:
        """Every group."""
        return (made for name in self.keys if (made := self.made(name)))

    def _count(self, name: str, units: Mapping[str, Unit]) -> None:
        before = self.made(name) or Made("", {})
        self.has_other_units |= before.units.keys() != units.keys()
        for made, sign in ((before, -1), (Made("", units), 1)):
            self.files += sign * len(made.files)
            self.bytes += sign * sum(made.files.values())
        self._changed.add(name)


def _sums(files: str, size: str) -> tuple[int, int]:
    return (int(files), int(size)) if files.isdecimal() and size.isdecimal() else (0, 0)


def _is_inside(path: str) -> bool:
    return not path.startswith("/") and ".." not in path.split("/")
