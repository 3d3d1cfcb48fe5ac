"""What is read of a catalog is noted, and whatever was read has another digest when it has another answer."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from catalogs import catalog_of, view_of
from hypothesis import given, settings
from hypothesis import strategies as st
from paperdex.catalog.view import _QUESTIONS, Reads, View, within
from paperdex.catalog.vocabulary import Topic, TopicTree, VenueName
from paperdex.records.paper import Paper
from paperdex.settings import Options, Settings

SETTINGS = Settings(root=Path(), site_name="T", options=Options(page_size=2, feed_entries=2))
TREE = TopicTree([Topic(slug="methods", name="Methods"), Topic(slug="safety", name="Safety", parent="methods")])
VENUES = {"neurips": VenueName(id="neurips", name="NeurIPS")}
GONE = object()
"""The answer where there is none."""

IDS = ("one", "two", "three", "four", "earlier")
DATES = (None, "2023", "2023-05", "2023-05-06", "2023-05-07", "2024-01-01")
SHELVES = (
    *("all", "removed", "undated", "year/2023", "month/2023-05", "topic/methods", "topic/safety"),
    *("author/ann-ash", "author/bo-birch", "organization/a-lab", "venue/neurips", "venue/elsewhere"),
)
NAMED = tuple(shelf for shelf in SHELVES if shelf.startswith(("author", "organization", "venue")))
ARGUMENTS: Mapping[str, Sequence[str]] = {
    "author_pages": IDS,
    "contents": SHELVES,
    "count": SHELVES,
    "counts": ("topic", "year", "month"),
    "day_page": tuple(date or "" for date in DATES),
    "earlier_addresses": ("",),
    "event_years": SHELVES,
    "facts": ("author", "organization", "venue", "order"),
    "ids": IDS,
    "is_listed": IDS,
    "known": ("",),
    "last_retrieved": ("",),
    "names": ("author", "organization", "venue"),
    "neighbours": IDS,
    "newest": SHELVES,
    "notices": ("",),
    "paper": IDS,
    "papers_of_years": SHELVES,
    "path": IDS,
    "related": IDS,
    "shelf": SHELVES,
    "spellings": ("author/ann-ash", "author/bo-birch"),
    "title": NAMED,
    "vanished_lists": ("",),
    "years": SHELVES,
}

FIELDS = st.fixed_dictionaries(
    {"title": st.sampled_from(["Maps of meaning", "Meaning of maps"])},
    optional={
        "authors": st.lists(
            st.sampled_from(["Ann Ash", "Änn Ash", "Bo Birch"]).map(lambda name: {"literal": name}), max_size=2
        ),
        "abstract": st.just("On maps and on what they mean."),
        "date": st.sampled_from(DATES),
        "topics": st.lists(st.sampled_from(["methods", "safety"]), unique=True),
        "venue": st.sampled_from([{"id": "neurips", "name": "NIPS", "year": 2022}, {"name": "Elsewhere"}]),
        "organization": st.sampled_from([{"name": "A Lab"}, {"name": "A lab"}]),
        "links": st.just({"code": ["https://a.example/x"]}),
        "status": st.sampled_from([{"kind": "retracted"}, {"kind": "removed"}]),
        "corrected": st.just([{"date": "2024-02", "note": "A name."}]),
        "aliases": st.sampled_from([["earlier"], ["two"]]),
        "provenance": st.sampled_from(["2025-01-01", "2025-02"]).map(lambda day: {"source": "arxiv", "retrieved": day}),
    },
)
SHAPES = st.dictionaries(st.sampled_from(IDS[:4]), FIELDS, min_size=1, max_size=4)


def paper(paper_id: str, **values: Any) -> Paper:
    return Paper.model_validate({"title": "T", "provenance": {"source": "manual"}, **values, "id": paper_id})


def view(records: Mapping[str, Mapping[str, Any]]) -> View:
    papers = [paper(paper_id, **values) for paper_id, values in records.items()]
    folder = "2023" if len(papers) % 2 else "undated"
    catalog = catalog_of(papers, TREE, VENUES, folder=folder)
    return View(replace(catalog, published=["authors/ann-ash/", "venues/elsewhere/", "dates/2023/"]), SETTINGS)


def answer(found: View, question: str, argument: str) -> Any:
    """What a page gets to know."""
    try:
        known = getattr(found, question)(argument)
        # Whoever asks for contents goes on to read the papers.
        return list(map(found.paper, known)) if question == "contents" else known
    except KeyError:
        return GONE


def test_there_is_a_trial_of_every_question() -> None:
    assert set(ARGUMENTS) == set(_QUESTIONS)


@given(before=SHAPES, change=SHAPES, gone=st.sets(st.sampled_from(IDS[:4])))
@settings(max_examples=150)
def test_answers_differ_exactly_when_their_digests_do(
    before: dict[str, dict[str, Any]], change: dict[str, dict[str, Any]], gone: set[str]
) -> None:
    after = {paper_id: values for paper_id, values in {**before, **change}.items() if paper_id not in gone}
    old, new = view(before), view(after)
    for question, arguments in ARGUMENTS.items():
        for argument in arguments:
            read = f"{question} {argument}"
            answers = answer(old, question, argument), answer(new, question, argument)
            assert (answers[0] == answers[1]) is (old.digest(read) == new.digest(read)), (read, answers)


@given(before=SHAPES, change=SHAPES, gone=st.sets(st.sampled_from(IDS[:4])))
@settings(max_examples=150)
def test_an_answer_stays_while_that_which_it_is_within_stays(
    before: dict[str, dict[str, Any]], change: dict[str, dict[str, Any]], gone: set[str]
) -> None:
    after = {paper_id: values for paper_id, values in {**before, **change}.items() if paper_id not in gone}
    old, new = view(before), view(after)
    for question, ground in [(question, within(question)) for question in ARGUMENTS]:
        for argument in ARGUMENTS[question] if ground else ():
            of_ground = argument if ground.argument is None else ground.argument
            reads = [f"{ground.question} {of_ground}", f"{question} {argument}"]
            is_same = [old.digest(read) == new.digest(read) for read in reads]
            assert is_same != [True, False], reads


@given(before=SHAPES, change=SHAPES)
def test_hashes_differ_exactly_when_a_digest_does(
    before: dict[str, dict[str, Any]], change: dict[str, dict[str, Any]]
) -> None:
    old, new = view(before), view({**before, **change})
    reads = [f"{question} {argument}" for question, arguments in ARGUMENTS.items() for argument in arguments]
    for some in ([read for read in reads if read.startswith(f"{question} ")] for question in ARGUMENTS):
        is_same = all(old.digest(read) == new.digest(read) for read in some)
        assert (old.hash(some) == new.hash(some)) is is_same, some
    assert old.hash(reads, (1,)) != old.hash(reads, (2,))


def test_what_moves_from_the_end_of_one_answer_to_the_start_of_the_next_changes_their_hash() -> None:
    """As lines one after the other, both lists would be what they were."""
    tree = TopicTree([Topic(slug="methods", name="Methods"), Topic(slug="safety", name="Safety")])
    topics = {"a": "methods", "b": "safety", "c": "safety"}

    def hashed(**other: str) -> str:
        papers = [paper(name, topics=[topic]) for name, topic in {**topics, **other}.items()]
        return view_of(papers, tree=tree).hash(["shelf topic/methods", "shelf topic/safety"])

    assert hashed() == hashed()
    assert hashed() != hashed(b="methods")


def test_what_is_asked_is_noted_in_the_order_in_which_it_was_first_asked() -> None:
    found = view_of([paper("one"), paper("two")])
    reads: Reads = {}
    with found.reading_into(reads):
        found.paper("two")
        found.count("all")
        found.paper("two")
        found.notices()
    found.paper("one")
    assert list(reads) == ["paper two", "count all", "notices "]


def test_what_is_read_within_is_noted_there_and_nowhere_else() -> None:
    found = view_of([paper("one"), paper("two")])
    outer: Reads = {}
    inner: Reads = {}
    with found.reading_into(outer):
        with found.reading_into(inner):
            found.paper("one")
        found.paper("two")
    assert (list(outer), list(inner)) == (["paper two"], ["paper one"])


def test_a_question_is_noted_when_there_is_no_answer() -> None:
    found = view_of([])
    reads: Reads = {}
    with found.reading_into(reads), pytest.raises(KeyError):
        found.paper("one")
    assert list(reads) == ["paper one"]


def test_vocabularies_and_settings_are_ground_and_not_noted() -> None:
    found = view_of([], tree=TREE, venues=VENUES)
    reads: Reads = {}
    with found.reading_into(reads):
        assert found.settings.site_name
        assert found.tree.topics
        assert found.topics_of(paper("one", topics=["safety"]))
        assert found.venue_name(paper("one", venue={"id": "neurips", "name": "NIPS"})) == "NeurIPS"
    assert reads == {}


def test_what_was_made_once_has_been_read_by_everybody_who_takes_it() -> None:
    found = view_of([paper("one", title="Maps")])
    made: list[str] = []

    def make() -> str:
        made.append(found.paper("one").title)
        return made[-1]

    noted: list[Reads] = [{}, {}]
    for reads in noted:
        with found.reading_into(reads):
            assert found.once("title", make) == "Maps"
    assert made == ["Maps"]
    assert noted == [{"paper one": None}, {"paper one": None}]


def test_what_was_made_once_within_another_has_been_read_by_whoever_takes_that() -> None:
    found = view_of([paper("one"), paper("two")])
    for _ in range(2):
        reads: Reads = {}
        with found.reading_into(reads):
            found.once("outer", lambda: (found.count("all"), found.once("inner", lambda: found.paper("two"))))
        assert set(reads) == {"count all", "paper two"}


@pytest.mark.parametrize(
    "question", [name for name, arguments in ARGUMENTS.items() if arguments is IDS and name != "ids"]
)
def test_a_question_about_a_paper_that_is_gone_has_another_digest(question: str) -> None:
    bare = {"one": {"title": "T"}, "two": {"title": "T"}}
    assert view(bare).digest(f"{question} one") != view({"two": bare["two"]}).digest(f"{question} one")


def test_earlier_ids_are_those_of_the_paper_that_is_there() -> None:
    found = view_of([paper("one", aliases=["two", "earlier"]), paper("two")])
    assert found.ids("one") == ["one", "earlier"]
