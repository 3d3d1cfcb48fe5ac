r"""Formulas in titles, abstracts and notes: TeX between `$...$`, `$$...$$`, `\(...\)` or `\[...\]` becomes MathML.

latex2mathml is lenient, and the text is anybody's: only commands of a closed list pass, only known elements and
attributes come out, and every text is escaped here, for the library itself undoes XML's escaping.
A dollar may be money, so whatever does not look like a formula stays the text that it was.
"""

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from xml.etree.ElementTree import Element

from latex2mathml import exceptions
from latex2mathml.converter import convert_to_element
from latex2mathml.symbols_parser import convert_symbol

from generator.pages.markdown import escape_characters, escape_text

MAX_LENGTH = 400
"""Longer formulas stay text, which bounds time and depth."""
_MAX_DEPTH = 10

# As in Pandoc: no space inside a dollar, and no digit after the closing one, so that "$5 and $10" is none.
_FORMULA = re.compile(
    rf"(?<!\\)(?:\\\((?P<round>.{{1,{MAX_LENGTH}}}?)\\\)"
    rf"|\\\[(?P<square>.{{1,{MAX_LENGTH}}}?)\\\]"
    rf"|\$\$(?P<double>[^$]{{1,{MAX_LENGTH}}})\$\$"
    rf"|\$(?=\S)(?P<dollar>(?:[^$\\]|\\.){{1,{MAX_LENGTH}}}?)(?<=\S)\$(?!\d))"
)
_COMMAND = re.compile(r"\\(?:[A-Za-z]+|.)", re.DOTALL)
_GROUPED_TEXT = re.compile(r"\\(?:text|textrm|textit|textbf|mathrm|mathit|mathbf|operatorname)\s*\{[^{}]*\}")
_TWO_WORDS = re.compile(r"[A-Za-z]{2,}[^A-Za-z]*\s[^A-Za-z]*[A-Za-z]{2,}")
_ONE_WORD = re.compile(r"[A-Za-z]{3,}")
_SIGN = re.compile(r"[\\^_=<>+*/(){}|-]")

_NAMES = r"""
frac dfrac tfrac binom sqrt left right big Big bigg Bigg bigl bigr Bigl Bigr limits displaystyle textstyle quad qquad
text textrm textit textbf textsf texttt operatorname mathrm mathit mathbf mathbb mathcal mathfrak mathscr mathsf mathtt boldsymbol bm
hat widehat tilde widetilde bar vec dot ddot acute grave breve check overline underline overbrace underbrace overset underset stackrel
lim sup inf max min argmax argmin limsup liminf gcd det Pr mod bmod pmod
arccos arcsin arctan cos cosh cot coth csc deg dim exp hom ker lg ln log sec sin sinh tan tanh
"""
_COMMANDS = frozenset({*_NAMES.split(), *r",:;!>$%&#_{}|"})
"""Commands beside those that stand for one symbol."""
_TAGS = "math mrow mi mn mo mtext mspace msub msup msubsup mfrac msqrt mroot mover munder munderover mstyle mpadded mphantom"
_ELEMENTS = frozenset(_TAGS.split())
_KEPT = "accent accentunder displaystyle fence form largeop linethickness mathvariant maxsize minsize movablelimits scriptlevel stretchy width"
_ATTRIBUTES = frozenset(_KEPT.split())
_REFUSALS: tuple[type[Exception], ...] = (
    *(kind for kind in vars(exceptions).values() if isinstance(kind, type) and issubclass(kind, Exception)),
    ArithmeticError,
    AttributeError,
    LookupError,
    RuntimeError,
    StopIteration,
    TypeError,
    ValueError,
)
"""What latex2mathml raises at TeX that it does not understand: errors of its own, and whatever else happens on the way."""


def with_math(text: str) -> str:
    """One line of text for anywhere between tags of a page, its formulas as MathML, the rest escaped."""
    if "$" not in text and "\\" not in text:
        return escape_text(text)
    return "".join(_parts(text))


@cache
def mathml(latex: str) -> str | None:
    """The formula as a `<math>` element, or None where it is not surely one."""
    if not _is_allowed(latex):
        return None
    try:
        element = convert_to_element(latex)
    except _REFUSALS:
        return None
    return "".join(_markup(element)) if _is_known(element) else None


def _parts(text: str) -> Iterator[str]:
    done = 0
    for match in _FORMULA.finditer(text):
        dollar = match["dollar"]
        if dollar and _may_be_money(dollar):
            continue
        formula = mathml((match["round"] or match["square"] or match["double"] or dollar).strip())
        if formula:
            # The span keeps <math>, a block to Python-Markdown, from starting a line.
            yield _escaped(text[done : match.start()]) + f'<span class="math">{formula}</span>'
            done = match.end()
    yield _escaped(text[done:])


def _escaped(text: str) -> str:
    """Escaped with the spaces at its ends, which part it from a formula."""
    before, after = (" " if edge.isspace() else "" for edge in (text[:1], text[-1:]))
    inner = escape_text(text)
    return f"{before}{inner}{after}" if inner else before


def _may_be_money(latex: str) -> bool:
    """Words in it, or one word and no sign of mathematics."""
    plain = _COMMAND.sub(" ", _GROUPED_TEXT.sub("", latex))
    return bool(_TWO_WORDS.search(plain) or (_ONE_WORD.search(plain) and not _SIGN.search(latex)))


def _is_allowed(latex: str) -> bool:
    if len(latex) > MAX_LENGTH or not latex:
        return False
    commands = _COMMAND.findall(latex)
    if not all(command[1:] in _COMMANDS or convert_symbol(command) for command in commands):
        return False
    rest = _COMMAND.sub("", latex)
    # In TeX these are comments, arguments and table cells: what they do to the text around them is not for a title.
    return not re.search(r"[%#&$]", rest) and _is_balanced(rest)


def _is_balanced(latex: str) -> bool:
    depth = 0
    for char in latex:
        depth += (char == "{") - (char == "}")
        if not 0 <= depth <= _MAX_DEPTH:
            return False
    return depth == 0


def _is_known(element: Element) -> bool:
    """Only elements of the list, and no command that was passed through as text."""
    return all(part.tag in _ELEMENTS and "\\" not in (part.text or "") for part in element.iter())


def _markup(element: Element) -> Iterator[str]:
    attributes = "".join(f' {name}="{escape_characters(value)}"' for name, value in element.attrib.items() if name in _ATTRIBUTES)
    yield f"<{element.tag}{attributes}>{escape_characters(unescape(element.text or ''))}"
    for child in element:
        yield from _markup(child)
    yield f"</{element.tag}>"
