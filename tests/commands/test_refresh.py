"""`paperdex refresh` over a real connection: what it proposes, on what evidence, and what it leaves alone."""

import json
from pathlib import Path
from typing import Any

import pytest
from paperdex.cli import main
from paperdex.commands.refresh import RefreshResult, refresh
from paperdex.records import folder
from paperdex.records.canonical import canonical
from paperdex.records.folder import read_record
from paperdex.records.paper import Paper
from paperdex.settings import Services, Settings, read_settings
from web_server import REPLIES, Reply, Server

RECORD = """id: kites
title: "Kites over Corpora: Aligning Small Models with Weather Reports & k Winds"
type: preprint
authors:
  - {family: van der Vlieger, given: Marta}   # as she spells it
  - {family: Ó Gaoithe, given: Ímar}
date: "2023-01-11"
links:
  arxiv: "2301.04321"
provenance:
  source: arxiv
"""
DOI = "10.5555/jiw.2024.42"


@pytest.fixture
def index(tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """An index of one preprint; arXiv knows of nothing new."""
    for name in Services.model_fields:
        monkeypatch.setenv(f"PAPERDEX_{name.upper()}_API", f"{server.url}/{name}")
    (tmp_path / "mkdocs.yml").write_text("site_name: Test\n")
    (tmp_path / "content/papers/2023").mkdir(parents=True)
    (tmp_path / "content/venues.yaml").write_text(
        "- {id: jiw, name: JIW, aliases: [Journal of Invented Winds]}\n- {id: neurips, name: NeurIPS}\n"
    )
    (tmp_path / "content/papers/2023/kites.yaml").write_text(RECORD)
    server.reply("/arxiv", Reply.atom(sample("arxiv.xml")))
    return read_settings(tmp_path)


def sample(name: str) -> str:
    return (REPLIES / name).read_text()


def path(index: Settings) -> Path:
    return index.papers / "2023/kites.yaml"


def edit(index: Settings, old: str, new: str) -> None:
    path(index).write_text(path(index).read_text().replace(old, new))


def record(index: Settings) -> Paper:
    stored, findings = read_record(path(index))
    assert stored, findings
    return stored.paper


def found(result: RefreshResult) -> dict[str, tuple[Any, Any]]:
    return {change.field: (change.old, change.new) for _, change in result.changes}


def test_paper_of_which_there_is_nothing_new_is_left_alone(index: Settings, server: Server) -> None:
    result = refresh(index)
    assert (result.changes, result.problems, result.checked) == ([], [], 1)
    assert server.paths == ["/arxiv?id_list=2301.04321&max_results=1"]


def test_published_version_is_proposed_with_its_evidence_and_nothing_is_written(
    index: Settings, server: Server
) -> None:
    server.reply("/arxiv", Reply.atom(sample("arxiv-published.xml")))
    server.reply("/crossref/10.5555%2Fjiw.2024.42", Reply(sample("crossref.json"), content_type="application/json"))
    result = refresh(index)
    assert found(result) == {
        "venue": (None, {"id": "jiw", "name": "JIW", "status": "published", "year": 2024}),
        "container": (
            None,
            {
                "title": "Journal of Invented Winds",
                "volume": "4",
                "issue": "2",
                "pages": "101–120",
                "publisher": "Society of Invented Winds",
            },
        ),
        "type": ("preprint", "article"),
        "links.doi": (None, DOI),
    }
    evidence = {change.field: (change.evidence, change.reason) for _, change in result.changes}
    assert evidence["venue"] == (f"{server.url}/crossref/10.5555%2Fjiw.2024.42", f"registered at Crossref for {DOI}")
    assert evidence["links.doi"] == (
        f"{server.url}/arxiv?id_list=2301.04321&max_results=1",
        "arXiv's entry names this DOI",
    )
    assert path(index).read_text() == RECORD


def test_write_changes_the_record_keeps_its_comments_and_finds_nothing_the_next_time(
    index: Settings, server: Server
) -> None:
    server.reply("/arxiv", Reply.atom(sample("arxiv-published.xml")))
    server.reply("/crossref/10.5555%2Fjiw.2024.42", Reply(sample("crossref.json"), content_type="application/json"))
    result = refresh(index, write=True)
    paper = record(index)
    assert (paper.type, paper.links.doi, paper.venue and paper.venue.id) == ("article", DOI, "jiw")
    assert paper.provenance.evidence["doi"] == (f"{server.url}/arxiv?id_list=2301.04321&max_results=1",)
    assert paper.provenance.evidence["venue"] == (f"{server.url}/crossref/10.5555%2Fjiw.2024.42",)
    assert "# as she spells it" in path(index).read_text()
    assert len(result.changes) == 4
    assert refresh(index, write=True).changes == []


def test_record_that_somebody_edits_meanwhile_is_left_to_them_and_said(
    index: Settings, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.reply("/arxiv", Reply.atom(sample("arxiv-published.xml")))
    server.reply("/crossref/10.5555%2Fjiw.2024.42", Reply(sample("crossref.json"), content_type="application/json"))
    monkeypatch.setattr(
        folder,
        "canonical",
        lambda text, paper: (edit(index, "arxiv:", "url: https://a.example/\n  arxiv:"), canonical(text, paper))[1],
    )
    result = refresh(index, write=True)
    assert [(problem.code, problem.file) for problem in result.problems] == [
        ("not-written", "content/papers/2023/kites.yaml")
    ]
    assert path(index).read_text() == RECORD.replace("arxiv:", "url: https://a.example/\n  arxiv:", 1)


def test_doi_of_another_agency_is_taken_on_the_authors_word(index: Settings, server: Server) -> None:
    server.reply("/arxiv", Reply.atom(sample("arxiv-published.xml")))
    result = refresh(index)
    assert found(result) == {
        "links.doi": (None, DOI),
        "venue": (None, {"id": "jiw", "name": "JIW", "status": "published", "year": 2024}),
    }
    assert result.problems == []


def test_doi_that_leads_to_another_paper_is_doubted_and_not_proposed(index: Settings, server: Server) -> None:
    server.reply("/arxiv", Reply.atom(sample("arxiv-published.xml")))
    other = json.loads(sample("crossref.json"))
    other["message"] |= {
        "title": ["On Quite Another Matter"],
        "author": [{"given": "A", "family": "Stranger"}, {"given": "B", "family": "Foreigner"}],
    }
    server.reply("/crossref/10.5555%2Fjiw.2024.42", Reply.json(other))
    result = refresh(index)
    assert "links.doi" not in found(result)
    assert [(finding.code, str(finding.severity), finding.file) for finding in result.problems] == [
        ("another-paper", "warning", "content/papers/2023/kites.yaml")
    ]
    assert "'On Quite Another Matter'" in result.problems[0].message


def test_withdrawal_at_arxiv_is_proposed(index: Settings, server: Server) -> None:
    server.reply("/arxiv", Reply.atom(sample("arxiv-withdrawn.xml")))
    (_, change), *_ = refresh(index, write=True).changes
    assert (change.field, change.new["kind"], change.new["date"]) == ("status", "withdrawn", "2023-06-02")
    status = record(index).status
    assert status
    assert "the wind was measured twice" in (status.reason or "")


def test_retraction_at_crossref_is_proposed_with_the_notice(index: Settings, server: Server) -> None:
    edit(index, "links:\n", f"venue: {{name: JIW}}\nlinks:\n  doi: {DOI}\n")
    server.reply(
        "/crossref/10.5555%2Fjiw.2024.42", Reply(sample("crossref-retracted.json"), content_type="application/json")
    )
    changes = found(refresh(index))
    assert changes["status"] == (None, {"kind": "retracted", "date": "2025-02-03", "by": "10.5555/jiw.2025.9"})
    assert "venue" not in changes


def test_preprint_of_another_server_gives_way_to_its_published_version(index: Settings, server: Server) -> None:
    edit(index, '  arxiv: "2301.04321"\n', "  doi: 10.5555/PREPRINTS.77\n")
    server.reply(
        "/crossref/10.5555%2FPREPRINTS.77", Reply(sample("crossref-preprint.json"), content_type="application/json")
    )
    server.reply("/crossref/10.5555%2Fjiw.2024.42", Reply(sample("crossref.json"), content_type="application/json"))
    changes = found(refresh(index, write=True))
    assert changes["links.doi"] == ("10.5555/PREPRINTS.77", DOI)
    assert changes["type"] == ("preprint", "article")
    assert record(index).links.doi == DOI


def test_doi_that_a_person_chose_is_never_replaced(index: Settings, server: Server) -> None:
    edit(index, "links:\n", "links:\n  doi: 10.5555/ours\n")
    server.reply("/arxiv", Reply.atom(sample("arxiv-published.xml")))
    assert "links.doi" not in found(refresh(index))


def test_decision_of_openreview_takes_a_submission_further(index: Settings, server: Server) -> None:
    edit(index, "links:\n", "venue: {name: NeurIPS, status: submitted, year: 2025}\nlinks:\n  openreview: kItEs42abc\n")
    server.reply("/openreview", Reply(sample("openreview.json"), content_type="application/json"))
    changes = found(refresh(index))
    assert changes["venue"][1] == {"id": "neurips", "name": "NeurIPS", "status": "published", "year": 2025}
    assert changes["type"] == ("preprint", "conference-paper")


def test_rejected_submission_loses_the_venue_it_hoped_for(index: Settings, server: Server) -> None:
    edit(index, "links:\n", "venue: {name: NeurIPS, status: submitted, year: 2025}\nlinks:\n  openreview: kItEs42abc\n")
    server.reply("/openreview", Reply(sample("openreview-rejected.json"), content_type="application/json"))
    assert found(refresh(index, write=True))["venue"][1] is None
    assert record(index).venue is None


@pytest.mark.parametrize("status", ["accepted", "published"])
def test_rejection_elsewhere_takes_no_venue_away(index: Settings, server: Server, status: str) -> None:
    edit(index, "links:\n", f"venue: {{name: TMLR, status: {status}, year: 2025}}\nlinks:\n  openreview: kItEs42abc\n")
    server.reply("/openreview", Reply(sample("openreview-rejected.json"), content_type="application/json"))
    assert refresh(index).changes == []
    assert ("/openreview?id=kItEs42abc" in server.paths) == (status == "accepted")


def test_service_that_is_down_is_one_problem_and_the_others_are_asked(index: Settings, server: Server) -> None:
    for number in range(3):
        text = RECORD.replace("id: kites", f"id: kites-{number}").replace(
            'arxiv: "2301.04321"', f"doi: 10.5555/{number}"
        )
        (index.papers / f"2023/kites-{number}.yaml").write_text(text)
    server.reply("/arxiv", Reply(status=503))
    for number in range(3):
        server.reply(f"/crossref/10.5555%2F{number}", Reply.html())
    result = refresh(index)
    assert sorted((finding.file, finding.message) for finding in result.problems) == [
        ("arXiv", "127.0.0.1 answered 503 Service Unavailable; try again later"),
        (
            "content/papers/2023/kites-0.yaml",
            "127.0.0.1 sent a web page instead of application/json (and for 2 more records)",
        ),
    ]
    assert result.has_errors


def test_many_preprints_are_few_requests(index: Settings, server: Server) -> None:
    for number in range(60):
        text = RECORD.replace("id: kites", f"id: kites-{number}").replace("2301.04321", f"2302.{number:05}")
        (index.papers / f"2023/kites-{number}.yaml").write_text(text)
    assert refresh(index).checked == 61
    assert [asked.path.count(",") + 1 for asked in server.asked] == [50, 11]


def test_only_the_files_that_are_named_are_asked_after(index: Settings, server: Server) -> None:
    (index.papers / "2023/other.yaml").write_text(
        RECORD.replace("id: kites", "id: other").replace("2301.04321", "2302.00001")
    )
    assert refresh(index, [path(index)]).checked == 1
    assert server.paths == ["/arxiv?id_list=2301.04321&max_results=1"]


def test_value_that_no_record_may_hold_is_not_proposed(index: Settings, server: Server) -> None:
    edit(index, "links:\n", f"links:\n  doi: {DOI}\n")
    hostile = json.loads(sample("crossref.json"))
    hostile["message"]["container-title"] = ["Journal \u202e of Winds"]
    server.reply("/crossref/10.5555%2Fjiw.2024.42", Reply.json(hostile))
    assert refresh(index).changes == []


def test_command_prints_each_change_with_reason_and_evidence(
    index: Settings, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    server.reply("/arxiv", Reply.atom(sample("arxiv-withdrawn.xml")))
    assert main(["-C", str(index.root), "refresh"]) == 0
    said = capsys.readouterr().out
    assert said.startswith(
        "content/papers/2023/kites.yaml: status: nothing -> kind withdrawn, date 2023-06-02, reason This paper has "
        "been withdrawn"
    )
    assert f"\n    arXiv's entry says so: {server.url}/arxiv?id_list=2301.04321&max_results=1\n" in said
    assert said.endswith("1 record asked after: 1 change proposed, nothing was changed (--write does it)\n")


def test_json_lists_proposals_by_file(index: Settings, server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    server.reply("/arxiv", Reply.atom(sample("arxiv-withdrawn.xml")))
    assert main(["-C", str(index.root), "refresh", "--json", str(path(index))]) == 0
    said = json.loads(capsys.readouterr().out)
    assert [(entry["file"], entry["paper"], entry["field"], entry["old"]) for entry in said["proposals"]] == [
        ("content/papers/2023/kites.yaml", "kites", "status", None)
    ]
    assert (said["problems"], said["checked"]) == ([], 1)
