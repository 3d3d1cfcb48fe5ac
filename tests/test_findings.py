import json

from paperdex.findings import Finding, Severity, as_github, as_json, as_text, nearest

FINDING = Finding(
    code="unknown-topic",
    severity=Severity.ERROR,
    message="'retreival' is not a topic",
    file="content/papers/2024/x.yaml",
    line=7,
    column=10,
    suggestion="retrieval",
)


def test_text_is_one_clickable_line():
    assert (
        as_text(FINDING)
        == "content/papers/2024/x.yaml:7:10: unknown-topic 'retreival' is not a topic (did you mean 'retrieval'?)"
    )


def test_github_annotations_escape_what_would_end_them():
    hostile = Finding(code="x", severity=Severity.WARNING, message="a\n::error::b %", file="a,b:c.yaml", line=1)
    assert as_github(hostile) == "::warning file=a%2Cb%3Ac.yaml,line=1,title=x::a%0A::error::b %25"


def test_json_carries_every_field():
    [value] = json.loads(as_json([FINDING]))
    assert value == {
        **value,
        "code": "unknown-topic",
        "severity": "error",
        "line": 7,
        "column": 10,
        "suggestion": "retrieval",
    }


def test_the_nearest_known_word_is_suggested_and_a_strange_one_gets_none():
    assert nearest("retreival", ["retrieval", "safety"]) == "retrieval"
    assert nearest("zzz", ["retrieval", "safety"]) is None
