"""docs/architecture.md speaks of what there is."""

import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/architecture.md"
QUOTED = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
PATH = re.compile(r"[\w./-]+/(?:[\w.-]+\.\w+)?|[\w-]+\.(?:py|md|yaml|yml|json|toml|txt)")
NAME = re.compile(r"([a-z_]+(?:\.[a-z_]+)*)\.([A-Za-z_]\w*)")
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


def is_defined(module: str, name: str) -> bool:
    """Whether a module of the package, or a class of one, defines a name; `view.View.hash` as well as `view.View`."""
    *folders, last = module.split(".")
    places = [ROOT / "generator/paperdex" / "/".join([*folders, each]) for each in (f"{last}.py", f"{last}/__init__.py")]
    if not folders:
        places += (ROOT / "generator/paperdex").rglob(f"{last}.py")
    definition = re.compile(rf"^(?:    )?(?:(?:def|class) {name}\b|{name}\b *[:=])", re.MULTILINE)
    return any(place.is_file() and definition.search(place.read_text(encoding="utf-8")) for place in places)


@pytest.mark.parametrize("path", [each for each in quoted() if PATH.fullmatch(each) and not each.startswith(MADE)])
def test_every_path_exists(path: str) -> None:
    assert exists(path)


@pytest.mark.parametrize("name", [each for each in quoted() if NAME.fullmatch(each) and not PATH.fullmatch(each)])
def test_every_name_is_defined(name: str) -> None:
    module, _, last = name.rpartition(".")
    if module[module.rfind(".") + 1 :].istitle():
        module = module.rpartition(".")[0]
    assert is_defined(module, last) or exists(f"{name.replace('.', '/')}.py")


def test_it_speaks_of_enough() -> None:
    assert len(quoted()) > 60
    assert len(files_to_touch()) > 8


def test_every_folder_of_the_package_has_its_line() -> None:
    package = ROOT / "generator/paperdex"
    folders = {f"{path.name}/" for path in package.iterdir() if (path / "__init__.py").is_file()}
    assert folders <= set(re.findall(r"^ *(?:generator/paperdex/)?(\w+/) ", PAGE.read_text(encoding="utf-8"), re.MULTILINE))
