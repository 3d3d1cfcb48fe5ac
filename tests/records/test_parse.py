import pytest
from hypothesis import given
from hypothesis import strategies as st
from paperdex.records.paper import Paper
from paperdex.records.parse import parse_text
from paperdex.records.write import dump

MINIMAL = "id: a-paper\ntitle: A paper\nprovenance:\n  source: manual\n"


def faults(text):
    paper, findings = parse_text(text)
    assert paper is None
    return [(finding.line, finding.column, finding.code, finding.suggestion) for finding in findings]


def test_the_least_record_is_a_paper():
    paper, findings = parse_text(MINIMAL)
    assert findings == []
    assert (paper.id, paper.title, paper.language, paper.number_of_authors) == ("a-paper", "A paper", "en", None)


def test_all_faults_are_reported_at_once_each_at_its_place():
    links = "links:\n  arxiv: nonsense\n  urll: https://x.org\n  code: [javascript:alert(1)]\n"
    text = f"{MINIMAL}date: 2024-02-30\n{links}authors:\n  - {{famly: Li}}\nauthor_count: many\ntype: preprnt\n"
    assert sorted(faults(text)) == [
        (5, 7, "invalid-value", None),
        (7, 10, "invalid-value", None),
        (8, 3, "unknown-key", "url"),
        (9, 10, "invalid-value", None),
        (11, 6, "unknown-key", "family"),
        (12, 15, "invalid-value", None),
        (13, 7, "invalid-value", "preprint"),
    ]


def test_what_is_missing_is_named():
    _, findings = parse_text("id: x\n")
    assert [(finding.code, finding.message) for finding in findings] == [
        ("missing-field", "title is required"),
        ("missing-field", "provenance is required"),
    ]


def test_spellings_become_canonical():
    paper, _ = parse_text(
        MINIMAL
        + "links: {arxiv: https://arxiv.org/abs/2307.03601v2, acl: P19-1001, doi: doi:10.1/x}\n".replace(
            "10.1/x", "10.1000/X"
        )
    )
    assert (paper.links.arxiv, paper.links.acl, paper.links.doi) == (
        "2307.03601",
        "https://aclanthology.org/P19-1001/",
        "10.1000/X",
    )


def test_unquoted_numbers_are_the_text_they_were_written_as():
    paper, _ = parse_text(
        "id: x\ntitle: 1984\ndate: 2023\ncontainer: {volume: 12}\nprovenance: {source: manual}\nlinks: {arxiv: "
        "2410.18380}\n"
    )
    assert (paper.title, paper.date, paper.container.volume, paper.links.arxiv) == ("1984", "2023", "12", "2410.18380")


@pytest.mark.parametrize("bad", ["Upper", "two--hyphens", "-x", "x/../y", "con", "a" * 65, "ü", ""])
def test_ids_that_no_file_or_address_may_have_are_refused(bad):
    assert faults(MINIMAL.replace("a-paper", f'"{bad}"'))


@pytest.mark.parametrize("bad", ["\u202eevil", "bell\x07", "null\x00", "next\x9b"])
def test_control_and_direction_characters_are_refused(bad):
    assert faults(MINIMAL.replace("A paper", f'"A {bad}"'))


@pytest.mark.parametrize("bad", ["2024-13", "24-01-01", "2024-1-1", "tomorrow", "2024-02-30", "01/02/2024"])
def test_dates_that_no_calendar_has_are_refused(bad):
    assert faults(MINIMAL + f"date: {bad}\n")


def test_an_author_has_parts_or_a_literal_name_and_not_both():
    assert faults(MINIMAL + "authors: [{family: Li, literal: Yi Li}]\n")
    assert faults(MINIMAL + "authors: [{given: Yi}]\n")


def test_a_file_that_is_no_mapping_is_one_finding():
    for text in ("", "- a list\n", "just text\n", "# only a comment\n"):
        assert [finding.code for finding in parse_text(text)[1]] == ["not-a-record"]


DIRECTION = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
names = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co"), exclude_characters=DIRECTION), min_size=1, max_size=60
).filter(str.strip)


@given(title=names, abstract=st.lists(names, max_size=3), note=st.none() | names, authors=st.lists(names, max_size=3))
def test_what_is_written_reads_back_the_same(title, abstract, note, authors):
    values = {
        "id": "x",
        "title": title,
        "abstract": "\n\n".join(abstract) or None,
        "note": note,
        "authors": [{"literal": name} for name in authors],
        "provenance": {"source": "manual"},
    }
    paper = Paper.model_validate(values)
    text = dump(paper)
    again, findings = parse_text(text)
    assert findings == []
    assert again == paper
    assert dump(again) == text, "the canonical form is its own canonical form"
