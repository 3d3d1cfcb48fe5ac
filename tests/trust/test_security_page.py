"""SECURITY.md promises nothing without a test."""

import re

from torture import ROOT


def test_every_promise_names_tests_that_exist() -> None:
    rows = [
        line
        for line in (ROOT / "SECURITY.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("| ") and not line.startswith(("| ---", "| promise"))
    ]
    assert len(rows) >= 14
    for row in rows:
        named = re.findall(r"`(tests/[^`]+)`", row)
        assert named, row
        assert all((ROOT / path).exists() for path in named), row
