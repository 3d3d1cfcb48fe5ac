import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paperdex import yaml_io
from paperdex.errors import PaperdexError

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(min_value=-(10**17), max_value=10**17),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40),
    st.sampled_from(
        [
            "yes",
            "no",
            "on",
            "null",
            "~",
            "2024-01-01",
            "1:30",
            "0x1F",
            "012",
            "1e3",
            "1_000",
            "2307.03600",
            "- a",
            "a: b",
            "# x",
            "",
            " x ",
            "=",
            "<<",
            "*a",
            "&a",
            "!x",
        ]
    ),
)
values = st.recursive(
    scalars,
    lambda children: (
        st.lists(children, max_size=4)
        | st.dictionaries(st.text(string.ascii_lowercase, min_size=1, max_size=8), children, max_size=4)
    ),
    max_leaves=15,
)


@given(st.dictionaries(st.text(string.ascii_lowercase, min_size=1, max_size=8), values, max_size=5))
def test_what_is_dumped_reads_back_the_same(mapping):
    document = yaml_io.parse(yaml_io.dump(mapping))
    assert document.faults == ()
    assert document.value == (mapping or {})


@given(st.text(max_size=200))
def test_no_text_makes_the_reader_raise(text):
    document = yaml_io.parse(text)
    assert all(fault.line >= 1 and fault.column >= 1 for fault in document.faults)


@pytest.mark.parametrize(
    "text", ["2024-01-01", "no", "yes", "on", "1:30", "012", "0x1F", "1_000", "1e3", "2307.03600", ".5", "1.0"]
)
def test_scalars_stay_the_text_that_people_wrote(text):
    assert yaml_io.parse(f"key: {text}").value == {"key": text}


def test_integers_booleans_and_nulls_are_themselves():
    assert yaml_io.parse("a: 12\nb: true\nc: ~\nd:\ne: -3\nf: 0").value == {
        "a": 12,
        "b": True,
        "c": None,
        "d": None,
        "e": -3,
        "f": 0,
    }


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: 1\nb: 2\na: 3\n", "duplicate-key", 3, 1),
        ("a: b: c\n", "yaml-syntax", 1, 5),
        ("a: &x [1]\nb: *x\n", "yaml-syntax", 1, 4),
        ("a: !!python/object:os.system x\n", "yaml-syntax", 1, 4),
        ("a: !secret x\n", "yaml-syntax", 1, 4),
        ("? [1, 2]\n: x\n", "yaml-syntax", 1, 3),
        ("a: fine\nb: bad\x07bell\n", "control-character", 2, 7),
        ("a: [1, 2\n", "yaml-syntax", 2, 1),
        ("- " * 50_000, "yaml-syntax", 1, 1),
        ("[" * 100_000, "yaml-syntax", 1, 1),
    ],
)
def test_what_does_not_belong_in_a_record_is_a_fault_at_its_place(text, code, line, column):
    fault = yaml_io.parse(text).faults[0]
    assert (fault.code, fault.line, fault.column) == (code, line, column)


def test_a_place_is_found_by_keys_and_indexes():
    document = yaml_io.parse("title: x\nauthors:\n  - family: Li\n    givne: Yi\n")
    assert document.place(("authors", 0, "givne"), key=True) == (4, 5)
    assert document.place(("authors", 0, "givne")) == (4, 12)
    assert document.place(("authors", 0, "orcid")) == (3, 5), "what is missing is reported at what lacks it"


def test_an_unreadable_file_is_one_line(tmp_path):
    with pytest.raises(PaperdexError, match=r"nowhere\.yaml: cannot be read: No such file"):
        yaml_io.read(tmp_path / "nowhere.yaml")
    (tmp_path / "latin.yaml").write_bytes(b"a: caf\xe9")
    with pytest.raises(PaperdexError, match=r"latin\.yaml: is not UTF-8 text"):
        yaml_io.read(tmp_path / "latin.yaml")


def test_a_renderers_own_tags_in_its_configuration_are_passed_over(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("site_name: X\nplugins: !ENV [A, b]\nemoji: !!python/name:material.x ''\n")
    assert yaml_io.read_config(tmp_path / "mkdocs.yml")["site_name"] == "X"
