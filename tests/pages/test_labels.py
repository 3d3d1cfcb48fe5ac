from typing import Any

import pytest
from catalogs import catalog_of
from paperdex.catalog.catalog import Catalog
from paperdex.catalog.vocabulary import TopicTree, VenueName
from paperdex.pages import labels
from paperdex.records.paper import Paper

CATALOG: Catalog = catalog_of([], TopicTree([]), {"neurips": VenueName(id="neurips", name="NeurIPS")})


def paper(**values: Any) -> Paper:
    return Paper.model_validate({"id": "a-paper", "title": "A Paper", "provenance": {"source": "manual"}, **values})


def people(count: int) -> list[dict[str, str]]:
    return [{"family": f"F{number}", "given": "G"} for number in range(1, count + 1)]


@pytest.mark.parametrize(
    ("values", "who"),
    [
        ({}, ""),
        ({"author_count": 1}, "1 author"),
        ({"author_count": 671}, "671 authors"),
        ({"organization": {"name": "ByteDance"}, "author_count": 3}, "ByteDance"),
        ({"authors": people(1)}, "F1"),
        ({"authors": people(2)}, "F1 and F2"),
        ({"authors": people(6)}, "F1, F2, F3, F4, F5, F6"),
        ({"authors": people(7)}, "F1, F2, F3 … F7 (7)"),
        ({"authors": [{"literal": "The Llama Team"}]}, "The Llama Team"),
    ],
)
def test_who_fits_a_line(values: dict[str, Any], who: str) -> None:
    assert labels.who(paper(**values)) == who


def test_what_is_inferred_unknown_or_withdrawn_is_a_word_in_the_line() -> None:
    inferred = {"source": "hf-page", "inferred": ["date.year"]}
    assert labels.byline(paper(date="2025-10-24", provenance=inferred), CATALOG) == "24 Oct 2025 (year inferred)"
    assert (
        labels.byline(paper(date="2025-10", provenance={**inferred, "inferred": ["date"]}), CATALOG)
        == "Oct 2025 (inferred)"
    )
    assert labels.byline(paper(), CATALOG) == "undated"
    assert labels.byline(paper(date="2025", status={"kind": "withdrawn"}), CATALOG) == "Withdrawn · 2025"


@pytest.mark.parametrize(
    ("venue", "where"),
    [
        ({"id": "neurips", "name": "NIPS", "year": 2025, "status": "published"}, "NeurIPS 2025"),
        ({"name": "A Workshop", "status": "accepted"}, "A Workshop (accepted)"),
        ({"name": "ICML", "year": 2026, "status": "submitted"}, "ICML 2026 (submitted)"),
    ],
)
def test_where_says_how_far_it_has_come(venue: dict[str, Any], where: str) -> None:
    assert labels.where(paper(venue=venue), CATALOG) == where


def test_a_lead_is_the_first_sentence_and_never_endless() -> None:
    assert labels.lead(paper(abstract="One sentence of this abstract. Two.")) == "One sentence of this abstract."
    endless = labels.lead(paper(abstract="word " * 500))
    assert len(endless) <= labels.LEAD_LENGTH
    assert endless.endswith("word…")


def test_a_lead_is_not_cut_off_within_a_formula() -> None:
    before = "word " * 62
    assert labels.lead(paper(abstract=f"{before}of $x_1 + x_2 + x_3 + x_4$ and more of it.")) == f"{before.strip()}…"
    assert labels.lead(paper(abstract=f"{before}$x$ and more of it.")).endswith("$x$ and…")
