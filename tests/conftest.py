"""Fixtures that every test may use."""

import os
import shutil
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = ["small_index", "tiny_site", "web_server"]

# How long an example takes says something of the machine and its load, and nothing of the code.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
QUIET = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def find_browser() -> str | None:
    """Return the Chromium to test with: the one that PAPERDEX_BROWSER names, else the first that is installed."""
    named = os.environ.get("PAPERDEX_BROWSER")
    return next(filter(None, map(shutil.which, [named] if named else BROWSERS)), None)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Drive the installed Chromium. Without one, browser tests are skipped; in CI they fail, so that none is missed
    unseen.
    """
    executable = find_browser()
    if not executable:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(
            "no Chromium or Google Chrome: install one, or name it in PAPERDEX_BROWSER"
        )
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": executable, "args": [*QUIET, *as_root]}
