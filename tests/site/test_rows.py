"""Files with a row for each paper: after any change what they would be if they had been made for the first time, and
rows that have not changed are not asked for.
"""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from catalogs import view_of
from hypothesis import given, settings
from hypothesis import strategies as st
from paperdex import files
from paperdex.catalog.view import Reads, View
from paperdex.pages.page import RowFile
from paperdex.records.paper import Paper, Status
from paperdex.site import rows
from site_files import Memory, assets_of

TEXTS = st.text(st.sampled_from(list("ab\n,é")), max_size=4)
MANUAL = {"provenance": {"source": "manual"}}
LISTS = st.lists(st.tuples(st.integers(0, 9), TEXTS), unique_by=lambda pair: pair[0], max_size=6)


def view(found: Sequence[tuple[int, str]], **values: Any) -> View:
    common = {**MANUAL, **values}
    papers = [{"id": f"paper-{number}", "title": f"T{text!r}", **common} for number, text in found]
    return view_of(map(Paper.model_validate, papers))


def file_of(papers: View, between: str, made: list[str], order: Sequence[int] = ()) -> RowFile:
    """A file whose rows are the titles, with their place where there is an order; `made` gets those that were asked
    for.
    """

    def row(paper_id: str, *place: int) -> str:
        made.append(paper_id)
        return "".join([papers.paper(paper_id).title, *map(str, place)])

    ids = [f"paper-{number}" for number in order] or [item.id for item in papers.shelf("all")]
    found = [(paper_id, place) if order else (paper_id,) for place, paper_id in enumerate(ids)]
    return RowFile("x.txt", "all", found, row, before="[é\n", between=between, after="]")


def written(file: RowFile, papers: View, notes: Memory, site: Path, *, is_first: bool = False) -> bytes:
    """What the file holds when it has been brought up to date."""
    path = site / file.path
    files.write_pieces(path, rows.pieces_of(file, papers, notes, None if is_first else site))
    return path.read_bytes()


def fresh(file: RowFile) -> bytes:
    [asset] = assets_of(file)
    return asset.data


@settings(max_examples=60)
@given(st.lists(st.tuples(LISTS, st.sampled_from([",", "\n", ""])), min_size=1, max_size=4))
def test_a_file_is_what_its_rows_are_and_only_new_rows_are_made(steps: list[tuple[list[tuple[int, str]], str]]) -> None:
    with TemporaryDirectory() as name:
        notes = Memory()
        known: dict[str, str] = {}
        last = None
        for found, between in steps:
            papers, made = view(found), list[str]()
            data = written(file_of(papers, between, made), papers, notes, Path(name), is_first=last is None)
            assert data == fresh(file_of(papers, between, []))
            titles = {item.id: papers.paper(item.id).title for item in papers.shelf("all")}
            before = known if last == between else {}
            assert made == [paper_id for paper_id, title in titles.items() if before.get(paper_id) != title]
            known, last = titles, between


@settings(max_examples=60)
@given(st.lists(st.lists(st.integers(0, 4), unique=True, min_size=1), min_size=2, max_size=4))
def test_a_row_that_has_another_place_is_another_row(orders: list[list[int]]) -> None:
    papers = view([(number, str(number)) for number in range(5)])
    with TemporaryDirectory() as name:
        notes = Memory()
        before: list[int] = []
        for order in orders:
            made: list[str] = []
            data = written(file_of(papers, ",", made, order), papers, notes, Path(name), is_first=not before)
            assert data == fresh(file_of(papers, ",", [], order))
            assert made == [
                f"paper-{number}" for place, number in enumerate(order) if before[place : place + 1] != [number]
            ]
            before = order


def counting(papers: View, made: list[str]) -> RowFile:
    """Rows of which one says besides how many papers were removed."""

    def row(paper_id: str) -> str:
        made.append(paper_id)
        title = papers.paper(paper_id).title
        return f"{title} {papers.count('removed')}" if paper_id == "paper-1" else title

    return RowFile("x.txt", "all", [(item.id,) for item in papers.shelf("all")], row, between="\n")


def test_a_row_that_reads_something_besides_its_paper_is_made_again_when_that_changes(tmp_path: Path) -> None:
    notes, before = Memory(), None
    listed = [Paper.model_validate({"id": f"paper-{number}", "title": "T", **MANUAL}) for number in range(3)]
    removed = [paper.model_copy(update={"id": f"{paper.id}-x", "status": Status(kind="removed")}) for paper in listed]
    for count in (1, 3, 3, 0):
        papers, made, reads = view_of([*listed, *removed[:count]]), list[str](), Reads()
        with papers.reading_into(reads):
            data = written(counting(papers, made), papers, notes, tmp_path, is_first=before is None)
        assert data == fresh(counting(papers, [])) == f"T\nT {count}\nT".encode()
        assert made == (["paper-0", "paper-1", "paper-2"] if before is None else ["paper-1"] if count != before else [])
        assert "count removed" in reads, "the file depends on it, whether the row was made or not"
        before = count


@pytest.mark.parametrize("content", [None, b""])
def test_of_a_file_that_is_gone_or_empty_every_row_is_made(tmp_path: Path, content: bytes | None) -> None:
    papers, notes, made = view([(1, "a"), (2, "b")]), Memory(), list[str]()
    written(file_of(papers, ",", made), papers, notes, tmp_path, is_first=True)
    (tmp_path / "x.txt").unlink()
    if content is not None:
        (tmp_path / "x.txt").write_bytes(content)
    assert written(file_of(papers, ",", made), papers, notes, tmp_path) == fresh(file_of(papers, ",", []))
    assert made == ["paper-1", "paper-2"] * 2


def test_a_file_depends_on_everything_of_its_papers(tmp_path: Path) -> None:
    papers, reads = view([(1, "a")]), Reads()
    with papers.reading_into(reads):
        written(file_of(papers, ",", []), papers, Memory(), tmp_path, is_first=True)
    assert papers.hash(reads) != view([(1, "a")], note="Why.").hash(reads)
