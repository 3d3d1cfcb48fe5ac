from typing import Any

import pytest
from paperdex.records.identity import identity_keys, is_same_work, shared_authors
from paperdex.records.paper import Paper


def paper(title: str, families: str = "", **fields: Any) -> Paper:
    authors = [{"family": family} for family in families.split()]
    return Paper.model_validate(
        {"id": "x", "title": title, "authors": authors, "provenance": {"source": "test"}, **fields}
    )


def test_the_doi_of_an_arxiv_paper_is_its_arxiv_id():
    assert list(identity_keys(paper("T", links={"doi": "10.48550/ARXIV.2307.03601"}))) == ["arxiv:2307.03601"]


def test_the_doi_of_an_acl_paper_is_its_anthology_id_too():
    by_doi = identity_keys(paper("T", links={"doi": "10.18653/v1/2020.acl-main.1"}))
    by_address = identity_keys(paper("T", links={"acl": "https://aclanthology.org/2020.acl-main.1/"}))
    assert set(by_address) < set(by_doi)


def test_a_title_is_the_same_whatever_its_capitals_accents_and_dashes():
    assert is_same_work(paper("Pre-Training Naïve Models: A Study"), paper("pre–training naive models a study"))


def test_a_typing_error_makes_no_other_paper():
    assert is_same_work(
        paper("Instruction Tuning Large Language Models on Regions of Interest"),
        paper("Instruction Tunning Large Language Models on Regions of Interest"),
    )


def test_a_lost_word_needs_the_same_authors():
    whole, short = (
        "Aligning Language Models with Human Feedback in Practice",
        "Aligning Models with Human Feedback in Practice",
    )
    assert not is_same_work(paper(whole), paper(short))
    assert is_same_work(paper(whole, "Ahn Berg"), paper(short, "Ahn Berg"))
    assert not is_same_work(paper(whole, "Ahn Berg"), paper(short, "Ahn Curie"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Findings of the 2021 Evaluation of Machine Translation Systems",
            "Findings of the 2022 Evaluation of Machine Translation Systems",
        ),
        (
            "Secrets of Reward Models in Large Language Models Part I",
            "Secrets of Reward Models in Large Language Models Part II",
        ),
        ("A System for the Shared Task on Dialects Subtask A", "A System for the Shared Task on Dialects Subtask B"),
    ],
)
def test_other_numbers_make_another_paper_even_of_the_same_people(one, other):
    assert not is_same_work(paper(one, "Ahn Berg"), paper(other, "Ahn Berg"))


def test_one_title_of_different_people_is_two_papers():
    assert not is_same_work(paper("Survey", "Ahn Berg"), paper("Survey", "Curie Dirac"))
    assert is_same_work(paper("Survey", "Ahn Berg"), paper("Survey", "Ahn Berg Curie"))


def test_years_may_be_one_apart_as_preprint_and_venue_are():
    assert is_same_work(paper("A Long Enough Title", date="2023-11"), paper("A Long Enough Title", date="2024"))
    assert not is_same_work(paper("A Long Enough Title", date="2022"), paper("A Long Enough Title", date="2024"))
    assert is_same_work(
        paper("A Long Enough Title", date="2022", venue={"name": "V", "year": 2024}),
        paper("A Long Enough Title", date="2025"),
    )


def test_a_commonplace_title_with_two_ids_is_two_papers_unless_the_authors_are_the_same():
    one, other = {"arxiv": "2307.00001"}, {"arxiv": "2307.00002"}
    assert not is_same_work(paper("Language Models", links=one), paper("Language Models", links=other))
    assert is_same_work(paper("Language Models", "Ahn", links=one), paper("Language Models", "Ahn", links=other))
    assert is_same_work(
        paper("Language Models That Say More", links=one), paper("Language Models That Say More", links=other)
    )


def test_names_are_shared_in_any_order_and_with_or_without_particles():
    assert (
        shared_authors(paper("T", "Schaar"), paper("T", authors=[{"family": "van der Schaar", "given": "Mihaela"}]))
        == 1
    )
    assert (
        shared_authors(
            paper("T", authors=[{"family": "Wei", "given": "Chen"}]),
            paper("T", authors=[{"family": "Chen", "given": "Wei"}]),
        )
        == 1
    )
    assert (
        shared_authors(paper("T", authors=[{"family": "van Dam"}]), paper("T", authors=[{"family": "van Wijk"}])) == 0
    )


def test_a_group_says_nothing_about_the_people():
    assert shared_authors(paper("T", authors=[{"literal": "OpenAI"}]), paper("T", "Ahn")) is None


@pytest.mark.parametrize(
    "title", ["$\\alpha$-DPO for H$_2$O", "α-DPO for H₂O", "\\alpha-DPO for H2O", "alpha-DPO for H_2O"]
)
def test_formulas_and_the_characters_for_them_are_the_same(title):
    assert is_same_work(paper("Alpha-DPO for H2O"), paper(title))
