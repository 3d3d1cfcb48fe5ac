"""The index itself: the records and vocabularies in content/, as they stand."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest
from catalogs import catalog_of
from paperdex.catalog.catalog import Catalog
from paperdex.catalog.vocabulary import Topic, TopicTree, VenueName, read_topics, read_venues
from paperdex.records.folder import read_records
from paperdex.records.paper import Paper
from paperdex.records.record import Record
from paperdex.records.write import dump

CONTENT = Path(__file__).parents[1] / "content"
FIRST_SOURCE = "hf-daily-papers-2025-10-29.txt"


@cache
def records() -> Sequence[Record]:
    found = read_records(CONTENT / "papers")
    assert not found.findings
    return found.sound


@cache
def topic_tree() -> TopicTree:
    tree, findings = read_topics(CONTENT / "topics.yaml")
    assert not findings
    return tree


@cache
def venues() -> Mapping[str, VenueName]:
    found, findings = read_venues(CONTENT / "venues.yaml")
    assert not findings
    return found


@cache
def catalog() -> Catalog:
    return catalog_of([record.paper for record in records()], topic_tree(), venues())


def first_index() -> list[Paper]:
    """The papers of the saved page that the index began with; all of them were read and placed by hand."""
    return [record.paper for record in records() if record.paper.provenance.file == FIRST_SOURCE]


def leaves(tree: TopicTree) -> list[Topic]:
    return [topic for topic in tree.topics if topic.slug not in tree.children]


def proposals() -> Iterator[tuple[Paper, set[str]]]:
    for paper in first_index():
        yield paper, set(topic_tree().propose(paper.title, paper.abstract or "", most=4))


def test_every_record_is_in_canonical_form() -> None:
    assert [record.path.name for record in records() if dump(record.paper) != record.text] == []


def test_every_record_lies_under_its_id() -> None:
    assert [record.path.name for record in records() if record.path.stem != record.paper.id] == []


def test_ids_and_their_earlier_forms_are_unique() -> None:
    ids = [name for record in records() for name in (record.paper.id, *record.paper.aliases)]
    assert len(ids) == len(set(ids))


def test_all_papers_of_the_first_page_are_here() -> None:
    papers = first_index()
    assert len(papers) == 67
    assert [paper.id for paper in papers if paper.date is None] == ["mella-bridging-linguistic-capability-and"]


def test_every_paper_has_one_to_four_leaf_topics() -> None:
    known = {topic.slug for topic in leaves(topic_tree())}
    wrong = [
        record.paper.id
        for record in records()
        if not (1 <= len(record.paper.topics) <= 4 and known.issuperset(record.paper.topics))
    ]
    assert wrong == []


def test_no_paper_has_a_topic_twice() -> None:
    assert [record.paper.id for record in records() if len(set(record.paper.topics)) != len(record.paper.topics)] == []


def test_the_topics_of_the_first_index_are_confirmed() -> None:
    assert [paper.id for paper in first_index() if "topics" in paper.provenance.proposed] == []


def test_the_tree_has_two_levels_and_a_dozen_leaves_or_more() -> None:
    tree = topic_tree()
    assert {len(tree.ancestors(topic.slug)) for topic in leaves(tree)} == {1}
    assert 12 <= len(leaves(tree)) <= 24


@pytest.mark.parametrize("topic", topic_tree().topics, ids=lambda topic: topic.slug)
def test_a_topic_is_described_and_has_papers(topic: Topic) -> None:
    assert len(topic.description or "") >= 80
    assert len(catalog().by_topic.get(topic.slug, [])) >= 2


@pytest.mark.parametrize(
    "topic", [topic for topic in topic_tree().topics if topic.start_here], ids=lambda topic: topic.slug
)
def test_a_reading_order_leads_to_papers_of_its_topic(topic: Topic) -> None:
    steps = [step.paper for step in topic.start_here]
    papers = {paper.id for paper in catalog().by_topic[topic.slug]}
    assert 3 <= len(steps) <= 5
    assert len(set(steps)) == len(steps)
    assert papers.issuperset(steps)


def test_every_leaf_has_rules_and_no_head_has() -> None:
    tree = topic_tree()
    assert {topic.slug for topic in tree.topics if topic.match} == {topic.slug for topic in leaves(tree)}


def test_the_rules_propose_topics_for_every_paper() -> None:
    assert [paper.id for paper, proposed in proposals() if not proposed] == []


def test_the_rules_propose_nearly_what_curators_chose() -> None:
    pairs = [(set(paper.topics), proposed) for paper, proposed in proposals()]
    right = sum(len(chosen & proposed) for chosen, proposed in pairs)
    assert right / sum(len(proposed) for _, proposed in pairs) >= 0.85
    assert right / sum(len(chosen) for chosen, _ in pairs) >= 0.9


def test_every_venue_is_known_by_its_name() -> None:
    named = [(record.paper.id, record.paper.venue) for record in records() if record.paper.venue]
    assert [paper for paper, venue in named if (venue.id or "") not in venues()] == []
    assert [paper for paper, venue in named if venue.name != venues()[venue.id or ""].name] == []


def test_no_name_belongs_to_two_venues() -> None:
    names = [name.casefold() for venue in venues().values() for name in (venue.name, *venue.aliases)]
    assert len(names) == len(set(names))


def test_only_what_appeared_in_proceedings_is_a_conference_paper() -> None:
    papers = [record.paper for record in records() if record.paper.type == "conference-paper"]
    assert [paper.id for paper in papers if not paper.venue or paper.venue.status != "published"] == []
