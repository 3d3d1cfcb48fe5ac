import json
from typing import Any

import pytest
from paperdex.records.draft import complete
from paperdex.records.paper import Paper
from paperdex.sources import hf_json
from paperdex.sources.source import SourceText

PAPER: dict[str, Any] = {
    "id": "2602.00001",
    "title": "Asking Models\n  Twice",
    "authors": [
        {"_id": "1", "name": "Ada Lovelace", "hidden": False},
        {"_id": "2", "name": "Somebody Else", "hidden": True},
        {"_id": "3", "name": "Grace Hopper"},
    ],
    "publishedAt": "2026-02-26T02:08:18.000Z",
    "submittedOnDailyAt": "2026-03-06T03:55:12.777Z",
    "summary": "We ask 57.70\\% of models twice. Data: https://huggingface.co/datasets/a/d.",
    "upvotes": 10,
    "discussionId": "x",
    "projectPage": "https://asking.example.org/",
    "githubRepo": "https://github.com/a/asking",
    "ai_summary": "Not the authors' words.",
    "ai_keywords": ["asking"],
    "githubStars": 9,
    "linkedModels": [{"id": "a/model"}],
    "organization": {"_id": "4", "name": "AskLab", "fullname": "Laboratory of Questions"},
}
ENTRY = {
    "paper": PAPER,
    "publishedAt": "2026-02-25T21:08:18.000Z",
    "title": PAPER["title"],
    "numComments": 2,
    "isAuthorParticipating": False,
}


def read(value: Any, name: str = "daily.json", date: str | None = None) -> Paper:
    [draft] = hf_json.read(SourceText(name, json.dumps(value, indent=1), date)).drafts
    made, findings = complete(draft, set())
    assert made is not None, findings
    return made


def test_an_entry_of_the_daily_papers():
    found = read([ENTRY])
    assert found.title == "Asking Models Twice"
    assert [author.name for author in found.authors] == ["Ada Lovelace", "Grace Hopper"]
    assert found.organization is not None
    assert (found.organization.name, found.organization.handle) == ("Laboratory of Questions", "AskLab")
    assert (found.links.arxiv, found.links.code, found.links.project) == (
        "2602.00001",
        ("https://github.com/a/asking",),
        ("https://asking.example.org/",),
    )
    assert (found.links.dataset, found.links.model) == (("https://huggingface.co/datasets/a/d",), ())
    assert found.abstract == "We ask 57.70% of models twice. Data: https://huggingface.co/datasets/a/d."
    assert (found.provenance.upvotes, found.provenance.comments, found.provenance.retrieved) == (10, 2, None)
    assert found.provenance.inferred == ("authors.family",)
    assert found.topics == ()


def test_the_day_is_the_papers_own_and_not_the_one_in_new_york():
    assert read([ENTRY]).date == "2026-02-26"


def test_a_bare_paper_of_the_other_endpoint():
    assert read(PAPER) == read([{"paper": PAPER}]).model_copy(update={"provenance": read(PAPER).provenance})


@pytest.mark.parametrize("repository", ["a/asking", "https://github.com/a/asking", "github.com/a/asking"])
def test_a_repository_is_an_address_or_its_end(repository):
    assert read({**PAPER, "githubRepo": repository}).links.code == ("https://github.com/a/asking",)


def test_a_withdrawn_paper_says_so():
    found = read({**PAPER, "withdrawnAt": "2026-03-01T00:00:00.000Z"}).status
    assert found is not None
    assert (found.kind, found.date) == ("withdrawn", "2026-03-01")


def test_the_day_of_the_list_comes_from_the_user_or_the_name_of_the_file():
    assert read([ENTRY], "daily-2026-03-06.json").provenance.retrieved == "2026-03-06"
    assert read([ENTRY], date="2026-03-07").provenance.retrieved == "2026-03-07"


def test_absent_keys_and_values_of_any_kind_make_no_reader_raise():
    for key in PAPER.keys() - {"title", "id"}:
        for value in (None, 7, [], {}, [7], "x", True):
            read({**PAPER, key: value})
        read({name: value for name, value in PAPER.items() if name != key})


def test_what_is_no_paper_is_an_error_at_its_line():
    reading = hf_json.read(SourceText("a.json", f"[\n{json.dumps(ENTRY)},\n7,\n{{]\n"))
    assert len(reading.drafts) == 1
    assert [(finding.code, finding.line) for finding in reading.findings][:2] == [
        ("json-syntax", 3),
        ("json-syntax", 4),
    ]
