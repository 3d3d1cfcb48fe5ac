"""Related papers: found after any change as if they had been looked for from the beginning."""

from collections.abc import Sequence
from unittest.mock import patch

from catalogs import records_of, view_of
from hypothesis import given, settings
from hypothesis import strategies as st
from paperdex.catalog import related
from paperdex.catalog.related import Relations, relations
from paperdex.catalog.view import View
from paperdex.catalog.vocabulary import Topic, TopicTree
from paperdex.commands.build import load
from paperdex.records.paper import Paper
from small_index import SmallIndex

TREE = TopicTree([Topic(slug="safety", name="Safety"), Topic(slug="methods", name="Methods")])
WORDS = ["reward", "model", "policy", "search", "vision", "speech", "parsing", "of", "tree", "graph"]


def paper(number: int, words: list[str], author: str, topic: str) -> Paper:
    values = {
        "title": " ".join(words),
        "authors": [{"literal": author}],
        "topics": [topic],
        "provenance": {"source": "manual"},
    }
    return Paper.model_validate({"id": f"paper-{number}", **values})


papers = st.builds(
    paper,
    st.integers(0, 30),
    st.lists(st.sampled_from(WORDS), min_size=3, max_size=5),
    st.sampled_from("ABCD"),
    st.sampled_from(["safety", "methods"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(papers, min_size=8, max_size=24), st.lists(st.one_of(papers, st.integers(0, 30)), max_size=12))
def test_after_any_change_they_are_those_of_a_fresh_search(first: list[Paper], changes: list[Paper | int]) -> None:
    found = {paper.id: paper for paper in first}
    # So few papers have no feature that is common, unless it is common among few.
    with patch.object(related, "_COMMON", 4):
        known = relations(records_of(found.values()), TREE, Relations())
        for change in changes:
            if isinstance(change, Paper):
                found[change.id] = change
            else:
                found.pop(f"paper-{change}", None)
            known = relations(records_of(found.values()), TREE, known)
            assert known.found == relations(records_of(found.values()), TREE, Relations()).found


def test_papers_are_related_by_what_few_others_share() -> None:
    titles = ["Reward models for speech", "Reward models for parsing", *(f"On subject {word}" for word in "abcdefgh")]
    papers = [paper(number, title.split(), f"A{number}", "safety") for number, title in enumerate(titles)]
    assert view_of(papers, tree=TREE).related("paper-0") == [("paper-1", ["reward model"])]


SUBJECTS = (
    "contrastive",
    "tokenizer",
    "benchmark",
    "curriculum",
    "distillation",
    "annotation",
    "quantization",
    "retrieval",
)


def fill(index: SmallIndex, papers: int = 40) -> None:
    for number in range(papers):
        first, second = SUBJECTS[number % 8], SUBJECTS[(number // 8 + number + 1) % 8]
        index.add(
            f"paper-{number:02}",
            title=f"{first.title()} {second} study {number}",
            abstract=f"On {first} and {second}.",
            topics=[("methods", "safety")[number % 2]],
        )


def related_of(index: SmallIndex) -> dict[str, Sequence[tuple[str, Sequence[str]]]]:
    view = View(load(index.settings).catalog, index.settings)
    return {item.id: view.related(item.id) for item in view.shelf("all")}


def test_papers_on_the_same_thing_are_related_and_the_reason_is_said(index: SmallIndex) -> None:
    fill(index)
    index.add("reward-one", title="Reward hacking in language agents", topics=["safety"])
    index.add("reward-two", title="Against reward hacking", topics=["safety"])
    nearest, shares = related_of(index)["reward-one"][0]
    assert nearest == "reward-two"
    assert "reward hacking" in shares


def test_no_paper_is_related_to_itself_or_to_one_that_was_removed(index: SmallIndex) -> None:
    fill(index)
    index.add("gone", title="Contrastive tokenizer study 99", topics=["methods"], status={"kind": "removed"})
    for paper_id, near in related_of(index).items():
        assert {one for one, _ in near}.isdisjoint({paper_id, "gone"})


def test_one_changed_record_changes_what_is_related_to_few_others(index: SmallIndex) -> None:
    fill(index)
    before = related_of(index)
    assert related_of(index) == before
    index.add("paper-07", title="Something else altogether", abstract="Nothing in common.", topics=["safety"])
    after = related_of(index)
    changed = [paper_id for paper_id in before if before[paper_id] != after[paper_id]]
    assert "paper-07" in changed
    assert len(changed) < len(before) / 2
