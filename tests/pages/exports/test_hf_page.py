"""The export that is read by its own importer: what an import of a page needs, the records hold."""

from pathlib import Path

import pytest
from paperdex.cli import main
from paperdex.pages.exports.hf_page import dump
from paperdex.records.paper import Author, Organization, Paper, Provenance

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "content/sources/hf-daily-papers-2025-10-29.txt"


@pytest.fixture
def index(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").write_text("site_name: Test\n")
    (tmp_path / "content").mkdir()
    for name in ("topics.yaml", "venues.yaml"):
        (tmp_path / "content" / name).write_text("[]\n")
    return tmp_path


def test_an_import_of_the_real_page_gives_its_record_block_byte_for_byte(index: Path) -> None:
    assert main(["-C", str(index), "import", str(PAGE)]) == 0
    output = index / "again.txt"
    assert main(["-C", str(index), "export", "hf-page", "-o", str(output)]) == 0
    page = PAGE.read_bytes()
    block = page[page.index(b"Unified Lexical Representation") :]
    assert output.read_bytes() == block
    # The page ends with its last meta block, and nothing but the header stands before the block.
    assert block.endswith(b"\nSep 29, 2023")
    assert (
        page.removesuffix(block).split()
        == b"new Get trending papers in your email inbox! Subscribe Daily Papers byAK and the research "
        b"community Oct 29".split()
    )


def test_what_is_exported_can_be_imported_again_without_a_change(index: Path) -> None:
    main(["-C", str(index), "import", str(PAGE)])
    before = {path: path.read_bytes() for path in (index / "content/papers").rglob("*.yaml")}
    again = index / "again.txt"
    main(["-C", str(index), "export", "hf-page", "-o", str(again)])
    assert main(["-C", str(index), "import", "--date", "2025-10-29", str(again)]) == 0
    assert {path: path.read_bytes() for path in (index / "content/papers").rglob("*.yaml")} == before


def paper(**values: object) -> Paper:
    return Paper.model_validate({"id": "a", "title": "A Title", "provenance": {"source": "hf-page"}, **values})


@pytest.mark.parametrize(
    ("record", "entry"),
    [
        (paper(), "A Title"),
        (paper(author_count=1, date="2024-07-05"), "A Title\n\n  • 1 authors\n·\nJul 5, 2024"),
        (paper(organization={"name": "HKUSTGZ"}, date="2024-07-05"), "A Title\n\nHKUSTGZ\n·\nJul 5, 2024"),
        (
            paper(organization={"name": "UCAS", "handle": "ucas"}, author_count=3, date="2024-07-05"),
            "A Title\n\nUCAS ucas\n·\nJul 5, 2024",
        ),
        (paper(abstract="One.\n\nTwo.", date="2024-12-31"), "A Title\n\nOne.\n\nTwo.\n\n·\nDec 31, 2024"),
        (paper(author_count=2, date="2024-07"), "A Title\n\n  • 2 authors\n·"),
        (paper(authors=[{"literal": "OpenAI"}], provenance={"source": "hf-page"}), "A Title"),
        (paper(authors=[{"literal": "OpenAI"}], provenance={"source": "arxiv"}), "A Title\n\n  • 1 authors\n·"),
        (
            paper(
                date="2024-07-05",
                provenance={"source": "hf-page", "inferred": ["date.year"], "comments": 0, "upvotes": 0},
            ),
            "-\n\nA Title\n\n·\nJul 5 0",
        ),
        (
            paper(provenance={"source": "hf-page", "upvotes": 101, "repaired": {"title": r"A \textbf{Title}"}}),
            "101\n\nA \\textbf{Title}",
        ),
    ],
)
def test_an_entry_says_what_the_record_knows(record: Paper, entry: str) -> None:
    assert dump([record]) == entry


def test_entries_stand_in_the_order_of_their_pages_and_others_last() -> None:
    places = {
        "d": None,
        "c": ("a.txt", (9, 12)),
        "b": ("a.txt", (10, 12)),
        "a": ("b.txt", (1, 2)),
        "e": ("a.txt", (1, 5)),
    }
    papers = [
        Paper(
            id=name,
            title=name,
            provenance=Provenance(
                source="hf-page", file=place[0] if place else None, lines=place[1] if place else None
            ),
        )
        for name, place in places.items()
    ]
    assert dump(papers).split() == ["e", "c", "b", "a", "d"]


def test_no_papers_are_no_text() -> None:
    assert dump([]) == ""


def test_names_that_came_to_be_known_do_not_change_what_the_page_said() -> None:
    known = paper(authors=[Author(literal="A"), Author(literal="B")], author_count=3, date="2024-07-05")
    assert "• 3 authors" in dump([known])
    assert dump([known.model_copy(update={"organization": Organization(name="X")})]).splitlines()[2] == "X"
