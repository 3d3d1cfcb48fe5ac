import hashlib
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paperdex.sources.decoding import decode_bytes, is_binary

TEXT = "Façade: naïve “résumés”\n  • 6 authors\n·\nJul 25, 2024\n"


def codes(data: bytes) -> list[tuple[str, int | None]]:
    return [(finding.code, finding.line) for finding in decode_bytes(data)[1]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_what_says_its_encoding_is_read_in_silence(encoding: str) -> None:
    assert decode_bytes(TEXT.encode(encoding)) == (TEXT, [])


@pytest.mark.parametrize(
    ("mark", "encoding"), [(b"\xfe\xff", "utf-16-be"), (b"\xff\xfe", "utf-16-le"), (b"\0\0\xfe\xff", "utf-32-be")]
)
def test_either_order_of_bytes_is_read(mark: bytes, encoding: str) -> None:
    assert decode_bytes(mark + TEXT.encode(encoding)) == (TEXT, [])


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "cp1252"])
def test_a_guess_is_reported(encoding: str) -> None:
    assert decode_bytes(TEXT.encode(encoding))[0] == TEXT
    assert codes(TEXT.encode(encoding)) == [("not-utf-8", 1)]


def test_a_broken_byte_in_utf_8_costs_one_character_and_not_all_accents() -> None:
    data = TEXT.encode().replace(b"authors", b"auth\xffrs")
    assert decode_bytes(data)[0] == TEXT.replace("authors", "auth\ufffdrs")
    assert codes(data) == [("unreadable-character", 2)]


def test_a_byte_that_windows_1252_lacks_is_reported_at_its_line() -> None:
    assert codes("é".encode("cp1252") * 9 + b"\n\n\x81\x8d\n\x81") == [
        ("not-utf-8", 1),
        ("unreadable-character", 3),
        ("unreadable-character", 4),
    ]


def test_utf_16_that_was_cut_off_is_read_up_to_there() -> None:
    assert decode_bytes(TEXT.encode("utf-16")[:-1])[0] == TEXT[:-1] + "\ufffd"


def test_a_replacement_character_that_the_text_holds_itself_is_no_fault() -> None:
    assert decode_bytes("a\ufffdb".encode()) == ("a\ufffdb", [])


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x10",
        b"PK\x03\x04\x14\x00\x00\x00\x08\x00" + zlib.compress(b"some text" * 100),
        b"\x7fELF\x02\x01\x01" + bytes(9),
        hashlib.shake_256(b"rubbish").digest(10_000),
        hashlib.shake_256(b"rubbish").digest(500),
        bytes(10),
    ],
)
def test_programs_pictures_and_archives_are_binary(data: bytes) -> None:
    assert is_binary(decode_bytes(data)[0])


@pytest.mark.parametrize(
    "text", ["", TEXT, "a\tb\r\n\x0c", "大语言模型" * 50, "\x1b[1mbold\x1b[0m", TEXT + "\0" + TEXT, "🤖" * 100]
)
def test_text_is_not_binary_for_a_stray_character(text: str) -> None:
    assert not is_binary(text)


@given(st.binary(max_size=300))
def test_any_bytes_become_text_with_all_their_line_feeds(data: bytes) -> None:
    text, findings = decode_bytes(data)
    assert all(finding.line is not None and 1 <= finding.line <= text.count("\n") + 1 for finding in findings)
    text.encode()
    is_binary(text)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_utf_8_is_read_as_it_is(text: str) -> None:
    if not text.startswith("\ufeff") and "\0" not in text:
        assert decode_bytes(text.encode()) == (text, [])
