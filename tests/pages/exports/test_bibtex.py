import re

import bibtexparser
import pytest
from bibtexparser.library import Library
from bibtexparser.middlewares import SeparateCoAuthors, SplitNameParts
from bibtexparser.middlewares.names import NameParts
from hypothesis import example, given, settings
from paperdex.pages.exports import bibtex, tex
from paperdex.records.paper import Paper
from pylatexenc.latex2text import LatexNodes2Text
from strategies import NASTY, paper_lists, papers

DECODER = LatexNodes2Text(math_mode="verbatim", keep_comments=True, strict_latex_spaces="macros")


def paper(**values: object) -> Paper:
    return Paper.model_validate({"id": "a-paper", "title": "A Paper", "provenance": {"source": "manual"}, **values})


def parse(text: str) -> Library:
    library = bibtexparser.parse_string(text, append_middleware=[SeparateCoAuthors(), SplitNameParts()])
    assert not library.failed_blocks
    return library


def decoded(text: str) -> str:
    # U+02C6 is pylatexenc's reading of \\textasciicircum, TeX's only name for the plain character in text.
    return DECODER.latex_to_text(text).replace("\u02c6", "^")


def typeset(text: str) -> str:
    """The text as TeX's fonts have it: ligatures are what their author meant."""
    for pair, char in (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”")):
        text = text.replace(pair, char)
    return text


def name_of(parts: NameParts) -> tuple[str, str]:
    family = decoded(" ".join([*parts.von, *parts.last]))
    given = decoded(" ".join(parts.first))
    return family, given


def title_of(**values: object) -> str:
    return str(re.search(r"title = \{(.*)\},\n", bibtex.entry(paper(**values)))[1])  # type: ignore[index]


@settings(max_examples=60, deadline=None)
@given(papers)
@example(paper(authors=[{"family": "B", "given": "C"}, {"family": "# heading", "given": "D"}]))
def test_title_and_names_are_read_back_as_they_were(record: Paper) -> None:
    entry = parse(bibtex.entry(record)).entries[0]
    assert entry.key == record.id
    assert typeset(decoded(entry["title"])) == typeset(record.title)
    names = [tuple(map(typeset, name_of(parts))) for parts in entry["author"]] if record.authors else []
    assert names == [(typeset(author.family or author.name), typeset(author.given or "")) for author in record.authors]


@settings(max_examples=30, deadline=None)
@given(paper_lists)
def test_no_text_of_one_entry_reaches_into_the_next(records: list[Paper]) -> None:
    text = bibtex.dump(records)
    assert [entry.key for entry in parse(text).entries] == [record.id for record in records]
    for line in text.splitlines():
        assert line.count("{") - line.count("}") == line.startswith("@") - (line == "}"), (
            "BibTeX counts every brace, escaped or not"
        )


@settings(max_examples=100, deadline=None)
@given(papers)
@example(paper(links={"doi": "10.1000/a_b(c)%7b"}))
def test_addresses_are_not_escaped(record: Paper) -> None:
    entry = parse(bibtex.entry(record)).entries[0]
    verbatim = {"doi": record.links.doi, "eprint": record.links.arxiv}
    for field, value in verbatim.items():
        assert entry.get(field) is None if value is None else entry[field] == value.translate({123: "%7B", 125: "%7D"})


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("GPT-4 and mBERT: A Study", "{GPT}-4 and {mBERT}: A Study"),
        ("LoRA for the Rest of Us", "{LoRA} for the Rest of Us"),
        ("T5 and 3D Vision", "{T5} and {3D} Vision"),
        ("Part I: Vitamin A", "Part {I}: Vitamin {A}"),
        ("A first and a Second Thing", "A first and a Second Thing"),
        ("Pass@k{b", r"Pass@k\{\vphantom{\}}b"),
        ("Pass@K and @Home", "Pass@{K} and @Home"),
        ("100% & more_of #1", r"100\% \& more\_of \#1"),
        ("Why $N^2$ Steps", "Why {$N^2$} Steps"),
        ("From $5 to $6", r"From \$5 to \$6"),
    ],
)
def test_capitals_are_kept_where_they_carry_meaning(title: str, expected: str) -> None:
    assert title_of(title=title) == expected


def test_a_capitalised_word_is_a_name_where_the_abstract_says_so() -> None:
    abstract = (
        "We train on Swahili text. Learning from text is hard, and learning takes long. The Large Language "
        "Model (LLM) helps in Swahili."
    )
    assert title_of(title="Large Learning for Swahili", abstract=abstract) == "Large Learning for {Swahili}"


def test_names_are_kept_in_a_title_in_lower_case() -> None:
    assert (
        title_of(title="Learning preferences from Kenyan annotators: Some lessons")
        == "Learning preferences from {Kenyan} annotators: Some lessons"
    )


def test_every_capital_counts_in_other_languages() -> None:
    assert title_of(title="Über die Größe von Sprachmodellen", language="de") == "Über die {Größe} von {Sprachmodellen}"


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ({"family": "van der Schaar", "given": "Mihaela"}, "van der Schaar, Mihaela"),
        ({"family": "张", "given": "伟"}, "张, 伟"),
        ({"literal": "Barnes and Noble, Inc."}, "{Barnes and Noble, Inc.}"),
        ({"family": "Plato"}, "{Plato}"),
        ({"family": "King, Jr.", "given": "Martin Luther"}, "{King, Jr.}, Martin Luther"),
        ({"family": "And", "given": "Or"}, "{And}, Or"),
    ],
)
def test_names_keep_their_parts(author: dict[str, str], expected: str) -> None:
    assert f"author = {{{expected}}}," in bibtex.entry(paper(authors=[author]))


def test_a_group_that_a_source_named_is_not_the_author() -> None:
    entry = bibtex.entry(paper(organization={"name": "ByteDance"}))
    assert "author" not in parse(entry).entries[0]
    assert "organization = {ByteDance}," in entry
    assert "note = {names of the authors not recorded}," in entry
    assert "note = {8 authors; names not recorded}," in bibtex.entry(paper(author_count=8))


def test_a_preprint_that_appeared_is_cited_where_it_appeared() -> None:
    values = {"type": "preprint", "date": "2023-07-07", "links": {"arxiv": "2307.03601"}}
    published = bibtex.entry(paper(**values, venue={"name": "ECCV Workshops", "year": 2024, "status": "published"}))
    assert published.startswith("@inproceedings{a-paper,")
    assert "year = {2024}" in published
    assert "month" not in published, "the preprint's month is not the venue's"
    submitted = bibtex.entry(paper(**values, venue={"name": "ECCV", "year": 2024, "status": "submitted"}))
    assert submitted.startswith("@misc{a-paper,")
    assert "year = {2023},\n  month = jul,\n  day = {7}," in submitted
    assert "note = {submitted to ECCV 2024" in submitted


def test_an_article_has_volume_number_and_pages() -> None:
    venue = {"name": "TACL", "year": 2024, "status": "published"}
    entry = bibtex.entry(
        paper(
            venue=venue,
            date="2024-03",
            container={"volume": "12", "issue": "3", "pages": "101–120", "publisher": "MIT Press"},
        )
    )
    assert entry.startswith("@article{")
    for line in (
        "journal = {TACL}",
        "month = mar",
        "volume = {12}",
        "number = {3}",
        "publisher = {MIT Press}",
        "pages = {101--120}",
    ):
        assert f"  {line},\n" in entry


def test_whoever_cites_a_retracted_paper_is_told() -> None:
    entry = bibtex.entry(
        paper(authors=[{"literal": "A"}], status={"kind": "retracted", "date": "2024-05-01", "reason": "100% wrong"})
    )
    assert r"note = {Retracted 1 May 2024: 100\% wrong}," in entry


def test_formulas_of_records_run_no_commands_in_documents() -> None:
    assert tex.escape(r"$\input{/etc/passwd}$") == r"\${\textbackslash}input\{\vphantom{\}}/etc/passwd\vphantom{\{}\}\$"
    assert tex.escape(r"$a^^5cinput b$").startswith(r"\$a{\textasciicircum}")
    assert tex.escape(r"$\alpha_{i}$") == r"{$\alpha_{i}$}"


@pytest.mark.parametrize("text", NASTY)
def test_each_nasty_text_survives(text: str) -> None:
    line = " ".join(text.split())
    if line:
        assert typeset(decoded(parse(bibtex.entry(paper(title=line))).entries[0]["title"])) == typeset(line)
