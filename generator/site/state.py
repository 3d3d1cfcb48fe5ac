"""What a site was made of when it was last built, so that the next build makes only what has changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import orjson

from generator import files


@dataclass(slots=True)
class Unit:
    """Files that are made together. The key changes when their bytes may."""

    key: str
    files: dict[str, int]
    """Sizes in bytes, by path below the site."""


@dataclass(slots=True)
class Made:
    """The units of a group as they are in the site."""

    key: str
    units: dict[str, Unit]


@dataclass
class State:
    """All groups by name."""

    common: str = ""
    groups: dict[str, Made] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> "State":
        """The state as it was written; an empty one where there is none that can be understood."""
        try:
            values = orjson.loads(path.read_bytes())
            groups = {name: Made(key, {unit: Unit(*found) for unit, found in units.items()}) for name, (key, units) in values["groups"].items()}
            state = cls(values["common"], groups)
            # Files that are named here get deleted, and the state may come from somewhere else (a CI's store, say).
            return cls() if any(file.startswith("/") or ".." in file for file, _ in state.files()) else state
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return cls()

    def write(self, path: Path) -> None:
        groups = {name: (made.key, {unit: (found.key, found.files) for unit, found in made.units.items()}) for name, made in self.groups.items()}
        files.write_bytes(path, orjson.dumps({"common": self.common, "groups": groups}))

    def files(self) -> Iterator[tuple[str, int]]:
        """Every file of the site with its size."""
        for made in self.groups.values():
            for unit in made.units.values():
                yield from unit.files.items()

    def units(self) -> Mapping[str, Unit]:
        """By name."""
        return {name: unit for made in self.groups.values() for name, unit in made.units.items()}
