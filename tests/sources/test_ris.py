from paperdex.records.draft import complete
from paperdex.records.paper import Paper
from paperdex.sources import ris
from paperdex.sources.source import Reading, SourceText

ZOTERO = """TY  - JOUR\r
TI  - A Title that\r
goes on in the next line\r
AU  - Lovelace, Ada\r
AU  - King, Martin Luther, Jr.\r
A1  - OpenAI\r
T2  - Journal of Things\r
AB  - We ask.\r
\r
And answer.\r
DA  - 2023/07/07/\r
PY  - 2023\r
VL  - 12\r
IS  - 3\r
SP  - 10\r
EP  - 20\r
PB  - A House\r
DO  - 10.1000/x\r
UR  - https://example.org/a\r
L1  - /home/ada/x.pdf\r
L1  - https://example.org/a.pdf\r
AN  - arXiv:2307.03601\r
N1  - Oral presentation\r
SN  - 1234-5678\r
KW  - tuning\r
LA  - de\r
ER  - \r
"""


def read(text: str) -> Reading:
    return ris.read(SourceText("list.ris", text))


def papers(text: str) -> list[Paper]:
    made = [complete(draft, set())[0] for draft in read(text).drafts]
    return [paper for paper in made if paper]


def test_an_article_with_every_field():
    [found] = papers(f"\ufeff{ZOTERO}")
    assert found.title == "A Title that goes on in the next line"
    assert [author.name for author in found.authors] == ["Ada Lovelace", "Martin Luther King Jr.", "OpenAI"]
    assert (found.type, found.date, found.language, found.note) == ("article", "2023-07-07", "de", "Oral presentation")
    assert found.abstract == "We ask. And answer."
    assert found.venue is not None
    assert (found.venue.name, found.venue.year, found.venue.status) == ("Journal of Things", 2023, "published")
    assert found.container is not None
    assert (found.container.volume, found.container.issue, found.container.pages, found.container.publisher) == (
        "12",
        "3",
        "10–20",
        "A House",
    )
    assert (found.links.doi, found.links.arxiv) == ("10.1000/x", "2307.03601")
    assert (found.links.url, found.links.pdf) == ("https://example.org/a", "https://example.org/a.pdf")
    assert found.provenance.lines == (1, 27)
    assert [note.message for note in read(ZOTERO).drafts[0].notes] == ["no place in a record for SN"]


def test_other_programs_use_other_tags():
    [found] = papers(
        "TY  - CONF\nT1  - A Title\nA1  - Lovelace, A.\nY1  - 2023/07//\nJO  - Proc. of Things\nN2  - We ask.\nUR  - "
        "https://doi.org/10.1000/y\nER  -\n"
    )
    assert (found.title, found.date, found.abstract, found.links.doi, found.type) == (
        "A Title",
        "2023-07",
        "We ask.",
        "10.1000/y",
        "conference-paper",
    )
    assert found.venue is not None
    assert found.venue.name == "Proc. of Things"


def test_a_chapter_has_its_books_title_and_a_thesis_its_school():
    chapter, thesis = papers(
        "TY  - CHAP\nTI  - A\nBT  - The Book\nER  - \nTY  - THES\nTI  - B\nPB  - University of Things\nER  - \n"
    )
    assert chapter.container is not None
    assert thesis.organization is not None
    assert (chapter.title, chapter.container.title, thesis.organization.name) == (
        "A",
        "The Book",
        "University of Things",
    )


def test_an_entry_that_does_not_end_is_read_and_reported():
    reading = read("TY  - JOUR\nTI  - A\n\nTY  - JOUR\nTI  - B\n")
    assert [draft.values["title"] for draft in reading.drafts] == ["A", "B"]
    assert [(finding.code, finding.line, finding.end_line) for finding in reading.findings] == [
        ("missing-er", 1, 2),
        ("missing-er", 4, 5),
    ]


def test_lines_outside_entries_are_reported():
    reading = read("Provider: X\nTY  - JOUR\nTI  - A\nER  - \nTI  - lost\nER  - \n")
    assert [(finding.code, finding.line) for finding in reading.findings] == [
        ("not-understood", 1),
        ("not-understood", 5),
        ("not-understood", 6),
    ]


def test_a_word_with_a_dash_in_a_text_is_no_tag():
    [found] = papers("TY  - JOUR\nTI  - A\nAB  - The question of\nAI - and of\nER - is open.\nER  - \n")
    assert found.abstract == "The question of AI - and of ER - is open."


def test_a_name_that_had_to_be_split_is_marked():
    [found] = papers("TY  - JOUR\nTI  - A\nAU  - Ada Lovelace\nER  - \n")
    assert ([author.family for author in found.authors], found.provenance.inferred) == (
        ["Lovelace"],
        ("authors.family",),
    )


def test_a_retraction_in_the_notes_is_the_papers_status():
    [found] = papers("TY  - JOUR\nTI  - A\nN1  - Retracted 1 May 2024: figures were wrong\nER  - \n")
    assert found.status is not None
    assert (found.status.kind, found.status.date, found.status.reason, found.note) == (
        "retracted",
        "2024-05-01",
        "figures were wrong",
        None,
    )
