"""Issues that were filled in on the forms, well, badly and with bad intentions."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paperdex.cli import main
from paperdex.settings import Services
from paperdex.sources.issue_form import ADD_LABELS, FIX_LABELS, read_form
from paperdex.yaml_io import read
from small_index import SmallIndex
from strategies import NASTY
from web_server import REPLIES, Reply, Server

FORMS = Path(__file__).parents[2] / ".github/ISSUE_TEMPLATE"
FULL = {
    "Identifier or address": "https://papers.example/new",
    "Title": "A New Paper",
    "Authors": "Ada Lovelace\r\n- van der Schaar, Mihaela\nOpenAI",
    "Date": "July 2024",
    "Topics": "Methods, security",
    "Links": "Code: https://git.example/a\nhttps://huggingface.co/datasets/x/y\n- https://project.example/?utm_source=x",
    "Why it belongs here": "Because it is good.\n\nTwo paragraphs.",
}
RECORD = "content/papers/2024/a-new-paper.yaml"


def form(answers):
    return "\n\n".join(f"### {label}\n\n{answer}" for label, answer in answers.items()) + "\n"


@pytest.fixture
def say(index: SmallIndex, capsys: pytest.CaptureFixture[str]):
    """Run the command on an issue's text: what it printed, and its exit code."""

    def run(text):
        index.write("issue.md", text)
        code = main(["-C", str(index.root), "from-issue", str(index.root / "issue.md")])
        printed = capsys.readouterr()
        return printed.out + printed.err, code

    return run


@pytest.mark.parametrize(("name", "labels"), [("add-paper.yml", ADD_LABELS), ("fix-record.yml", FIX_LABELS)])
def test_the_fields_of_a_form_are_those_that_are_read(name, labels):
    fields = [field["attributes"] for field in read(FORMS / name)["body"]]
    assert tuple(field["label"] for field in fields if "label" in field) == labels


def test_a_whole_form_becomes_a_record_that_passes_the_check(index, say):
    assert say(form(FULL)) == ("Adds A New Paper (`a-new-paper`).\n", 0)
    paper = index.paper("a-new-paper")
    assert [author.name for author in paper.authors] == ["Ada Lovelace", "Mihaela van der Schaar", "OpenAI"]
    assert (paper.date, paper.topics) == ("2024-07", ("methods", "safety"))
    assert (paper.links.url, paper.links.code) == ("https://papers.example/new", ("https://git.example/a",))
    assert (paper.links.dataset, paper.links.project) == (
        ("https://huggingface.co/datasets/x/y",),
        ("https://project.example/",),
    )
    assert paper.note == "Because it is good.\n\nTwo paragraphs."
    assert (paper.provenance.source, paper.provenance.inferred) == ("manual", ("authors.family",))
    assert index.check() == []


def test_an_identifier_is_looked_up_and_what_somebody_wrote_goes_before_it(index, say, server: Server, monkeypatch):
    for name in Services.model_fields:
        monkeypatch.setenv(f"PAPERDEX_{name.upper()}_API", f"{server.url}/{name}")
    server.reply("/arxiv", Reply.atom((REPLIES / "arxiv.xml").read_text()))
    text, code = say(
        form(
            {
                "Identifier or address": "https://arxiv.org/abs/2301.04321v2",
                "Title": "_No response_",
                "Topics": "safety",
            }
        )
    )
    assert code == 0, text
    paper = index.paper("kites-over-corpora-aligning-small-models-with")
    assert (paper.provenance.source, paper.topics, paper.links.arxiv) == ("arxiv", ("safety",), "2301.04321")
    assert paper.abstract


def test_a_service_without_an_answer_is_said_and_nothing_is_written(index, say, server: Server, monkeypatch):
    for name in Services.model_fields:
        monkeypatch.setenv(f"PAPERDEX_{name.upper()}_API", f"{server.url}/{name}")
    text, code = say(form({"Identifier or address": "2301.04321"}))
    assert code == 1
    assert "with the title filled in, nothing has to be looked up" in text
    assert not list(index.root.glob("content/papers/*/*"))


def test_every_fault_is_said_at_its_line_and_nothing_is_written(index, say):
    text, code = say(
        form(
            {**FULL, "Date": "yesterday", "Topics": "method", "Links": "https://ok.example/\ncode: javascript:alert(1)"}
        )
    )
    assert code == 1
    assert text.splitlines() == [
        "This cannot be taken over as it is. Please edit the text above, and it will be read again:",
        "",
        "- Line 17: 'yesterday' is not a date such as 2023-07-07, 2023-07 or 2023",
        "- Line 26: 'javascript:alert(1)' is neither an identifier nor a web address (http or https)",
        "- Line 21: 'method' is not a topic of content/topics.yaml (did you mean `methods`?)",
    ]
    assert not (index.root / RECORD).exists()


def test_a_title_is_asked_for_where_nothing_can_be_looked_up(say):
    text, code = say(form({"Identifier or address": "https://papers.example/new"}))
    assert code == 1
    assert "- Line 3: the title is needed too" in text


def test_an_empty_field_that_has_to_be_filled_in_is_said(say):
    assert say("### Identifier or address\n\n_No response_\n")[0].endswith(
        "- Line 1: the field 'Identifier or address' is empty\n"
    )
    assert say("### Record\n\n### What is wrong\n\nAll\n")[1] == 1


def test_a_paper_that_is_here_is_completed_and_not_added(index, say):
    index.add("here", title="A New Paper", date="2024")
    text, code = say(form(FULL))
    assert (text.splitlines()[0], code) == ("Changes the record of A New Paper (`here`).", 0)
    assert index.paper("here").links.url == "https://papers.example/new"
    assert say(form(FULL))[0].startswith(
        "This says nothing that the record of A New Paper (`here`) does not say already"
    )


def test_a_correction_stands_in_the_place_of_what_was_there(index, say):
    proposed = {"source": "hf-page", "inferred": ["date.year"], "proposed": ["topics"]}
    path = index.add(
        "here",
        date="2024-01-01",
        topics=["methods"],
        links={"code": ["https://git.example/a"], "arxiv": "2401.00001"},
        provenance=proposed,
    )
    path.write_text(path.read_text() + "# A person's comment\n")
    fix = {
        "Record": "https://site.example/papers/here/#cite",
        "What is wrong": "The date.",
        "Date": "2024-02-02",
        "Topics": "safety",
    }
    text, code = say(form({**fix, "Links": "code: https://git.example/b"}))
    assert (text, code) == ("Changes the record of About here (`here`).\n", 0)
    paper = index.paper("here")
    assert (paper.date, paper.topics, paper.links.code) == (
        "2024-02-02",
        ("safety",),
        ("https://git.example/a", "https://git.example/b"),
    )
    assert (paper.provenance.inferred, paper.provenance.proposed) == ((), ())
    assert "# A person's comment" in path.read_text()


@pytest.mark.parametrize(
    "name", ["here", "earlier", "content/papers/2024/here.yaml", "arXiv:2401.00001v3", "https://doi.org/10.5555/x.1"]
)
def test_a_record_is_found_by_whatever_names_it(index, say, name):
    index.add("here", aliases=["earlier"], links={"arxiv": "2401.00001", "doi": "10.5555/x.1"})
    assert say(form({"Record": name, "What is wrong": "The title.", "Title": "Right"}))[1] == 0
    assert index.paper("here").title == "Right"


def test_words_alone_change_nothing_and_ask_for_a_person(index, say):
    before = index.add("here").read_text()
    text, code = say(form({"Record": "here", "What is wrong": "### Title\n\nis not right", "Title": "_No response_"}))
    assert code == 0
    assert "a person will look at it" in text
    assert "About here" in before


def test_an_unknown_record_suggests_the_nearest(index, say):
    index.add("retrieval-at-scale")
    text, code = say(form({"Record": "retreival-at-scale", "What is wrong": "x"}))
    assert code == 1
    assert text.endswith("'retreival-at-scale' is not a record of this index (did you mean `retrieval-at-scale`?)\n")


def test_an_issue_that_is_no_form_is_one_line(say):
    text, code = say("Hello, please add my paper\n")
    assert (code, text.count("\n")) == (2, 1)


@pytest.mark.parametrize(
    "nasty",
    [
        *NASTY,
        "$(touch owned)",
        "`touch owned`",
        "; rm -rf / #",
        "../../x",
        "!!python/object:os.system",
        "---\nid: x",
        "\x00\x1b[31m",
    ],
)
def test_a_hostile_text_is_a_text(index, say, nasty):
    _, code = say(form({**FULL, "Title": nasty, "Authors": nasty, "Why it belongs here": nasty}))
    assert code in (0, 1)
    assert not (index.root / "owned").exists()
    written = list(index.root.glob("content/papers/*/*.yaml"))
    assert len(written) == (code == 0)
    assert all(path.parent == index.root / "content/papers/2024" for path in written)
    assert not [line for line in index.check() if "not-canonical" in line or "yaml-syntax" in line]


def test_a_heading_inside_an_answer_is_part_of_it(index, say):
    inside = "The headings:\n\n### Title\n\nEvil\n\n### Identifier or address\n\nhttps://evil.example/"
    assert say(form({**FULL, "Why it belongs here": inside}))[1] == 0
    paper = index.paper("a-new-paper")
    assert paper.links.url == "https://papers.example/new"
    assert "Evil" in (paper.note or "")


@given(
    st.lists(
        st.tuples(st.sampled_from([*ADD_LABELS, *FIX_LABELS]), st.one_of(st.sampled_from(NASTY), st.text(max_size=60))),
        max_size=8,
    ),
    st.text(max_size=40),
)
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_or_is_no_form(answers, rest):
    text = f"{rest}\n{form(dict(answers))}"
    found = read_form(text)
    if found is None:
        assert not {"Identifier or address", "Record"} & {label for label, _ in answers}
    else:
        assert all(finding.line and 1 <= finding.line <= text.count("\n") + 1 for finding in found.findings)
