import pytest
from paperdex.records.paper import forbidden_character
from paperdex.records.parse import parse_mapping


@pytest.mark.parametrize(
    "field",
    [
        {"links": {"url": "https://example.org/\ufffe"}},
        {"links": {"code": ["https://example.org/\u202egnp"]}},
        {"links": {"doi": "10.1000/\u202ea"}},
        {"links": {"doi": "10.1000/%07a"}},
        {"provenance": {"source": "manual", "repaired": {"\x07": "a"}}},
        {"provenance": {"source": "manual", "evidence": {"a\u2066": ["https://example.org/"]}}},
    ],
)
def test_no_address_and_no_key_holds_a_character_that_xml_cannot_carry(field: dict[str, object]) -> None:
    paper, findings = parse_mapping({"id": "a", "title": "A", "provenance": {"source": "manual"}, **field})
    assert paper is None
    assert len(findings) == 1


def test_forbidden_characters_are_named() -> None:
    assert forbidden_character("bell\x07") == "U+0007"
    assert forbidden_character("Ünïcödé 张 👩\u200d💻") is None
