import csv
import json
from pathlib import Path
from typing import Any

import bibtexparser
import pytest
from catalogs import catalog_of
from paperdex.catalog.vocabulary import Topic, TopicTree
from paperdex.cli import main
from paperdex.commands.export import Filters, export, select
from paperdex.errors import PaperdexError
from paperdex.export_formats import EXPORT_FORMATS
from paperdex.records.folder import write_record
from paperdex.records.paper import Paper
from paperdex.settings import Settings

TREE = TopicTree(
    [
        Topic(slug="safety", name="Safety", aliases=("security",)),
        Topic(slug="red-teaming", name="Red-teaming", parent="safety"),
    ]
)
SETTINGS = Settings(root=Path("list"), site_name="Papers", site_url="https://papers.example/")


def paper(paper_id: str, **values: Any) -> Paper:
    return Paper.model_validate(
        {"id": paper_id, "title": f"About {paper_id}", "provenance": {"source": "manual"}, **values}
    )


CATALOG = catalog_of(
    [
        paper(
            "b",
            title="Élan Vital",
            date="2024-05",
            topics=["red-teaming"],
            authors=[{"family": "Müller", "given": "Åsa"}],
        ),
        paper(
            "a",
            date="2023",
            topics=["safety"],
            abstract="On reward HACKING.",
            links={"code": ["https://example.org/a"]},
        ),
        paper("c"),
    ],
    TREE,
    {},
)


def selected(**filters: Any) -> list[str]:
    return sorted(found.id for found in select(CATALOG, Filters(**filters)))


def test_filters_choose_papers() -> None:
    assert selected() == ["a", "b", "c"]
    assert selected(topic="safety") == ["a", "b"], "papers of narrower topics are among them"
    assert selected(topic="security") == ["a", "b"], "an earlier slug leads to the topic"
    assert selected(topic="red-teaming") == ["b"]
    assert selected(year="2024") == ["b"]
    assert selected(has_code=True) == ["a"]
    assert selected(topic="safety", year="2023", has_code=True) == ["a"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [("elan", ["b"]), ("asa muller", ["b"]), ("Reward-hacking", ["a"]), ("about", ["a", "c"]), ("nothing", [])],
)
def test_a_query_overlooks_case_accents_and_punctuation(query: str, expected: list[str]) -> None:
    assert selected(query=query) == expected


def test_an_unknown_topic_suggests_the_nearest() -> None:
    with pytest.raises(PaperdexError, match=r"unknown topic 'safty' \(did you mean 'safety'\?\)"):
        selected(topic="safty")


def test_an_unknown_format_names_all_and_suggests_the_nearest() -> None:
    with pytest.raises(
        PaperdexError, match=r"unknown format 'bibtx'; known are .*csl-json.* \(did you mean 'bibtex'\?\)"
    ):
        export(CATALOG, SETTINGS, "bibtx")


def test_a_year_must_be_one() -> None:
    with pytest.raises(PaperdexError, match="'24' is not a year such as 2024"):
        selected(year="24")


def test_the_list_of_feeds_follows_the_filters_and_needs_an_address() -> None:
    assert "topics/red-teaming/feed.atom" in export(CATALOG, SETTINGS, "opml")
    assert "topics/red-teaming/feed.atom" not in export(CATALOG, SETTINGS, "opml", Filters(year="2023"))
    with pytest.raises(PaperdexError, match="site_url"):
        export(CATALOG, SETTINGS.model_copy(update={"site_url": ""}), "opml")


@pytest.mark.parametrize("format_name", EXPORT_FORMATS)
def test_every_format_takes_all_papers_and_none(format_name: str) -> None:
    text = export(CATALOG, SETTINGS, format_name)
    assert "About a" in text or format_name == "opml"
    export(CATALOG, SETTINGS, format_name, Filters(query="nothing"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").write_text("site_name: Papers\n")
    (tmp_path / "content").mkdir()
    (tmp_path / "content/topics.yaml").write_text("- {slug: safety, name: Safety}\n")
    for record in CATALOG.papers:
        write_record(tmp_path / "content/papers", record.model_copy(update={"topics": ()}))
    return tmp_path


def test_json_lines_have_every_field_in_order_of_ids(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["-C", str(folder), "export", "jsonl"]) == 0
    records = [json.loads(line) for line in capfd.readouterr().out.splitlines()]
    assert [record["id"] for record in records] == ["a", "b", "c"]
    assert all(list(record) == list(Paper.model_fields) for record in records)
    assert records[2]["abstract"] is None


def test_options_of_the_command_filter_and_write_a_file(
    folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "out" / "papers.csv"
    assert main(["-C", str(folder), "export", "csv", "--query", "MULLER", "--year", "2024", "-o", str(output)]) == 0
    assert capfd.readouterr().out == ""
    with output.open(newline="") as stream:
        assert [row["id"] for row in csv.DictReader(stream)] == ["b"]
    assert main(["-C", str(folder), "export", "bibtex", "--has-code"]) == 0
    assert [entry.key for entry in bibtexparser.parse_string(capfd.readouterr().out).entries] == ["a"]


def test_carriage_returns_of_a_format_reach_the_terminal_as_they_are(
    folder: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["-C", str(folder), "export", "ris", "--query", "about c"]) == 0
    assert capfdbinary.readouterr().out.startswith(b"TY  - GEN\r\nID  - c\r\n")


def test_a_wrong_topic_is_wrong_usage(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["-C", str(folder), "export", "ris", "--topic", "safty"]) == 2
    assert capfd.readouterr().err == "paperdex: unknown topic 'safty' (did you mean 'safety'?)\n"


def test_the_help_names_every_format(capfd: pytest.CaptureFixture[str]) -> None:
    main(["export", "--help"])
    text = " ".join(capfd.readouterr().out.split())
    assert [name for name in EXPORT_FORMATS if f" {name}" not in text] == []
