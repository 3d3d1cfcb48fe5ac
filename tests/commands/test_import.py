"""The main job, on the real saved page of content/sources and on small ones."""

import json
from pathlib import Path

import pytest
from paperdex.cli import main
from paperdex.commands.import_ import import_files
from paperdex.records.folder import read_records
from paperdex.settings import read_settings

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "content/sources/hf-daily-papers-2025-10-29.txt"

SMALL = """Daily Papers

A First Paper: On Aligning Things

We align things with people, and show on three tasks that aligned things are preferred by the people they \
were aligned with.

  • 2 authors
·
Oct 8 3

A Second Paper Without Much

We study retrieval with large language models in a setting where nothing is known beforehand. Code: https://github.com/x/y.

  • 1 authors
·
Dec 1, 2023
"""


@pytest.fixture
def index(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("site_name: Test\n")
    (tmp_path / "content").mkdir()
    (tmp_path / "content/topics.yaml").write_text((ROOT / "content/topics.yaml").read_text())
    return read_settings(tmp_path)


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page-2024-11-02.txt"
    path.write_text(SMALL)
    return path


def records(settings):
    found = read_records(settings.papers)
    assert found.findings == []
    return {stored.paper.id: stored.paper for stored in found.sound}


def test_the_real_page_gives_67_records(index):
    result = import_files(index, [PAGE])
    papers = [paper for paper, _ in result.papers]
    assert (result.added, result.merged, result.skipped) == (67, 0, 0)
    assert sum(paper.date is not None for paper in papers) == 66
    assert sum("date.year" in paper.provenance.inferred for paper in papers) == 27
    assert sum(paper.provenance.comments is not None for paper in papers) == 26
    assert sum(paper.author_count is not None for paper in papers) == 62
    assert {paper.organization.name: paper.organization.handle for paper in papers if paper.organization} == {
        "RLinf": "RLinf",
        "UCAS": "ucas",
        "ByteDance": "ByteDance",
        "HKUSTGZ": None,
    }
    assert all(1 <= len(paper.topics) <= 4 for paper in papers)


def test_every_line_of_the_real_page_is_in_a_record_or_in_the_report(index):
    result = import_files(index, [PAGE], dry_run=True)
    placed = set()
    for _, (first, last) in result.papers:
        placed.update(range(first, last + 1))
    for problem in result.problems:
        placed.update(range(problem.line, (problem.end_line or problem.line) + 1))
    lines = PAGE.read_text().split("\n")
    assert [number for number, line in enumerate(lines, 1) if line.strip() and number not in placed] == []


def test_the_paper_without_a_meta_block_is_a_paper_all_the_same(index):
    import_files(index, [PAGE])
    [mella] = [paper for paper in records(index).values() if paper.title.startswith("MELLA")]
    assert (mella.date, mella.author_count, mella.authors, mella.provenance.lines) == (None, None, (), (173, 175))


def test_a_page_gives_lines_links_dates_and_what_was_inferred(index, page):
    import_files(index, [page])
    first, second = (
        records(index)[name] for name in ("a-first-paper-on-aligning-things", "a-second-paper-without-much")
    )
    assert (first.date, first.author_count, first.provenance.comments) == ("2024-10-08", 2, 3)
    assert first.provenance.inferred == ("date.year",)
    assert (first.provenance.lines, first.provenance.retrieved, first.provenance.file) == (
        (3, 9),
        "2024-11-02",
        page.name,
    )
    assert (second.date, second.links.code, second.provenance.inferred) == (
        "2023-12-01",
        ("https://github.com/x/y",),
        (),
    )
    assert (index.papers / "2024/a-first-paper-on-aligning-things.yaml").is_file()


def test_importing_twice_changes_nothing(index, page):
    import_files(index, [page])
    before = {path: path.read_bytes() for path in index.papers.rglob("*.yaml")}
    again = import_files(index, [page])
    assert (again.added, again.merged, again.skipped) == (0, 0, 2)
    assert {path: path.read_bytes() for path in index.papers.rglob("*.yaml")} == before


def test_a_second_source_fills_what_is_absent_and_overwrites_nothing(index, page, tmp_path):
    import_files(index, [page])
    more = tmp_path / "more.jsonl"
    evidence = {"arxiv": ["https://arxiv.org/abs/2410.00001"]}
    more.write_text(
        json.dumps(
            {
                "title": "A first paper: on aligning things",
                "authors": [{"family": "Li", "given": "Yi"}, {"family": "Wu", "given": "An"}, {"literal": "OpenAI"}],
                "date": "2024-09-30",
                "links": {"arxiv": "2409.00001"},
                "provenance": {"source": "public-record", "evidence": evidence},
            }
        )
    )
    result = import_files(index, [more])
    paper = records(index)["a-first-paper-on-aligning-things"]
    assert (result.added, result.merged) == (0, 1)
    assert [author.name for author in paper.authors] == ["Yi Li", "An Wu", "OpenAI"]
    assert (paper.title, paper.date, paper.author_count) == ("A First Paper: On Aligning Things", "2024-10-08", 2)
    assert (paper.links.arxiv, paper.provenance.source) == ("2409.00001", "hf-page")
    assert dict(paper.provenance.evidence) == {"arxiv": ("https://arxiv.org/abs/2410.00001",)}
    assert {problem.code for problem in result.problems} == {
        "author-count-differs",
        "arxiv-month-differs",
        "source-differs",
    }
    assert import_files(index, [more]).skipped == 1


def test_a_dry_run_reports_and_writes_nothing(index, page, capsys):
    assert main(["-C", str(index.root), "import", "--dry-run", "--json", str(page)]) == 0
    report = json.loads(capsys.readouterr().out)
    assert not index.papers.exists()
    assert (report["added"], report["merged"], report["skipped"]) == (2, 0, 0)
    assert [(paper["title"], paper["lines"]) for paper in report["papers"]] == [
        ("A First Paper: On Aligning Things", [3, 9]),
        ("A Second Paper Without Much", [11, 17]),
    ]
    [header] = report["problems"]
    assert header == {**header, "code": "page-header", "severity": "info", "line": 1, "end_line": 1, "file": page.name}


def test_the_date_option_wins_over_the_name_of_the_file(index, page):
    import_files(index, [page], date="2022-10-10")
    assert records(index)["a-first-paper-on-aligning-things"].date == "2022-10-08"


def test_a_date_option_that_is_no_day_is_wrong_usage(index, page, capsys):
    assert main(["-C", str(index.root), "import", "--date", "yesterday", str(page)]) == 2
    assert "'yesterday' is not a day such as 2025-10-29" in capsys.readouterr().err
