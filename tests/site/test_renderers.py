"""What readers get from the second renderer is what they get from the first."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urljoin

import pytest
from markup import Element, parse

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def second(tiny_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny index' site, made by Zensical."""
    root = tmp_path_factory.mktemp("zensical") / "index"
    shutil.copytree(tiny_index, root, ignore=shutil.ignore_patterns("build", "site"))
    command = [sys.executable, "-m", "generator", "build", "--renderer", "zensical"]
    subprocess.run(command, check=True, cwd=root, env={**os.environ, "PYTHONPATH": str(ROOT)})
    return root / "site"


def pages(site: Path) -> dict[str, Element]:
    found = {path.relative_to(site).as_posix(): path for path in site.rglob("*.html")}
    return {name: parse(path.read_text(encoding="utf-8")) for name, path in found.items() if name != "404.html"}


def resolved(document: Element, name: str, *tags: str) -> list[dict[str, str]]:
    """Attributes with addresses as a browser sees them: `topics/` and `./topics/` are the same link."""
    base = f"https://example.org/{name}"
    found = [one.attributes for tag in tags for one in document.all(tag)]
    return [{key: urljoin(base, value) if key in ("href", "src") else value for key, value in attributes.items()} for attributes in found]


def test_it_makes_the_same_pages_with_the_same_text_links_and_heads(tiny_folder: Path, second: Path) -> None:
    first, other = pages(tiny_folder), pages(second)
    assert set(first) == set(other)
    for name, document in first.items():
        assert document.all("title")[0].line == other[name].all("title")[0].line, name
        assert document.all("main")[0].line == other[name].all("main")[0].line, name
        assert resolved(document, name, "a") == resolved(other[name], name, "a"), name
        assert resolved(document, name, "meta", "link", "script") == resolved(other[name], name, "meta", "link", "script"), name


def test_it_has_the_same_search_feeds_and_downloads(tiny_folder: Path, second: Path) -> None:
    def others(site: Path) -> dict[str, bytes]:
        return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file() and path.suffix not in (".html", ".xml")}

    first, other = others(tiny_folder), others(second)
    assert first.keys() <= other.keys()
    assert [name for name in first if first[name] != other[name]] == []
