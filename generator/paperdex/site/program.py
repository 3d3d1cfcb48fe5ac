"""What every page of a site shares: this program, its templates and libraries, the settings and vocabularies."""

import hashlib
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from paperdex.look import LOOK

_PROGRAM = Path(__file__).parents[1]
_LIBRARIES = ("mkdocs", "mkdocs-material", "markdown", "jinja2", "latex2mathml", "python-slugify")


def digest_of_program(*settings: Path) -> str:
    """Changes with any of it, so that a site is never made half by one version and half by another."""
    state = hashlib.blake2b(digest_size=16)
    for name in _LIBRARIES:
        state.update(f"{name} {version(name)}\0".encode())
    for path in [*_sources(_PROGRAM, "*.py"), *_sources(LOOK, "*"), *settings]:
        state.update(f"{path.name}\0".encode())
        state.update(path.read_bytes() if path.is_file() else b"")
    return state.hexdigest()


def _sources(root: Path, pattern: str) -> Iterator[Path]:
    yield from sorted(path for path in root.rglob(pattern) if path.is_file() and "__pycache__" not in path.parts)
