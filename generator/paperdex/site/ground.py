"""What a whole site stands on: this program, its look, all libraries, the settings and the vocabularies."""

import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from paperdex.look import LOOK

_PROGRAM = Path(__file__).parents[1]


def ground_of(*settings: Path) -> str:
    """A digest that changes with any of it, so that a site is never made half by one version and half by another."""
    state = hashlib.blake2b(digest_size=16)
    for text in (sys.version, *_libraries()):
        state.update(f"{text}\0".encode())
    for path in [*_sources(_PROGRAM, "*.py"), *_sources(LOOK, "*"), *settings]:
        state.update(f"{path.name}\0".encode())
        state.update(path.read_bytes() if path.is_file() else b"")
    return state.hexdigest()


def _libraries() -> Iterator[str]:
    """Names and versions of all that is installed: `Pillow-12.0.0.dist-info`. Which of it matters nobody need know."""
    for place in sys.path:
        with suppress(OSError):
            yield from sorted(name for name in os.listdir(place or ".") if name.endswith((".dist-info", ".egg-info")))  # noqa: PTH208


def _sources(root: Path, pattern: str) -> Iterator[Path]:
    yield from sorted(path for path in root.rglob(pattern) if path.is_file() and "__pycache__" not in path.parts)
