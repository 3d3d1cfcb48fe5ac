"""A record has what its paper has, whether that was made or not, and knows when its file is another."""

import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from paperdex.errors import PaperdexError
from paperdex.records import memory
from paperdex.records.folder import read_record, read_records
from paperdex.records.record import Record
from paperdex.records.write import dump
from paperdex.store import Store
from small_index import SmallIndex
from strategies import paper_lists


@given(papers=paper_lists)
def test_a_record_that_is_remembered_says_what_it_said_when_it_was_read(papers, tmp_path_factory):
    root = tmp_path_factory.mktemp("index")
    for number, paper in enumerate(papers):
        (root / f"{number}.yaml").write_bytes(dump(paper).encode())
    store = Store(root / "store")
    first, second = (read_records(root, store).sound for _ in range(2))
    for read, remembered in zip(first, second, strict=True):
        assert as_values(remembered) == as_values(read) == as_values(Record.of(read.paper), read)


def as_values(record, place=None):
    place = place or record
    facts = [name for name in Record.__annotations__ if name not in ("location", "name", "digest", "is_canonical")]
    values = {name: getattr(record, name) for name in [*facts, "author_names", "author_short_names", "year"]}
    values = {name: list(value) if isinstance(value, list | tuple) else value for name, value in values.items()}
    return {**values, "paper": record.paper, "digest": place.digest, "name": place.name}


def test_names_of_authors_are_lists(index: SmallIndex) -> None:
    path = index.add("a", authors=[{"family": "Lovelace", "given": "Ada"}, {"literal": "OpenAI"}])
    record, _ = read_record(path)
    assert record
    assert record.author_names == ("Ada Lovelace", "OpenAI")
    assert record.author_short_names == ("Lovelace", "OpenAI")
    assert record.author_slugs == ["ada-lovelace", "openai"]
    bare, _ = read_record(index.add("b"))
    assert bare
    assert bare.author_names == ()


def test_a_text_that_is_not_what_was_read_is_not_given(index: SmallIndex) -> None:
    path = index.add("a")
    record, _ = read_record(path)
    path.write_text("title: Another\n", encoding="utf-8")
    assert record
    with pytest.raises(PaperdexError, match="was changed by somebody else meanwhile"):
        record.text  # noqa: B018


def test_a_file_that_was_only_just_written_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two changes within one tick of the file system's clock leave the same size and times."""
    path = tmp_path / "papers/a.yaml"
    path.parent.mkdir()
    path.write_text("id: a\ntitle: One\nprovenance:\n  source: x\n", encoding="utf-8")
    store = Store(tmp_path / "store")
    moment = path.stat().st_ctime_ns
    monkeypatch.setattr(memory.time, "time_ns", lambda: moment)
    assert [record.paper.title for record in read_records(path.parent, store).sound] == ["One"]
    stat = os.lstat(path)
    monkeypatch.setattr(memory, "signature_of", lambda _: [stat.st_size])
    path.write_text("id: a\ntitle: Two\nprovenance:\n  source: x\n", encoding="utf-8")
    assert [record.paper.title for record in read_records(path.parent, store).sound] == ["Two"]


def test_a_settled_file_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "papers/a.yaml"
    path.parent.mkdir()
    path.write_text("id: a\ntitle: One\nprovenance:\n  source: x\n", encoding="utf-8")
    store, now = Store(tmp_path / "store"), time.time_ns
    monkeypatch.setattr(memory.time, "time_ns", lambda: now() + 10**9)
    read_records(path.parent, store)
    monkeypatch.setattr("paperdex.files.read_bytes", lambda *_: pytest.fail("a file was read"))
    assert [record.paper.title for record in read_records(path.parent, store).sound] == ["One"]
