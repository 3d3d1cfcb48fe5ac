"""The reader of saved pages: a corpus of odd ones, and pages that hypothesis makes up."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from paperdex.pages.exports import hf_page as hf_page_export
from paperdex.records.draft import complete
from paperdex.records.paper import Organization, Paper, Provenance
from paperdex.sources import hf_page
from paperdex.sources.decoding import decode_bytes
from paperdex.sources.source import Reading, SourceText
from paperdex.sources.tex_remains import mend_tex
from paperdex.text import MONTHS, squeeze

CORPUS = Path(__file__).parents[1] / "data/hf_pages"
CASES = sorted(folder.name for folder in CORPUS.iterdir())
TITLE = "A First Paper: On Aligning Things"
ABSTRACT = (
    "We align things with people, and show on three tasks that aligned things are preferred by the people they "
    "were aligned with."
)
ENTRY = f"{TITLE}\n\n{ABSTRACT}\n\n  • 2 authors\n·\nOct 8, 2024 3\n"


def read(text: str, name: str = "page.txt", day: str | None = None) -> Reading:
    return hf_page.read(SourceText(name, text, day))


def records(reading: Reading) -> list[Paper]:
    """The drafts as records; a draft that cannot become one would be a paper lost."""
    papers = []
    for draft in reading.drafts:
        paper, faults = complete(draft, {paper.id for paper in papers})
        assert paper is not None, faults
        assert paper.provenance.lines == draft.lines
        papers.append(paper)
    return papers


def unreported(text: str, reading: Reading) -> list[int]:
    """Lines that are not blank and neither in a draft nor in a finding."""
    placed = set()
    for first, last in [draft.lines for draft in reading.drafts] + [
        (finding.line, finding.end_line) for finding in reading.findings
    ]:
        placed.update(range(first, last + 1))
    return [number for number, line in enumerate(text.split("\n"), 1) if line.strip() and number not in placed]


def told(paper: Paper) -> dict[str, object]:
    """What a case of the corpus says of a paper; what it does not mention is absent."""
    provenance, organization = paper.provenance, paper.organization
    values = {
        "title": paper.title,
        "arxiv": paper.links.arxiv,
        "lines": list(provenance.lines or ()),
        "date": paper.date,
        "author_count": paper.author_count,
        "organization": [name for name in (organization.name, organization.handle) if name] if organization else None,
        "comments": provenance.comments,
        "upvotes": provenance.upvotes,
        "inferred": list(provenance.inferred) or None,
        "repaired": list(provenance.repaired) or None,
    }
    return {name: value for name, value in values.items() if value is not None}


@pytest.mark.parametrize("name", CASES)
def test_an_odd_page_gives_its_papers_and_its_problems(name: str) -> None:
    """`abstract` in a case lists how its paragraphs begin, `problems` are codes with their first and last line."""
    expected = yaml.safe_load((CORPUS / name / "expected.yaml").read_text(encoding="utf-8"))
    text, notes = decode_bytes((CORPUS / name / "page.txt").read_bytes())
    reading = read(text, expected.get("file", "page.txt"), expected.get("date"))
    papers = records(reading)
    assert [told(paper) for paper in papers] == [
        {key: value for key, value in paper.items() if key != "abstract"} for paper in expected["papers"]
    ]
    for paper, beginnings in zip(papers, [paper.get("abstract", []) for paper in expected["papers"]], strict=True):
        paragraphs = paper.abstract.split("\n\n") if paper.abstract else []
        assert [paragraph[: len(start)] for paragraph, start in zip(paragraphs, beginnings, strict=True)] == beginnings
    problems = [*notes, *reading.findings]
    assert sorted(
        f"{problem.code} {problem.line}-{problem.end_line or problem.line}" for problem in problems
    ) == sorted(expected["problems"])
    assert all(
        problem.severity == "info"
        for problem in problems
        if problem.code in ("page-header", "no-authors", "no-abstract", "no-date")
    )
    assert unreported(text, reading) == []


def test_there_are_enough_odd_pages() -> None:
    assert len(CASES) >= 40


PIECES = [
    "·", "· Jul 25, 2024", "  • 6 authors", "• 6 authors · Jul 25", "6 authors", "- 9 authors", "  •", "-", "101", "2",
    "Jul 25, 2024",
    "Oct 8 2", "Feb 29", "Feb 30, 2024", "Published on Oct 4, 2026", "3 days ago", "HKUSTGZ", "ByteDance ByteDance",
    "Example Lab · Published on Oct 4, 2026", "Daily Papers", "Subscribe", "Upvote", "Submitted by", "GitHub 3.29k",
    "Oct 29", "2024",
    "---", "{{ x }}", "<p>", "# Heading", "where", "Our contributions:", "A Title of Some Words",
    "大语言模型的价值对齐", "محاذاة النماذج",
    ABSTRACT, ABSTRACT * 3, "Short.", r"\textbf{We show}", "\x07", "\u202e", "\u200b", "\x00", "\u2028", "\r", "\x85",
    "\x0c", " ", "",
    "### [A Title](https://huggingface.co/papers/2401.00001)", "[7](https://huggingface.co/login)", "[![a](b)", "]()",
]  # fmt: skip
JOINTS = ["\n", "\n", "\n\n", "\r\n", "\r\n\r\n", "\n \n", "\n\n\n\n"]
pieces = st.one_of(st.sampled_from(PIECES), st.sampled_from(PIECES), st.just(ENTRY), st.text(max_size=20))
made_up_pages = st.lists(st.tuples(pieces, st.sampled_from(JOINTS)), max_size=24).map(
    lambda parts: "".join(piece + joint for piece, joint in parts)
)


@given(made_up_pages, st.sampled_from([None, "2025-10-29", "2024-02-29"]))
@example("\u200b\n\u200b", None)
@example("Title\n\n  • 0 authors\n·\nJul 25, 9999\n\nOther\n\n·\nJul 25", None)
@settings(max_examples=500, deadline=None)
def test_every_line_that_is_not_blank_is_in_a_draft_or_in_a_finding(text: str, day: str | None) -> None:
    reading = read(text, day=day)
    assert unreported(text, reading) == []
    records(reading)
    ends = [end for draft in reading.drafts for end in draft.lines]
    assert ends == sorted(ends)
    assert len({draft.lines for draft in reading.drafts}) == len(reading.drafts)


@given(made_up_pages)
@settings(max_examples=200, deadline=None)
def test_a_page_around_does_not_keep_a_whole_entry_from_being_read(around: str) -> None:
    """Below it, that is, and a meta block above: a title directly after unknown prose may be part of that."""
    reading = read(
        f"{ENTRY}\n{ENTRY.replace('First', 'Second')}\n\nA Third Title of Words\n\n{ABSTRACT}\n\n{around}",
        day="2025-10-29",
    )
    first, second = records(reading)[:2]
    assert (first.title, first.abstract, first.author_count, first.date, first.provenance.lines) == (
        TITLE,
        ABSTRACT,
        2,
        "2024-10-08",
        (1, 7),
    )
    assert (second.title, second.provenance.lines) == (TITLE.replace("First", "Second"), (9, 15))


WORDS = [
    "Reward",
    "Models",
    "GPT4",
    "RLHF",
    "7B",
    "Élan",
    "Pass@k",
    "(Not)",
    "C++",
    "模型",
    "Модель",
    "हिन्दी",
    "שפה",
    "<b>",
    "{x}",
    "|",
    "#",
    "**",
    "--",
    "&",
    "50%",
]
words = st.sampled_from(WORDS)
titles = st.lists(words, max_size=12).map(lambda some: " ".join(["Of", *some, "Things"]))
sentences = st.lists(words, min_size=1, max_size=24).map(
    lambda some: " ".join(["we", *some, "show this."]).capitalize()
)
abstracts = st.lists(st.lists(sentences, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=3).map("\n\n".join)
organizations = st.sampled_from(
    [
        ("ByteDance", "ByteDance"),
        ("UCAS", "ucas"),
        ("HKUSTGZ", None),
        ("Example Lab", None),
        ("Carnegie Mellon University", "CarnegieMellonU"),
    ]
)
PAGE_DAY = date(2025, 1, 15)


@st.composite
def saved_papers(draw: st.DrawFn) -> list[Paper]:
    """Papers as an import of one page would have them."""
    papers: list[Paper] = []
    for number in range(draw(st.integers(1, 6))):
        # Without a meta block between them, a title alone would be one more paragraph of the abstract above.
        is_after_meta = not papers or papers[-1].date is not None
        title, abstract = draw(titles), draw(st.none() | abstracts if is_after_meta else abstracts)
        assume(mend_tex(title) == title and (abstract is None or mend_tex(abstract) == abstract))
        has_meta = abstract is None or draw(st.integers(0, 5)) > 0
        name, handle = draw(organizations) if has_meta and draw(st.booleans()) else (None, None)
        is_inferred = has_meta and draw(st.booleans())
        day = (
            PAGE_DAY - timedelta(draw(st.integers(0, 364)))
            if is_inferred
            else draw(st.dates(date(1991, 8, 14), date(2030, 1, 1)))
        )
        provenance = Provenance(
            source=hf_page.NAME,
            lines=(number + 1, number + 1),
            comments=draw(st.none() | st.integers(0, 999)) if has_meta else None,
            upvotes=draw(st.none() | st.integers(0, 9999)),
            inferred=("date.year",) if is_inferred else (),
        )
        papers.append(
            Paper(
                id=f"paper-{number}",
                title=title,
                abstract=abstract,
                author_count=draw(st.integers(1, 9999)) if has_meta and not name else None,
                organization=Organization(name=name, handle=handle) if name else None,
                date=day.isoformat() if has_meta else None,
                provenance=provenance,
            )
        )
    return papers


@given(saved_papers(), st.sampled_from(["", "Daily Papers\n\nJan 15\n\n"]), st.sampled_from(["\n", "\r\n"]))
@settings(max_examples=100, deadline=None)
def test_a_page_that_was_written_from_records_is_read_as_the_same_records(
    papers: list[Paper], header: str, line_end: str
) -> None:
    page = (header + hf_page_export.dump(papers)).replace("\n", line_end)
    found = records(read(page, day=PAGE_DAY.isoformat()))
    assert [
        (
            paper.title,
            paper.abstract,
            paper.author_count,
            paper.organization,
            paper.date,
            paper.provenance.comments,
            paper.provenance.upvotes,
        )
        for paper in found
    ] == [
        (
            paper.title,
            paper.abstract,
            paper.author_count,
            paper.organization,
            paper.date,
            paper.provenance.comments,
            paper.provenance.upvotes,
        )
        for paper in papers
    ]
    assert [paper.provenance.inferred for paper in found] == [paper.provenance.inferred for paper in papers]


@pytest.mark.parametrize("name", sorted({*CASES} - {"markdown-capture"}))
def test_the_text_of_a_paper_is_that_of_its_lines(name: str) -> None:
    """Nothing between the first line of an entry and its meta block is dropped or moved."""
    text, _ = decode_bytes((CORPUS / name / "page.txt").read_bytes())
    lines = text.split("\n")
    for paper in records(read(text, day="2025-10-29")):
        first, last = paper.provenance.lines or (1, 0)
        raw = {"title": paper.title, "abstract": paper.abstract or "", **paper.provenance.repaired}
        whole, told_of = (
            "".join(hf_page.clean_line(part).split())
            for part in (" ".join(lines[first - 1 : last]), raw["title"] + raw["abstract"])
        )
        assert whole.startswith(told_of)


def enormous() -> Iterator[tuple[str, str, int]]:
    """Name, page, and how many papers are in it."""
    prose = "We align things with people. "
    yield "a line of a megabyte", "x" * 1_000_000, 0
    yield "an abstract of a megabyte", ENTRY.replace(ABSTRACT, prose * 35_000), 1
    yield "a title of a megabyte", ENTRY.replace(TITLE, "Long " * 200_000), 0
    yield "dots without end", "· " * 500_000 + "\n·" * 5_000, 0
    yield "bullets without end", "- \n" * 20_000 + "- 3 authors\n·\nJul 25, 2024\n", 0
    yield "bullets and spaces", "•" + " " * 1_000_000 + "6 authors", 0
    yield "digits without end", "1" * 1_000_000 + "\n·\n" + "Jul " + "1" * 100_000, 0
    yield "10,000 short lines", "a short line\n" * 10_000, 0
    yield "10,000 short paragraphs", "Some Short Line\n\n" * 10_000, 0
    yield "5,000 separators and dates", "·\nJul 25, 2024\n" * 5_000, 0
    yield "Markdown without end", "### [T](https://huggingface.co/papers/2401.00001)\n" + "![[](" * 200_000, 1
    yield "2,000 papers", (ENTRY + "\n") * 2_000, 2_000
    yield "2,000 papers without meta blocks", f"{TITLE}\n\n{ABSTRACT}\n\n" * 2_000, 2_000


@pytest.mark.parametrize(("text", "count"), [pytest.param(text, count, id=name) for name, text, count in enormous()])
def test_an_enormous_page_is_read_like_a_small_one(text: str, count: int) -> None:
    reading = read(text)
    assert len(reading.drafts) == count
    assert unreported(text, reading) == []


@pytest.mark.parametrize(
    "name",
    [
        "plain",
        "crlf",
        "no-header",
        "one-line-meta",
        "organisations",
        "published-on",
        "search-without-results",
        "no-such-day",
        "double-spaced",
    ],
)
def test_the_page_is_recognised(name: str) -> None:
    assert hf_page.recognises(decode_bytes((CORPUS / name / "page.txt").read_bytes())[0])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n \n",
        "# Papers\n\n- [A paper](https://example.org) · 2024\n",
        "Jul 25, 2024\n\nA · B",
        '{"title": "x"}',
        "Daily Papers\n",
    ],
)
def test_other_texts_are_not_taken_for_the_page(text: str) -> None:
    assert not hf_page.recognises(text)


@pytest.mark.parametrize("month", MONTHS)
def test_every_month_closes_an_entry(month: str) -> None:
    [paper] = records(read(ENTRY.replace("Oct", month)))
    assert paper.date == f"2024-{MONTHS.index(month) + 1:02}-08"


def test_links_of_the_abstract_are_sorted_and_what_was_mended_is_kept() -> None:
    raw = r"We gain 57.70\% with code at https://github.com/example/things."
    [paper] = records(read(ENTRY.replace(ABSTRACT, raw)))
    assert paper.links.code == ("https://github.com/example/things",)
    assert (paper.abstract, dict(paper.provenance.repaired)) == (raw.replace("\\", ""), {"abstract": raw})


def test_an_unplaced_line_is_shown_shortened() -> None:
    stranger = "A stranger of many words " * 20
    [finding] = [
        finding for finding in read(f"{ENTRY}\n{stranger}\n\n{ENTRY}").findings if finding.code == "not-understood"
    ]
    assert finding.message == f"not part of any paper: {squeeze(stranger)[:79]}…"
    assert (finding.line, finding.end_line, finding.severity) == (9, 9, "warning")
