"""What an import says of files that it cannot use, or not wholly: one clear line each, and the right exit code."""

import json
import os
from pathlib import Path

import pytest
from paperdex.cli import main
from paperdex.commands.import_ import ImportResult, import_files
from paperdex.records.folder import read_records
from paperdex.settings import Settings, read_settings

PAGES = Path(__file__).parents[1] / "data/hf_pages"
PAGE = (PAGES / "plain/page.txt").read_bytes()


@pytest.fixture
def index(tmp_path: Path) -> Settings:
    folder = tmp_path / "index"
    (folder / "content").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text("site_name: Test\n")
    return read_settings(folder)


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    path = tmp_path / "page-2025-10-29.txt"
    path.write_bytes(PAGE)
    return path


def run(index: Settings, *arguments: object) -> int:
    return main(["-C", str(index.root), "import", *map(str, arguments)])


def written(index: Settings) -> list[str]:
    return [stored.paper.id for stored in read_records(index.papers).sound]


def lines_of(result: ImportResult) -> set[int]:
    ranges = [lines for _, lines in result.papers] + [
        (problem.line or 0, problem.end_line or problem.line or 0) for problem in result.problems
    ]
    return {number for first, last in ranges for number in range(first, last + 1)}


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("missing.txt", None, "cannot be read: No such file or directory"),
        (
            "picture.png",
            b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x10",
            "is a binary file, not a saved page or a list",
        ),
        ("notes.txt", b"remember the milk\n", "no known format (tried "),
    ],
)
def test_a_file_that_cannot_be_used_is_named_in_one_line(
    index: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, data: bytes | None, message: str
) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    assert run(index, path) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"paperdex: {path}: {message}")
    assert err.count("\n") == 1


def test_a_directory_is_not_a_file(index: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(index, tmp_path) == 2
    assert capsys.readouterr().err == f"paperdex: {tmp_path}: cannot be read: Is a directory\n"


def test_a_link_that_leads_nowhere_is_named(
    index: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "loop.txt"
    path.symlink_to(path)
    assert run(index, path) == 2
    assert capsys.readouterr().err.startswith(f"paperdex: {path}: cannot be read: Too many levels of symbolic links")


def test_one_bad_file_among_good_ones_stops_before_anything_is_written(
    index: Settings, saved: Path, tmp_path: Path
) -> None:
    assert run(index, saved, tmp_path / "missing.txt") == 2
    assert written(index) == []


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n\n", "\ufeff\n".encode(), "\ufeff \n".encode("utf-16-le")])
def test_an_empty_file_is_a_warning_and_no_error(
    index: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str], data: bytes
) -> None:
    path = tmp_path / "empty.txt"
    path.write_bytes(data)
    assert run(index, "--dry-run", "--json", path) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["papers"], report["added"]) == ([], 0)
    [problem] = report["problems"]
    assert (problem["code"], problem["severity"], problem["file"], problem["line"]) == (
        "empty-file",
        "warning",
        str(path),
        1,
    )


@pytest.mark.parametrize("day", ["2025-13-01", "2025-02-29", "25-10-29", "today", ""])
def test_a_date_that_is_none_is_refused(
    index: Settings, saved: Path, capsys: pytest.CaptureFixture[str], day: str
) -> None:
    assert run(index, "--date", day, saved) == 2
    assert f"{day!r} is not a day such as 2025-10-29" in capsys.readouterr().err


def test_an_unknown_format_suggests_the_nearest(
    index: Settings, saved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(index, "--format", "hfpage", saved) == 2
    assert "unknown format 'hfpage'" in (err := capsys.readouterr().err)
    assert "did you mean 'hf-page'?" in err


def test_rubbish_under_a_named_format_is_reported_line_by_line(index: Settings, tmp_path: Path) -> None:
    path = tmp_path / "rubbish.txt"
    text = "one\n\ntwo\x07\n·\n\n\ud7ff\n• 5 authors\n"
    path.write_text(text)
    result = import_files(index, [path], format_name="hf-page")
    assert result.papers == []
    assert {number for number, line in enumerate(text.split("\n"), 1) if line.strip()} <= lines_of(result)


def test_the_report_of_a_page_has_the_promised_shape(
    index: Settings, saved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(index, "--dry-run", "--json", saved) == 0
    out, err = capsys.readouterr()
    report = json.loads(out)
    assert err == ""
    assert list(report) == ["papers", "problems", "added", "merged", "skipped"]
    assert [paper["lines"] for paper in report["papers"]] == [[13, 19], [21, 27]]
    assert [paper["provenance"]["lines"] for paper in report["papers"]] == [[13, 19], [21, 27]]
    assert [sorted(problem) for problem in report["problems"]] == [
        ["code", "end_line", "file", "line", "message", "severity"]
    ]
    assert report["problems"][0] | {"message": ""} == {
        "code": "page-header",
        "severity": "info",
        "file": str(saved),
        "line": 1,
        "end_line": 11,
        "message": "",
    }
    assert written(index) == []


def test_what_a_page_lacks_is_a_note_and_what_was_not_understood_a_warning(
    index: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(
        (PAGES / "strangers-between-papers/page.txt").read_bytes()
        + b"A Paper Without Anything\n\n  \xe2\x80\xa2 1 authors\n"
    )
    assert run(index, "--dry-run", path) == 0
    out, err = capsys.readouterr()
    assert out == "4 added, 0 merged, 0 unchanged (dry run: nothing written)\n"
    assert f"{path}:9: not-understood not part of any paper: Sign up for our summer school now\n" in err
    assert err.endswith(" notes (see --json)\n")


@pytest.mark.parametrize("name", ["same-paper-twice", "published-on"])
def test_a_paper_that_comes_twice_on_a_page_is_one_record(index: Settings, tmp_path: Path, name: str) -> None:
    path = tmp_path / "page-2025-10-29.txt"
    path.write_bytes((PAGES / name / "page.txt").read_bytes())
    result = import_files(index, [path])
    ids = [paper.id for paper, _ in result.papers]
    assert (result.added, result.merged) == (2, 0)
    assert result.skipped == len(ids) - 2
    assert sorted(set(ids)) == sorted(written(index))
    # Both places are in the report, and the record keeps the first.
    assert len({lines for _, lines in result.papers}) == len(ids)
    assert all(
        paper.provenance.lines in {lines for other, lines in result.papers if other.id == paper.id}
        for paper, _ in result.papers
    )


@pytest.mark.parametrize("name", [b"\xff\xfe.txt", b"new\nline.txt", b"bell\x07.txt", b"\x01", "Büro.txt".encode()])
def test_any_name_of_a_file_will_do(index: Settings, tmp_path: Path, name: bytes) -> None:
    path = tmp_path / os.fsdecode(name)
    try:
        path.write_bytes(PAGE)
    except OSError:
        pytest.skip("this file system takes only text as a name")
    assert run(index, path) == 0
    assert run(index, "--dry-run", "--json", path) == 0
    assert len(written(index)) == 2
