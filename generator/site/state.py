"""What a site was made of when it was last built, so that the next build makes only what has changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import orjson

from generator import files


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


@dataclass
class State:
    """All groups by name, as they are written: most of them are never looked into."""

    common: str = ""
    keys: dict[str, str] = field(default_factory=dict)
    """Of the groups."""
    units: dict[str, Mapping[str, tuple[str, Mapping[str, int]]]] = field(default_factory=dict)
    """Of each group, the units with key and files."""

    @classmethod
    def read(cls, path: Path) -> "State":
        """The state as it was written; an empty one where there is none that can be understood."""
        try:
            values = orjson.loads(path.read_bytes())
            common, keys, units = values["common"], values["keys"], values["units"]
        except (OSError, ValueError, KeyError, TypeError):
            return cls()
        is_sound = isinstance(common, str) and isinstance(keys, dict) and isinstance(units, dict) and keys.keys() == units.keys()
        return cls(common, keys, units) if is_sound and all(map(_is_group, units.values())) else cls()

    def write(self, path: Path) -> None:
        files.write_bytes(path, orjson.dumps({"common": self.common, "keys": self.keys, "units": self.units}))

    def made(self, name: str) -> Made | None:
        """A group as it is in the site. A file that would lie outside of the site is none of it: the state may come from elsewhere, a CI's store, say."""
        if name not in self.keys:
            return None
        units = {unit: Unit(key, {path: size for path, size in found.items() if _is_inside(path)}) for unit, (key, found) in self.units[name].items()}
        return Made(self.keys[name], units)

    def enter(self, name: str, made: Made) -> None:
        """The group has been made."""
        self.keys[name] = made.key
        self.units[name] = {unit: (found.key, found.files) for unit, found in made.units.items()}

    def remove(self, name: str) -> None:
        """There is no such group any more."""
        del self.keys[name], self.units[name]

    def files(self) -> Iterator[tuple[str, int]]:
        """Every file of the site with its size."""
        for units in self.units.values():
            for _, found in units.values():
                yield from found.items()

    def unit_names(self) -> Iterator[str]:
        """Of all groups."""
        for units in self.units.values():
            yield from units


def _is_group(units: object) -> bool:
    return isinstance(units, dict) and all(isinstance(found, list) and len(found) == 2 and isinstance(found[1], dict) for found in units.values())


def _is_inside(path: str) -> bool:
    return not path.startswith("/") and ".." not in path.split("/")
