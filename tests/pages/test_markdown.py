from typing import Any

import markdown
import pytest
import yaml
from hypothesis import given
from hypothesis import settings as runs
from hypothesis import strategies as st
from markup import parse
from mkdocs.config.defaults import MkDocsConfig
from paperdex.pages.markdown import escape_code, escape_paragraphs, escape_text, escape_url
from strategies import lines
from tiny_site import GOOD

EXTENSIONS = [
    *MkDocsConfig.markdown_extensions.builtins,
    *yaml.safe_load((GOOD / "mkdocs.yml").read_text())["markdown_extensions"],
]  # type: ignore[attr-defined]
_MEANINGFUL = st.text(st.sampled_from("\\`*_{}[]()<>#+-.!|&;:=~^$\"'/ 1a0\t"), min_size=1, max_size=40)
texts = st.one_of(_MEANINGFUL, lines).filter(lambda text: bool(text.split()))


def rendered(source: str) -> Any:
    return parse(markdown.markdown(source, extensions=EXTENSIONS))


def one_line(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize(
    "place",
    [
        "{0}\n\n{1}",
        "# {0}\n\n{1}",
        "## {0} {{ #here }}\n\n{1}",
        '{1}\n\n<p class="x">{0}</p>\n\n{1}',
        "<ul>\n<li>{0}</li>\n<li>\n{0}\n</li>\n</ul>\n\n{1}",
    ],
)
@given(text=texts, other=texts)
@runs(max_examples=100)
def test_any_text_renders_as_itself_wherever_it_stands(place: str, text: str, other: str) -> None:
    plain = rendered(place.format("x", "y"))
    found = rendered(place.format(escape_text(text), escape_text(other)))
    assert [(one.tag, one.attributes.keys()) for one in found.walk()] == [
        (one.tag, one.attributes.keys()) for one in plain.walk()
    ]
    wanted = [
        {"x": one_line(text), "y": one_line(other)}.get(one.line, one.line)
        for one in plain.walk()
        if one.tag in ("p", "li", "h1", "h2")
    ]
    assert [one.line for one in found.walk() if one.tag in ("p", "li", "h1", "h2")] == wanted


@given(text=texts)
def test_any_text_is_the_value_of_an_attribute(text: str) -> None:
    [found] = rendered(f'<p title="{escape_text(text)}">x</p>').walk()
    assert (found.tag, found.attributes) == ("p", {"title": one_line(text)})


@given(parts=st.lists(texts, min_size=1, max_size=3))
def test_paragraphs_stay_paragraphs(parts: list[str]) -> None:
    found = list(rendered(escape_paragraphs("\n\n".join(one_line(part) for part in parts))).walk())
    assert [(one.tag, one.line) for one in found] == [("p", one_line(part)) for part in parts]


@given(
    code=st.lists(
        st.one_of(texts.map(str.rstrip), st.sampled_from(["", "```", "~~~ python", "</code></pre>"])),
        min_size=1,
        max_size=5,
    ).map("\n".join)
)
def test_code_keeps_its_lines_and_opens_nothing(code: str) -> None:
    code = code.replace("\t", " ").strip("\n")
    found = rendered(f"<figure><pre><code>{escape_code(code)}</code></pre></figure>\n\nafter")
    assert [one.tag for one in found.walk()] == ["figure", "pre", "code", "p"]
    assert [line.rstrip() for line in found.all("code")[0].text.split("\n")] == [
        line.rstrip() for line in code.split("\n")
    ]


@pytest.mark.parametrize("url", ['https://x.example/a_b*c(d)?e=1&f="2"', "https://x.example/<b>'[z]`"])
def test_an_address_cannot_leave_its_attribute(url: str) -> None:
    [paragraph, link] = rendered(f'<p><a href="{escape_url(url)}">x</a></p>').walk()
    assert (paragraph.tag, link.tag, list(link.attributes)) == ("p", "a", ["href"])
    assert link.attributes["href"].startswith("https://x.example/")
