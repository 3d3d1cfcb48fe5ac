"""Write the generated tree: only what changed, and nothing stale left behind."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from paperdex import files
from paperdex.look import LOOK
from paperdex.pages.page import Asset, Page
from paperdex.pages.scripts import fill_script
from paperdex.pages.strings import fill


@dataclass
class Changes:
    """Paths below the folder, by what happened to them."""

    written: int = 0
    unchanged: int = 0
    removed: int = 0


def write_tree(folder: Path, contents: Iterable[Page | Asset]) -> Changes:
    """Make `folder` hold exactly `contents`."""
    changes = Changes()
    wanted = set()
    for item in contents:
        path = folder / item.path
        wanted.add(path)
        data = item.make().text.encode() if isinstance(item, Page) else item.data
        if files.write_bytes(path, data):
            changes.written += 1
        else:
            changes.unchanged += 1
    changes.removed = remove_others(folder, wanted)
    return changes


def remove_others(folder: Path, wanted: set[Path]) -> int:
    """Delete every file below `folder` that is not wanted, and the folders that are empty then."""
    removed = 0
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in wanted:
            files.remove(path)
            removed += 1
    return removed


def look(part: str, prefix: str = "") -> list[Asset]:
    """The files of one part of site_config (`theme`, `assets`), with the words of the interface and with `prefix`
    before their paths.
    """
    return sorted(_files_below(LOOK / part, prefix), key=lambda asset: asset.path)


def _files_below(place: Path, prefix: str) -> Iterable[Asset]:
    for entry in place.iterdir():
        if entry.name.startswith((".", "__")):
            continue
        if entry.is_dir():
            yield from _files_below(entry, f"{prefix}{entry.name}/")
        else:
            yield Asset(prefix + entry.name, _with_words(entry.name, entry.read_bytes()))


def _with_words(name: str, data: bytes) -> bytes:
    if name.endswith(".html"):
        return fill(data.decode()).encode()
    return fill_script(data) if name.endswith(".js") else data
