r"""TeX markup in a bibliography's fields to plain text: `Erd{\H o}s` is Erdős, `{GPT}` is GPT.

Formulas stay as they are, but for single letters, symbols and digits, which have characters of their own.
The symbols are pylatexenc's; its converter is not used, as it drops what it does not know
(`\texttt{bar}` becomes nothing, an address ends at its `%`) and recurses over nested braces.
"""

import re
import unicodedata

from pylatexenc.latex2text import get_default_latex_context_db

from paperdex.text import word_set

_ACCENTS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
}
"""As combining characters."""
_SYMBOLS = {
    spec.macroname: spec.simplify_repl
    for spec in get_default_latex_context_db().iter_macro_specs()
    if isinstance(spec.simplify_repl, str) and len(spec.simplify_repl) == 1 and spec.macroname.isalpha()
} | {
    "textless": "<",
    "textgreater": ">",
    "textasciicircum": "^",
    "textquotesingle": "'",
    "textdollar": "$",
    "S": "§",
    "P": "¶",
    "copyright": "©",
}
_SILENT = word_set("bf it em rm sc sf sl tt bfseries itshape upshape relax small protect leavevmode selectfont par")
"""Commands that change how the text after them looks, or nothing."""

_LETTER = r"\\[ij](?![A-Za-z])|[^\W\d_][\u0300-\u036f]*"
_ACCENT = re.compile(
    rf"\\(?:([`'^~=.\"])|([uvHcdbkr])(?![A-Za-z]))\s*(?:\{{\s*(?P<braced>{_LETTER})\s*\}}|(?P<bare>{_LETTER}))"
)
_MAX_NESTED = 4
r"""Accents upon accents: `\~{\^{e}}` has two."""
_MARKUP = re.compile(
    r"""(?P<address>https?://[^\s{}\\]+)
      | \\href\s*\{(?P<target>[^{}]*)\}\s*\{(?P<words>[^{}]*)\}
      | \\url\s*\{(?P<verbatim>[^{}]*)\}
      | (?P<unseen>\\(?:noopsort|SortNoop|label|[vh]?phantom|[hv]space\*?)\s*\{(?:[^{}\\]|\\.)*\}
          |\\[vh]?phantom\\\{\\\})
      | \\(?P<command>[A-Za-z]+)\*?(?P<space>\s*)
      | \\(?P<escaped>[^A-Za-z])
      | (?P<typed>(?:(?<=[^\W\d_])|(?<=[.)}\]]))~(?=\S)|---?|``|'')
      | [{}]""",
    re.VERBOSE,
)
# A tie hangs on a word; `~10x` and `1.5~20` are what people type for "about" and "to".
_TYPED = {"~": " ", "--": "–", "---": "—", "``": "“", "''": "”"}
_NEEDS_DECODING = re.compile(r"[\\{}~$]|--|``|''")

_FORMULA = re.compile(r"(?<!\\)\$[^$]{1,400}(?<!\\)\$|\\\((?:[^\\]|\\(?!\))){1,400}\\\)")
_SIMPLE_FORMULA = re.compile(
    r"\$\s*(?:\\(?P<symbol>[A-Za-z]+)|(?P<letter>[A-Za-z0-9])|(?P<shift>[_^])(?:(?P<digit>[0-9+-])|"
    r"\{(?P<digits>[0-9+()=-]{1,6})\}))\s*\$"
)
_RAISED = str.maketrans("0123456789+-=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")


def decode_tex(text: str) -> str:
    """Plain text, composed; an unknown command loses its backslash, and never its words."""
    if not _NEEDS_DECODING.search(text):
        return text
    decoded, end = [], 0
    for formula in _FORMULA.finditer(text):
        decoded += [_prose(text[end : formula.start()]), _formula(formula[0])]
        end = formula.end()
    return unicodedata.normalize("NFC", "".join([*decoded, _prose(text[end:])]))


def _formula(formula: str) -> str:
    simple = _SIMPLE_FORMULA.fullmatch(formula)
    if simple is None:
        return f"${formula[2:-2]}$" if formula.startswith("\\(") else formula
    if simple["shift"]:
        return (simple["digit"] or simple["digits"]).translate(_LOWERED if simple["shift"] == "_" else _RAISED)
    return simple["letter"] or _SYMBOLS.get(simple["symbol"], formula)


def _prose(text: str) -> str:
    for _ in range(_MAX_NESTED):
        accented = _ACCENT.sub(_letter_with_accent, text)
        if accented == text:
            break
        text = accented
    return _MARKUP.sub(_plain, text)


def _letter_with_accent(match: re.Match[str]) -> str:
    letter = (match["braced"] or match["bare"]).removeprefix("\\")
    return unicodedata.normalize("NFC", letter + _ACCENTS[match[1] or match[2]])


def _plain(match: re.Match[str]) -> str:
    if match["target"] is not None:
        return f"{match['words']} ({match['target']})" if match["words"] else match["target"]
    if match["escaped"]:
        return {"-": "", "/": "", "!": ""}.get(
            match["escaped"], " " if match["escaped"] in "\\ ,;:\n" else match["escaped"]
        )
    if match["command"]:
        return _command(match)
    return match["address"] or match["verbatim"] or _TYPED.get(match["typed"] or "", "")


def _command(match: re.Match[str]) -> str:
    name, rest = match["command"], match.string
    if name in _SYMBOLS or name in _SILENT:
        return _SYMBOLS.get(name, "")
    has_argument = rest.startswith("{", match.end()) and not rest.startswith("{}", match.end())
    return "" if has_argument else name + (" " if match["space"] else "")
