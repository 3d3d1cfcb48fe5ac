from typing import Any

from hypothesis import given, settings
from paperdex.records.merge import merge
from paperdex.records.paper import Paper
from strategies import papers


def paper(**fields: Any) -> Paper:
    return Paper.model_validate({"id": "a", "title": "A Work", "provenance": {"source": "test"}, **fields})


def fields_that_differ(one: Paper, other: Paper) -> set[str]:
    _, disagreements = merge(one, other)
    return {field for field, _ in disagreements}


def test_only_what_is_absent_is_filled():
    merged, disagreements = merge(
        paper(date="2023-07"), paper(date="2022-01", abstract="We ask.", links={"arxiv": "2307.00001"})
    )
    assert (merged.date, merged.abstract, merged.links.arxiv) == ("2023-07", "We ask.", "2307.00001")
    assert disagreements == [("date", "the record has 2023-07, test has 2022-01")]


def test_the_publishers_doi_takes_the_place_of_arxivs():
    by_hand = paper(links={"doi": "10.48550/arXiv.2307.00001"})
    merged, disagreements = merge(by_hand, paper(links={"doi": "10.1000/x"}))
    assert (merged.links.arxiv, merged.links.doi, disagreements) == ("2307.00001", "10.1000/x", [])


def test_the_arxiv_doi_neither_conflicts_with_a_doi_nor_is_kept():
    merged, disagreements = merge(
        paper(links={"arxiv": "2307.00001", "doi": "10.1000/x"}), paper(links={"doi": "10.48550/arXiv.2307.00001"})
    )
    assert (merged.links.arxiv, merged.links.doi, disagreements) == ("2307.00001", "10.1000/x", [])


def test_a_second_doi_is_reported_and_not_stored():
    merged, disagreements = merge(paper(links={"doi": "10.1000/x"}), paper(links={"doi": "10.1000/y"}))
    assert merged.links.doi == "10.1000/x"
    assert disagreements == [("links.doi", "the record has 10.1000/x, test has 10.1000/y")]
    assert fields_that_differ(paper(links={"doi": "10.1000/x"}), paper(links={"doi": "10.1000/X"})) == set()


def test_the_parts_of_one_venue_are_filled_and_those_of_another_are_not():
    merged, disagreements = merge(
        paper(venue={"name": "ICLR"}), paper(venue={"name": "iclr", "year": 2024, "status": "published"})
    )
    assert merged.venue is not None
    assert (merged.venue.name, merged.venue.year, merged.venue.status, disagreements) == ("ICLR", 2024, "published", [])
    assert fields_that_differ(paper(venue={"name": "ICLR"}), paper(venue={"name": "ACL", "year": 2024})) == {"venue"}
    assert fields_that_differ(
        paper(venue={"name": "ICLR", "year": 2023}), paper(venue={"name": "ICLR", "year": 2024})
    ) == {"venue.year"}


def test_pages_with_another_dash_are_the_same_pages():
    assert fields_that_differ(paper(container={"pages": "1–9"}), paper(container={"pages": "1--9"})) == set()


def test_a_kind_that_was_concluded_gives_way_and_one_that_a_person_wrote_does_not():
    concluded = paper(type="preprint", provenance={"source": "arxiv", "inferred": ["type"]})
    merged, disagreements = merge(concluded, paper(type="article"))
    assert (merged.type, merged.provenance.inferred, disagreements) == ("article", (), [])
    assert fields_that_differ(paper(type="preprint"), paper(type="article")) == {"type"}
    assert fields_that_differ(paper(type="article"), concluded) == set()


def test_topics_of_both_are_united():
    merged, _ = merge(paper(topics=["a", "b"]), paper(topics=["c", "a"]))
    assert merged.topics == ("a", "b", "c")


def test_names_in_another_spelling_are_no_disagreement_and_other_people_are():
    record = paper(authors=[{"family": "Müller", "given": "Ada"}, {"family": "Li", "given": "Yi"}])
    assert (
        fields_that_differ(
            record, paper(authors=[{"family": "Muller", "given": "A."}, {"family": "Li", "given": "Y."}])
        )
        == set()
    )
    assert fields_that_differ(record, paper(authors=[{"family": "Muller"}, {"family": "Li"}, {"family": "Wu"}])) == {
        "authors"
    }
    assert fields_that_differ(record, paper(authors=[{"family": "Curie"}])) == {"authors"}


def test_the_year_of_the_venues_version_does_not_contradict_the_date_of_the_preprint():
    record = paper(date="2023-12-01", links={"arxiv": "2312.00001"})
    assert fields_that_differ(record, paper(date="2024", venue={"name": "ICLR", "year": 2024})) == set()
    assert fields_that_differ(record, paper(date="2022", venue={"name": "ICLR", "year": 2022})) == {"date"}


def test_what_was_inferred_stays_marked_where_it_is_taken_over():
    merged, _ = merge(
        paper(), paper(date="2024-10-08", provenance={"source": "hf-page", "inferred": ["date.year", "retrieved"]})
    )
    assert merged.provenance.inferred == ("date.year",)


@given(papers, papers)
@settings(max_examples=50, deadline=None)
def test_merging_twice_changes_nothing_and_no_filled_field_is_ever_changed(one, other):
    merged, _ = merge(one, other)
    assert merge(merged, other)[0] == merged
    for field in ("id", "title", "authors", "date", "abstract", "note", "status", "aliases", "language"):
        if getattr(one, field) and field in one.model_fields_set:
            assert getattr(merged, field) == getattr(one, field)


@given(papers)
@settings(max_examples=50, deadline=None)
def test_a_record_says_nothing_new_to_itself(one):
    merged, disagreements = merge(one, one)
    assert merged == one
    assert {field for field, _ in disagreements} <= {"author_count", "links.arxiv"}
