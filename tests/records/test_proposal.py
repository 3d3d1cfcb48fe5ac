from typing import Any

import pytest
from hypothesis import given, settings
from paperdex.records.paper import Paper
from paperdex.records.parse import parse_mapping
from paperdex.records.proposal import Fact, apply, proposals
from paperdex.records.write import to_mapping
from strategies import papers

EVIDENCE = "https://registry.example/works/1"
TAKEN = ("type", "venue", "container", "status", "links")


def paper(**values: Any) -> Paper:
    found, findings = parse_mapping({"id": "kites", "title": "Kites", "provenance": {"source": "manual"}, **values})
    assert found, findings
    return found


def news(record: Paper, preprint: str | None = None, **values: Any) -> dict[str, tuple[Any, Any]]:
    return {
        change.field: (change.old, change.new)
        for change in proposals(record, Fact(values, EVIDENCE, "said so", preprint))
    }


@pytest.mark.parametrize(
    ("old", "new", "is_proposed"),
    [
        (None, {"name": "ICLR"}, True),
        ({"name": "ICLR"}, {"name": "ICLR", "year": 2024}, False),
        ({"name": "ICLR", "status": "submitted"}, {"name": "ICLR", "status": "accepted"}, True),
        ({"name": "ICLR", "status": "accepted"}, {"name": "ICLR", "status": "published"}, True),
        ({"name": "ICLR", "status": "published"}, {"name": "TMLR", "status": "published"}, False),
        ({"name": "ICLR", "status": "accepted"}, {"name": "ICLR", "status": "submitted"}, False),
        ({"name": "ICLR", "status": "submitted"}, None, True),
        ({"name": "ICLR", "status": "accepted"}, None, False),
        ({"name": "ICLR"}, None, False),
        (None, None, False),
    ],
)
def test_venue_only_goes_forward(old: Any, new: Any, is_proposed: bool) -> None:
    record = paper(**({"venue": old} if old else {}))
    assert news(record, venue=new) == ({"venue": (old, new)} if is_proposed else {})


@pytest.mark.parametrize(
    ("old", "preprint", "is_proposed"),
    [
        (None, None, True),
        ("10.48550/arXiv.2301.04321", None, True),
        ("10.1000/PRE", "10.1000/pre", True),
        ("10.1000/pre", None, False),
        ("10.1000/other", "10.1000/pre", False),
    ],
)
def test_doi_replaces_only_that_of_the_preprint(old: str | None, preprint: str | None, is_proposed: bool) -> None:
    record = paper(**({"links": {"doi": old}} if old else {}))
    assert news(record, preprint, links={"doi": "10.1000/published"}) == (
        {"links.doi": (old, "10.1000/published")} if is_proposed else {}
    )


@pytest.mark.parametrize(
    ("old", "new", "is_proposed"),
    [("preprint", "article", True), (None, "article", True), ("article", "book", False), (None, "preprint", False)],
)
def test_only_a_preprint_becomes_something_else(old: str | None, new: str, is_proposed: bool) -> None:
    record = paper(**({"type": old} if old else {}))
    assert ("type" in news(record, type=new)) == is_proposed


def test_change_brings_its_evidence_once_and_is_no_guess_any_more() -> None:
    record = paper(
        type="preprint", provenance={"source": "manual", "inferred": ["type", "date"], "evidence": {"type": [EVIDENCE]}}
    )
    changes = list(proposals(record, Fact({"type": "article", "links": {"doi": "10.1000/x"}}, EVIDENCE, "said so")))
    changed = apply(record, changes)
    assert changed.provenance.evidence == {"type": (EVIDENCE,), "doi": (EVIDENCE,)}
    assert changed.provenance.inferred == ("date",)
    assert record.type == "preprint"


@settings(max_examples=50)
@given(papers, papers)
def test_what_was_taken_over_is_not_proposed_again(record: Paper, other: Paper) -> None:
    fact = Fact({key: value for key, value in to_mapping(other).items() if key in TAKEN}, EVIDENCE, "said so")
    changes = list(proposals(record, fact))
    assert list(proposals(apply(record, changes), fact)) == []


@settings(max_examples=50)
@given(papers, papers)
def test_fields_without_a_proposal_stay_as_they_were(record: Paper, other: Paper) -> None:
    fact = Fact({key: value for key, value in to_mapping(other).items() if key in TAKEN}, EVIDENCE, "said so")
    changes = list(proposals(record, fact))
    before, after = to_mapping(record), to_mapping(apply(record, changes))
    touched = {change.field.split(".")[0] for change in changes} | {"provenance"}
    assert {key: value for key, value in after.items() if key not in touched} == {
        key: value for key, value in before.items() if key not in touched
    }
