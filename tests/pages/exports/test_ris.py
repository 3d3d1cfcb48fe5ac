import re

from hypothesis import example, given, settings
from paperdex.pages.exports import ris
from paperdex.records.paper import Paper
from strategies import paper_lists

LINE = re.compile(r"([A-Z][A-Z0-9])  - (.*)")


def paper(**values: object) -> Paper:
    return Paper.model_validate({"id": "a-paper", "title": "A Paper", "provenance": {"source": "manual"}, **values})


def parse(text: str) -> list[dict[str, list[str]]]:
    """A reader after the letter of the format: a tag, two spaces, a hyphen, a space and a value on each line, CR LF at
    its end.
    """
    references: list[dict[str, list[str]]] = []
    for line in text.split("\r\n"):
        if not line:
            continue
        match = LINE.fullmatch(line)
        assert match, line
        tag, value = match.groups()
        if tag == "TY":
            references.append({})
        references[-1].setdefault(tag, []).append(value)
        assert "ER" not in references[-1] or tag == "ER"
    assert all("ER" in reference for reference in references)
    return references


@settings(max_examples=30, deadline=None)
@given(paper_lists)
@example([paper(title="ER  - \nTY  - JOUR", abstract="One\n\nER  - ")])
def test_every_reference_is_read_back_as_it_was(records: list[Paper]) -> None:
    references = parse(ris.dump(records))
    assert [reference["ID"] for reference in references] == [[record.id] for record in records]
    for record, reference in zip(records, references, strict=True):
        assert reference["TI"] == [record.title]
        names = [f"{author.family}, {author.given}" if author.given else author.name for author in record.authors]
        assert reference.get("AU", []) == names
        assert reference.get("AB", []) == ([record.abstract.replace("\n\n", " ")] if record.abstract else [])
        assert reference.get("DO", []) == ([record.links.doi] if record.links.doi else [])
        assert reference.get("KW", []) == list(record.topics)
        assert reference["LA"] == [record.language]


def test_each_kind_has_its_type() -> None:
    kinds = {
        "preprint": "UNPB",
        "article": "JOUR",
        "conference-paper": "CPAPER",
        "book": "BOOK",
        "chapter": "CHAP",
        "thesis": "THES",
        "dataset": "DATA",
    }
    for kind, expected in kinds.items():
        assert parse(ris.entry(paper(type=kind)))[0]["TY"] == [expected]
    assert parse(ris.entry(paper()))[0]["TY"] == ["GEN"]


def test_dates_are_as_precise_as_they_are_known() -> None:
    def dates(date: str) -> tuple[list[str], list[str] | None]:
        reference = parse(ris.entry(paper(date=date)))[0]
        return reference["PY"], reference.get("DA")

    assert dates("2023-07-07") == (["2023"], ["2023/07/07/"])
    assert dates("2023-07") == (["2023"], ["2023/07//"])
    assert dates("2023") == (["2023"], None)


def test_a_conference_paper_names_the_conference_and_the_proceedings() -> None:
    venue = {"name": "EMNLP", "year": 2025, "status": "published"}
    reference = parse(
        ris.entry(paper(venue=venue, container={"title": "Proceedings of EMNLP", "pages": "101–120", "volume": "1"}))
    )[0]
    assert (reference["T2"], reference["C3"], reference["SP"], reference["EP"], reference["VL"]) == (
        ["EMNLP"],
        ["Proceedings of EMNLP"],
        ["101"],
        ["120"],
        ["1"],
    )


def test_a_preprint_has_its_identifier_page_and_file() -> None:
    reference = parse(ris.entry(paper(links={"arxiv": "2307.03601"}, author_count=8)))[0]
    assert reference["AN"] == ["arXiv:2307.03601"]
    assert reference["UR"] == ["https://arxiv.org/abs/2307.03601"]
    assert reference["L1"] == ["https://arxiv.org/pdf/2307.03601"]
    assert reference["N1"] == ["8 authors; names not recorded"]
