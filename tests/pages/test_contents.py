"""Keys of groups: they hold whatever the pages of a group show."""

from pathlib import Path

from catalogs import catalog_of
from paperdex.catalog.vocabulary import TopicTree
from paperdex.pages import all_groups
from paperdex.records.paper import Paper
from paperdex.settings import Settings


def keys(**author: str) -> dict[str, str]:
    values = {"title": "T", "authors": [author], "provenance": {"source": "manual"}}
    papers = [Paper.model_validate({**values, "id": f"paper-{number}"}) for number in range(2)]
    site = all_groups(catalog_of(papers, TopicTree([]), {}), Settings(root=Path(), site_name="Test"))
    return {group.name: group.key for groups in site for group in groups()}


def test_the_list_of_authors_changes_when_a_name_is_sorted_by_another_part() -> None:
    assert keys(family="Berg", given="Ann van der")["authors"] != keys(family="van der Berg", given="Ann")["authors"]
    assert keys(family="Berg", given="Ann")["authors"] == keys(family="Berg", given="Ann")["authors"]
