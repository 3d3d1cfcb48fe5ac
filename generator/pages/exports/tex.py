r"""Text as TeX: what TeX would act on is escaped, and formulas between dollar signs stay formulas.

Records are not trusted, and what is written here goes into other people's documents: a formula with any command
that is not plain mathematics (`\input`, `\def`, `\directlua`) is text, and prints as it stands.
"""

import re
from collections.abc import Callable, Iterator

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
# Left alone: < > and |, whose macros half of all readers of BibTeX do not know, and which every font but TeX's first has.
_ESCAPED = re.compile(r"[\\{}$&#%_^~]|(?<=[?!])`|(?<=,),")

# The rule of Pandoc: no space inside the dollars, no digit after them, so that prices are not formulas.
_FORMULA = re.compile(r"(?<![\\$])\$(?=[^\s$])((?:\\.|[^$\\]){1,500}?)(?<!\s)\$(?![0-9$])")
_COMMAND = re.compile(r"\\([A-Za-z]+|.)")
_PLAIN_COMMANDS = """
alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi varpi rho varrho sigma varsigma tau upsilon phi varphi
chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega ell hbar imath jmath Re Im aleph partial nabla infty emptyset varnothing
forall exists nexists neg lnot top bot angle prime star ast circ bullet cdot cdots ldots dots vdots ddots times div pm mp cap cup setminus vee wedge
lor land oplus ominus otimes odot dagger ddagger sum prod coprod int oint bigcup bigcap bigoplus bigotimes leq le geq ge neq ne ll gg equiv sim simeq
approx cong propto subset subseteq supset supseteq in ni notin mid nmid parallel perp models vdash prec succ preceq succeq to gets mapsto leftarrow
rightarrow leftrightarrow Leftarrow Rightarrow Leftrightarrow longrightarrow longleftarrow longmapsto uparrow downarrow hookrightarrow rightharpoonup
iff implies lesssim gtrsim triangle triangleq square blacksquare checkmark frac dfrac tfrac sqrt binom stackrel overset underset overline underline
overbrace underbrace hat widehat tilde widetilde bar vec dot ddot check breve acute grave mathring boldsymbol mathbf mathrm mathit mathsf mathtt
mathcal mathbb mathfrak mathscr operatorname text textrm textit textbf textsc texttt rm bf it displaystyle textstyle scriptstyle limits nolimits left
right big Big bigg Bigg bigl bigr Bigl Bigr lvert rvert lVert rVert vert Vert langle rangle lfloor rfloor lceil rceil lbrace rbrace backslash colon
quad qquad exp log ln lg min max arg sup inf lim sin cos tan tanh sinh cosh det dim ker gcd Pr deg hom bmod pmod mod
"""
_MATHEMATICS = frozenset([*_PLAIN_COMMANDS.split(), *",;:!{}|%&#_$ "])


def escape(text: str) -> str:
    """One line as TeX that prints it; its braces are balanced even as BibTeX counts them, which overlooks backslashes."""
    return convert(text, escape_plain)


def convert(text: str, plain: Callable[[str], str]) -> str:
    """The text with its formulas in braces, which keep their letters from being lowered, and the rest as `plain` makes it."""
    return "".join(f"{{${part}$}}" if is_formula else plain(part) for is_formula, part in split_formulas(text))


def escape_plain(text: str) -> str:
    """Text without formulas."""
    return _ESCAPED.sub(_escaped, text)


def split_formulas(text: str) -> Iterator[tuple[bool, str]]:
    """The parts of a text in order: formulas, without their dollar signs, and what stands between."""
    end = 0
    for match in _FORMULA.finditer(text) if "$" in text else ():
        if _is_mathematics(match[1]):
            yield False, text[end : match.start()]
            yield True, match[1]
            end = match.end()
    yield False, text[end:]


def _is_mathematics(formula: str) -> bool:
    bare = _COMMAND.sub("", formula)
    is_plain = not re.search(r"[\\%&#~]|\^\^", bare)
    return is_plain and _is_balanced(formula) and all(name in _MATHEMATICS for name in _COMMAND.findall(formula))


def _is_balanced(text: str) -> bool:
    depth = 0
    for char in text:
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return False
    return depth == 0


def _escaped(match: re.Match[str]) -> str:
    return _SPECIAL.get(match[0]) or f"{{}}{match[0]}"
