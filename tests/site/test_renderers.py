"""What readers get from the second renderer is what they get from the first."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from second_renderer import others, pages, read_by_people, sitemap
from tiny_site import served

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def second(tiny_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny index' site, made by Zensical."""
    root = tmp_path_factory.mktemp("zensical") / "index"
    shutil.copytree(tiny_index, root, ignore=shutil.ignore_patterns("build", "site"))
    command = [sys.executable, "-m", "paperdex", "build", "--renderer", "zensical"]
    subprocess.run(command, check=True, cwd=root, env={**os.environ, "PYTHONPATH": str(ROOT / "generator")})
    return root / "site"


def test_it_makes_the_same_pages_with_the_same_text_links_and_heads(tiny_folder: Path, second: Path) -> None:
    first, other = pages(tiny_folder), pages(second)
    assert set(first) == set(other)
    assert len(first) > 40
    for name, document in first.items():
        assert read_by_people(document, name) == read_by_people(other[name], name), name
    assert sitemap(tiny_folder) == sitemap(second)


def test_it_has_the_same_search_feeds_and_downloads(tiny_folder: Path, second: Path) -> None:
    first, other = others(tiny_folder), others(second)
    assert first.keys() <= other.keys()
    assert [name for name in first if first[name] != other[name]] == []


def test_in_a_browser_its_search_finds_the_same_papers(tiny_site: str, second: Path, page: Page) -> None:
    def found(site: str, query: str) -> list[tuple[str, str]]:
        page.goto(f"{site}search/?q={query}")
        expect(page.get_by_role("status").filter(has_text="paper").first).to_be_attached()
        return [(str(one.get_attribute("id")), one.inner_text()) for one in page.locator(".result").all()]

    with served(second) as site:
        for query in (
            "small",
            "author:berg",
            "year:>=2025 -small",
            '"small paper"',
            "topic:methods has:code",
            "nothing-of-the-kind",
        ):
            assert found(site, query) == found(tiny_site, query), query
        assert len(found(site, "small")) > 2


def test_what_it_leaves_in_the_site_beyond_that_is_listed(tiny_folder: Path, second: Path) -> None:
    listed = (ROOT / "docs/renderers.md").read_text(encoding="utf-8")
    left = {"/".join(name.split("/")[:2]) for name in others(second).keys() - others(tiny_folder).keys()}
    assert [folder for folder in left if f"`{folder}/`" not in listed] == []
