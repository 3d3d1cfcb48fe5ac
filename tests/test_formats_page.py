"""docs/formats.md against the formats of the program."""

import re
from pathlib import Path

from paperdex.export_formats import BESIDE_PAPERS, EXPORT_FORMATS, OF_ALL_PAPERS, ExportFormat
from paperdex.pages.exports import csv_table
from paperdex.pages.exports.writers import ALL_PAPERS, BESIDE_PAPER, WRITERS

PAGE = (Path(__file__).parents[1] / "docs/formats.md").read_text(encoding="utf-8")
ROWS = {
    command: (label, set(re.findall("`(.+?)`", addresses)))
    for label, addresses, command in re.findall(
        r"^\| (.+?) \| (.*?) ?\| `paperdex export (\S+)` \|$", PAGE, re.MULTILINE
    )
}


def addresses_of(each: ExportFormat) -> set[str]:
    """Where a format lies on the site."""
    beside = {f"/papers/<id>.{each.ending}"} if each.beside else set()
    return beside | ({f"/data/papers.{each.ending}"} if each.all_papers else set())


def test_every_format_has_its_writers() -> None:
    assert set(WRITERS) == set(EXPORT_FORMATS)
    assert set(BESIDE_PAPER) == set(BESIDE_PAPERS)
    assert set(ALL_PAPERS) == {each.ending for each in OF_ALL_PAPERS}


def test_every_format_has_its_line_and_no_other() -> None:
    assert {name: label for name, (label, _) in ROWS.items()} == {
        name: each.label for name, each in EXPORT_FORMATS.items()
    }


def test_the_addresses_of_every_format_are_named() -> None:
    unnamed = {name: addresses_of(each) - ROWS[name][1] for name, each in EXPORT_FORMATS.items()}
    assert {name: addresses for name, addresses in unnamed.items() if addresses} == {}


def test_every_column_of_tables_is_named_in_its_order() -> None:
    section = PAGE.partition("\n## CSV\n")[2].partition("\n## ")[0]
    named = re.findall(r"`([a-z_]+)`(?! is)", section.partition("`/data/")[0].replace("`paperdex export csv`", ""))
    assert [name for name in named if name in csv_table.ALL] == list(csv_table.ALL)
