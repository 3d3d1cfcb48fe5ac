import re

from hypothesis import example, given, settings
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from paperdex.pages.exports import markdown, tex
from paperdex.records.paper import Paper
from strategies import papers

COMMONMARK = MarkdownIt("commonmark")
BLOCKS = ("heading", "paragraph", "code_block", "fence", "html_block", "hr", "blockquote")


def paper(**values: object) -> Paper:
    return Paper.model_validate({"id": "a-paper", "title": "A Paper", "provenance": {"source": "manual"}, **values})


def has_formula(text: str) -> bool:
    return any(is_formula for is_formula, _ in tex.split_formulas(text))


def blocks(text: str) -> list[tuple[str, str]]:
    """Type and plain text of every block that holds text."""
    nodes = [node for node in SyntaxTreeNode(COMMONMARK.parse(text)).walk() if node.type in BLOCKS]
    return [
        (
            node.type,
            "".join(part.content for part in node.walk() if part.type in ("text", "code_inline", "html_inline")),
        )
        for node in nodes
    ]


@settings(max_examples=100, deadline=None)
@given(papers)
@example(
    paper(
        title="# C # and C#",
        abstract="- a\n\n1) b\n\n<script>\n\n---\n\n***\n\n    x\n\n=== \n\n> q\n\n~~~\n\n&amp; &#65; AT&T",
    )
)
@example(paper(title="a_b_c _d_ __init__ *e* `f` [g](h) ![i](j) \\* http://a.b/_c_"))
def test_text_renders_as_itself(record: Paper) -> None:
    found = blocks(markdown.document(record, "https://example.org/papers/a/"))
    assert {kind for kind, _ in found} <= {"heading", "paragraph"}
    texts = [text for _, text in found]
    if not has_formula(record.title):
        assert found[0] == ("heading", record.title)
    for prose in (record.abstract, record.note):
        for part in (prose or "").split("\n\n"):
            assert not part or has_formula(part) or part in texts


def test_formulas_stay_and_cannot_hold_a_tag() -> None:
    text = markdown.document(paper(title=r"Why $a_1 * b_2 < c$ and $x<script>y$", abstract="$5 and $6"))
    assert text.startswith("# Why $a_1 * b_2 < c$ and $x< script>y$\n")
    assert "\n$5 and $6\n" in text


def test_a_reader_sees_the_facts_first() -> None:
    text = markdown.document(
        paper(
            authors=[{"family": "Sun", "given": "Peize"}, {"literal": "OpenAI"}],
            date="2023-07-07",
            venue={"name": "ECCV", "year": 2024, "status": "published"},
            topics=["safety"],
            links={"arxiv": "2307.03601", "code": ["https://example.org/a_b"]},
            abstract="One.\n\nTwo.",
            note="Read this.",
            corrected=[{"date": "2024-01", "note": "The title."}],
            status={"kind": "superseded", "by": "another-paper"},
            provenance={"source": "manual", "inferred": ["date.year"]},
        ),
        "https://example.org/papers/a-paper/",
    )
    assert text == (
        "# A Paper\n\n**Superseded by another-paper**\n\n"
        "- Authors: Peize Sun; OpenAI\n- Date: 2023-07-07 (inferred in part)\n- Venue: ECCV 2024 (published)\n- "
        "Topics: safety\n"
        "- arXiv: <https://arxiv.org/abs/2307.03601>\n- PDF: <https://arxiv.org/pdf/2307.03601>\n- Code: "
        "<https://example.org/a_b>\n"
        "- Page: <https://example.org/papers/a-paper/>\n\n"
        "## Abstract\n\nOne.\n\nTwo.\n\n## Why it is here\n\nRead this.\n\n## Corrections\n\n- 2024-01: The title.\n"
    )


def test_searches_for_a_title_are_no_links_to_the_paper() -> None:
    assert not re.search("scholar|search", markdown.document(paper()), re.IGNORECASE)
