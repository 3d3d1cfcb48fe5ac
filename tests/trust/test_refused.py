"""What no record may hold is refused with a place and a reason, quickly, whatever its size."""

import os

import hostile as corpus
import pytest
from paperdex.records.folder import read_records
from paperdex.records.paper import Author, Links, Paper
from paperdex.records.parse import parse_text
from pydantic import ValidationError
from small_index import SmallIndex
from torture import paperdex


@pytest.mark.parametrize("text", corpus.REFUSED.values(), ids=corpus.REFUSED.keys())
def test_it_is_refused_with_a_place(text: str) -> None:
    paper, findings = parse_text(corpus.refused("a-paper", text))
    assert paper is None
    assert all(finding.line and finding.message for finding in findings)
    assert findings


@pytest.mark.parametrize("address", corpus.REFUSED_ADDRESSES)
@pytest.mark.parametrize("kind", ["url", "pdf", "code", "acl"])
def test_what_is_no_web_address_is_none_in_any_spelling(kind: str, address: str) -> None:
    with pytest.raises(ValidationError):
        Links.model_validate({kind: [address] if kind == "code" else address})


def test_an_orcid_is_an_orcid_and_nothing_around_it() -> None:
    with pytest.raises(ValidationError):
        Author.model_validate({"family": "A", "orcid": '"><script>0000-0002-1825-0097'})


def test_a_language_is_a_tag_and_nothing_after_it() -> None:
    with pytest.raises(ValidationError):
        Paper.model_validate({"id": "a", "title": "A", "language": 'en\n" x=', "provenance": {"source": "manual"}})


def test_a_file_of_50_megabytes_is_refused_and_the_rest_is_there(index: SmallIndex) -> None:
    index.add("good")
    index.write("content/papers/2024/huge.yaml", corpus.HEAD + "abstract: " + "x" * 50_000_000 + "\n")
    result = paperdex(index.root, "check")
    assert result.returncode == 1
    assert "content/papers/2024/huge.yaml:1:1: yaml-too-large" in result.stdout
    assert [stored.paper.id for stored in read_records(index.settings.papers).sound] == ["good"]


def test_a_record_that_leads_out_of_the_index_is_not_followed(index: SmallIndex) -> None:
    (index.root / "secret").write_text(corpus.HEAD, encoding="utf-8")
    folder = index.root / "content/papers/2024"
    folder.mkdir(parents=True)
    (folder / "a-paper.yaml").symlink_to(index.root / "secret")
    (folder / "endless.yaml").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe.yaml")
    found = read_records(index.settings.papers)
    assert found.sound == []
    assert [finding.message for finding in found.findings] == [
        "is not a file but a link or a device; put the record itself here"
    ] * 3
    assert paperdex(index.root, "check").returncode == 1
