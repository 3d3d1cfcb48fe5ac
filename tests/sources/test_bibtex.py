from textwrap import dedent
from typing import Any

import pytest
from paperdex.records.draft import Draft, complete
from paperdex.records.paper import Paper
from paperdex.sources import bibtex
from paperdex.sources.source import Reading, SourceText


def read(text: str, name: str = "list.bib") -> Reading:
    return bibtex.read(SourceText(name, dedent(text).lstrip("\n")))


def paper(draft: Draft) -> Paper:
    made, findings = complete(draft, set())
    assert made is not None, findings
    return made


def only(text: str) -> Paper:
    [draft] = read(text).drafts
    return paper(draft)


def codes(reading: Reading) -> list[tuple[str, int | None]]:
    return [(finding.code, finding.line) for finding in reading.findings]


def notes(draft: Draft) -> list[str]:
    return [note.code for note in draft.notes]


def test_a_conference_paper_with_every_field():
    found = only(r"""
        @InProceedings{lovelace2024,
          Author    = {Lovelace, Ada and {OpenAI}},
          TITLE     = "{GPT4RoI}: Instruction {T}uning \& more",
          booktitle = {Proceedings of the 60th Meeting on Things (Volume 1)},
          series    = {ICML '24},
          year      = 2024,
          month     = jul,
          volume    = {12},
          pages     = {10--20},
          publisher = {Association for Things},
          doi       = {https://doi.org/10.1000/a\_b},
          url       = {https://example.org/paper\_1?utm_source=x},
          code      = {https://github.com/a/b},
          abstract  = {We ask 50\% of people. See \url{https://github.com/c/d}.

                       A second paragraph.},
          note      = {Oral presentation},
          keywords  = {alignment, tuning},
        }
    """)
    assert found.title == "GPT4RoI: Instruction Tuning & more"
    assert [author.name for author in found.authors] == ["Ada Lovelace", "OpenAI"]
    assert (found.type, found.date, found.note) == ("conference-paper", "2024-07", "Oral presentation")
    assert found.venue is not None
    assert (found.venue.name, found.venue.status, found.venue.year) == ("ICML", "published", 2024)
    assert found.container is not None
    assert found.container.title == "Proceedings of the 60th Meeting on Things (Volume 1)"
    assert (found.container.volume, found.container.pages, found.container.publisher) == (
        "12",
        "10–20",
        "Association for Things",
    )
    assert (found.links.doi, found.links.url) == ("10.1000/a_b", "https://example.org/paper_1")
    assert found.links.code == ("https://github.com/a/b", "https://github.com/c/d")
    assert found.abstract == "We ask 50% of people. See https://github.com/c/d.\n\nA second paragraph."
    assert found.topics == ()
    assert found.provenance.lines == (1, 19)


@pytest.mark.parametrize(
    "fields",
    [
        "journal = {arXiv preprint arXiv:2307.03601}",
        "journal = {CoRR}, volume = {abs/2307.03601}",
        "journal = {ArXiv}, volume = {abs/2307.03601}",
        "journal = {arXiv e-prints}, pages = {arXiv--2307.03601}",
        "eprint = {2307.03601v2}, archivePrefix = {arXiv}, primaryClass = {cs.CV}",
        "eprint = {arXiv:2307.03601}, eprinttype = {arxiv}",
        "eprint = {2307.03601}",
        "arxivId = {2307.03601}",
        "url = {http://arxiv.org/abs/2307.03601}, note = {arXiv:2307.03601 [cs]}",
        "howpublished = {\\url{https://arxiv.org/abs/2307.03601}}",
        "doi = {10.48550/ARXIV.2307.03601}, publisher = {arXiv}",
    ],
)
def test_arxiv_is_an_identifier_and_no_venue_however_it_is_given(fields):
    found = only(f"@article{{a, title = {{A Title}}, year = 2023, {fields}}}")
    assert (found.links.arxiv, found.links.doi, found.links.url, found.venue, found.container, found.note) == (
        "2307.03601",
        None,
        None,
        None,
        None,
        None,
    )


def test_an_old_arxiv_id_has_its_archive_in_a_field_of_its_own():
    assert (
        only("@misc{a, title = {A}, eprint = {0601001}, archiveprefix = {arXiv}, primaryclass = {cs.CL}}").links.arxiv
        == "cs/0601001"
    )


@pytest.mark.parametrize("field", ["abstract", "note"])
def test_an_identifier_in_the_midst_of_words_is_somebody_elses(field):
    assert (
        only(
            f"@misc{{a, title = {{A}}, {field} = {{Unlike arXiv:2307.03601 or https://arxiv.org/abs/2307.03601 we "
            f"ask.}}}}"
        ).links.arxiv
        is None
    )


def test_another_preprint_server_is_no_venue_either_and_its_name_is_kept():
    found = only("@article{a, title = {A}, journal = {bioRxiv}, doi = {10.1101/2020.01.01.1}, year = 2020}")
    assert found.container is not None
    assert (found.venue, found.type, found.container.title) == (None, "preprint", "bioRxiv")


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        ("article", "article"), ("inproceedings", "conference-paper"), ("conference", "conference-paper"), ("book",
        "book"), ("incollection", "chapter"),
        ("inbook", "chapter"), ("phdthesis", "thesis"), ("mastersthesis", "thesis"), ("techreport", "report"),
        ("dataset", "dataset"), ("misc", None),
        ("online", "other"), ("unheardof", None),
    ],
)  # fmt: skip
def test_types(entry, kind):
    assert only(f"@{entry}{{a, title = {{A}}}}").type == kind


def test_a_preprint_is_concluded_and_marked():
    found = only("@misc{a, title = {A}, eprint = {2307.03601}, archiveprefix = {arXiv}}")
    assert (found.type, found.provenance.inferred) == ("preprint", ("type",))


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ("year = 2023", "2023"),
        ("year = {2023}, month = jul", "2023-07"),
        ("year = {2023}, month = {July}, day = {7}", "2023-07-07"),
        ("year = {2023}, month = 7", "2023-07"),
        ('year = {2023}, month = jul # "~5"', "2023-07-05"),
        ('year = {2023}, month = 5 # "~" # jul', "2023-07-05"),
        ("date = {2023-07-07}, year = 1999", "2023-07-07"),
        ("date = {2023-07/2023-09}", "2023-07"),
        ("year = {2023}, month = {Spring}", "2023"),
        ("year = {in press}", None),
    ],
)
def test_dates_keep_their_precision(fields, date):
    [draft] = read(f"@misc{{a, title = {{A}}, {fields}}}").drafts
    assert draft.values.get("date") == date
    assert notes(draft) == ([] if date else ["bad-date"])


def test_macros_are_expanded_and_joined_and_unknown_ones_reported():
    reading = read("""
        @string{conf = "Conference on " # topic}
        @string{topic = {Robotics}}
        @string{conf2 = {Conference on } # topic}
        @inproceedings{a, title = {A}, booktitle = conf2 # " 2001"}
        @article{b, title = {B}, journal = jmlr}
    """)
    assert [paper(draft).venue.name for draft in reading.drafts] == ["Conference on Robotics 2001", "jmlr"]  # type: ignore[union-attr]
    assert [notes(draft) for draft in reading.drafts] == [[], ["undefined-macro"]]


def test_a_missing_comma_costs_no_field():
    [draft] = read("@article{a,\n title = {Missing Comma}\n year = 2010\n journal = {J},\n}").drafts
    assert (draft.values["title"], draft.values["date"], draft.values["venue"]["name"]) == (
        "Missing Comma",
        "2010",
        "J",
    )
    assert notes(draft) == ["missing-comma", "missing-comma"]


def test_a_broken_entry_is_an_error_at_its_lines_and_costs_no_other():
    reading = read("""
        @misc{a, title = {A}}

        @misc{b,
          title = {Broken {brace},
          year = 2020
        }

        @misc{c, title = {C}}
    """)
    assert [draft.values["title"] for draft in reading.drafts] == ["A", "C"]
    [finding] = reading.findings
    assert (finding.code, finding.severity, finding.line, finding.end_line) == ("bibtex-syntax", "error", 3, 6)


def test_an_entry_without_a_title_is_an_error_at_its_lines():
    [_, draft] = read("@misc{a, title = {A}}\n@misc{b,\n year = 2020}").drafts
    made, findings = complete(draft, set())
    assert made is None
    assert [(finding.code, finding.line, finding.end_line) for finding in findings] == [("missing-field", 2, 3)]


def test_entries_of_one_key_are_two_papers_unless_they_say_the_same():
    reading = read("""
        @misc{a, title = {A First}}
        @misc{a, title = {A Second}}
        @misc{A, title={A  First}}
    """)
    assert [draft.values["title"] for draft in reading.drafts] == ["A First", "A Second"]
    assert codes(reading) == [("repeated-key", 2), ("repeated-entry", 3)]


def test_a_field_that_is_given_twice_is_reported():
    [draft] = read("@misc{a, title = {A}, year = 2020, Year = 2021}").drafts
    assert (draft.values["date"], notes(draft)) == ("2020", ["duplicate-field"])


def test_cut_off_authors_are_left_out_and_named_in_the_report():
    [draft] = read("@misc{a, title = {A}, author = {Lovelace, Ada and others}}").drafts
    assert "authors" not in draft.values
    assert [(note.code, "Lovelace" in note.message) for note in draft.notes] == [("authors-incomplete", True)]


def test_children_inherit_from_their_volume_which_is_no_paper():
    reading = read("""
        @inproceedings{a, title = {A}, crossref = {vol}}
        @inproceedings{b, title = {B}, crossref = {gone}}
        @proceedings{vol, title = {Proceedings of Things}, year = 2019, publisher = {P}}
    """)
    child = paper(reading.drafts[0])
    assert len(reading.drafts) == 2
    assert child.venue is not None
    assert (child.title, child.date, child.venue.name) == ("A", "2019", "Proceedings of Things")
    assert codes(reading) == [("missing-parent", 2), ("bibtex-parent", 3)]


def test_jabref_keeps_its_files_and_comments_to_itself():
    reading = read(r"""
        % Encoding: UTF-8

        @Article{Lovelace2023,
          author    = {Ada Lovelace},
          title     = {A Title},
          file      = {:home/ada/paper.pdf:PDF},
          groups    = {mine},
          timestamp = {2023-07-07},
        }

        @Comment{jabref-meta: databaseType:bibtex;}
    """)
    assert reading.findings == []
    assert notes(reading.drafts[0]) == []


def test_zotero_better_bibtex():
    found = only(r"""
        @article{lovelace2023,
          title = {{{GPT4RoI}}: Instruction Tuning},
          shorttitle = {{{GPT4RoI}}},
          author = {Lovelace, Ada},
          date = {2023-07-07},
          journaltitle = {Journal of Things},
          volume = {1},
          number = {2},
          eprint = {2307.03601},
          eprinttype = {arXiv},
          eprintclass = {cs},
          langid = {ngerman},
          pubstate = {prepublished},
          keywords = {x},
          file = {/home/ada/x.pdf},
          note = {Publisher: A House\\ISSN: 1234}
        }
    """)
    assert found.container is not None
    assert (found.title, found.language, found.container.issue, found.links.arxiv) == (
        "GPT4RoI: Instruction Tuning",
        "de",
        "2",
        "2307.03601",
    )


def test_mendeley():
    found = only(r"""
        @article{Lovelace2023,
        abstract = {We ask.},
        archivePrefix = {arXiv},
        arxivId = {2307.03601},
        author = {Lovelace, Ada},
        eprint = {2307.03601},
        file = {:Users/ada/x.pdf:pdf},
        mendeley-groups = {mine},
        title = {{A Title}},
        url = {http://arxiv.org/abs/2307.03601},
        year = {2023}
        }
    """)
    assert (found.title, found.links.arxiv, found.date) == ("A Title", "2307.03601", "2023")


def test_what_is_to_appear_is_accepted_and_what_is_under_review_is_submitted():
    accepted = only("@inproceedings{a, title = {A}, booktitle = {ICML}, year = 2024, note = {to appear}}")
    submitted = only(
        "@inproceedings{a, title = {A}, booktitle = {Submitted to ICLR}, year = 2024, note = {under review}}"
    )
    assert [(found.venue.name, found.venue.status) for found in (accepted, submitted) if found.venue] == [
        ("ICML", "accepted"),
        ("ICLR", "submitted"),
    ]


def test_the_school_of_a_thesis_is_the_organisation_and_the_organisation_of_proceedings_their_publisher():
    thesis = only("@phdthesis{a, title = {A}, school = {University of Things}}")
    proceedings = only("@inproceedings{a, title = {A}, booktitle = {B}, organization = {PMLR}}")
    assert thesis.organization is not None
    assert proceedings.container is not None
    assert (thesis.organization.name, proceedings.container.publisher, proceedings.organization) == (
        "University of Things",
        "PMLR",
        None,
    )


def test_nothing_is_lost_in_silence():
    [draft] = read("@article{a, title = {A}, editor = {E}, isbn = {1}, doi = {none}, annote = {private}}").drafts
    assert [note.message for note in draft.notes] == [
        "'none' is neither an identifier nor a web address",
        "no place in a record for editor, isbn, annote",
    ]


def test_the_day_of_the_source_is_that_of_the_file_or_the_users():
    values: Any = read("@misc{a, title = {A}}", "export-2024-02-03.bib").drafts[0].values
    assert values["provenance"] == {
        "source": "bibtex",
        "file": "export-2024-02-03.bib",
        "lines": [1, 1],
        "retrieved": "2024-02-03",
    }
    [draft] = bibtex.read(SourceText("a.bib", "@misc{a, title = {A}}", "2024-05-06")).drafts
    assert draft.values["provenance"]["retrieved"] == "2024-05-06"
