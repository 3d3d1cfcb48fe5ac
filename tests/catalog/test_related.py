"""Related papers: found after any change as if they had been looked for from the beginning."""

from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.catalog import related
from generator.catalog.catalog import build_catalog
from generator.catalog.related import Relations, relations
from generator.catalog.vocabulary import Topic, TopicTree
from generator.records.paper import Paper

TREE = TopicTree([Topic(slug="safety", name="Safety"), Topic(slug="methods", name="Methods")])
WORDS = ["reward", "model", "policy", "search", "vision", "speech", "parsing", "of", "tree", "graph"]


def paper(number: int, words: list[str], author: str, topic: str) -> Paper:
    values = {"title": " ".join(words), "authors": [{"literal": author}], "topics": [topic], "provenance": {"source": "manual"}}
    return Paper.model_validate({"id": f"paper-{number}", **values})


papers = st.builds(
    paper, st.integers(0, 30), st.lists(st.sampled_from(WORDS), min_size=3, max_size=5), st.sampled_from("ABCD"), st.sampled_from(["safety", "methods"])
)


@settings(max_examples=60, deadline=None)
@given(st.lists(papers, min_size=8, max_size=24), st.lists(st.one_of(papers, st.integers(0, 30)), max_size=12))
def test_after_any_change_they_are_those_of_a_fresh_search(first: list[Paper], changes: list[Paper | int]) -> None:
    found = {paper.id: paper for paper in first}
    # So few papers have no feature that is common, unless it is common among few.
    with patch.object(related, "_COMMON", 4):
        known = relations(list(found.values()), TREE, repr, Relations())
        for change in changes:
            if isinstance(change, Paper):
                found[change.id] = change
            else:
                found.pop(f"paper-{change}", None)
            known = relations(list(found.values()), TREE, repr, known)
            assert known.found == relations(list(found.values()), TREE, repr, Relations()).found


def test_papers_are_related_by_what_few_others_share() -> None:
    titles = ["Reward models for speech", "Reward models for parsing", *(f"On subject {word}" for word in "abcdefgh")]
    catalog = build_catalog([paper(number, title.split(), f"A{number}", "safety") for number, title in enumerate(titles)], TREE, {})
    assert [(near.paper.id, near.shares) for near in catalog.related["paper-0"]] == [("paper-1", ["reward model"])]
