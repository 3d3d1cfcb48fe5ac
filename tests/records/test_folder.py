"""However a record is read, it says what the YAML parser says."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paperdex.records.folder import read_record, read_records
from paperdex.records.parse import parse_text
from paperdex.records.write import dump
from paperdex.store import Store
from strategies import paper_lists

CANONICAL = (
    '# yaml-language-server: $schema=../../record.schema.json\nid: a\ntitle: "A"\nprovenance:\n  source: manual\n'
)


def read_as_parsed(folder, text):
    path = folder / "a.yaml"
    path.write_bytes(text.encode())
    stored, findings = read_record(path)
    paper, expected = parse_text(text)
    assert (stored.paper if stored else None, findings) == (
        paper,
        [finding.at(path.as_posix()) for finding in expected],
    )
    return stored


@given(papers=paper_lists)
@settings(max_examples=25, deadline=None)
def test_a_record_in_canonical_form_is_known_to_be_so(papers, tmp_path_factory):
    folder = tmp_path_factory.mktemp("records")
    for paper in papers:
        stored = read_as_parsed(folder, dump(paper))
        assert dump(stored.paper) == dump(paper)


@given(papers=paper_lists, data=st.data())
@settings(max_examples=40, deadline=None)
def test_a_record_that_somebody_edited_is_read_as_the_parser_reads_it(papers, data, tmp_path_factory):
    folder = tmp_path_factory.mktemp("records")
    for paper in papers[:2]:
        text = dump(paper)
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 8)))
        put = data.draw(
            st.sampled_from(
                [
                    "",
                    " ",
                    "\n",
                    "  ",
                    "#",
                    " # why",
                    '"',
                    "'",
                    ", ",
                    ": ",
                    "- ",
                    "[",
                    "}",
                    "1",
                    "null",
                    "\\",
                    "\t",
                    "|-",
                ]
            )
        )
        read_as_parsed(folder, text[:start] + put + text[end:])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "#",
        CANONICAL.removesuffix("\n"),
        CANONICAL + "\n",
        CANONICAL.replace("\n", "\r\n"),
        "\ufeff" + CANONICAL,
        CANONICAL.replace("id: a", "id: a # ours"),
        CANONICAL.replace("id: a", "id:  a"),
        CANONICAL.replace('"A"', "'A'"),
        CANONICAL.replace("id: a\n", "id: a\nid: a\n"),
        CANONICAL.replace("id: a\n", "id: a\ntopics: []\n"),
        CANONICAL + "aliases:\n",
        CANONICAL + "  lines: [1, 02]\n",
        CANONICAL + "  lines: [1, 2\n",
        CANONICAL + "  repaired:\n",
        CANONICAL + "  repaired: {}\n",
        CANONICAL + "  retrieved: 2024-01-01\n",
        CANONICAL.replace("id: a\n", "id: a\nauthors:\n- {family: B, given: C}\n"),
        CANONICAL.replace("id: a\n", "id: &a a\n"),
        CANONICAL.replace('"A"', '"A \\u0000"'),
        CANONICAL.replace('"A"', '"A\u2028B"'),
        CANONICAL.replace('"A"', '"\\x41"'),
        CANONICAL + "".join(f"{'  ' * depth}a:\n" for depth in range(2000)),
        CANONICAL + "topics: " + "[" * 3000 + "]" * 3000 + "\n",
        CANONICAL + "venue: " + "{a: " * 3000 + "b" + "}" * 3000 + "\n",
        CANONICAL + "authors:\n" + "  - " * 3000 + "b\n",
    ],
)
def test_what_is_nearly_in_canonical_form_is_read_as_the_parser_reads_it(text, tmp_path):
    stored = read_as_parsed(tmp_path, text)
    assert stored is None or not stored.is_canonical


def test_the_form_of_a_record_is_remembered(tmp_path):
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers/a.yaml").write_text(CANONICAL)
    (tmp_path / "papers/b.yaml").write_text(CANONICAL.replace("id: a", "id:  b"))
    for _ in range(2):
        found = read_records(tmp_path / "papers", Store(tmp_path / "store"))
        assert [(stored.paper.id, stored.is_canonical) for stored in found.sound] == [("a", True), ("b", False)]
