from typing import Any

from paperdex.pages.paper_links import identifiers_of, label_of, links_in_list, links_of
from paperdex.records.link_kinds import KINDS
from paperdex.records.paper import Paper


def paper(**values: Any) -> Paper:
    return Paper.model_validate({"id": "a-paper", "title": "A Paper", "provenance": {"source": "manual"}, **values})


def test_a_list_shows_two_searches_where_a_page_shows_all() -> None:
    assert [link.label for link in links_in_list(paper())] == ["arXiv", "Semantic Scholar"]
    assert len(links_of(paper())) > 2
    assert all(link.is_search for link in links_of(paper()))


def test_a_list_shows_no_doi_that_leads_to_the_acl_anthology_again() -> None:
    links = {
        "doi": "10.18653/v1/2020.acl-main.1",
        "acl": "2020.acl-main.1",
        "pdf": "https://aclanthology.org/2020.acl-main.1.pdf",
    }
    assert [link.label for link in links_in_list(paper(links=links))] == ["ACL Anthology", "PDF"]
    elsewhere = {"doi": "10.1162/tacl_a_00001", "acl": "2020.tacl-1.1"}
    assert [link.label for link in links_in_list(paper(links=elsewhere))] == ["ACL Anthology", "DOI"]
    assert [link.label for link in links_in_list(paper(links={"doi": "10.1234/a", "arxiv": "2307.03601"}))] == [
        "arXiv",
        "PDF",
        "DOI",
    ]


def test_a_search_asks_for_the_whole_title() -> None:
    assert links_of(paper(title="A&B: 100% #1?"))[0].url.endswith("query=A%26B%3A%20100%25%20%231%3F")


def test_addresses_come_in_the_order_in_which_readers_want_them() -> None:
    links = {
        "doi": "10.1234/a",
        "arxiv": "2307.03601",
        "url": "https://publisher.example/",
        "code": ["https://a.example/", "https://b.example/"],
    }
    assert [link.label for link in links_of(paper(links=links))] == [
        "arXiv",
        "PDF",
        "DOI",
        "Publisher",
        "Code",
        "Code 2",
    ]
    assert [
        link.label for link in links_of(paper(links={"arxiv": "2307.03601", "pdf": "https://a.example/x.pdf"}))
    ] == ["arXiv", "PDF"]


def test_identifiers_are_quoted_as_people_quote_them() -> None:
    links = {"arxiv": "2307.03601", "doi": "10.1234/A_b", "openreview": "YuHQTo6G9S", "acl": "2020.acl-main.1"}
    assert identifiers_of(paper(links=links)) == [
        "arXiv:2307.03601",
        "doi:10.1234/A_b",
        "OpenReview YuHQTo6G9S",
        "ACL 2020.acl-main.1",
    ]


def test_every_kind_has_its_word() -> None:
    labels = [label_of(kind) for kind in KINDS]
    assert len(set(labels)) == len(labels)
