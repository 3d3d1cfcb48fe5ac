"""The hostile index, its finished website, and a browser that trusts it."""

from collections.abc import Iterator
from typing import Any

import pytest
from hostile import write_index
from playwright.sync_api import Browser, BrowserContext, Page
from small_index import SmallIndex
from tiny_site import served
from torture import FIGURES, TORTURE, paperdex


def pytest_sessionfinish(session: pytest.Session) -> None:
    """One process of several hands on what it tried."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["figures"] = dict(FIGURES)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    FIGURES.update(getattr(node, "workeroutput", {}).get("figures", {}))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What was tried: a sample in `make test`, where it says nothing, and all in `make torture`."""
    if TORTURE:
        terminalreporter.section("tried, and found as promised")
        for what, number in sorted(FIGURES.items()):
            terminalreporter.write_line(f"{number:>15,} {what}")
        failed = sum(len(terminalreporter.stats.get(kind, [])) for kind in ("failed", "error"))
        terminalreporter.write_line(f"{failed:>15,} failures")


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> SmallIndex:
    """The index of hostile records, built."""
    index = write_index(tmp_path_factory.mktemp("hostile") / "index")
    built = paperdex(index.root, "build")
    assert (built.returncode, built.stderr) == (0, "")
    return index


@pytest.fixture(scope="session")
def hostile_site(hostile: SmallIndex) -> Iterator[str]:
    """The address of its website."""
    with served(hostile.root / "site") as address:
        yield address


@pytest.fixture
def unguarded(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that does not mind the policy of the pages: only escaping stands between a record and a reader."""
    context = browser.new_context(bypass_csp=True)
    yield context
    context.close()


@pytest.fixture
def said(unguarded: BrowserContext, hostile_site: str) -> list[str]:
    """What the pages did that no page may do."""
    found: list[str] = []
    unguarded.on("dialog", lambda dialog: (found.append(f"dialog {dialog.message}"), dialog.dismiss()))
    unguarded.on(
        "request",
        lambda request: None if request.url.startswith((hostile_site, "data:")) else found.append(request.url),
    )
    unguarded.on("weberror", lambda error: found.append(str(error.error)))
    return found


@pytest.fixture
def page(unguarded: BrowserContext) -> Page:
    return unguarded.new_page()
