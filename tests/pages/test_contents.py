"""What pages have read: where a page shows something else than before, it has read something else."""

from collections.abc import Mapping
from typing import Any

from catalogs import catalog_of, view_of
from paperdex.catalog.view import Reads, View
from paperdex.pages import Groups, Tools
from paperdex.pages.page import Page
from paperdex.records.paper import Paper

ANN = {"family": "Berg", "given": "Ann"}


def papers(**values: Any) -> list[Paper]:
    common = {"title": "T", "authors": [ANN], "provenance": {"source": "manual"}}
    return [Paper.model_validate({**common, **values, "id": f"paper-{number}"}) for number in range(2)]


def read(view: View, found: list[Paper]) -> tuple[Mapping[str, str], Mapping[str, Reads]]:
    """The text of every page, and what it has read."""
    texts: dict[str, str] = {}
    reads: dict[str, Reads] = {}
    for group in Groups(catalog_of(found), Tools(view)).values():
        before: Reads = {}
        with view.reading_into(before):
            for part in group.parts():
                if isinstance(part, Page):
                    known = dict(before)
                    with view.reading_into(known):
                        texts[part.path] = part.make().text
                    reads[part.path] = known
    return texts, reads


def changed(before: list[Paper], after: list[Paper]) -> tuple[set[str], set[str]]:
    """Pages that have other texts, and those that have read something else; of the pages that there are before and
    after.
    """
    views = view_of(before), view_of(after)
    (old, reads), (new, _) = read(views[0], before), read(views[1], after)
    other_texts = {path for path in old if path in new and old[path] != new[path]}
    return other_texts, {path for path in reads if views[0].hash(reads[path]) != views[1].hash(reads[path])}


def test_the_list_of_authors_changes_when_a_name_is_sorted_by_another_part() -> None:
    before = papers(authors=[{"family": "Berg", "given": "Ann van der"}])
    other_texts, other_reads = changed(before, papers(authors=[{"family": "van der Berg", "given": "Ann"}]))
    assert "authors/index.md" in other_reads
    assert other_texts <= other_reads
    assert changed(before, before) == (set(), set())


def test_a_page_that_shows_something_else_has_read_something_else() -> None:
    before = papers(date="2024-05", topics=["safety"], venue={"name": "ACL"})
    for values in (
        {"title": "Another"},
        {"date": "2024-06-01"},
        {"date": None},
        {"authors": [ANN, {"literal": "A Group"}]},
        {"venue": {"name": "ACL", "year": 2024}},
        {"organization": {"name": "A Lab"}},
        {"abstract": "Something."},
        {"links": {"code": ["https://code.example/"]}},
        {"status": {"kind": "retracted"}},
        {"status": {"kind": "removed"}},
        {"corrected": [{"date": "2025-01", "note": "A name."}]},
    ):
        after = papers(**{"date": "2024-05", "topics": ["safety"], "venue": {"name": "ACL"}, **values})
        other_texts, other_reads = changed(before, [before[0], after[1]])
        assert other_texts, values
        assert other_texts <= other_reads, values
        assert other_reads < set(read(view_of(before), before)[0]), "no change concerns every page"
