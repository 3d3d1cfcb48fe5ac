"""What the tests of tests/trust share: the command in a process of its own, and how much is tried."""

import hashlib
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

from small_index import SmallIndex

ROOT = Path(__file__).parents[1]
TORTURE = int(os.environ.get("TORTURE", "0"))
"""0 tries a sample, as `make test` does; a larger number so many times as much as a sample of one, as `make torture`
does.
"""


def command(root: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "paperdex", "-C", str(root), *arguments]


def environment(**values: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT / "generator"), **values}


def paperdex(root: Path, *arguments: str, **values: str) -> subprocess.CompletedProcess[str]:
    """Run the command in an index, with these environment variables; whatever it prints comes back."""
    return subprocess.run(
        command(root, *arguments), cwd=root, env=environment(**values), capture_output=True, text=True, check=False
    )


def digests(folder: Path) -> dict[str, str]:
    """Every file of a folder by its path, hidden ones too."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def visible(folder: Path) -> dict[str, str]:
    """The same without hidden files, which are somebody's half-written business."""
    return {name: digest for name, digest in digests(folder).items() if not Path(name).name.startswith(".")}


def populated(root: Path, papers: int) -> SmallIndex:
    """An index that can be built."""
    index = SmallIndex(root)
    index.write(
        "mkdocs.yml",
        "site_name: T\nsite_url: https://t.example/\ndocs_dir: build/docs\ntheme: {name: material, custom_dir: build/theme, font: false}\nplugins: []\n",
    )
    for number in range(papers):
        index.add(f"paper-{number:03}", abstract="words " * 99, date=f"20{10 + number % 9}-05", topics=["methods"])
    return index


def tell(what: str, number: int = 1) -> None:
    """So much more of something was tried and came out well; the sums are printed at the end of the tests."""
    FIGURES[what] += number


def compared(*folders: Path) -> None:
    """The same of folders whose files were found equal."""
    paths = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    tell("files compared", len(paths))
    tell("bytes compared", sum(path.stat().st_size for path in paths))


FIGURES: Counter[str] = Counter()
"""What was tried, by what it is."""
