r"""Where the formulas of a text are: TeX between `$...$`, `$$...$$`, `\(...\)` or `\[...\]`, of a closed list of
commands.

The text is anybody's, and formulas go into pages and into other people's documents. A dollar may be money.
So whatever does not look like a formula stays the text that it was.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

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
text textrm textit textbf textsf texttt operatorname mathrm mathit mathbf mathbb mathcal mathfrak mathscr mathsf
mathtt boldsymbol bm
hat widehat tilde widetilde bar vec dot ddot acute grave breve check overline underline overbrace underbrace
overset underset stackrel
lim sup inf max min argmax argmin limsup liminf gcd det Pr mod bmod pmod
arccos arcsin arctan cos cosh cot coth csc deg dim exp hom ker lg ln log sec sin sinh tan tanh
"""
_COMMANDS = frozenset({*_NAMES.split(), *r",:;!>$%&#_{}|"})
"""Commands beside those that stand for one symbol."""


class Formula(NamedTuple):
    """A formula in a text, from `start` to `end`."""

    start: int
    end: int
    latex: str
    """Without what marks it as a formula."""


def formulas(text: str) -> Iterator[Formula]:
    """The formulas in order."""
    for match in _FORMULA.finditer(text) if "$" in text or "\\" in text else ():
        dollar = match["dollar"]
        if dollar and _may_be_money(dollar):
            continue
        latex = (match["round"] or match["square"] or match["double"] or dollar).strip()
        if is_mathematics(latex):
            yield Formula(match.start(), match.end(), latex)


def is_mathematics(latex: str) -> bool:
    """Whether TeX does nothing but print mathematics."""
    if len(latex) > MAX_LENGTH or not latex:
        return False
    commands = _COMMAND.findall(latex)
    unknown = [command for command in commands if command[1:] not in _COMMANDS]
    if unknown and not _are_symbols(unknown):
        return False
    rest = _COMMAND.sub("", latex)
    # In TeX these are comments, arguments, table cells and characters by number, behind which a command can hide.
    return not re.search(r"[%#&$]|\^\^", rest) and _is_balanced(rest)


def _may_be_money(latex: str) -> bool:
    """Words in it, or one word and no sign of mathematics."""
    plain = _COMMAND.sub(" ", _GROUPED_TEXT.sub("", latex))
    return bool(_TWO_WORDS.search(plain) or (_ONE_WORD.search(plain) and not _SIGN.search(latex)))


def _is_balanced(latex: str) -> bool:
    depth = 0
    for char in latex:
        depth += (char == "{") - (char == "}")
        if not 0 <= depth <= _MAX_DEPTH:
            return False
    return depth == 0


def _are_symbols(commands: Sequence[str]) -> bool:
    # Most builds after a small change meet no formula, and this takes a tenth of what all the rest of one takes.
    from paperdex.pages.latex import is_symbol  # noqa: PLC0415

    return all(map(is_symbol, commands))
