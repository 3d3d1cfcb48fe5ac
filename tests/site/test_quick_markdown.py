"""The quick converter against Python-Markdown: the same bytes, or its own refusal."""

import markdown
from hypothesis import given, settings
from hypothesis import strategies as st
from paperdex.pages.markdown import escape_text
from paperdex.site.quick_markdown import quick_html

REFERENCE = markdown.Markdown(extensions=["toc", "tables", "fenced_code", "attr_list", "def_list"])


def reference(text):
    REFERENCE.reset()
    return REFERENCE.convert(text)


texts = (
    st.text(st.sampled_from(list("\\`*_{}[]()<>#+-.!|&;:=~^$\"'/ 1aZé大")), min_size=1, max_size=30)
    .map(escape_text)
    .filter(str.strip)
)
blocks = st.one_of(
    texts,
    st.builds("## {}".format, texts),
    st.builds("### [{}](../papers/x.md) {{ #paper-x .paper }}".format, texts),
    st.builds(
        '[{}](https://example.org/?a=1&amp;b=2){{ .button rel="external" }}\n[{}](y.md){{ .topic '
        "}}\n{{ .labels }}".format,
        texts,
        texts,
    ),
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
    assert quick_html(text) in (None, reference(text))


@settings(max_examples=400)
@given(st.text(st.sampled_from(list("\\`*_{}[]()<>#+-.!|&;:=~ 1a\n\t")), max_size=60))
def test_any_text_at_all_gives_the_bytes_of_python_markdown(text):
    assert quick_html(text) in (None, reference(text))


known = st.one_of(
    texts.filter(lambda text: not text.endswith("\\")),
    st.builds("## {} {{ #a-place }}".format, texts),
    st.builds("<p>{}</p>".format, texts),
    st.builds('<div class="x">\n<p>{}</p>\n</div>'.format, texts),
)


@settings(max_examples=300)
@given(st.lists(known, min_size=1, max_size=6))
def test_what_pages_are_made_of_is_converted_without_python_markdown(parts):
    text = "\n\n".join(parts)
    assert quick_html(text) == reference(text)
