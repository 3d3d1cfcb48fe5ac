"""What `--format auto` makes of an input, what every reader owes to any text, and what it takes to add a format."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paperdex.cli import main
from paperdex.records.draft import Draft, complete
from paperdex.sources import formats
from paperdex.sources.source import ImportFormat, Reading, SourceText, with_place

CROSSREF = {
    "status": "ok",
    "message": {"DOI": "10.1000/x", "type": "journal-article", "title": ["A Title"], "container-title": ["A Journal"]},
}
HF_PAPER = {
    "id": "2307.00001",
    "title": "A Title",
    "summary": "We ask.",
    "authors": [],
    "publishedAt": "2023-07-01T00:00:00.000Z",
    "upvotes": 3,
}
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><id>https://arxiv.org/api/x</id>'
    "<entry><id>http://arxiv.org/abs/2307.00001v1</id><title>A Title</title></entry></feed>"
)
EXAMPLES = {
    "bibtex": [
        "@article{a, title={A Title}}",
        "% Encoding: UTF-8\n\n@misc(a,\n title = {A Title})",
        "@string{j = {" + "A Journal " * 999 + "}}\n@misc{a, title={A Title}}",
        "Made with JabRef\n\n@Comment{x}\n@book{b,\n title={A Title}}",
    ],
    "ris": [
        "TY  - JOUR\nTI  - A Title\nER  - \n",
        "Provider: X\nContent: text/plain\n\nTY  - CONF\r\nT1  - A Title\r\nER  -\r\n",
    ],
    "csl-json": [
        json.dumps([{"id": "a", "type": "article-journal", "title": "A Title"}]),
        json.dumps({"type": "article", "title": "A Title", "issued": {"date-parts": [[2023]]}}, indent=1),
        json.dumps([{"id": "a", "type": "legal_case", "title": "A Title", "citation-key": "a"}]),
        json.dumps(CROSSREF),
    ],
    "hf-json": [
        json.dumps([{"paper": HF_PAPER, "numComments": 1, "title": "A Title"}], indent=2),
        json.dumps(HF_PAPER),
    ],
    "arxiv": [ATOM, f"<?xml version='1.0' encoding='UTF-8'?>\n{ATOM}"],
    "records": [
        '{"title": "A Title"}\n{"title": "B"}\n',
        '[{"id": "a", "title": "A Title", "type": "book"}]',
        "- title: A Title\n",
        "# my list\n---\n- id: a\n  title: A Title\n",
    ],
}


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in EXAMPLES.items() for text in texts])
def test_a_format_is_recognised_by_its_reader_and_read(name, text):
    known = [candidate.name for candidate in formats.IMPORT_FORMATS if candidate.recognises(text)]
    assert known[0] == name
    assert set(known) <= {name, "records"}
    reading = formats.read(SourceText("list", text))
    assert reading.drafts[0].values["title"] == "A Title"


@pytest.mark.parametrize(
    "text",
    [
        "# Papers\n\n- [A](https://arxiv.org/abs/2307.00001)\n\n```bibtex\n@article{a, title={A}}\n```\n",
        "| a |\n@article{a, title={A}}",
        "plain words",
        "",
        "{}",
        "[]",
    ],
)
def test_a_list_that_quotes_bibtex_is_no_bibliography(text):
    machine = {"bibtex", "ris", "csl-json", "hf-json", "arxiv", "records"}
    assert [
        candidate.name
        for candidate in formats.IMPORT_FORMATS
        if candidate.name in machine and candidate.recognises(text)
    ] == []


_FRAGMENTS = st.sampled_from(
    [text for texts in EXAMPLES.values() for text in texts]
    + [
        "@",
        "{",
        "}",
        '"',
        "#",
        ",",
        "=",
        "\n",
        "\\",
        "@string{a = b # ",
        "@comment{",
        "TY  - ",
        "ER  - ",
        "AU  - ",
        "and",
        " and others",
        "$",
        "\\'",
        "\\url{",
        "title",
    ]
    + [
        "[",
        "]",
        '{"title":',
        '"type": "book",',
        '{"paper":{"id":"2307.00001",',
        "null",
        "1e999",
        "<entry>",
        "</entry>",
        "<!DOCTYPE a>",
        "&lt;",
        "- title:",
        "- ",
        ": ",
        "\t",
    ]
    + [
        "\ufeff",
        "\r\n",
        "\u2028",
        "\x00",
        '"\\ud800"',
        "2307.00001",
        "10.48550/arXiv.2307.00001",
        "https://",
        "<jats:p>",
        "]]>",
    ]
)
_TEXTS = st.one_of(
    st.text(max_size=200), st.lists(st.one_of(_FRAGMENTS, st.text(max_size=5)), max_size=25).map("".join)
)


@pytest.mark.parametrize("candidate", formats.IMPORT_FORMATS, ids=lambda candidate: candidate.name)
@given(text=_TEXTS)
@settings(max_examples=150, deadline=None)
def test_no_text_makes_a_reader_raise_and_everything_has_a_line(candidate, text):
    candidate.recognises(text)
    reading = candidate.read(SourceText("list.txt", text))
    last_line = text.count("\n") + 1
    for draft in reading.drafts:
        assert 1 <= draft.lines[0] <= draft.lines[1] <= last_line
        complete(draft, set())
    for finding in reading.findings:
        assert finding.line is None or finding.line <= last_line
        assert (finding.end_line or 0) >= (finding.line or 0)


@pytest.mark.parametrize(
    "text",
    [
        "@a{" * 20_000,
        '@article{a, title = "' + "{" * 50_000,
        "@string{a = {x}}\n"
        + "".join(f"@string{{a{number} = a{number - 1} # a{number - 1}}}\n" for number in range(1, 200)).replace(
            "a0", "a"
        )
        + "@misc{b, title = a199}",
        "@misc{b, title = " + "a # " * 30_000 + "{x}}",
        "@misc{b, title = " + "{x} y = " * 30_000 + "{x}}",
        "TY  - JOUR\n" + "x\n" * 100_000,
        "[" * 100_000,
        '[{"title": "' + "[" * 100_000,
        "[" + '{"a": \n' * 20_000,
        "<feed xmlns='http://www.w3.org/2005/Atom'>arxiv.org/" + "<entry>" * 20_000,
        "- title: x\n" + "- [" * 20_000,
        "- {" * 20_000,
    ],
    ids=lambda text: text[:12],
)
def test_large_rubbish_is_refused_quickly(text):
    for candidate in formats.IMPORT_FORMATS:
        if candidate.name != "hf-page":
            candidate.read(SourceText("list.txt", text))


def _read_toy(source: SourceText) -> Reading:
    """A toy format: `toast:` and a title, one paper a line."""
    drafts = [
        with_place(Draft({"title": line.removeprefix("toast:").strip(), "provenance": {"source": "toast"}}), source, at)
        for number, line in enumerate(source.lines, 1)
        if line.startswith("toast:") and (at := (number, number))
    ]
    return Reading(drafts, ())


TOY = ImportFormat("toast", "papers on toast, one a line", lambda text: text.startswith("toast:"), _read_toy)


@pytest.fixture
def index(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").write_text("site_name: Index\n")
    (tmp_path / "content").mkdir()
    (tmp_path / "breakfast.txt").write_text("toast: On Burnt Bread\ntoast: On Butter\n")
    return tmp_path


@pytest.fixture
def _toy_in_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "IMPORT_FORMATS", (TOY, *formats.IMPORT_FORMATS))


@pytest.mark.parametrize("choice", [(), ("--format", "toast")])
@pytest.mark.usefixtures("_toy_in_the_table")
def test_a_format_in_the_table_is_recognised_and_can_be_chosen(index, choice, capsys):
    code = main(["-C", str(index), "import", "--dry-run", "--json", *choice, str(index / "breakfast.txt")])
    result = json.loads(capsys.readouterr().out)
    assert (code, result["added"], result["problems"]) == (0, 2, [])
    assert [paper["title"] for paper in result["papers"]] == ["On Burnt Bread", "On Butter"]
    assert result["papers"][1]["provenance"] == {"source": "toast", "file": "breakfast.txt", "lines": [2, 2]}


@pytest.mark.usefixtures("_toy_in_the_table")
def test_a_format_in_the_table_is_in_the_help_and_in_the_messages(index, capsys):
    assert main(["import", "--help"]) == 0
    assert f"{TOY.name} ({TOY.title})" in " ".join(capsys.readouterr().out.split())
    assert main(["-C", str(index), "import", "--format", "toats", str(index / "breakfast.txt")]) == 2
    assert "did you mean 'toast'?" in capsys.readouterr().err
    (index / "words.txt").write_text("plain words\n")
    assert main(["-C", str(index), "import", str(index / "words.txt")]) == 2
    assert "tried toast, csl-json, " in capsys.readouterr().err


def test_without_its_line_in_the_table_a_format_is_not_known(index, capsys):
    assert main(["-C", str(index), "import", "--format", "toast", str(index / "breakfast.txt")]) == 2
    assert "unknown format 'toast'" in capsys.readouterr().err


def test_no_two_formats_have_one_name():
    names = [each.name for each in formats.IMPORT_FORMATS]
    assert len(set(names)) == len(names)
    assert formats.AUTO not in names


def test_the_guide_lists_every_format_as_it_is_declared():
    guide = (Path(__file__).parents[2] / "docs/formats.md").read_text(encoding="utf-8")
    section = guide.partition("## What can be imported\n")[2].partition("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| `")]
    assert rows == [f"| `{each.name}` | {each.title} |" for each in formats.IMPORT_FORMATS]
