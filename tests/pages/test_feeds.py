import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from catalogs import catalog_of
from hypothesis import given, settings
from paperdex.catalog.catalog import Catalog
from paperdex.catalog.vocabulary import Topic, TopicTree, VenueName
from paperdex.pages.exports import atom
from paperdex.records.paper import Paper
from paperdex.settings import Options, Settings
from site_files import files_of
from strategies import paper_lists

ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "https://papers.example/list"
TREE = TopicTree(
    [
        Topic(slug="safety", name="Safety & trust"),
        Topic(slug="red-teaming", name="Red-teaming", parent="safety"),
        Topic(slug="empty", name="Empty"),
    ]
)


def paper(paper_id: str, **values: Any) -> Paper:
    return Paper.model_validate(
        {"id": paper_id, "title": f"About {paper_id}", "provenance": {"source": "manual"}, **values}
    )


def index(*papers: Paper, **options: Any) -> tuple[Catalog, Settings]:
    venues = {"neurips": VenueName(id="neurips", name="NeurIPS")}
    site = Settings(
        root=Path(), site_name="Papers <of> ours", site_description="A & B", site_url=SITE, options=Options(**options)
    )
    return catalog_of(papers, TREE, venues, pages_from=2), site


def files(*papers: Paper, **options: Any) -> dict[str, bytes]:
    return {
        path: data
        for path, data in files_of(*index(*papers, **options)).items()
        if path.endswith((".atom", ".opml", "feed.json"))
    }


def parse(data: bytes) -> Any:
    found = feedparser.parse(data)
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == "atom10"
    return found


def ids(data: bytes) -> list[str]:
    return [entry.id.removeprefix(f"{SITE}/papers/").rstrip("/") for entry in parse(data).entries]


def valid(data: bytes) -> None:
    """RFC 4287: what a feed and each of its entries must have, once."""
    root = ElementTree.fromstring(data)  # noqa: S314 - our own
    assert root.tag == f"{ATOM}feed"
    for part in [root, *root.findall(f"{ATOM}entry")]:
        for name in ("id", "title", "updated"):
            assert len(part.findall(f"{ATOM}{name}")) == 1, name
        assert [link for link in part.findall(f"{ATOM}link") if link.get("rel", "alternate") == "alternate"]
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    found = [entry.findtext(f"{ATOM}id") for entry in root.findall(f"{ATOM}entry")]
    assert len(found) == len(set(found))
    newest = max(
        (entry.findtext(f"{ATOM}updated") or "" for entry in root.findall(f"{ATOM}entry")),
        default="1970-01-01T00:00:00Z",
    )
    assert root.findtext(f"{ATOM}updated") == newest


def test_an_entry_says_what_readers_need() -> None:
    record = paper(
        "one",
        title="A <b> & $x_1$",
        authors=[{"family": "张", "given": "伟"}, {"literal": "OpenAI"}],
        date="2023-07-07",
        abstract="First.\n\nSecond ]]> part.",
        topics=["red-teaming"],
        links={"arxiv": "2307.03601", "doi": "10.1000/a"},
    )
    feed = parse(files(record)["feed.atom"])
    assert (feed.feed.title, feed.feed.subtitle, feed.feed.author) == ("Papers <of> ours", "A & B", "Papers <of> ours")
    assert {link.rel: link.href for link in feed.feed.links} == {"self": f"{SITE}/feed.atom", "alternate": f"{SITE}/"}
    (entry,) = feed.entries
    assert (entry.id, entry.link, entry.title) == (f"{SITE}/papers/one/", f"{SITE}/papers/one/", "A <b> & $x_1$")
    assert [author.name for author in entry.authors] == ["伟 张", "OpenAI"]
    assert entry.summary == "First.\n\nSecond ]]> part."
    assert entry.published == "2023-07-07T00:00:00Z"
    assert [(tag.term, tag.label, tag.scheme) for tag in entry.tags] == [
        ("red-teaming", "Red-teaming", f"{SITE}/topics/")
    ]
    assert [link.href for link in entry.links if link.rel == "related"] == [
        "https://arxiv.org/abs/2307.03601",
        "https://doi.org/10.1000/a",
    ]


@settings(max_examples=20, deadline=None)
@given(paper_lists)
def test_any_text_is_read_back_as_it_was(records: list[Paper]) -> None:
    found = files(*records)
    for path, data in found.items():
        if path.endswith(".atom"):
            valid(data)
    root = ElementTree.fromstring(found["feed.atom"])  # noqa: S314 - our own
    entries = {entry.findtext(f"{ATOM}id"): entry for entry in root.findall(f"{ATOM}entry")}
    listed = [record for record in records if not (record.status and record.status.kind == "removed")]
    assert len(entries) == len(listed)
    for record in listed:
        entry = entries[f"{SITE}/papers/{record.id}/"]
        title = f"[{record.status.kind.capitalize()}] {record.title}" if record.status else record.title
        assert entry.findtext(f"{ATOM}title") == title
        assert entry.findtext(f"{ATOM}summary") == record.abstract
        assert [name.text for name in entry.findall(f"{ATOM}author/{ATOM}name")] == [
            author.name for author in record.authors
        ]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, "1970-01-01"),
        ({"date": "2023"}, "2023-01-01"),
        ({"date": "2023-05"}, "2023-05-01"),
        (
            {"date": "2023-05", "corrected": [{"date": "2024-02", "note": "a"}, {"date": "2023-12-31", "note": "b"}]},
            "2024-02-01",
        ),
        ({"date": "2023-05", "status": {"kind": "retracted", "date": "2025-01-09"}}, "2025-01-09"),
        ({"date": "2023-05", "provenance": {"source": "manual", "retrieved": "2026-03-01"}}, "2026-03-01"),
    ],
)
def test_the_time_of_an_entry_is_that_of_the_last_news_in_its_record(values: dict[str, Any], expected: str) -> None:
    feed = parse(files(paper("one", **values))["feed.atom"])
    assert feed.entries[0].updated == f"{expected}T00:00:00Z" == feed.feed.updated


def test_a_date_without_its_day_is_not_given_one() -> None:
    assert "published" not in parse(files(paper("one", date="2023-05"))["feed.atom"]).entries[0]


def test_the_newest_come_first_and_only_so_many() -> None:
    old_but_added_now = paper("added", date="2020-01-01", provenance={"source": "arxiv", "retrieved": "2026-01-01"})
    records = [paper("old", date="2021-01-01"), paper("new", date="2025-01-01"), old_but_added_now, paper("undated")]
    assert ids(files(*records)["feed.atom"]) == ["added", "new", "old", "undated"]
    assert ids(files(*records, feed_entries=2)["feed.atom"]) == ["added", "new"]


def test_a_topic_has_the_papers_of_narrower_topics_and_a_feed_before_it_has_any() -> None:
    found = files(paper("one", topics=["red-teaming"]), paper("two"))
    assert ids(found["topics/safety/feed.atom"]) == ids(found["topics/red-teaming/feed.atom"]) == ["one"]
    empty = parse(found["topics/empty/feed.atom"])
    assert (empty.feed.title, empty.entries, empty.feed.updated) == (
        "Empty · Papers <of> ours",
        [],
        "1970-01-01T00:00:00Z",
    )
    valid(found["topics/empty/feed.atom"])


def test_people_organisations_and_venues_have_feeds() -> None:
    ann = {"family": "Ünal", "given": "Ann"}
    records = [
        paper(
            f"paper-{number}",
            authors=[ann],
            organization={"name": "ByteDance"},
            venue={"id": "neurips", "name": "NIPS", "year": 2024},
        )
        for number in range(3)
    ]
    found = files(*records)
    assert parse(found["authors/ann-unal/feed.atom"]).feed.title == "Ann Ünal · Papers <of> ours"
    assert len(ids(found["organizations/bytedance/feed.atom"])) == 3
    assert parse(found["venues/neurips/feed.atom"]).feed.title == "NeurIPS · Papers <of> ours"
    assert "authors/ann-unal/feed.atom" not in files(*records[:2])
    assert "authors/ann-unal/feed.atom" in files(*records[:2], author_feeds_from=2)


def test_feeds_of_names_have_titles_and_no_more() -> None:
    bo, ann = {"family": "Li", "given": "Bo"}, {"family": "Ünal", "given": "Ann"}
    records = [
        paper(f"paper-{number}", authors=[bo, ann], abstract="Long.", venue={"name": "ACL"}, links={"doi": "10.1234/2"})
        for number in range(3)
    ]
    found = files(*records)
    for address, feed_author, authors in (
        ("authors/ann-unal/", "Ann Ünal", []),
        ("venues/acl/", "Papers <of> ours", ["Bo Li", "Ann Ünal"]),
    ):
        data = found[f"{address}feed.atom"]
        valid(data)
        root = ElementTree.fromstring(data)  # noqa: S314 - our own
        assert root.findtext(f"{ATOM}author/{ATOM}name") == feed_author
        for entry in root.findall(f"{ATOM}entry"):
            assert [name.text for name in entry.findall(f"{ATOM}author/{ATOM}name")] == authors
            assert [link.get("rel") for link in entry.findall(f"{ATOM}link")] == [None]
            assert entry.find(f"{ATOM}summary") is None


def test_corrections_and_retractions_have_a_feed_of_their_own() -> None:
    records = [
        paper(
            "kept",
            corrected=[
                {"date": "2024-05-01", "note": "The third author."},
                {"date": "2024-05-01", "note": "The venue."},
            ],
        ),
        paper("gone", status={"kind": "removed", "date": "2024-06-01", "reason": "Not on topic."}),
        paper("wrong", status={"kind": "retracted", "date": "2024-04", "by": "the authors"}),
    ]
    found = files(*records)
    valid(found["corrections.atom"])
    entries = [(entry.title, entry.updated[:10], entry.summary) for entry in parse(found["corrections.atom"]).entries]
    assert entries == [
        ("Removed: About gone", "2024-06-01", "Removed 1 Jun 2024: Not on topic."),
        ("Corrected: About kept", "2024-05-01", "The third author."),
        ("Corrected: About kept", "2024-05-01", "The venue."),
        ("Retracted: About wrong", "2024-04-01", "Retracted Apr 2024 by the authors"),
    ]
    assert sorted(ids(found["feed.atom"])) == ["kept", "wrong"], "what was removed is no news for readers of new papers"


def test_the_json_feed_has_the_same_papers() -> None:
    record = paper(
        "one",
        date="2023-07-07",
        abstract="Abstract.",
        topics=["safety"],
        authors=[{"literal": "OpenAI"}],
        links={"arxiv": "2307.03601"},
    )
    feed = json.loads(files(record)["feed.json"])
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert (feed["feed_url"], feed["home_page_url"]) == (f"{SITE}/feed.json", f"{SITE}/")
    assert feed["items"] == [
        {
            "id": f"{SITE}/papers/one/",
            "url": f"{SITE}/papers/one/",
            "external_url": "https://arxiv.org/abs/2307.03601",
            "title": "About one",
            "content_text": "Abstract.",
            "date_published": "2023-07-07T00:00:00Z",
            "date_modified": "2023-07-07T00:00:00Z",
            "authors": [{"name": "OpenAI"}],
            "tags": ["Safety & trust"],
            "language": "en",
        }
    ]


def test_one_file_lists_every_feed_that_has_papers() -> None:
    found = files(paper("one", topics=["safety"], organization={"name": "A & <B>"}))
    body = ElementTree.fromstring(found["feeds.opml"]).find("body")  # noqa: S314 - our own
    assert body is not None
    listed = {
        str(outline.get("xmlUrl")).removeprefix(f"{SITE}/") for outline in body.iter("outline") if outline.get("xmlUrl")
    }
    assert listed == {path for path in found if path.endswith(".atom")} - {
        "topics/red-teaming/feed.atom",
        "topics/empty/feed.atom",
    }
    assert [outline.get("text") for outline in body] == [
        "Papers <of> ours",
        "Corrections and retractions",
        "Topics",
        "Organisations",
    ]


def test_a_site_without_an_address_has_no_feeds() -> None:
    catalog, settings_ = index(paper("one"))
    found = files_of(catalog, settings_.model_copy(update={"site_url": ""}))
    assert not [path for path in found if "feed" in path or path.endswith(".atom")]


def test_what_xml_cannot_carry_in_a_name_of_the_site_is_replaced() -> None:
    head = atom.Head("bell \x07", "https://a.example/feed.atom", "https://a.example/", "a", "en")
    assert parse(atom.feed(head, []).encode()).feed.title == "bell \ufffd"
