"""What `--format auto` makes of an input, and what every reader owes to any text."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paperdex import sources
from paperdex.records.draft import complete
from paperdex.sources.source import SourceText

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
    known = [candidate.name for candidate in sources.FORMATS if candidate.recognises(text)]
    assert known[0] == name
    assert set(known) <= {name, "records"}
    reading = sources.read(SourceText("list", text))
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
        candidate.name for candidate in sources.FORMATS if candidate.name in machine and candidate.recognises(text)
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


@pytest.mark.parametrize("candidate", sources.FORMATS, ids=lambda candidate: candidate.name)
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
    for candidate in sources.FORMATS:
        if candidate.name != "hf-page":
            candidate.read(SourceText("list.txt", text))
