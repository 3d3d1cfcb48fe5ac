import json
from pathlib import Path

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator
from paperdex import yaml_io
from paperdex.cli import main
from paperdex.commands.schema import schema_text
from paperdex.records.schema import record_schema
from paperdex.records.write import SCHEMA_LINE, dump, to_full_mapping
from strategies import papers

ROOT = Path(__file__).parents[2]
VALIDATOR = Draft202012Validator(record_schema())


def test_the_schema_in_the_repository_is_up_to_date():
    path = ROOT / "content/record.schema.json"
    assert path.read_text(encoding="utf-8") == schema_text(), "run `paperdex schema -o content/record.schema.json`"
    record = next((ROOT / "content/papers").rglob("*.yaml"))
    named = SCHEMA_LINE.strip().rpartition("=")[2]
    assert (record.parent / named).resolve() == path


def test_the_schema_is_one_and_accepts_every_record_of_this_repository():
    Draft202012Validator.check_schema(record_schema())
    records = list((ROOT / "content/papers").rglob("*.yaml"))
    assert len(records) >= 67
    for path in records:
        VALIDATOR.validate(yaml_io.read(path))


@given(papers)
def test_every_canonical_record_is_accepted_in_yaml_and_in_json(paper):
    VALIDATOR.validate(yaml_io.parse(dump(paper)).value)
    VALIDATOR.validate(to_full_mapping(paper))


@pytest.mark.parametrize(
    "wrong",
    [
        {"titel": "x"},
        {"title": " "},
        {"id": "Not A Slug"},
        {"date": "2023-13"},
        {"type": "poem"},
        {"topics": "safety"},
        {"links": {"cod": []}},
        {"links": {"code": ["ftp://a.org"]}},
        {"authors": [{"given": "Li"}]},
        {"authors": [{"literal": "OpenAI", "given": "Li"}]},
        {"venue": {"id": "x"}},
        {"provenance": {}},
    ],
)
def test_what_the_check_refuses_an_editor_refuses_too(wrong):
    right = {"id": "a", "title": "A", "provenance": {"source": "manual"}}
    assert VALIDATOR.is_valid(right)
    assert not VALIDATOR.is_valid({**right, **wrong})


def test_the_fields_are_explained_to_whoever_edits():
    schema = record_schema()
    assert all(field.get("description") for field in schema["properties"].values())
    assert all(field.get("description") for part in schema["$defs"].values() for field in part["properties"].values())


def test_the_command_prints_it_or_writes_a_file(tmp_path, capsys):
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["$id"] == "urn:paperdex:record:1"
    assert main(["schema", "-o", str(tmp_path / "s.json")]) == 0
    assert (tmp_path / "s.json").read_text(encoding="utf-8") == schema_text()
