"""The comment on a pull request: whatever a record holds, it stays text, calls nobody, and fits."""

import re

import pytest
from catalogs import catalog_of
from markdown_it import MarkdownIt
from paperdex.catalog.vocabulary import Topic, TopicTree
from paperdex.findings import Finding, Severity
from paperdex.pages.change_report import ROOM, Change, Report, render
from paperdex.records.paper import Paper
from strategies import NASTY

HOSTILE = (
    *NASTY,
    "@torvalds, see #12 and GH-34",
    "</details></summary><img src=x>",
    "`@owner`",
    "x](javascript:y) @team/all",
    "<@owner>",
)


def paper(paper_id, **values):
    return Paper.model_validate(
        {"id": paper_id, "title": f"About {paper_id}", "provenance": {"source": "manual"}, **values}
    )


def comment(changes, findings=()):
    catalog = catalog_of(
        [change.after for change in changes if change.after],
        TopicTree([Topic(slug="methods", name="@methods <b> #1")]),
        {},
    )
    return render(Report(changes, list(findings), {}), catalog)


@pytest.mark.parametrize("nasty", HOSTILE)
def test_hostile_text_stays_text_and_calls_nobody(nasty):
    values = {
        "title": nasty,
        "abstract": f"{nasty}\n\n{nasty}",
        "note": nasty,
        "authors": [{"literal": nasty}],
        "venue": {"name": nasty},
    }
    new = paper("new", topics=["methods"], **values)
    finding = Finding(
        code="invalid-value",
        severity=Severity.ERROR,
        message=f"title: {nasty}",
        file="content/x.yaml",
        line=3,
        suggestion=nasty,
    )
    text = comment(
        [Change("a", None, new), Change("b", paper("known"), paper("known", **values)), Change("c", new, None)],
        [finding],
    )
    html = MarkdownIt("commonmark", {"html": True}).render(text)
    for tag in ("details", "summary"):
        assert html.count(f"<{tag}>") == html.count(f"</{tag}>") == 1
    tags = set(re.findall(r"<([a-z0-9]+)", html))
    assert tags <= {"a", "code", "details", "h2", "h3", "h4", "h5", "li", "p", "strong", "summary", "ul"}
    assert html.count("<strong>") == 2, "the count of errors, and the word before one"
    assert set(re.findall(r'href="([^":]*):', html)) <= {"https"}
    # A comment parts a call from the name; code is not looked at.
    seen = re.sub(r"<code>.*?</code>", "", html)
    assert not re.search(r"(?<![\w>])@\w|#[0-9]|\bGH-[0-9]", re.sub(r"&#[0-9]+;", "", seen))


def test_a_thousand_papers_and_findings_fit_into_a_comment():
    changes = [
        Change(f"{n}", None, paper(f"p{n}", title=f"Paper {n} " + "on a subject " * 9, abstract="word " * 300))
        for n in range(1000)
    ]
    findings = [
        Finding(code="unknown-topic", severity=Severity.ERROR, message="no topic " * 9, file=f"{n}.yaml", line=n)
        for n in range(1000)
    ]
    text = comment(changes, findings)
    assert len(text) < 60_000
    assert text.startswith("## 1,000 papers added\n\n**1,000 errors.**")
    assert re.search(r"… and [0-9]{3} more lines", text)
    assert re.search(r"… and [0-9]{3} more papers", text)


def test_one_large_record_does_not_push_out_the_others():
    large, small = paper("large", title="A Large One", abstract="word " * 9000), paper("small", title="The Small One")
    text = comment([Change("a", None, large), Change("b", None, small)])
    assert len(text) < sum(ROOM.values())
    assert "- A Large One (`large`)" in text
    assert "<summary>The Small One</summary>" in text
