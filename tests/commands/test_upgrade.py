"""An older list in the form of today, and a newer one left alone."""

import json

import pytest
from paperdex.cli import main
from paperdex.commands.schema import schema_text
from small_index import SmallIndex

OLD = "id: old\ntitle: Of Old\nprovenance: {source: manual}\n"


def upgrade(index):
    return main(["-C", str(index.root), "upgrade"])


def test_records_of_old_get_the_form_of_today_and_the_schema_that_they_name(
    index: SmallIndex, capsys: pytest.CaptureFixture[str]
):
    index.write("content/papers/undated/old.yaml", OLD)
    assert upgrade(index) == 0
    assert capsys.readouterr().out == "from version 1: 1 record written anew, and record.schema.json\n"
    assert index.read("content/record.schema.json") == schema_text()
    assert index.read("content/papers/undated/old.yaml").startswith(
        "# yaml-language-server: $schema=../../record.schema.json\n"
    )
    assert index.check() == []


def test_doing_it_again_changes_nothing(index: SmallIndex, capsys: pytest.CaptureFixture[str]):
    index.write("content/papers/undated/old.yaml", OLD)
    upgrade(index)
    capsys.readouterr()
    assert upgrade(index) == 0
    assert capsys.readouterr().out == "from version 1: 0 records written anew\n"


def test_a_newer_list_is_left_alone(index: SmallIndex, capsys: pytest.CaptureFixture[str]):
    index.write("content/record.schema.json", json.dumps({"$id": "urn:paperdex:record:2"}))
    index.write("content/papers/undated/old.yaml", OLD)
    assert upgrade(index) == 2
    assert "the records are of version 2, and this Paperdex knows 1: install a newer one" in capsys.readouterr().err
    assert index.read("content/papers/undated/old.yaml") == OLD


def test_a_file_that_is_no_schema_is_named(index: SmallIndex, capsys: pytest.CaptureFixture[str]):
    for text in ("{", "[]", '{"$id": "https://example.org/"}', '{"$id": "urn:paperdex:record:x"}'):
        index.write("content/record.schema.json", text)
        assert upgrade(index) == 2
    assert capsys.readouterr().err.count("record.schema.json") == 4


def test_a_record_that_cannot_be_read_keeps_the_old_schema_in_place(
    index: SmallIndex, capsys: pytest.CaptureFixture[str]
):
    index.write("content/papers/undated/broken.yaml", "id: broken\ntitle: a: b\n")
    assert upgrade(index) == 1
    assert "content/papers/undated/broken.yaml:2" in capsys.readouterr().err
    assert not (index.root / "content/record.schema.json").exists()
