import json
from pathlib import Path
from typing import Any

import pytest
from catalogs import catalog_of
from hypothesis import example, given, settings
from markup import parse
from paperdex.catalog.view import View
from paperdex.catalog.vocabulary import Topic, TopicTree
from paperdex.pages import all_pages
from paperdex.pages.math import without_tex
from paperdex.pages.page import FinishedPage
from paperdex.records.paper import Paper
from paperdex.settings import Options, Settings
from strategies import papers

SITE = "https://papers.example/list"
TREE = TopicTree([Topic(slug="safety", name="Safety & trust", description="On safety.")])
PAGE = f"{SITE}/papers/a-paper/"


def paper(**values: Any) -> Paper:
    return Paper.model_validate({"id": "a-paper", "title": "A Paper", "provenance": {"source": "manual"}, **values})


def pages(*records: Paper, site_url: str = SITE, **options: Any) -> dict[str, FinishedPage]:
    """Pages by their addresses."""
    site = Settings(root=Path(), site_name="Papers of ours", site_url=site_url, options=Options(**options))
    catalog = catalog_of(records, TREE)
    return {page.path.removesuffix("index.md"): page.make() for page in all_pages(catalog, View(catalog, site))}


def tags(page: FinishedPage, name: str) -> list[dict[str, str]]:
    """Attributes of the tags of a name in the page's head."""
    return [one.attributes for one in parse(str(page.meta.get("head", ""))).all(name)]


def metas(record: Paper, **options: Any) -> list[tuple[str, str]]:
    return [
        (tag.get("name") or tag["property"], tag["content"])
        for tag in tags(pages(record, **options)[f"papers/{record.id}/"], "meta")
    ]


def data(page: FinishedPage) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(parse(str(page.meta["head"])).all("script")[0].text)
    return found


def test_a_conference_paper_is_one_to_zotero_and_google_scholar() -> None:
    record = paper(
        authors=[{"family": "van der Schaar", "given": "Mihaela"}, {"literal": "OpenAI"}],
        date="2023-07-07",
        venue={"name": "EMNLP", "year": 2024, "status": "published"},
        container={"pages": "101-120", "publisher": "ACL"},
        links={"arxiv": "2307.03601", "doi": "10.1000/a_b"},
        topics=["safety"],
        abstract="Abstract.",
    )
    assert [(name, content) for name, content in metas(record) if name.startswith(("citation_", "z:"))] == [
        ("z:itemType", "conferencePaper"),
        ("citation_title", "A Paper"),
        ("citation_author", "van der Schaar, Mihaela"),
        ("citation_author", "OpenAI"),
        ("citation_publication_date", "2024"),
        ("citation_online_date", "2023/07/07"),
        ("citation_conference_title", "EMNLP"),
        ("citation_firstpage", "101"),
        ("citation_lastpage", "120"),
        ("citation_publisher", "ACL"),
        ("citation_doi", "10.1000/a_b"),
        ("citation_arxiv_id", "2307.03601"),
        ("citation_pdf_url", "https://arxiv.org/pdf/2307.03601"),
        ("citation_abstract_html_url", PAGE),
        ("citation_keywords", "safety"),
    ]


def test_without_names_nothing_is_cited_and_nobody_invented() -> None:
    record = paper(author_count=8, organization={"name": "ByteDance"}, date="2023-07-07", links={"arxiv": "2307.03601"})
    found = dict(metas(record))
    assert not [name for name in found if name.startswith("citation_")]
    assert found["z:itemType"] == "preprint"
    work = data(pages(record)["papers/a-paper/"])["mainEntity"]
    assert "author" not in work
    assert work["sourceOrganization"] == {"@type": "Organization", "name": "ByteDance"}


def test_a_paper_page_is_an_article_to_previews() -> None:
    found = metas(paper(date="2023-07-07", topics=["safety"], abstract="An abstract."))
    assert [(name, content) for name, content in found if ":" in name and not name.startswith("z:")] == [
        ("og:type", "article"),
        ("og:title", "A Paper"),
        ("og:url", PAGE),
        ("article:published_time", "2023-07-07"),
    ]


def test_search_engines_are_told_of_the_page_and_of_the_paper() -> None:
    record = paper(
        type="thesis",
        authors=[{"family": "Ünal", "given": "Ann", "orcid": "0000-0002-1825-0097"}, {"literal": "A Group"}],
        date="2023-07",
        links={"doi": "10.1000/a", "url": "https://example.org/a"},
        topics=["safety"],
    )
    found = data(pages(record)["papers/a-paper/"])
    work = found.pop("mainEntity")
    assert found == {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "@id": PAGE,
        "dateModified": "2023-07-01",
    }
    assert work == {
        "@type": "Thesis",
        "@id": "https://doi.org/10.1000/a",
        "headline": "A Paper",
        "author": [
            {"@type": "Person", "@id": "https://orcid.org/0000-0002-1825-0097", "name": "Ann Ünal"},
            {"name": "A Group"},
        ],
        "datePublished": "2023-07",
        "sameAs": ["https://example.org/a"],
    }


def test_harvesters_find_type_authors_and_other_formats_but_no_cite_as() -> None:
    record = paper(authors=[{"family": "Ünal", "orcid": "0000-0002-1825-0097"}], links={"arxiv": "2307.03601"})
    links = [
        (link["rel"], link.get("type"), link["href"])
        for link in tags(pages(record, twins=("bib", "md"))["papers/a-paper/"], "link")
    ]
    assert links == [
        ("type", None, "https://schema.org/AboutPage"),
        ("type", None, "https://schema.org/ScholarlyArticle"),
        ("author", None, "https://orcid.org/0000-0002-1825-0097"),
        ("describedby", "application/x-bibtex", "../a-paper.bib"),
        ("alternate", "text/markdown", "../a-paper.md"),
        ("related", None, "https://arxiv.org/abs/2307.03601"),
        ("alternate", "application/atom+xml", "../../feed.atom"),
    ]


def test_every_page_leads_to_the_feed_of_the_site_and_of_its_list() -> None:
    found = pages(*[paper(id=f"paper-{number}", topics=["safety"]) for number in range(12)], page_size=10)
    feeds = {
        path: [link["href"] for link in tags(page, "link") if link.get("type") == "application/atom+xml"]
        for path, page in found.items()
    }
    assert all(hrefs[0].endswith("feed.atom") for hrefs in feeds.values())
    assert feeds[""] == ["feed.atom"]
    assert feeds["search/"] == ["../feed.atom"]
    assert feeds["topics/safety/"] == ["../../feed.atom", "feed.atom"]
    assert feeds["topics/safety/page/2/"] == ["../../../../feed.atom", "../../feed.atom"]


def test_lists_are_collections_and_the_search_is_a_page() -> None:
    found = pages(paper(topics=["safety"]))
    assert data(found["topics/safety/"]) == {
        "@context": "https://schema.org",
        "@type": "CollectionPage",
        "@id": f"{SITE}/topics/safety/",
        "name": "Safety & trust",
        "isPartOf": {"@type": "WebSite", "@id": f"{SITE}/", "name": "Papers of ours"},
        "description": "On safety.",
    }
    assert data(found["search/"])["@type"] == "WebPage"
    assert data(found[""])["@id"] == f"{SITE}/"


def test_a_site_without_an_address_claims_none() -> None:
    page = pages(paper(authors=[{"literal": "A"}]), site_url="")["papers/a-paper/"]
    assert {"@id", "url"}.isdisjoint(data(page))
    names = {tag.get("name") or tag["property"] for tag in tags(page, "meta")}
    assert "og:url" not in names
    assert not [link for link in tags(page, "link") if "feed" in link["href"]]


def test_a_removed_paper_is_described_to_nobody() -> None:
    page = pages(paper(abstract="Secret.", status={"kind": "removed"}))["papers/a-paper/"]
    assert "Secret" not in str(page.meta)
    assert data(page)["@type"] == "WebPage"
    assert not [tag for tag in tags(page, "meta") if "name" in tag]


@settings(max_examples=60, deadline=None)
@given(papers)
@example(
    paper(title='"><script>alert(1)</script>', abstract="</script><!--", authors=[{"literal": "' onload=x &amp; y"}])
)
def test_no_text_leaves_its_attribute_or_its_script(record: Paper) -> None:
    if record.status and record.status.kind == "removed":
        return
    page = pages(record)[f"papers/{record.id}/"]
    found = list(parse(str(page.meta["head"])).walk())
    assert {one.tag for one in found[:-1]} == {"meta", "link"}
    assert {name for one in found for name in one.attributes} <= {
        "name",
        "property",
        "content",
        "rel",
        "type",
        "title",
        "href",
    }
    assert [one.attributes["content"] for one in found if one.attributes.get("property") == "og:title"] == [
        without_tex(record.title)
    ]
    assert found[-1].attributes == {"type": "application/ld+json"}
    assert data(page)["mainEntity"]["headline"] == record.title


@pytest.mark.parametrize("mark", ["<", ">", "&"])
def test_json_in_a_page_holds_no_character_of_html(mark: str) -> None:
    script = str(pages(paper(title=f"a {mark} b"))["papers/a-paper/"].meta["head"]).split("ld+json")[1]
    assert mark not in script.removeprefix('">').removesuffix("</script>")


def test_previews_show_the_card_of_a_topic_and_elsewhere_that_of_the_site() -> None:
    found = pages(paper(topics=["safety"]))
    for address, card in (("", ""), ("topics/", ""), ("stats/", ""), ("topics/safety/", "topics/safety/")):
        metas = [(tag.get("name") or tag["property"], tag["content"]) for tag in tags(found[address], "meta")]
        assert ("og:image", f"{SITE}/{card}card.png") in metas, address
        assert ("og:image:width", "1200") in metas
        assert ("twitter:card", "summary_large_image") in metas
    assert not [
        tag
        for page in pages(paper(), site_url="").values()
        for tag in tags(page, "meta")
        if "image" in tag.get("property", "")
    ]
