"""What a site was made of when it was last built, so that the next build makes only what has changed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import orjson

from generator import files


@dataclass(frozen=True, slots=True)
class Unit:
    """Files that are made together. The key changes when their bytes may."""

    name: str
    key: str


@dataclass
class State:
    """Keys and paths by unit; written before and after every change."""

    common: str = ""
    keys: dict[str, str] = field(default_factory=dict)
    paths: dict[str, list[str]] = field(default_factory=dict)
    doomed: list[str] = field(default_factory=list)
    """Files of units that an interrupted build was about to change or remove."""

    @classmethod
    def read(cls, path: Path) -> "State":
        """The state as it was written; an empty one where there is none that can be understood."""
        try:
            values = orjson.loads(path.read_bytes())
            units: dict[str, tuple[str, list[str]]] = values["units"]
            # Files that are named here get deleted, and the state may come from somewhere else (a CI's store, say).
            if any(path.startswith("/") or ".." in path for paths in (values["doomed"], *(paths for _, paths in units.values())) for path in paths):
                return cls()
            return cls(values["common"], {name: key for name, (key, _) in units.items()}, {name: paths for name, (_, paths) in units.items()}, values["doomed"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return cls()

    def write(self, path: Path) -> None:
        units = {name: (key, self.paths[name]) for name, key in self.keys.items()}
        files.write_bytes(path, orjson.dumps({"common": self.common, "doomed": self.doomed, "units": units}))

    def enter(self, unit: Unit, paths: list[str]) -> None:
        """The unit has been made."""
        self.keys[unit.name] = unit.key
        self.paths[unit.name] = paths

    def without(self, names: Iterable[str]) -> list[str]:
        """Forget units; their files, which from now on belong to nobody."""
        freed: list[str] = []
        for name in names:
            self.keys.pop(name, None)
            freed.extend(self.paths.pop(name, ()))
        self.doomed.extend(freed)
        return freed
