"""Render the generated tree with Zensical, the successor of Material for MkDocs, which reads the same mkdocs.yml."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from paperdex import files
from paperdex.errors import PaperdexError


def render(root: Path, site: Path) -> None:
    """Make the pages of `site` from the tree that stands in `build/docs`."""
    if find_spec("zensical") is None:
        raise PaperdexError("zensical is not installed (pip install zensical)")
    result = subprocess.run(
        [sys.executable, "-m", "zensical", "build", "--clean"], cwd=root, capture_output=True, text=True, check=False
    )
    if result.returncode != 0 or not site.is_dir():
        said = (result.stderr or result.stdout).strip().splitlines() or ["it gave no reason"]
        raise PaperdexError(f"zensical could not build the site: {said[-1]}")
    files.remove(site / "search.json")  # the index of a search that our pages do not have


@contextmanager
def set_aside(site: Path) -> Iterator[None]:
    """The last good site, which Zensical would take away; it comes back if there will be no other, or with the next
    build after a kill.
    """
    old = site.with_name(f".{site.name}-zensical-old")
    if site.exists():
        site.rename(old)
    try:
        yield
    except BaseException:
        shutil.rmtree(site, ignore_errors=True)
        if old.exists():
            old.rename(site)
        raise
    shutil.rmtree(old, ignore_errors=True)
