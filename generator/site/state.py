"""What a site was made of when it was last built, so that the next build makes only what has changed."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import orjson

from generator.records.cache import read_sealed, write_sealed


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
    """All groups by name. What is known of a group stays text until somebody asks: most of them are never looked into.

    On disk, below a seal with the digest of what all pages share: a line with the number of files and their bytes,
    and three for each group, its name, its key, and its units as JSON.
    """

    def __init__(self) -> None:
        self.keys: dict[str, str] = {}
        """Of the groups."""
        self.files = 0
        self.bytes = 0
        self.has_other_units = False
        """Whether units have come or gone since it was read."""
        self._units: dict[str, str] = {}

    @classmethod
    def read(cls, path: Path, common: str) -> "State | None":
        """The state as it was written for a site with the same common ground; None where there is none that can be understood."""
        body = read_sealed(path, common)
        if body is None:
            return None
        state = cls()
        try:
            sums, *lines = body.decode().split("\n")
            state.files, state.bytes = map(int, sums.split())
        except ValueError:
            return None
        names, keys, units = (lines[start::3] for start in range(3))
        if not len(names) == len(keys) == len(units):
            return None
        state.keys, state._units = dict(zip(names, keys, strict=True)), dict(zip(names, units, strict=True))
        return state

    def write(self, path: Path, common: str) -> None:
        lines = [f"{self.files} {self.bytes}", *(line for name, key in self.keys.items() for line in (name, key, self._units[name]))]
        write_sealed(path, common, "\n".join(lines).encode())

    def made(self, name: str) -> Made | None:
        """A group as it is in the site. A file that would lie outside of the site is none of it: the state may come from elsewhere, a CI's store, say."""
        if name not in self.keys:
            return None
        try:
            found = orjson.loads(self._units[name])
            units = {unit: Unit(key, {path: int(size) for path, size in files.items() if _is_inside(path)}) for unit, (key, files) in found.items()}
        except (ValueError, TypeError, AttributeError):
            return Made("", {})
        return Made(self.keys[name], units)

    def enter(self, name: str, made: Made) -> None:
        """The group has been made."""
        self._count(name, made.units)
        self.keys[name] = made.key
        self._units[name] = orjson.dumps({unit: [found.key, found.files] for unit, found in made.units.items()}).decode()

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


def _is_inside(path: str) -> bool:
    return not path.startswith("/") and ".." not in path.split("/")
