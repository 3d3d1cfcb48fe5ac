r"""Text as TeX: what TeX would act on is escaped, and formulas between dollar signs stay formulas.

A formula with any command that is not plain mathematics (`\input`, `\def`) is text, and prints as it stands.
"""

import re
from collections.abc import Callable, Iterator

from paperdex.pages.formulas import formulas

_SPECIAL = {
    "\\": r"{\textbackslash}",
    # BibTeX counts braces and overlooks the backslash; the second one takes no space and shows nothing.
    "{": r"\{\vphantom{\}}",
    "}": r"\vphantom{\{}\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"{\textasciicircum}",
    "~": r"{\textasciitilde}",
}
# In TeX's fonts ?` and !` and ,, are one other character. So are --, `` and '', but whoever wrote those meant it.
# Left alone: < > and |, whose macros half of all readers of BibTeX do not know, and which every font but TeX's first
# has.
_ESCAPED = re.compile(r"[\\{}$&#%_^~]|(?<=[?!])`|(?<=,),")


def escape(text: str) -> str:
    r"""The TeX that prints a line of text: `100\% of it`. Its braces are balanced even as BibTeX counts them, which
    overlooks backslashes.
    """
    return convert(text, escape_plain)


def convert(text: str, plain: Callable[[str], str]) -> str:
    """The text with its formulas in braces, and all else as `plain` makes it: `{$N$}-grams`. In braces, no style lowers
    their letters.
    """
    return "".join(f"{{${part}$}}" if is_formula else plain(part) for is_formula, part in split_formulas(text))


def escape_plain(text: str) -> str:
    r"""The TeX of a text without formulas: `A \& B` for `A & B`."""
    return _ESCAPED.sub(_escaped, text)


def split_formulas(text: str) -> Iterator[tuple[bool, str]]:
    """The parts of a text, each with whether it is a formula: `(False, "On "), (True, "x^2"), (False, " and y")`."""
    done = 0
    for formula in formulas(text):
        if _is_balanced(formula.latex):
            yield False, text[done : formula.start]
            yield True, formula.latex
            done = formula.end
    yield False, text[done:]


def _is_balanced(text: str) -> bool:
    """Whether every brace is closed as BibTeX counts, for which an escaped brace is one as well."""
    depth = 0
    for char in text:
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return False
    return depth == 0


def _escaped(match: re.Match[str]) -> str:
    return _SPECIAL.get(match[0]) or f"{{}}{match[0]}"
