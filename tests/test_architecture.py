"""docs/architecture.md speaks of what there is."""

import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/architecture.md"
QUOTED = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
PATH = re.compile(r"[\w./-]+/(?:[\w.-]+\.\w+)?|[\w-]+\.(?:py|md|yaml|yml|json|toml|txt)")
NAME = re.compile(r"[A-Za-z_]+\.[A-Za-z_]\w*")
MADE = ("build/", "site/")
"""What a build makes is not there before."""


@cache
def files_to_touch() -> dict[str, set[str]]:
    """Of each kind of thing the files and folders that its row in the table names."""
    table = PAGE.read_text(encoding="utf-8").partition("| to add a |")[2].partition("\n\n")[0]
    rows = [line.strip("|").split(" | ") for line in table.splitlines()[2:]]
    return {row[0].strip(): set(QUOTED.findall(row[1])) for row in rows}


def quoted() -> list[str]:
    text = re.sub(r"^```.*?^```$", "", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    return sorted(set(QUOTED.findall(text)))


def exists(path: str) -> bool:
    """From the repository's top, or within the package."""
    return any((ROOT / folder / path).exists() for folder in ("", "generator/paperdex"))


def modules(name: str) -> list[Path]:
    """Those of a name, wherever they lie in the package: `view`, `providers`."""
    package = ROOT / "generator/paperdex"
    return [*package.rglob(f"{name}.py"), *package.rglob(f"{name}/__init__.py")]


def classes(name: str) -> list[Path]:
    """The modules that have a class of that name."""
    found = re.compile(rf"^class {name}\b", re.MULTILINE)
    return [path for path in (ROOT / "generator/paperdex").rglob("*.py") if found.search(path.read_text("utf-8"))]


def is_defined(name: str) -> bool:
    """Whether what follows a module or a class is defined there: `view.View`, `View.hash`, `view.tree`."""
    place, _, last = name.rpartition(".")
    definition = re.compile(rf"^(?:    )?(?:(?:def|class) {last}\b|{last}\b *[:=])|self\.{last}\b *[:=]", re.MULTILINE)
    return any(definition.search(path.read_text("utf-8")) for path in (modules(place) or classes(place)))


@pytest.mark.parametrize("path", [each for each in quoted() if PATH.fullmatch(each) and not each.startswith(MADE)])
def test_every_path_exists(path: str) -> None:
    assert exists(path)


@pytest.mark.parametrize("name", [each for each in quoted() if NAME.fullmatch(each) and not PATH.fullmatch(each)])
def test_every_name_is_defined(name: str) -> None:
    assert is_defined(name)


def test_it_speaks_of_enough() -> None:
    assert len(quoted()) > 60
    assert len(files_to_touch()) > 8


def test_every_folder_of_the_package_has_its_line() -> None:
    package = ROOT / "generator/paperdex"
    folders = {f"{path.name}/" for path in package.iterdir() if (path / "__init__.py").is_file()}
    assert folders <= set(
        re.findall(r"^ *(?:generator/paperdex/)?(\w+/) ", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    )
