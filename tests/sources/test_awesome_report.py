"""Whatever a list holds: nothing is lost, nothing breaks the reader, and other formats are left to their readers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paperdex.findings import Severity
from paperdex.records.draft import complete
from paperdex.sources import awesome
from paperdex.sources.formats import IMPORT_FORMATS
from paperdex.sources.source import SourceText

ARXIV = "[[paper](https://arxiv.org/abs/2401.00001)]"
PIECES = (
    *(
        "# Topic",
        "## 2024",
        "### **A Title of a Paper**",
        "# 🔥",
        "###### ",
        "Setext",
        "===",
        "---",
        "\\",
        "&amp;",
        "\t",
        "",
        "*",
        "__",
        "**",
        "|",
        "\u200b",
        "\x0c",
    ),
    *(
        "- [x] done",
        "* bullet",
        "  - nested",
        "1. **[Bold](https://arxiv.org/abs/2401.00001)**",
        "- [ ",
        "- 论文：[标题](https://doi.org/10.1000/x)",
    ),
    *(
        "- Title of a paper " + ARXIV,
        "- **Title**. *Ada Lovelace, Grace Hopper*. ICML 2024. " + ARXIV,
        "> quote",
        "> **TL;DR**: short",
    ),
    *(
        "| a | Paper |",
        "|---|---|",
        "| x | [T of a paper](http://arxiv.org/pdf/2401.00002v1) |",
        "<table><tr><td>a",
        "</table>",
    ),
    *(
        "<details>",
        "<summary>More</summary>",
        "</details>",
        "<!-- c",
        "-->",
        "<p align=center>",
        "<img src=x>",
        "<br>",
        "<![x",
    ),
    *(
        "<a href='https://openreview.net/forum?id=abcdefgh'>T of a paper</a>",
        "![](https://img.shields.io/badge/ICLR2024-x-blue)",
    ),
    *(
        "```",
        "    code",
        "[a]: http://b.example",
        "[^1]: x",
        "https://arxiv.org/abs/2401.00003",
        "[broken](https://arxiv.org/abs/2401.00004 ",
    ),
    "$x_1$ \\textbf{y}",
)
LINES = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=30)), max_size=25)


def read(text, **fields):
    return awesome.read(SourceText("README.md", text, **fields))


def accounted(reading):
    """The lines that are in a draft or in a finding."""
    lines = set()
    for draft in reading.drafts:
        lines.update(range(draft.lines[0], draft.lines[1] + 1))
    for finding in reading.findings:
        lines.update(range(finding.line, (finding.end_line or finding.line) + 1))
    return lines


@given(LINES, st.sampled_from(["\n", "\r\n", "\n\n", "\r"]))
@settings(max_examples=200, deadline=None)
def test_every_line_is_in_a_paper_or_in_the_report_and_every_draft_is_a_record(lines, end):
    text = end.join(lines)
    reading = read(text)
    written = {number for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1) if line.strip()}
    assert written <= accounted(reading)
    taken = []
    for draft in reading.drafts:
        paper, faults = complete(draft, taken)
        assert faults == []
        taken.append(paper.id)
    slugs = [topic.slug for topic in reading.topics]
    assert len(slugs) == len(set(slugs))
    assert all(topic.parent is None or topic.parent in slugs[:number] for number, topic in enumerate(reading.topics))


HOSTILE = (
    "[",
    "- [",
    "(",
    "*a ",
    "**a** ",
    "<div>",
    "<p>a",
    "<li>a",
    "<a ",
    "<!--",
    ">",
    "- ",
    "|",
    "# a\n",
    "`",
    "![",
    "- a, ",
    "word ",
    "&amp;",
    "[a](",
    "\\",
    "<![CDATA[",
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_file_made_to_take_long_is_read_to_its_end(piece):
    text = piece * (30_000 // len(piece))
    assert accounted(read(text)) >= {number for number, line in enumerate(text.split("\n"), 1) if line.strip()}


def test_a_control_character_is_an_error_at_its_entry_and_the_others_are_read():
    reading = read(f"- A title with a bell\x07 in it {ARXIV}\n- Another title of a paper {ARXIV}\n")
    assert [draft.values["title"] for draft in reading.drafts] == ["Another title of a paper"]
    assert [
        (finding.line, finding.severity) for finding in reading.findings if finding.code == "control-character"
    ] == [(1, Severity.ERROR)]


def test_provenance_says_where_an_entry_stood_and_the_day_only_where_it_is_known():
    text = f"# List\n\n- A title of a paper\n  on two lines {ARXIV}\n"
    assert read(text).drafts[0].values["provenance"] == {
        "source": "awesome",
        "inferred": ["date"],
        "file": "README.md",
        "lines": [3, 4],
    }
    assert read(text, date="2025-01-02").drafts[0].values["provenance"]["retrieved"] == "2025-01-02"
    named = awesome.read(SourceText("list-2024-11-02.md", text))
    assert named.drafts[0].values["provenance"]["retrieved"] == "2024-11-02"


def test_every_field_carries_how_sure_it_is():
    draft = read(f"- [May 2024] **A Title of a Paper** *Ada Lovelace, Grace Hopper*. ICML 2024. {ARXIV}\n").drafts[0]
    assert set(draft.confidence) == set(draft.values) - {"provenance"}
    assert all(0 < sureness <= 1 for sureness in draft.confidence.values())
    assert draft.confidence["date"] < draft.confidence["title"], "May 2024 is not when arXiv 2401 was given out"


def test_what_was_concluded_is_marked():
    draft = read(f"# Awesome\n## CVPR 2024\n- A title of a paper {ARXIV}\n").drafts[0]
    assert draft.values["date"] == "2024-01"
    assert draft.values["provenance"]["inferred"] == ["date", "venue.status"]


def test_a_paper_in_two_sections_has_the_topics_of_both_in_the_order_of_its_place():
    reading = read(
        f"# Awesome\n## Bread\n- A title of a paper {ARXIV}\n## Butter\n- A title of a paper, again {ARXIV}\n- Another "
        f"good title [[pdf](https://a.example/b.pdf)]\n"
    )
    assert [draft.values["topics"] for draft in reading.drafts] == [
        ["bread", "butter"],
        ["butter", "bread"],
        ["butter"],
    ]


def test_two_topics_of_one_name_get_slugs_of_their_own():
    reading = read(
        f"# Awesome\n## Bread\n### Basics\n- A title of a paper {ARXIV}\n## Butter\n### Basics\n- Another good title "
        f"{ARXIV.replace('1)', '2)')}\n"
    )
    assert [(topic.slug, topic.parent) for topic in reading.topics] == [
        ("bread", None),
        ("basics", "bread"),
        ("butter", None),
        ("butter-basics", "butter"),
    ]


def test_an_entry_that_leads_to_two_papers_keeps_the_first_and_warns():
    reading = read(
        f"- A title of a paper {ARXIV} [[arXiv](https://arxiv.org/abs/2401.00009)]\n- Another good title "
        f"{ARXIV.replace('1)', '2)')}\n"
    )
    assert reading.drafts[0].values["links"]["arxiv"] == "2401.00001"
    assert [(finding.line, finding.severity) for finding in reading.findings if finding.code == "second-paper"] == [
        (1, Severity.WARNING)
    ]


@pytest.mark.parametrize(
    "text",
    [
        '{"title": "x"}',
        "@article{x, title={y}, url={http://a.example}}",
        "TY  - JOUR\nTI  - [x](http://a.example)\nER  - ",
        "<?xml version='1.0'?><feed><entry><a href='http://a.example'>- x</a></entry></feed>",
        "<!doctype html><html><li><a href='http://a.example'>x</a></li></html>",
        "- title: x\n  links: {url: http://a.example}",
        "Some plain text without any links.",
        "A letter with [one link](https://a.example) in it.",
        "",
    ],
)
def test_other_formats_are_not_taken_for_a_list(text):
    assert not awesome.recognises(text)


def test_a_list_that_quotes_a_bibliography_is_still_a_list():
    text = (
        f"# Awesome\n## Papers\n- A title of a paper {ARXIV}\n- Another good title {ARXIV}\n\n```bibtex\n"
        f"@misc{{x, title={{y}}}}\n```\n"
    )
    assert next(each.name for each in IMPORT_FORMATS if each.recognises(text)) == "awesome"
