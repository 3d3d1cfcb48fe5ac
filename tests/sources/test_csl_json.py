import json
from typing import Any

import pytest
from paperdex.records.draft import complete
from paperdex.records.paper import Paper
from paperdex.sources import csl_json
from paperdex.sources.source import Reading, SourceText

ZOTERO: dict[str, Any] = {
    "id": "lovelace2023",
    "type": "paper-conference",
    "title": '<span class="nocase">GPT4RoI</span>: Tuning & more',
    "container-title": "Proceedings of Things",
    "author": [
        {"family": "Schaar", "given": "Mihaela", "non-dropping-particle": "van der"},
        {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
        {"literal": "OpenAI"},
    ],
    "issued": {"date-parts": [["2023", 7, "7"]]},
    "page": "10-20",
    "volume": 12,
    "DOI": "10.1000/x",
    "URL": "https://arxiv.org/abs/2307.03601",
    "abstract": "We ask.",
    "note": "arXiv:2307.03601 [cs]\nPublisher: A House",
    "ISBN": "1-2",
}
CROSSREF: dict[str, Any] = {
    "status": "ok",
    "message": {
        "DOI": "10.1000/x",
        "type": "journal-article",
        "title": ["The Structure of H<sub>2</sub>O"],
        "subtitle": ["New data"],
        "container-title": ["Journal of Things", "J. Things"],
        "author": [
            {
                "given": "Ada",
                "family": "Lovelace",
                "ORCID": "http://orcid.org/0000-0002-1825-0097",
                "sequence": "first",
            },
            {"name": "A Consortium"},
        ],
        "issued": {"date-parts": [[None]]},
        "published-print": {"date-parts": [[1970, 8]]},
        "abstract": "<jats:title>Abstract</jats:title><jats:p>We <jats:italic>ask</jats:italic> if p &amp;lt; "
        "1.</jats:p><jats:p>Then more.</jats:p>",
        "publisher": "A House",
        "URL": "http://dx.doi.org/10.1000/x",
        "resource": {"primary": {"URL": "https://example.org/a"}},
        "updated-by": [{"DOI": "10.1000/notice", "type": "retraction", "updated": {"date-parts": [[2024, 5, 1]]}}],
    },
}


def read(*items: Any) -> Reading:
    return csl_json.read(SourceText("list.json", json.dumps(list(items), indent=2)))


def paper(item: Any) -> Paper:
    made, findings = complete(read(item).drafts[0], set())
    assert made is not None, findings
    return made


def test_an_item_of_zotero():
    found = paper(ZOTERO)
    assert found.title == "GPT4RoI: Tuning & more"
    assert [(author.family, author.given, author.literal) for author in found.authors] == [
        ("van der Schaar", "Mihaela", None),
        ("King Jr.", "Martin Luther", None),
        (None, None, "OpenAI"),
    ]
    assert (found.type, found.date, found.note) == ("conference-paper", "2023-07-07", None)
    assert (found.links.doi, found.links.arxiv, found.links.url) == ("10.1000/x", "2307.03601", None)
    assert found.container is not None
    assert (found.container.title, found.container.pages, found.container.volume) == (
        "Proceedings of Things",
        "10–20",
        "12",
    )
    assert [note.message for note in read(ZOTERO).drafts[0].notes] == ["no place in a record for ISBN"]


def test_an_answer_of_crossref():
    found = paper(CROSSREF)
    assert found.title == "The Structure of H₂O: New data"
    assert [(author.name, author.orcid) for author in found.authors] == [
        ("Ada Lovelace", "0000-0002-1825-0097"),
        ("A Consortium", None),
    ]
    assert (found.type, found.date) == ("article", "1970-08")
    assert found.abstract == "We ask if p < 1.\n\nThen more."
    assert (found.links.doi, found.links.url) == ("10.1000/x", "https://example.org/a")
    assert found.venue is not None
    assert (found.venue.name, found.venue.year) == ("Journal of Things", 1970)
    assert found.status is not None
    assert (found.status.kind, found.status.by, found.status.date) == ("retracted", "10.1000/notice", "2024-05-01")


def test_a_preprint_of_zotero_is_known_by_its_number():
    item = {
        "id": "a",
        "type": "article",
        "title": "A",
        "number": "arXiv:2307.03601",
        "publisher": "arXiv",
        "genre": "preprint",
    }
    found = paper(item)
    assert (found.links.arxiv, found.type, found.container, found.venue) == ("2307.03601", "preprint", None, None)
    assert (
        paper(
            {"id": "a", "type": "article", "title": "A", "archive": "arXiv", "archive_location": "2307.03601"}
        ).links.arxiv
        == "2307.03601"
    )


@pytest.mark.parametrize(
    ("issued", "date"),
    [
        ({"date-parts": [[2023]]}, "2023"),
        ({"date-parts": [["2023", "07"]]}, "2023-07"),
        ({"date-parts": [[2023, 1, 1], [2023, 2, 1]]}, "2023-01-01"),
        ({"raw": "2023-07-07"}, "2023-07-07"),
        ({"literal": "July 2023"}, "2023-07"),
        ("2023-07-07", "2023-07-07"),
        ({"date-parts": [[]]}, None),
        ({"date-parts": "x"}, None),
        (None, None),
    ],
)
def test_dates_in_every_form(issued, date):
    assert paper({"type": "book", "title": "A", "issued": issued}).date == date


def test_items_in_a_wrapper_and_a_single_one():
    for text in (json.dumps({"items": [ZOTERO, ZOTERO]}), json.dumps({"message": {"items": [ZOTERO, ZOTERO]}})):
        assert len(csl_json.read(SourceText("a.json", text)).drafts) == 2
    assert len(csl_json.read(SourceText("a.json", json.dumps(ZOTERO))).drafts) == 1


def test_a_broken_item_is_an_error_at_its_lines_and_costs_no_other():
    text = (
        '[\n  {"type": "book", "title": "A"},\n  {"type": "book", "title": },\n  {"type": "book", "title": "C"},\n'
        "  7\n]\n"
    )
    reading = csl_json.read(SourceText("a.json", text))
    assert [(draft.values["title"], draft.lines) for draft in reading.drafts] == [("A", (2, 2)), ("C", (4, 4))]
    assert [(finding.code, finding.line) for finding in reading.findings] == [("json-syntax", 3), ("json-syntax", 5)]


@pytest.mark.parametrize("value", [None, 7, [], {}, [[]], "x", {"date-parts": {"a": 1}}, [{"family": []}], True])
def test_values_of_any_kind_make_no_reader_raise(value):
    keys = (
        "author",
        "issued",
        "container-title",
        "DOI",
        "URL",
        "abstract",
        "event",
        "resource",
        "updated-by",
        "archive",
        "number",
        "note",
        "page",
        "language",
    )
    for key in keys:
        csl_json.read(SourceText("a.json", json.dumps({"type": "book", "title": "A", key: value})))
