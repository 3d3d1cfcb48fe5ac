"""The preview: what is saved shows in the open page by itself, and what is wrong is said there."""

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from paperdex.commands.serve import serve
from playwright.sync_api import Page, expect
from tiny_site import GOOD


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[tuple[Path, str, list[str]]]:
    """An index that is being previewed: its folder, its address, and what the command has said."""
    root = tmp_path / "index"
    shutil.copytree(GOOD, root)
    said: list[str] = []
    is_ready, stop = threading.Event(), threading.Event()

    def say(line: str) -> None:
        said.append(line)
        if line.startswith("http://"):
            is_ready.set()

    running = threading.Thread(target=serve, args=(root, 0, say, stop))
    running.start()
    assert is_ready.wait(60), said
    yield root, next(line for line in said if line.startswith("http://")).split()[0], said
    stop.set()
    running.join(60)


def test_a_saved_record_shows_by_itself(preview: tuple[Path, str, list[str]], page: Page) -> None:
    root, address, _ = preview
    record = root / "content/papers/2025/small-1.yaml"
    page.goto(f"{address}papers/small-1/")
    record.write_text(record.read_text().replace('title: "', 'title: "Renamed ', 1))
    expect(page.locator("h1")).to_contain_text("Renamed", timeout=30_000)


def test_a_fault_is_said_and_the_last_good_page_stays(preview: tuple[Path, str, list[str]], page: Page) -> None:
    root, address, _ = preview
    record = root / "content/papers/2025/small-1.yaml"
    good = record.read_text()
    page.goto(f"{address}papers/small-1/")
    title = page.locator("h1").inner_text()
    record.write_text(good + "titel: twice\n")
    expect(page.get_by_role("alert")).to_contain_text("content/papers/2025/small-1.yaml", timeout=30_000)
    assert page.locator("h1").inner_text() == title
    record.write_text(good)
    expect(page.get_by_role("alert")).to_have_count(0, timeout=30_000)


def test_an_address_that_leads_nowhere_shows_the_page_for_that(
    preview: tuple[Path, str, list[str]], page: Page
) -> None:
    _, address, _ = preview
    answer = page.goto(f"{address}papers/no-such-paper/")
    assert answer is not None
    assert answer.status == 404
    expect(page.locator("h1")).to_be_visible()
