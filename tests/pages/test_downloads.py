import csv
import io
import json
from pathlib import Path
from typing import Any

import bibtexparser
from catalogs import catalog_of
from jsonschema import Draft202012Validator
from paperdex.catalog.vocabulary import Topic, TopicTree
from paperdex.pages.exports import csv_table
from paperdex.records.paper import Paper
from paperdex.records.parse import parse_mapping
from paperdex.settings import Options, Settings
from site_files import files_of

TREE = TopicTree(
    [
        Topic(
            slug="safety",
            name="Safety [of models]",
            description="Keeping *out* of harm. More on that later, at some length.",
        ),
        Topic(slug="red-teaming", name="Red-teaming", parent="safety", aliases=("attacks",)),
        Topic(slug="empty", name="Empty"),
    ]
)


def paper(paper_id: str, **values: Any) -> Paper:
    return Paper.model_validate(
        {"id": paper_id, "title": f"About {paper_id}", "provenance": {"source": "manual"}, **values}
    )


def files(*papers: Paper, site_url: str = "https://papers.example/", **options: Any) -> dict[str, str]:
    settings = Settings(
        root=Path(), site_name="Papers", site_description="On <models>", site_url=site_url, options=Options(**options)
    )
    found = files_of(catalog_of(papers, TREE, {}), settings)
    return {path: data.decode() for path, data in found.items() if not path.endswith(".png")}


def keys(bibliography: str) -> list[str]:
    return [entry.key for entry in bibtexparser.parse_string(bibliography).entries]


def test_every_paper_lies_beside_its_page_in_every_format() -> None:
    record = paper("one", authors=[{"literal": "OpenAI"}], date="2023-07-07")
    found = files(record)
    assert keys(found["papers/one.bib"]) == ["one"]
    assert found["papers/one.ris"].startswith("TY  - GEN\r\nID  - one\r\n")
    assert parse_mapping(json.loads(found["papers/one.json"])) == (record, [])
    assert "- Page: <https://papers.example/papers/one/>\n" in found["papers/one.md"]


def test_the_settings_choose_the_formats() -> None:
    found = files(paper("one"), twins=("bib",))
    assert [path for path in found if path.startswith("papers/")] == ["papers/one.bib"]


def test_a_topic_has_a_bibliography_with_the_papers_of_narrower_topics() -> None:
    found = files(paper("b", topics=["red-teaming"]), paper("a", topics=["safety"]), paper("c"))
    assert keys(found["topics/safety.bib"]) == ["a", "b"]
    assert keys(found["topics/red-teaming.bib"]) == ["b"]
    assert found["topics/empty.bib"] == ""


def test_the_whole_index_is_there_in_four_formats_in_order_of_ids() -> None:
    found = files(paper("b", date="2025"), paper("a", date="2024"))
    assert [record["id"] for record in json.loads(found["data/papers.json"])] == ["a", "b"]
    assert [json.loads(line)["id"] for line in found["data/papers.jsonl"].splitlines()] == ["a", "b"]
    assert [line.split(",")[0] for line in found["data/papers.csv"].splitlines()] == ["id", "a", "b"]
    assert keys(found["data/papers.bib"]) == ["a", "b"]


def test_lines_hold_all_of_each_paper_and_tables_all_but_abstracts() -> None:
    records = [paper("a", abstract="Words, words."), paper("b", date="2024", topics=["safety"])]
    found = files(*records)
    assert found["data/papers.jsonl"] == found["papers/a.json"] + found["papers/b.json"]
    [first, second] = [json.loads(line) for line in found["data/papers.jsonl"].splitlines()]
    assert first.pop("abstract") == "Words, words."
    assert json.loads(found["data/papers.json"]) == [first, second]
    [header, *rows] = csv.reader(io.StringIO(found["data/papers.csv"]))
    assert [*header, "abstract"] == next(csv.reader(io.StringIO(csv_table.dump(records))))
    assert [row[:2] for row in rows] == [["a", "About a"], ["b", "About b"]]


def test_of_a_removed_paper_its_addresses_say_only_that() -> None:
    gone = paper(
        "gone",
        abstract="Secret.",
        note="Secret.",
        topics=["safety"],
        status={"kind": "removed", "reason": "On request."},
    )
    found = files(gone, paper("kept"))
    assert not any("Secret" in text for text in found.values())
    assert "note = {Removed: On request." in found["papers/gone.bib"]
    assert "**Removed: On request.**" in found["papers/gone.md"]
    assert json.loads(found["papers/gone.json"])["status"]["reason"] == "On request."
    assert keys(found["data/papers.bib"]) == ["kept"]
    assert "gone" not in found["feed.atom"]


def test_without_an_address_there_are_all_files_but_feeds() -> None:
    with_address, without = files(paper("one")), files(paper("one"), site_url="")
    assert set(with_address) - set(without) == {
        path for path in with_address if path.endswith((".atom", ".opml", "feed.json"))
    }
    assert "Page:" not in without["papers/one.md"]
    assert "(topics/safety/)" in without["llms.txt"]
    assert "## Feeds" not in without["llms.txt"]


def test_files_stay_at_earlier_addresses() -> None:
    found = files(paper("now", aliases=["before", "other"], topics=["red-teaming"]), paper("other"))
    for ending in ("bib", "ris", "json", "md"):
        assert found[f"papers/before.{ending}"] == found[f"papers/now.{ending}"]
    assert keys(found["papers/other.bib"]) == ["other"], "an id that is in use leads nowhere else"
    assert found["topics/attacks.bib"] == found["topics/red-teaming.bib"]
    assert found["topics/attacks/feed.atom"] == found["topics/red-teaming/feed.atom"]


def test_the_schema_lies_beside_the_data_and_describes_it() -> None:
    found = files(paper("one", date="2023-07-07", links={"arxiv": "2307.03601"}, authors=[{"family": "Sun"}]))
    schema = json.loads(found["data/record.schema.json"])
    Draft202012Validator(schema).validate(json.loads(found["papers/one.json"]))
    assert not Draft202012Validator(schema).is_valid({"id": "one"})


def test_language_models_find_their_way() -> None:
    text = files(
        paper(
            "one", title="Why [x]?", abstract="An answer to a question. Another.", topics=["red-teaming"], date="2023"
        )
    )["llms.txt"]
    assert text.startswith(
        "# Papers\n\n> On \\<models>\n\n1 paper, one page each. Every paper is also at `papers/<id>.bib`"
    )
    headings = [line for line in text.splitlines() if line.startswith("## ")]
    assert headings == ["## Data", "## Topics", "## Newest papers", "## Feeds"]
    assert (
        "- [Safety \\[of models\\]](https://papers.example/topics/safety/): 1 paper. Keeping \\*out\\* of harm.\n"
        in text
    )
    assert "- [Why \\[x\\]?](https://papers.example/papers/one.md): An answer to a question.\n" in text


def test_a_change_in_one_record_changes_only_files_that_hold_it() -> None:
    before = files(paper("a", topics=["safety"]), paper("b", topics=["empty"], date="2023"))
    after = files(paper("a", topics=["safety"]), paper("b", topics=["empty"], date="2023", title="Changed"))
    changed = {path for path in before if before[path] != after[path]}
    own = {f"papers/b.{ending}" for ending in ("bib", "ris", "json", "md")} | {
        "topics/empty.bib",
        "topics/empty/feed.atom",
    }
    whole = {f"data/papers.{ending}" for ending in ("json", "jsonl", "csv", "bib")} | {
        "browse/papers.json",
        "feed.atom",
        "feed.json",
        "llms.txt",
    }
    assert changed == own | whole
