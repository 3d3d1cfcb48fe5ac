"""The checksum of every file of the site, in the format of `sha256sum`.

::

    cd site && sha256sum --quiet --check ../build/manifest.txt

says whether a copy of the site is whole; two manifests side by side say in what two builds differ.
"""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator import files

_PART = "  "
"""Between a checksum and the path of its file."""


def checksum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def update(path: Path, made: Mapping[str, str], there: Iterable[str], site: Path) -> None:
    """Enter the checksums of files that were made, and drop those of files that are not there any more."""
    known = {**_read(path), **made}
    # Of a file that neither is known of, such as after the manifest was deleted, the site has the bytes.
    lines = [f"{known.get(name) or checksum((site / name).read_bytes())}{_PART}{name}\n" for name in sorted(there)]
    files.write_text(path, "".join(lines))


def _read(path: Path) -> dict[str, str]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    return {name: found for found, _, name in (line.partition(_PART) for line in lines)}
