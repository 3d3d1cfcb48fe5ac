import pytest
from hypothesis import given, settings
from paperdex.pages.exports.citation import citation
from paperdex.pages.math import without_tex
from paperdex.records.paper import Paper
from strategies import papers


def cite(**values: object) -> str:
    return citation(
        Paper.model_validate({"id": "a-paper", "title": "A Paper", "provenance": {"source": "manual"}, **values})
    )


def test_a_published_paper_is_cited_where_it_appeared() -> None:
    line = cite(
        title="Which Way?",
        authors=[
            {"family": "Zhang", "given": "Shilong"},
            {"family": "van der Schaar", "given": "Jean-Paul M."},
            {"literal": "OpenAI"},
        ],
        date="2023-07-07",
        venue={"name": "TACL", "year": 2024, "status": "published"},
        container={"volume": "12", "issue": "3", "pages": "1–20"},
        links={"doi": "10.1000/a_b", "arxiv": "2307.03601"},
    )
    assert (
        line
        == "Zhang, S., van der Schaar, J.-P. M., & OpenAI (2024). Which Way? TACL, 12(3), 1–20. https://doi.org/10.1000/a_b"
    )


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, "A Paper. (n.d.)."),
        ({"author_count": 8, "date": "2023", "organization": {"name": "ByteDance"}}, "A Paper. (2023)."),
        ({"authors": [{"family": "Plato"}]}, "Plato (n.d.). A Paper."),
        ({"authors": [{"family": "张", "given": "伟"}], "date": "2024-01"}, "张, 伟 (2024). A Paper."),
        ({"links": {"arxiv": "2307.03601"}}, "A Paper. (n.d.). https://arxiv.org/abs/2307.03601"),
        ({"status": {"kind": "retracted", "date": "2024-05"}}, "A Paper. (n.d.). [Retracted May 2024]"),
    ],
)
def test_what_is_unknown_is_left_out(values: dict[str, object], expected: str) -> None:
    assert cite(**values) == expected


def test_more_than_twenty_names_are_shortened_to_the_last() -> None:
    line = cite(authors=[{"family": f"Name{number}", "given": "A"} for number in range(1, 31)])
    assert line.startswith("Name1, A., Name2, A., ")
    assert ", Name19, A., … Name30, A. (n.d.)." in line
    assert "Name20" not in line


@settings(max_examples=100, deadline=None)
@given(papers)
def test_a_citation_is_one_line_with_the_title(record: Paper) -> None:
    line = citation(record)
    assert without_tex(record.title) in line
    assert "\n" not in line
