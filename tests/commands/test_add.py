"""`paperdex add` from the identifier to the file, against services on this machine."""

import json
from pathlib import Path

import pytest
from paperdex.cli import main
from paperdex.records.folder import read_records, write_record
from paperdex.records.paper import Paper
from paperdex.records.parse import parse_text
from paperdex.settings import Services, Settings, read_settings
from web_server import REPLIES, Reply, Server

TOPICS = """
- {slug: kites, name: Kites, match: [kite]}
- {slug: weather, name: Weather, match: [barometer]}
- {slug: corpora, name: Corpora}
"""
KITES = "kites-over-corpora-aligning-small-models-with"


@pytest.fixture
def index(tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """An empty index whose services are all on the test's server; arXiv and the DOI of one paper answer."""
    for name in Services.model_fields:
        monkeypatch.setenv(f"PAPERDEX_{name.upper()}_API", f"{server.url}/{name}")
    (tmp_path / "mkdocs.yml").write_text("site_name: Test\nextra: {paperdex: {contact: desk@index.example}}\n")
    (tmp_path / "content").mkdir()
    (tmp_path / "content/topics.yaml").write_text(TOPICS)
    (tmp_path / "content/venues.yaml").write_text("- {id: neurips, name: NeurIPS, aliases: [NIPS]}\n")
    server.reply("/arxiv", Reply.atom((REPLIES / "arxiv.xml").read_text()))
    server.reply(
        "/doi/10.5555/jiw.2024.42",
        Reply((REPLIES / "doi.json").read_text(), content_type="application/vnd.citationstyles.csl+json"),
    )
    server.reply("/openreview", Reply((REPLIES / "openreview.json").read_text(), content_type="application/json"))
    return read_settings(tmp_path)


def run(index: Settings, *arguments: str) -> int:
    return main(["-C", str(index.root), "add", *arguments])


def records(index: Settings) -> dict[str, Paper]:
    found = read_records(index.papers)
    assert found.findings == []
    return {stored.paper.id: stored.paper for stored in found.sound}


def test_one_identifier_gives_one_record_with_its_source(
    index: Settings, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(index, "2301.04321") == 0
    (paper,) = records(index).values()
    assert (paper.id, paper.provenance.source, paper.links.arxiv) == (KITES, "arxiv", "2301.04321")
    assert paper.provenance.evidence["arxiv"] == (f"{server.url}/arxiv?id_list=2301.04321&max_results=1",)
    assert (index.papers / "2023" / f"{KITES}.yaml").is_file()
    said = capsys.readouterr()
    assert said.out == f"added {KITES}: {paper.title}; topics: kites (proposed)\n"
    assert said.err == ""
    assert "mailto:desk@index.example" in server.asked[0].headers["User-Agent"]


def test_topics_are_proposed_unless_somebody_names_them(index: Settings) -> None:
    run(index, "2301.04321")
    run(
        index,
        "https://openreview.net/forum?id=kItEs42abc",
        "--topic",
        "weather",
        "--topic",
        "corpora",
        "--note",
        "Shows  how gates fly.",
    )
    kites, gates = records(index)[KITES], records(index)["sin-kite-k-gates"]
    assert (kites.topics, kites.provenance.proposed) == (("kites",), ("topics",))
    assert (gates.topics, gates.provenance.proposed, gates.note) == (("weather", "corpora"), (), "Shows how gates fly.")
    assert gates.venue is not None
    assert gates.venue.id == "neurips"


def test_unknown_topic_suggests_the_nearest_before_anything_is_asked(
    index: Settings, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(index, "2301.04321", "--topic", "kite") == 2
    assert capsys.readouterr().err == "paperdex: unknown topic 'kite' (did you mean 'kites'?)\n"
    assert server.asked == []


def test_what_is_no_identifier_is_wrong_usage_and_says_what_would_be_right(
    index: Settings, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(index, "2301.04321", "Attention Is All You Need", "https://example.org/x") == 2
    error = capsys.readouterr().err
    assert "'Attention Is All You Need', 'https://example.org/x': not an identifier of a paper" in error
    assert "arXiv (2307.03601), DOI (10.18653/v1/...)" in error
    assert error.count("\n") == 1
    assert server.asked == []


def test_what_was_found_is_written_though_others_fail(
    index: Settings, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    server.reply("/arxiv?id_list=2301.99999&max_results=1", Reply.atom((REPLIES / "arxiv-unknown.xml").read_text()))
    server.reply("/doi/10.5555/down", Reply.html(503))
    assert run(index, "2301.99999", "10.5555/down", "2301.04321") == 1
    assert list(records(index)) == [KITES]
    said = capsys.readouterr()
    assert said.out.startswith(f"added {KITES}")
    assert said.err == (
        "10.5555/down: no-answer 127.0.0.1 answered 503 Service Unavailable; try again later\n2301.99999: not-found "
        "arXiv has no paper 2301.99999\n"
    )


def test_without_a_network_one_line_says_so_and_nothing_changes(
    index: Settings, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    server.close()
    assert run(index, "2301.04321") == 1
    said = capsys.readouterr()
    assert said.err == "2301.04321: no-answer cannot reach 127.0.0.1: Connection refused\nnothing was changed\n"
    assert (said.out, records(index)) == ("", {})


def test_one_work_asked_for_in_two_ways_is_one_record(index: Settings) -> None:
    assert run(index, "2301.04321", "10.5555/jiw.2024.42") == 0
    (paper,) = records(index).values()
    assert (paper.links.arxiv, paper.links.doi) == ("2301.04321", "10.5555/jiw.2024.42")
    assert paper.container is not None
    assert paper.container.pages == "101–120"
    assert paper.date == "2023-01-11"
    assert set(paper.provenance.evidence) == {"arxiv", "doi"}


def test_existing_record_is_completed_and_never_overwritten(
    index: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (
        "id: ours\ntitle: Our Own Title\nauthors: [{literal: Somebody Else}]\nnote: Our words.\n"
        'links: {arxiv: "2301.04321"}\nprovenance: {source: manual}\n'
    )
    paper, _ = parse_text(text.replace("authors: [{literal: Somebody Else}]\n", ""))
    assert paper
    write_record(index.papers, paper)
    assert run(index, "2301.04321", "--topic", "corpora", "--note", "Other words.") == 0
    (found,) = records(index).values()
    assert (found.id, found.title, found.note, found.topics) == ("ours", "Our Own Title", "Our words.", ("corpora",))
    assert (found.provenance.source, len(found.authors), found.date) == ("manual", 2, "2023-01-11")
    said = capsys.readouterr()
    assert said.out.startswith("merged ours: Our Own Title")
    assert "note-kept ours has a note already, which was kept" in said.err
    assert "source-differs ours: title:" in said.err


def test_second_time_changes_nothing(index: Settings, server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    run(index, "2301.04321")
    before = {path: path.read_bytes() for path in index.content.rglob("*.yaml")}
    assert run(index, "arXiv:2301.04321v2") == 0
    assert {path: path.read_bytes() for path in index.content.rglob("*.yaml")} == before
    assert capsys.readouterr().out.splitlines()[1].startswith(f"skipped {KITES}")
    assert len(server.asked) == 1


def test_dry_run_writes_nothing_and_json_says_all(index: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(index, "2301.04321", "--dry-run", "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert [paper["id"] for paper in said["papers"]] == [KITES]
    assert (said["added"], said["merged"], said["skipped"], said["problems"]) == (1, 0, 0, [])
    assert records(index) == {}


def test_hostile_text_from_a_service_becomes_a_finding(
    index: Settings, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    item = {
        "type": "article-journal",
        "title": "Bad \u202e\x1b[31mtitle",
        "DOI": "10.5555/bad",
        "author": [{"family": "X", "given": "Y"}],
    }
    server.reply("/doi/10.5555/bad", Reply.json(item))
    assert run(index, "10.5555/bad") == 1
    error = capsys.readouterr().err
    assert error.startswith(
        "10.5555/bad: invalid-value title: the control character U+202E is not allowed; delete it\n"
    )
    assert "\x1b" not in error
    assert records(index) == {}
