"""Records for property tests: every field, every script, and all the text that breaks a format which does not expect
it.

`from strategies import papers` (pytest puts this folder on the path).
"""

from datetime import date
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from paperdex.records.link_kinds import LISTS
from paperdex.records.paper import Paper, forbidden_character

NASTY = (
    "$x^2_i < y$",
    "$5 and $6",
    "$\\alpha$-DPO",
    "100% {sure} \\alpha #1 a_b ~c ^d & e|f",
    "{",
    "}}",
    "\\",
    "\\end{document}",
    "@article{x,",
    "\"quoted\" “curly” `tick` ''two''",
    "-- --- <<a>>",
    "</script><script>alert(1)</script>",
    "<!-- a",
    "]]>&amp;&#0;",
    "# heading",
    "- item",
    "1. one",
    "[a](javascript:b)",
    "**bold** _it_ __c__",
    "=cmd|' /C calc'!A0",
    "ER  - ",
    "TY  - JOUR",
    "and",
    "others, and",
    "a; b, c",
    "{{ site }}{% raw %}",
    "pass@k",
    "José Łukasz Nguyễn",
    "张伟",
    "の言語モデル",
    "مرحبا",
    "हिन्दी",
    "e\u0301",
    "👩🏽\u200d💻",
    "\u200b",
    "GPT-4o mBERT LLaMA",
)
"""Text that means something to BibTeX, RIS, XML, HTML, Markdown, CSV, TeX or a spreadsheet."""

_CHARACTERS = st.characters(exclude_categories=["Cc", "Cs"]).filter(lambda char: not forbidden_character(char))
_PIECES = st.one_of(
    st.sampled_from(NASTY),
    st.sampled_from(NASTY),
    st.text(_CHARACTERS, min_size=1, max_size=12),
    st.from_regex(r"[A-Za-z]{1,9}", fullmatch=True),
)
_LINES = st.lists(_PIECES, min_size=1, max_size=4).flatmap(
    lambda pieces: st.sampled_from([" ", ""]).map(lambda joint: joint.join(pieces))
)

lines = _LINES.map(lambda text: " ".join(text.split())).filter(bool)
"""One line of any text that a record may hold."""

prose = st.lists(lines, min_size=1, max_size=3).map("\n\n".join)
"""One to three paragraphs."""

slugs = st.from_regex(r"[a-z0-9]{5,6}(-[a-z0-9]{1,6}){0,2}", fullmatch=True)
years = st.integers(1900, 2099)
_DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31)).map(date.isoformat)
dates = st.one_of(years.map(str), _DAYS.map(lambda day: day[:7]), _DAYS)
urls = st.from_regex(r"https://[a-z]{1,8}\.(org|io)/[A-Za-z0-9_~%&=?#;,()'*!-]{0,12}", fullmatch=True)
arxiv_ids = st.from_regex(r"[0-9]{2}(0[1-9]|1[0-2])\.[0-9]{5}", fullmatch=True)
dois = st.from_regex(r"10\.[0-9]{4}/[A-Za-z0-9_.;()/{}#&-]{0,12}[a-z0-9]", fullmatch=True)

authors = st.one_of(
    st.fixed_dictionaries({"family": lines}, optional={"given": lines, "orcid": st.just("0000-0002-1825-0097")}),
    st.fixed_dictionaries(
        {
            "family": st.sampled_from(["van der Schaar", "Müller", "de la Fuente", "O'Neill", "张"]),
            "given": st.sampled_from(["Mihaela", "Jean-Paul M.", "伟"]),
        }
    ),
    st.fixed_dictionaries({"literal": lines}),
)
venues = st.fixed_dictionaries(
    {"name": lines},
    optional={"id": slugs, "status": st.sampled_from(["submitted", "accepted", "published"]), "year": years},
)
containers = st.fixed_dictionaries(
    {},
    optional={
        "title": lines,
        "volume": lines,
        "issue": lines,
        "pages": st.sampled_from(["101-120", "7", "e12–e20", "1--3"]),
        "publisher": lines,
    },
)
links = st.fixed_dictionaries(
    {},
    optional={
        "arxiv": arxiv_ids,
        "doi": dois,
        "openreview": st.from_regex(r"[A-Za-z0-9_-]{10}", fullmatch=True),
        "acl": st.just("2020.acl-main.1"),
        "url": urls,
        "pdf": urls,
        **{kind: st.lists(urls, min_size=1, max_size=2) for kind in LISTS},
    },
)
statuses = st.fixed_dictionaries(
    {"kind": st.sampled_from(["withdrawn", "retracted", "superseded", "removed"])},
    optional={"date": dates, "reason": lines, "by": lines},
)
corrections = st.fixed_dictionaries({"date": dates, "note": lines})
provenances = st.fixed_dictionaries(
    {"source": st.sampled_from(["manual", "hf-page", "arxiv"])},
    optional={
        "file": lines,
        "lines": st.just([1, 2]),
        "retrieved": dates,
        "comments": st.integers(0, 9),
        "upvotes": st.integers(0, 9),
    },
)

_KINDS = ("preprint", "article", "conference-paper", "book", "chapter", "thesis", "report", "dataset", "other")
_OPTIONAL: dict[str, SearchStrategy[Any]] = {
    "type": st.sampled_from(_KINDS),
    "authors": st.lists(authors, min_size=1, max_size=4),
    "author_count": st.integers(1, 700),
    "organization": st.fixed_dictionaries({"name": lines}, optional={"handle": lines}),
    "date": dates,
    "abstract": prose,
    "topics": st.lists(slugs, min_size=1, max_size=3, unique=True),
    "language": st.sampled_from(["en", "zh", "pt-BR"]),
    "venue": venues,
    "container": containers,
    "links": links,
    "note": prose,
    "status": statuses,
    "corrected": st.lists(corrections, min_size=1, max_size=2),
    "aliases": st.lists(slugs, min_size=1, max_size=2, unique=True),
}

mappings = st.fixed_dictionaries({"id": slugs, "title": lines, "provenance": provenances}, optional=_OPTIONAL)
"""Plain values that are a valid record."""

papers = mappings.map(Paper.model_validate)
"""One record; any of its optional fields may be absent."""

paper_lists = st.lists(papers, min_size=1, max_size=4, unique_by=lambda paper: paper.id)
"""Records with ids of their own."""
