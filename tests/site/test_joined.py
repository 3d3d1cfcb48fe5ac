"""Files of many parts: after any change what they would be if they had been made for the first time."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from paperdex import files
from paperdex.pages.page import Joined
from paperdex.records.paper import Paper
from paperdex.site import joined

texts = st.text(st.sampled_from(list("ab\n,é")), max_size=4)
lists = st.lists(st.tuples(st.integers(0, 9), texts), unique_by=lambda pair: pair[0], max_size=6)


def file_of(found: Sequence[tuple[int, str]], between: str, made: list[str]) -> Joined:
    """A file whose parts are the titles; `made` gets those that somebody asked for."""
    papers = [
        Paper.model_validate({"id": f"paper-{number}", "title": f"T{text!r}", "provenance": {"source": "manual"}})
        for number, text in found
    ]

    def part(paper: Paper) -> str:
        made.append(paper.id)
        return paper.title

    return Joined(
        "x.txt",
        papers,
        [f"{paper.id} {paper.title}" for paper in papers],
        part,
        before="[é\n",
        between=between,
        after="]",
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(lists, st.sampled_from([",", "\n"])), min_size=1, max_size=4))
def test_a_file_is_what_its_parts_are_and_only_new_parts_are_made(
    steps: list[tuple[list[tuple[int, str]], str]],
) -> None:
    with TemporaryDirectory() as name:
        site, memory = Path(name) / "site", Path(name) / "memory"
        before: tuple[set[str], str] = (set(), "")
        for found, between in steps:
            made: list[str] = []
            file = file_of(found, between, made)
            data = joined.write(file, site, memory, files.write_pieces)
            assert (
                b"".join(data)
                == (site / "x.txt").read_bytes()
                == f"[é\n{between.join(paper.title for paper in file.papers)}]".encode()
            )
            known = before[0] if before[1] == between else set()
            assert made == [paper.id for paper, key in zip(file.papers, file.keys, strict=True) if key not in known]
            before = (set(file.keys), between)


def test_a_file_that_somebody_changed_is_made_anew(tmp_path: Path) -> None:
    made: list[str] = []
    joined.write(file_of([(1, "a"), (2, "b")], ",", made), tmp_path, tmp_path / "memory", files.write_pieces)
    (tmp_path / "x.txt").write_text("mine", encoding="utf-8")
    joined.write(file_of([(1, "a"), (2, "b")], ",", made), tmp_path, tmp_path / "memory", files.write_pieces)
    assert made == ["paper-1", "paper-2"] * 2
