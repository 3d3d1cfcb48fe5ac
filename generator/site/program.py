"""What every page of a site shares: this program, its templates and libraries, the settings and vocabularies."""

import hashlib
from collections.abc import Iterator
from importlib.metadata import version
from importlib.resources import files as package_files
from pathlib import Path

_LIBRARIES = ("mkdocs", "mkdocs-material", "markdown", "jinja2", "latex2mathml", "python-slugify")


def digest_of_program(*settings: Path) -> str:
    """Changes with any of it, so that a site is never made half by one version and half by another."""
    state = hashlib.blake2b(digest_size=16)
    for name in _LIBRARIES:
        state.update(f"{name} {version(name)}\0".encode())
    for path in [*_sources("generator", "*.py"), *_sources("site_config", "*"), *settings]:
        state.update(f"{path.name}\0".encode())
        state.update(path.read_bytes() if path.is_file() else b"")
    return state.hexdigest()


def _sources(package: str, pattern: str) -> Iterator[Path]:
    root = Path(str(package_files(package)))
    yield from sorted(path for path in root.rglob(pattern) if path.is_file() and "__pycache__" not in path.parts)
