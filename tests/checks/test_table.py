"""A check is declared once: what the table says of it is what the program and the documentation say."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from paperdex.catalog.content import Content
from paperdex.checks import table
from paperdex.checks.table import CHECKS, Check, Scope
from paperdex.cli import main
from paperdex.findings import Finding, FindingKind, Severity
from paperdex.records.record import Record
from small_index import SmallIndex

DOCUMENTATION = Path(__file__).parents[2] / "docs/findings.md"
TOY = FindingKind("toy-title", Severity.WARNING, "A title speaks of toys.")


def check_toys(record: Record) -> Iterator[Finding]:
    if "toy" in record.paper.title:
        yield record.finding(TOY, "the title speaks of toys", ("title",))


def check_all_for_toys(content: Content) -> Iterator[Finding]:
    for record in content.records:
        yield from check_toys(record)


def check_days_for_toys(record: Record, latest: str) -> Iterator[Finding]:
    assert latest == "2026-02-01"
    yield from check_toys(record)


@pytest.mark.parametrize(
    ("check", "date"),
    [
        (Check(check_toys, Scope.RECORD, [TOY]), "2024"),
        (Check(check_all_for_toys, Scope.CONTENT, [TOY]), "2024"),
        (Check(check_all_for_toys, Scope.IDENTITY, [TOY]), "2024"),
        (Check(check_all_for_toys, Scope.FOLDER, [TOY]), "2024"),
        (Check(check_days_for_toys, Scope.DAY, [TOY]), "2027"),
    ],
)
def test_a_check_that_is_entered_is_run_whatever_is_remembered(
    index: SmallIndex, check: Check, date: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["-C", str(index.root), "check", "--today", "2026-01-31"]
    index.add("a-toy", date=date)
    main(arguments)
    assert "toy-title" not in capsys.readouterr().out
    monkeypatch.setattr(table, "CHECKS", [*CHECKS, check])
    for _ in range(2):
        main(arguments)
        assert "a-toy.yaml:3:8: toy-title the title speaks of toys" in capsys.readouterr().out
    monkeypatch.setattr(table, "CHECKS", CHECKS)
    main(arguments)
    assert "toy-title" not in capsys.readouterr().out


def test_the_build_says_what_stands_in_the_way_of_pages(
    index: SmallIndex, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    index.add("a-toy")
    monkeypatch.setattr(table, "CHECKS", [Check(check_all_for_toys, Scope.CONTENT, [TOY], is_for_pages=True)])
    assert main(["-C", str(index.root), "export", "jsonl"]) == 0
    assert "toy-title" in capsys.readouterr().err


@pytest.mark.parametrize("kind", [kind for check in CHECKS for kind in check.kinds], ids=lambda kind: kind.code)
def test_the_documentation_says_of_a_code_what_the_table_says(kind: FindingKind) -> None:
    section = re.search(rf"^### `{kind.code}`\n(.*)", DOCUMENTATION.read_text(encoding="utf-8"), re.MULTILINE)
    assert section
    severity = {Severity.ERROR: "Error", Severity.WARNING: "Warning", Severity.INFO: "Note"}[kind.severity]
    stated = rf"\*{severity}\.?\*(?: in a check, \*\w+\* in an import\.)? "
    assert re.match(stated + re.escape(kind.sentence), section[1])


def test_every_function_is_called_as_a_check_and_every_check_is_declared_once() -> None:
    names = [check.name for check in CHECKS]
    assert all(name.partition(".")[2].startswith("check_") for name in names)
    assert len(set(names)) == len(names)
    assert all(check.function.__doc__ for check in CHECKS)


def findings_of(checks: Sequence[Check]) -> set[str]:
    return {kind.code for check in checks for kind in check.kinds}


def test_a_check_says_only_what_it_declares(index: SmallIndex) -> None:
    """On an index with very many kinds of faults."""
    index.add("a-paper", title="Cut off…", date="2027", aliases=["a-paper"], topics=["x", "methods", "methods"])
    index.add("b-paper", title="Cut off…", abstract="\\textbf{x} &amp; Ã©", venue={"id": "x", "name": "X"})
    index.write("content/addresses.txt", "papers/gone/\n")
    index.write("content/papers/2024/x.yml", "")
    found = {line.split(": ")[1].split()[0] for line in index.check()}
    assert len(found) > 8
    assert found <= findings_of(CHECKS)
