"""The manifest says of every file of the site what is in it, after any build."""

import hashlib

import pytest
from paperdex.commands.build import build, load
from small_index import FINISHED_SITE, SmallIndex


def bring_up(index: SmallIndex, renderer: str = "mkdocs") -> None:
    index.write("mkdocs.yml", FINISHED_SITE)
    build(index.settings, load(index.settings).catalog, renderer)


def listed(index: SmallIndex) -> dict[str, str]:
    lines = (index.root / "build/manifest.txt").read_text(encoding="utf-8").splitlines()
    return {name: found for found, name in (line.split("  ", 1) for line in lines)}


def there(index: SmallIndex) -> dict[str, str]:
    site = index.root / "site"
    found = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    return {name: hashlib.sha256(found[name].read_bytes()).hexdigest() for name in sorted(found)}


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("renderer", ["mkdocs", "zensical"])
def test_a_first_build_lists_every_file_with_its_checksum(index: SmallIndex, renderer: str) -> None:
    index.add("one", topics=["safety"])
    bring_up(index, renderer)
    assert list(listed(index).items()) == list(there(index).items())


@pytest.mark.filterwarnings("default")
def test_later_builds_enter_what_has_changed_what_is_new_and_what_is_gone(index: SmallIndex) -> None:
    index.add("one", topics=["safety"], date="2023-01")
    index.add("two", date="2024-02")
    bring_up(index)
    before = listed(index)
    index.add("one", topics=["methods"], date="2023-01")
    index.add("three", date="2025-03")
    (index.settings.papers / "2024/two.yaml").unlink()
    bring_up(index)
    assert list(listed(index).items()) == list(there(index).items())
    assert "papers/two/index.html" in before
    assert "papers/two/index.html" not in listed(index)


@pytest.mark.filterwarnings("default")
def test_a_manifest_that_somebody_took_away_comes_back_with_the_next_change(index: SmallIndex) -> None:
    index.add("one")
    bring_up(index)
    (index.root / "build/manifest.txt").unlink()
    index.add("two")
    bring_up(index)
    assert list(listed(index).items()) == list(there(index).items())
