import pytest
from paperdex.records.draft import complete
from paperdex.records.paper import Paper
from paperdex.sources import arxiv_atom
from paperdex.sources.source import Reading, SourceText

HEAD = """<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
  <id>https://arxiv.org/api/x</id>
  <title>arXiv Query: search_query=&amp;id_list=2307.03601</title>
  <link href="https://arxiv.org/api/query" type="application/atom+xml"/>
"""
ENTRY = r"""  <entry>
    <id>http://arxiv.org/abs/2307.03601v2</id>
    <title>Asking {\bf Models}
  Twice</title>
    <updated>2024-01-02T14:57:58Z</updated>
    <summary>  We ask 57.70\% of models at $x^2$ &lt; 1.
Code: https://github.com/a/asking
  A second paragraph.
</summary>
    <published>2023-07-07T14:57:58Z</published>
    <arxiv:comment>12 pages. Project page: https://asking.example.org</arxiv:comment>
    <arxiv:doi>10.1000/x</arxiv:doi>
    <author><name>Ludwig van Beethoven</name><arxiv:affiliation>Vienna</arxiv:affiliation></author>
    <author><name>Gemini Team</name></author>
  </entry>
"""


def read(text: str) -> Reading:
    return arxiv_atom.read(SourceText("feed.xml", text))


def only(text: str) -> Paper:
    [draft] = read(text).drafts
    made, findings = complete(draft, set())
    assert made is not None, findings
    return made


def with_field(name: str, value: str) -> Paper:
    entry = (
        f"<entry><id>http://arxiv.org/abs/2307.03601v1</id><title>A</title><arxiv:{name}>{value}</arxiv:{name}></entry>"
    )
    return only(f"{HEAD}{entry}</feed>")


def test_a_feed():
    found = only(f"{HEAD}{ENTRY}</feed>")
    assert (found.title, found.date, found.type) == ("Asking Models Twice", "2023-07-07", "preprint")
    assert [(author.family, author.literal) for author in found.authors] == [
        ("van Beethoven", None),
        (None, "Gemini Team"),
    ]
    assert (
        found.abstract
        == "We ask 57.70% of models at $x^2$ < 1. Code: https://github.com/a/asking\n\nA second paragraph."
    )
    assert (found.links.arxiv, found.links.doi, found.links.code) == (
        "2307.03601",
        "10.1000/x",
        ("https://github.com/a/asking",),
    )
    assert found.links.project == ("https://asking.example.org",)
    assert found.provenance.inferred == ("type", "authors.family")
    assert found.provenance.repaired["title"] == r"Asking {\bf Models} Twice"
    assert found.provenance.lines == (6, 20)


def test_a_single_entry_with_an_old_identifier():
    found = only(
        '\n<entry xmlns="http://www.w3.org/2005/Atom"><id>http://arxiv.org/abs/astro-ph/0601001v1</id><title>A</title></entry>'
    )
    assert (found.links.arxiv, found.provenance.lines) == ("astro-ph/0601001", (2, 2))


@pytest.mark.parametrize(
    ("comment", "venue"),
    [
        ("Accepted at NeurIPS 2023 (oral)", ("NeurIPS", "accepted", 2023)),
        ("12 pages, accepted by ACL 2023 main conference", ("ACL", "accepted", 2023)),
        ("Published as a conference paper at ICLR 2024", ("ICLR", "published", 2024)),
        ("To appear in the Transactions of Things", ("Transactions of Things", "accepted", None)),
        ("Accepted at CVPR'24", ("CVPR", "accepted", 2024)),
        ("Submitted to ICLR 2024", None),
        ("Not accepted at ICML 2020", None),
        ("Accepted at the ICML 2023 Workshop on Things", None),
        ("Accepted to Findings of ACL 2023", None),
        ("NeurIPS 2023 format, 9 pages", None),
        ("We accepted what was to be in it", None),
    ],
)
def test_a_venue_is_taken_from_a_comment_only_where_it_is_stated(comment, venue):
    found = with_field("comment", comment)
    assert ((found.venue.name, found.venue.status, found.venue.year) if found.venue else None) == venue
    assert ("venue" in found.provenance.inferred) == (venue is not None)


@pytest.mark.parametrize(
    ("reference", "name", "year"),
    [
        ("Phys.Rev.D 98 (2018) 030001", "Phys.Rev.D", 2018),
        ("Nature 518, 529 (2015)", "Nature", 2015),
        (
            "Proceedings of the 2020 Conference on Things (THINGS), pages 1-9",
            "Proceedings of the 2020 Conference on Things",
            2020,
        ),
    ],
)
def test_a_journal_reference_gives_venue_and_year_and_is_kept_in_the_report(reference, name, year):
    found = with_field("journal_ref", reference)
    assert found.venue is not None
    assert (found.venue.name, found.venue.year, found.venue.status, found.type) == (name, year, "published", None)


@pytest.mark.parametrize(
    ("comment", "is_withdrawn"),
    [
        ("This paper has been withdrawn by the authors due to an error", True),
        ("Withdrawn", True),
        ("withdrawn by the author", True),
        ("The withdrawn drug was effective", False),
        ("12 pages", False),
    ],
)
def test_a_withdrawal_stands_in_the_comment(comment, is_withdrawn):
    assert (with_field("comment", comment).status is not None) == is_withdrawn


def test_what_arxiv_says_instead_of_a_paper_is_an_error():
    entry = (
        "<entry><id>https://arxiv.org/api/errors#incorrect_id</id><title>Error</title><summary>incorrect id "
        "format "
        "for abc</summary></entry>"
    )
    reading = read(f"{HEAD}{entry}</feed>")
    assert reading.drafts == []
    assert [(finding.code, finding.line, finding.message) for finding in reading.findings] == [
        ("source-error", 6, "arXiv says: incorrect id format for abc")
    ]


def test_a_feed_that_breaks_off_gives_what_came_before():
    reading = read(f"{HEAD}{ENTRY}  <entry><id>http://arxiv.org")
    assert len(reading.drafts) == 1
    assert [(finding.code, finding.line) for finding in reading.findings] == [("xml-syntax", 21)]


def test_a_document_type_is_refused_so_that_no_entity_is_expanded_or_fetched():
    laughs = "".join(f'<!ENTITY a{number} "&a{number - 1};&a{number - 1};">' for number in range(1, 40))
    for doctype in (f'<!DOCTYPE feed [<!ENTITY a0 "ha">{laughs}]>', '<!DOCTYPE feed SYSTEM "file:///etc/passwd">'):
        text = (
            f'<?xml version="1.0"?>\n{doctype}<feed '
            f'xmlns="http://www.w3.org/2005/Atom"><entry><title>&a39;</title></entry></feed>'
        )
        reading = read(text)
        assert (reading.drafts, [(finding.code, finding.line) for finding in reading.findings]) == (
            [],
            [("xml-syntax", 2)],
        )
