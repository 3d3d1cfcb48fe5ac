from typing import Any

from paperdex.records.paper import Paper
from paperdex.records.register import Register


def paper(paper_id: str, title: str, families: str = "", **fields: Any) -> Paper:
    authors = [{"family": family} for family in families.split()]
    return Paper.model_validate(
        {"id": paper_id, "title": title, "authors": authors, "provenance": {"source": "test"}, **fields}
    )


def test_every_identifier_of_every_version_leads_to_the_one_record():
    register = Register(
        [paper("a", "A Work", links={"arxiv": "2307.00001", "doi": "10.1000/Ab", "openreview": "abcdefgh"})]
    )
    for links in ({"doi": "10.1000/aB"}, {"openreview": "abcdefgh"}, {"doi": "10.48550/arXiv.2307.00001"}):
        match = register.find(paper("new", "Renamed Since", links=links))
        assert match is not None
        assert match.paper.id == "a"


def test_a_damaged_title_is_found_among_many_alike_ones():
    titles = [
        f"A Study of {subject} in Large Language Models"
        for subject in ("Reasoning", "Memory", "Planning", "Honesty", "Refusal")
    ]
    register = Register(paper(f"p{number}", title) for number, title in enumerate(titles))
    match = register.find(paper("new", "A Study of Honestly in Large Language Models"))
    assert match is not None
    assert match.paper.id == "p3"
    assert register.find(paper("new", "A Study of Deceit in Large Language Models")) is None


def test_what_a_merge_adds_is_found_afterwards():
    register = Register([paper("a", "A Work")])
    register.put(paper("a", "A Work", links={"doi": "10.1000/x"}))
    match = register.find(paper("new", "Another Title Altogether", links={"doi": "10.1000/x"}))
    assert match is not None
    assert match.paper.links.doi == "10.1000/x"


def test_identifiers_of_two_records_name_the_rival():
    register = Register(
        [paper("a", "A Work", links={"arxiv": "2307.00001"}), paper("b", "A Work in Print", links={"doi": "10.1000/x"})]
    )
    match = register.find(paper("new", "A Work", links={"arxiv": "2307.00001", "doi": "10.1000/x"}))
    assert match is not None
    assert (match.paper.id, [rival.id for rival in match.rivals]) == ("a", ["b"])


def test_an_identifier_under_another_title_by_other_people_is_doubtful():
    register = Register([paper("a", "A Work on Alignment", "Ahn Berg", links={"arxiv": "2307.00001"})])
    wrong, renamed = (
        paper("new", "Cooking for Beginners", families, links={"arxiv": "2307.00001"})
        for families in ("Curie Dirac", "Ahn Berg")
    )
    for found, is_doubtful in ((register.find(wrong), True), (register.find(renamed), False)):
        assert found is not None
        assert found.is_doubtful is is_doubtful


def test_a_record_is_known_by_its_own_id_or_an_earlier_one_only_if_nothing_speaks_against_it():
    register = Register([paper("a", "A Work on Alignment", "Ahn Berg", aliases=["old"])])
    assert register.find(paper("a", "Its Title Has Been Changed", "Ahn Berg")) is not None
    assert register.find(paper("old", "Its Title Has Been Changed", "Ahn Berg")) is not None
    assert register.find(paper("a", "Another Paper", "Curie")) is None
    assert register.find(paper("a", "Another Paper")) is None


def test_thousands_of_papers_of_one_title_or_one_ending_are_told_apart_without_comparing_all():
    register = Register()
    for number in range(2000):
        author = f"Author{chr(97 + number % 26)}{number}"
        for title in ("Survey", f"{'abcdefghijklmnop'[number % 16]}{number}x of large language models"):
            new = paper(f"p{len(register.ids)}", title, author)
            assert register.find(new) is None
            register.put(new)
    assert len(register.ids) == 4000
