"""The quick converter against Python-Markdown: the same bytes, or its own refusal."""

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.pages.markdown import escape_text
from generator.site.quick_markdown import QuickMarkdown

REFERENCE = markdown.Markdown(extensions=["toc", "tables", "fenced_code", "attr_list", "def_list"])


def reference(text):
    REFERENCE.reset()
    return REFERENCE.convert(text)


def quick(text):
    """The quick conversion, and how often it asked Python-Markdown."""
    asked = []

    def ask(block):
        asked.append(block)
        return reference(block)

    return QuickMarkdown(ask).convert(text), asked


texts = st.text(st.sampled_from(list("\\`*_{}[]()<>#+-.!|&;:=~^$\"'/ 1aZé大")), min_size=1, max_size=30).map(escape_text).filter(str.strip)
blocks = st.one_of(
    texts,
    st.builds("## {}".format, texts),
    st.builds("### [{}](../papers/x.md) {{ #paper-x .paper }}".format, texts),
    st.builds('[{}](https://example.org/?a=1&amp;b=2){{ .button rel="external" }}\n[{}](y.md){{ .topic }}\n{{ .labels }}'.format, texts, texts),
    st.builds("{}\n{{ .byline }}".format, texts),
    st.builds("{}\n\n:   {}".format, texts, texts),
    st.builds("    {}\n\n    {}".format, texts, texts),
    st.builds("-   [{}](a.md) 3\n    -   {}\n-   x".format, texts, texts),
    st.builds("1.  {}\n2.  {}".format, texts, texts),
    st.builds("<p>{}</p>".format, texts),
)


@settings(max_examples=400)
@given(st.lists(blocks, min_size=1, max_size=6))
def test_any_mixture_of_blocks_gives_the_bytes_of_python_markdown(parts):
    text = "\n\n".join(parts)
    assert quick(text)[0] == reference(text)


@settings(max_examples=400)
@given(st.text(st.sampled_from(list("\\`*_{}[]()<>#+-.!|&;:=~ 1a\n\t")), max_size=60))
def test_any_text_at_all_gives_the_bytes_of_python_markdown(text):
    assert quick(text)[0] == reference(text)


@pytest.mark.parametrize(
    "text",
    [
        '# A title\n\nWho · when\n{ .byline }\n\n[arXiv](https://arxiv.org/abs/1){ .button rel="external" }\n[PDF](x.pdf)\n{ .buttons }',
        "## Abstract\n\nText with \\* and &lt;b&gt;.\n\n## Abstract\n\nAgain.",
        "## a&#95;1\n\n## a&#95;1\n\n## a",
        "Authors\n\n:   A, B\n\nDate\n\n:   [2024](../dates/2024.md)\n\nAfter.",
        "    @misc{x,\n      title = {A & B <c>},\n    }",
    ],
)
def test_what_pages_are_made_of_is_converted_without_python_markdown(text):
    html, asked = quick(text)
    assert html == reference(text)
    assert asked == []
