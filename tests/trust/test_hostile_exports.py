"""Whatever a record says comes back from every export as it went in, however much it looks like something else."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import hostile as corpus
import pytest
from bibtexparser import parse_string
from markdown_it import MarkdownIt
from paperdex.pages.formulas import formulas
from paperdex.records.write import to_full_mapping, to_mapping, without_empty
from small_index import SmallIndex
from torture import paperdex

PAPERS = {paper.id: paper for paper in corpus.papers() if not (paper.status and paper.status.kind == "removed")}
PLAIN = {key: paper for key, paper in PAPERS.items() if not any(formulas(paper.title))}
ATOM = "{http://www.w3.org/2005/Atom}"
"""What an export may spell in its own way are formulas; everything else is text."""


def export(index: SmallIndex, name: str) -> str:
    result = paperdex(index.root, "export", name)
    assert (result.returncode, result.stderr) == (0, "")
    return result.stdout


def test_json_has_every_field(hostile: SmallIndex) -> None:
    lines = export(hostile, "jsonl").split("\n")[:-1]
    assert {(record := json.loads(line))["id"]: record for line in lines} == {
        key: to_full_mapping(paper) for key, paper in PAPERS.items()
    }


def test_dumps_of_the_site_have_the_same_without_what_is_absent_and_abstracts_once(hostile: SmallIndex) -> None:
    data = hostile.root / "site/data"
    whole = {key: without_empty(to_full_mapping(paper)) for key, paper in PAPERS.items()}
    lines = (data / "papers.jsonl").read_text(encoding="utf-8").split("\n")[:-1]
    assert {(record := json.loads(line))["id"]: record for line in lines} == whole
    brief = {
        key: {name: value for name, value in record.items() if name != "abstract"} for key, record in whole.items()
    }
    assert {record["id"]: record for record in json.loads((data / "papers.json").read_text(encoding="utf-8"))} == brief
    csv.field_size_limit(10_000_000)
    rows = csv.DictReader(io.StringIO((data / "papers.csv").read_bytes().decode(), newline=""))
    assert {row["id"]: row["title"] for row in rows} == {key: paper.title for key, paper in PAPERS.items()}


def test_the_records_themselves_are_read_as_they_were_written(hostile: SmallIndex) -> None:
    assert to_mapping(hostile.paper("hostile-003")) == to_mapping(PAPERS["hostile-003"])
    assert paperdex(hostile.root, "fmt", "--check").returncode == 0


def test_csv_is_verbatim(hostile: SmallIndex, tmp_path: Path) -> None:
    csv.field_size_limit(10_000_000)
    paperdex(hostile.root, "export", "csv", "-o", str(tmp_path / "papers.csv"))
    rows = list(csv.DictReader(io.StringIO((tmp_path / "papers.csv").read_bytes().decode(), newline="")))
    assert {row["id"]: (row["title"], row["abstract"]) for row in rows} == {
        key: (paper.title, paper.abstract or "") for key, paper in PAPERS.items()
    }


def test_ris_has_a_line_for_a_value_and_no_more(hostile: SmallIndex) -> None:
    for paper in PLAIN.values():
        lines = (
            (hostile.root / f"site/papers/{paper.id}.ris")
            .read_text(encoding="utf-8")
            .replace("\r\n", "\n")
            .removesuffix("\n")
            .split("\n")
        )
        assert all(re.match(r"[A-Z][A-Z0-9]  - |$", line) for line in lines), paper.id
        assert [line for line in lines if line.startswith("TI  - ")] == [f"TI  - {paper.title}"]
        assert [line[:2] for line in lines].count("TY") == [line[:2] for line in lines].count("ER") == 1


def test_bibtex_is_one_sound_entry_a_paper(hostile: SmallIndex) -> None:
    library = parse_string((hostile.root / "site/data/papers.bib").read_text(encoding="utf-8"))
    assert library.failed_blocks == []
    assert (len(library.entries), library.strings, library.preambles, library.comments) == (len(PAPERS), [], [], [])


@pytest.mark.parametrize(
    "name", ["feed.atom", "corrections.atom", "feeds.opml", "topics/topic-1/feed.atom", "sitemap.xml"]
)
def test_xml_is_well_formed_and_declares_nothing(hostile: SmallIndex, name: str) -> None:
    text = (hostile.root / "site" / name).read_text(encoding="utf-8")
    assert "<!DOCTYPE" not in text
    assert "<!ENTITY" not in text
    assert len(ET.fromstring(text)) > 1  # noqa: S314 - our own file, which has no entities


def test_feeds_have_the_titles_as_they_are(hostile: SmallIndex) -> None:
    feed = ET.parse(hostile.root / "site/feed.atom")  # noqa: S314
    titles = {entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")}
    items = json.loads((hostile.root / "site/feed.json").read_text(encoding="utf-8"))["items"]
    for found in (titles, {item["title"] for item in items}):
        assert {paper.title for paper in PLAIN.values()} <= {
            re.sub(r"^\[(Retracted|Withdrawn)\] ", "", title or "") for title in found
        }


def test_csl_json_has_the_titles_as_they_are(hostile: SmallIndex) -> None:
    found = {item["id"]: item["title"] for item in json.loads(export(hostile, "csl-json"))}
    assert {key: found[key] for key in PLAIN} == {key: paper.title for key, paper in PLAIN.items()}


def test_an_awesome_list_has_no_html_and_only_web_addresses(hostile: SmallIndex) -> None:
    _assert_inert(export(hostile, "readme"))


def test_papers_as_markdown_have_no_html_and_only_web_addresses(hostile: SmallIndex) -> None:
    for key in PAPERS:
        text = (hostile.root / f"site/papers/{key}.md").read_text(encoding="utf-8")
        _assert_inert(re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL))
    _assert_inert((hostile.root / "site/llms.txt").read_text(encoding="utf-8"))


def _assert_inert(text: str) -> None:
    """Nothing of it is HTML, an image or a link to anything but the web: CommonMark's own reader says so."""
    tokens = [
        each
        for token in MarkdownIt("commonmark").enable("table").parse(text)
        for each in (token, *(token.children or ()))
    ]
    assert {
        token.content
        for token in tokens
        if token.type in ("html_block", "html_inline") and not token.content.startswith("<!--")
    } <= {
        "</details>",
        "<details>",
        "<br>",
    }
    assert [
        token.attrs
        for token in tokens
        if token.type == "image" and token.attrs["src"] != "https://awesome.re/badge.svg"
    ] == []
    addresses = [str(token.attrs["href"]) for token in tokens if token.type == "link_open"]
    assert [address for address in addresses if not re.match(r"https?://|#|[a-zA-Z0-9./_-]+$", address)] == []
