"""Formulas in titles, abstracts and notes as MathML, and as plain text where no markup can stand.

latex2mathml is lenient, and the text is anybody's: only commands of a closed list go in, only known elements and
attributes come out, and every text is escaped here, for the library itself undoes XML's escaping.
"""

from collections.abc import Iterator
from functools import cache
from html import unescape
from xml.etree.ElementTree import Element

from paperdex.pages.formulas import formulas, is_mathematics
from paperdex.pages.markdown import escape_characters, escape_text
from paperdex.pages.math_text import as_text

_TAGS = (
    "math mrow mi mn mo mtext mspace msub msup msubsup mfrac msqrt mroot mover munder munderover "
    "mstyle mpadded mphantom"
)
_ELEMENTS = frozenset(_TAGS.split())
_CHILDREN = {"mfrac": 2, "msub": 2, "msup": 2, "msubsup": 3, "mroot": 2, "mover": 2, "munder": 2, "munderover": 3}
"""Of an element with more or fewer, a browser shows an error."""
_KEPT = (
    "accent accentunder displaystyle fence form largeop linethickness mathvariant maxsize minsize movablelimits "
    "scriptlevel stretchy width"
)
_ATTRIBUTES = frozenset(_KEPT.split())


def with_math(text: str) -> str:
    """One line of text for anywhere between tags of a page, its formulas as MathML, the rest escaped."""
    if "$" not in text and "\\" not in text:
        return escape_text(text)
    return "".join(_parts(text))


def without_tex(text: str) -> str:
    """The text with its formulas in plain characters: `x² of it` for `$x^2$ of it`. Nothing is escaped."""
    if "$" not in text and "\\" not in text:
        return text
    parts, done = [], 0
    for formula in formulas(text):
        element = _element(formula.latex)
        if element is not None:
            parts += [text[done : formula.start], as_text(element)]
            done = formula.end
    return "".join([*parts, text[done:]])


@cache
def mathml(latex: str) -> str | None:
    """The formula as a `<math>` element, or None where it is not surely one. Scripts take its `alttext` where they need
    text.
    """
    element = _element(latex)
    if element is None:
        return None
    inner = "".join(part for child in element for part in _markup(child))
    return f'<math alttext="{escape_characters(as_text(element))}">{inner}</math>'


@cache
def _element(latex: str) -> Element | None:
    if not is_mathematics(latex):
        return None
    from paperdex.pages.latex import element_of  # noqa: PLC0415 - as in paperdex.pages.formulas

    element = element_of(latex)
    return element if element is not None and _is_sound(element) else None


def _parts(text: str) -> Iterator[str]:
    done = 0
    for formula in formulas(text):
        if markup := mathml(formula.latex):
            # The span keeps <math>, a block to Python-Markdown, from starting a line.
            yield _escaped(text[done : formula.start]) + f'<span class="math">{markup}</span>'
            done = formula.end
    yield _escaped(text[done:])


def _escaped(text: str) -> str:
    """Escaped with the spaces at its ends, which part it from a formula."""
    before, after = (" " if edge.isspace() else "" for edge in (text[:1], text[-1:]))
    inner = escape_text(text)
    return f"{before}{inner}{after}" if inner else before


def _is_sound(element: Element) -> bool:
    """Only elements of the list, with as many children as they need, and no command that was passed through as text."""
    return all(
        part.tag in _ELEMENTS and len(part) == _CHILDREN.get(part.tag, len(part)) and "\\" not in (part.text or "")
        for part in element.iter()
    )


def _markup(element: Element) -> Iterator[str]:
    attributes = "".join(
        f' {name}="{escape_characters(value)}"' for name, value in element.attrib.items() if name in _ATTRIBUTES
    )
    yield f"<{element.tag}{attributes}>{escape_characters(unescape(element.text or ''))}"
    for child in element:
        yield from _markup(child)
    yield f"</{element.tag}>"
