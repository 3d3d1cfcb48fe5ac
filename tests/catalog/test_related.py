"""Related papers: near in topics and words, the reason with them, whatever the order of records, and stable where others change."""

from small_index import SmallIndex

from generator.catalog.catalog import Catalog
from generator.commands.build import load

WORDS = ("contrastive", "tokenizer", "benchmark", "curriculum", "distillation", "annotation", "quantization", "retrieval")


def fill(index: SmallIndex, papers: int = 40) -> None:
    for number in range(papers):
        first, second = WORDS[number % 8], WORDS[(number // 8 + number + 1) % 8]
        index.add(
            f"paper-{number:02}",
            title=f"{first.title()} {second} study {number}",
            abstract=f"On {first} and {second}.",
            topics=[("methods", "safety")[number % 2]],
        )


def related(catalog: Catalog) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    return {paper_id: [(one.paper.id, tuple(one.shares)) for one in near] for paper_id, near in catalog.related.items()}


def test_papers_on_the_same_thing_are_related_and_the_reason_is_said(index: SmallIndex) -> None:
    fill(index)
    index.add("reward-one", title="Reward hacking in language agents", topics=["safety"])
    index.add("reward-two", title="Against reward hacking", topics=["safety"])
    nearest, shares = related(load(index.settings).catalog)["reward-one"][0]
    assert nearest == "reward-two"
    assert "reward hacking" in shares


def test_no_paper_is_related_to_itself_or_to_one_that_was_removed(index: SmallIndex) -> None:
    fill(index)
    index.add("gone", title="Contrastive tokenizer study 99", topics=["methods"], status={"kind": "removed"})
    for paper_id, near in related(load(index.settings).catalog).items():
        assert {one for one, _ in near}.isdisjoint({paper_id, "gone"})


def test_one_changed_record_changes_what_is_related_to_few_others(index: SmallIndex) -> None:
    fill(index)
    before = related(load(index.settings).catalog)
    assert related(load(index.settings).catalog) == before
    index.add("paper-07", title="Something else altogether", abstract="Nothing in common.", topics=["safety"])
    after = related(load(index.settings).catalog)
    changed = [paper_id for paper_id in before if before[paper_id] != after[paper_id]]
    assert "paper-07" in changed
    assert len(changed) < len(before) / 2
