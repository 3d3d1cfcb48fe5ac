from html import unescape
from pathlib import Path
from typing import Any

import pytest
from markdown import markdown
from paperdex.catalog.coverage import Coverage, months_before
from paperdex.commands.report import as_dict, as_markdown, report
from paperdex.records.folder import write_record
from paperdex.records.parse import parse_mapping
from paperdex.settings import Settings, read_settings

TODAY = "2026-11-23"
TOPICS = """
- {slug: busy, name: Busy}
- {slug: broad, name: Broad}
- {slug: narrow, name: Narrow, parent: broad}
- {slug: quiet, name: "Quiet *and* old"}
- {slug: empty, name: Empty}
"""


@pytest.fixture
def index(tmp_path: Path) -> Settings:
    (tmp_path / "mkdocs.yml").write_text("site_name: Papers of *ours*\n")
    (tmp_path / "content").mkdir()
    (tmp_path / "content/topics.yaml").write_text(TOPICS)
    return read_settings(tmp_path)


def write(index: Settings, name: str, **values: Any) -> None:
    paper, findings = parse_mapping({"id": name, "title": name, "provenance": {"source": "manual"}, **values})
    assert paper, findings
    write_record(index.papers, paper)


def ids(coverage: Coverage, name: str) -> list[str]:
    return [paper.id for paper in getattr(coverage, name)]


def test_what_is_missing_is_listed_newest_first(index: Settings) -> None:
    write(index, "full", date="2026-01-01", abstract="We do.", links={"code": ["https://git.example/x"]})
    write(index, "new", date="2026-02-01")
    write(index, "undated", abstract="We do too.")
    coverage = report(index, TODAY)
    assert ids(coverage, "without_code") == ["new", "undated"]
    assert ids(coverage, "without_abstract") == ["new"]
    assert ids(coverage, "undated") == ["undated"]
    assert coverage.fields == {
        "abstract": 2,
        "authors": 0,
        "date": 2,
        "topics": 0,
        "venue": 0,
        "identifier": 0,
        "code": 1,
        "note": 0,
    }


@pytest.mark.parametrize(
    ("values", "is_listed"),
    [
        ({"date": "2025-05-22"}, True),
        ({"date": "2025-05-23"}, False),
        ({"date": "2025-04"}, True),
        ({"date": "2025-05"}, False),
        ({"date": "2024"}, True),
        ({"date": "2025"}, False),
        ({}, True),
        ({"date": "2023-07-07", "venue": {"name": "NeurIPS"}}, False),
        ({"date": "2023-07-07", "venue": {"name": "NeurIPS", "status": "submitted"}}, True),
        ({"date": "2023-07-07", "links": {"arxiv": "2307.03601", "doi": "10.1000/x"}}, False),
        ({"date": "2023-07-07", "links": {"arxiv": "2307.03601", "doi": "10.48550/arXiv.2307.03601"}}, True),
        ({"date": "2023-07-07", "links": {"arxiv": "2307.03601", "acl": "P19-1001"}}, False),
        ({"date": "2023-07-07", "links": {"doi": "10.1000/x"}}, False),
    ],
)
def test_preprint_is_old_after_eighteen_months(index: Settings, values: dict[str, Any], is_listed: bool) -> None:
    write(index, "one", **{"links": {"arxiv": "2307.03601"}, **values})
    assert ids(report(index, TODAY), "only_preprints") == (["one"] if is_listed else [])


def test_topic_is_quiet_after_a_year_without_an_addition(index: Settings) -> None:
    write(index, "old", date="2024-01-05", topics=["quiet"])
    write(index, "older", date="2023", topics=["quiet"])
    write(index, "new", date="2026-03-01", topics=["busy"])
    write(
        index,
        "old-but-just-added",
        date="1999",
        topics=["narrow"],
        provenance={"source": "manual", "retrieved": "2025-11-23"},
    )
    quiet = report(index, TODAY).quiet_topics
    assert [(entry.topic.slug, entry.newest) for entry in quiet] == [("quiet", "2024-01-05"), ("empty", None)]


def test_topics_that_nobody_confirmed_are_listed(index: Settings) -> None:
    write(index, "guessed", topics=["busy"], provenance={"source": "manual", "proposed": ["topics"]})
    write(index, "chosen", topics=["busy"])
    assert ids(report(index, TODAY), "unconfirmed") == ["guessed"]


def test_removed_paper_owes_nothing(index: Settings) -> None:
    write(index, "gone", status={"kind": "removed"})
    assert report(index, TODAY).papers == 0


def test_report_is_markdown_in_which_titles_are_text(index: Settings) -> None:
    write(
        index, "one", title="A <b>bold</b> *title*", date="2023-07-07", links={"arxiv": "2307.03601"}, topics=["busy"]
    )
    html = markdown(as_markdown(report(index, TODAY), index, TODAY), extensions=["tables"])
    assert "<b>" not in html
    page = unescape(html)
    assert "<h1>Papers of *ours* on 23 Nov 2026</h1>\n<p>1 paper.</p>\n<table>" in page
    assert (
        "<h2>On arXiv only for over 18 months: 1</h2>\n<ul>\n<li>A <b>bold</b> *title* (<code>one</code>, 7 Jul "
        "2023)</li>" in page
    )
    assert "<li>Quiet *and* old (<code>quiet</code>, no papers)</li>" in page
    assert "Undated" not in page


def test_report_of_an_empty_index_divides_by_nothing(index: Settings) -> None:
    assert "| abstract | 0 | - |" in as_markdown(report(index, TODAY), index, TODAY)


def test_json_names_papers_by_id(index: Settings) -> None:
    write(index, "one", date="2026-01-01", topics=["busy"])
    values = as_dict(report(index, TODAY), TODAY)
    assert (values["date"], values["papers"], values["without_code"], values["undated"]) == (TODAY, 1, ["one"], [])
    assert values["quiet_topics"][0] == {"slug": "broad", "newest": None}


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [("2026-11-23", 18, "2025-05-23"), ("2026-01-31", 2, "2025-11-31"), ("2026-12-01", 12, "2025-12-01")],
)
def test_months_are_counted_back_over_years(day: str, months: int, before: str) -> None:
    assert months_before(day, months) == before
