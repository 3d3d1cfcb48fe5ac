r"""Mend what is left of TeX in a title or an abstract.

In comes prose as Hugging Face shows it: dollar signs gone, and the backslashes between them (`90%pm0.2`),
while commands outside of formulas stand as they were typed (`57.70\%`, `\textbf{...`).
Out comes the same prose with the certain remains mended. The doubtful stays: a bare `phi` may be
a model, `~dpo` was a citation, and a repair that breaks a name is worse than none. Addresses are never changed.
"""

import re
from collections.abc import Callable

_GREEK: dict[str, str] = dict(
    re.findall(
        r"(\w+) (\w)",
        "alpha α beta β gamma γ delta δ epsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ "
        "nu ν xi ξ pi π rho ρ sigma σ tau τ upsilon υ phi φ chi χ psi ψ omega ω",
    )
)
_CAPITAL: dict[str, str] = dict(
    re.findall(r"(\w+) (\w)", "Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω")
)
_LETTERS = _GREEK | _CAPITAL | {"varepsilon": "ε", "varphi": "φ"}
_RELATIONS = {"leq": "≤", "geq": "≥", "neq": "≠"}
_RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")

# Not inside a word, a path, an address or code, nor after a hyphen that hangs on a word.
_ALONE = r"(?<![\w.@/\\`])(?<![^\W\d]-)"
_NUMBER = rf"{_ALONE}([0-9]+(?:\.[0-9]+)?)"
_LETTER = rf"({'|'.join(_LETTERS)})"
_ENDED = r"(?![\w@/\\`]|\.\w)"

# Applied in this order. `[0-9]` because `\d` would also take digits of other scripts.
_RULES: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    # \sim before an amount. `sim2real` is a word, and a lone digit (`sim2`) may count simulators.
    (
        (
            rf"{_ALONE}sim(?![0-9](?![0-9kKMBTx%]|[.,][0-9]|times))(?=[0-9]+(?:[.,][0-9]+)*(?:[kKMBTx]|[MGT]B|ms|"
            rf"times)?(?!\w|-[^\W\d]))"
        ),
        "~",
    ),
    # \pm and \times are glued only where they stood between dollar signs: nobody types `9times`.
    # The `~` of `1.5times~20times` is the authors' own range sign and stays.
    (rf"{_NUMBER}(%?)pm(?=\.?[0-9])", r"\1\2±"),
    (rf"{_NUMBER}times(?![^\W\d])", r"\1×"),
    # One digit or a group of them. `2^10` was meant otherwise than TeX reads it; `x^n` has no plain spelling.
    (
        r"(?<=[^\W_]|\))\^(?:([0-9])(?!\.?[0-9])|\{(-?[0-9]{1,9})\})",
        lambda match: (match[1] or match[2]).translate(_RAISED),
    ),
    (r"(?<=[0-9])\^\{(st|nd|rd|th)\}", r"\1"),
    # An underscore between two Greek names is no prose; after the first a digit is its index. `Phi_3` may be a model.
    (
        rf"{_ALONE}{_LETTER}_(?:\{{{_LETTER}\}}|{_LETTER}){_ENDED}",
        lambda match: f"{_LETTERS[match[1]]}_{_LETTERS[match[2] or match[3]]}",
    ),
    (
        rf"{_ALONE}({'|'.join(_GREEK)})_(?:([0-9])|\{{([0-9]{{1,3}}(?:\.[0-9])?)\}}){_ENDED}",
        lambda match: _GREEK[match[1]] + (match[2] or match[3]).translate(_LOWERED),
    ),
    # No English word is spelled like these; what they compare is a formula, so a Greek name there is a letter.
    (rf"(?<=\S )(leq|geq|neq)(?= ?[0-9]| {_LETTER}{_ENDED})", lambda match: _RELATIONS[match[1]]),
    (rf"(?<=[≤≥≠] ){_LETTER}{_ENDED}", lambda match: _LETTERS[match[1]]),
    # The space that does not break, before a remark or a reference. `x~(0,1)` may say how x is distributed.
    (r"(?:(?<=[^\W\d_]\w)|(?<=-[0-9])|(?<=[^\W\d_]\.))~(?=[(\[])", " "),
)
_COMPILED = tuple((re.compile(pattern), replacement) for pattern, replacement in _RULES)

# Addresses, e-mail, file names, code: never changed. The lookbehinds let a run be tried once, not at each of its
# letters.
_FILE_TYPES = (
    "py|ipynb|sh|cpp|jsonl?|csv|tsv|txt|md|ya?ml|toml|html|pdf|tex|bib|png|jpe?g|gif|mp4|zip|gz|pt|bin|safetensors"
)
_OPAQUE = re.compile(
    rf"((?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]+@[\w.-]+|(?<![\w./-])[\w./-]+\.(?:{_FILE_TYPES})\b|"
    rf"(?<!`)`[^`\n]{{1,99}}`(?!`))",
    re.IGNORECASE,
)

# A backslash before a letter starts a command, not a part of the address.
_URL = r"https?://(?:[^\s{}\\]|\\(?![A-Za-z]))+"
_STYLE = r"(?:math(?:bf|rm|cal|bb|it|sf|tt)|text(?:bf|it|tt|sc|sf|rm|sl))"
_TOKEN = re.compile(
    rf"""(?P<url>{_URL})(?:\{{(?P<again>{_URL})\}})?
    | \\href\{{(?P<only>{_URL})(?:\{{(?P<twin>{_URL})\}})?\}}(?!\{{)
    | \\href\{{(?P<target>{_URL})\}}\{{
    | \\(?P<plain>url)\{{
    | (?P<style>(?:(?<![\w\\])|(?<!\\)\\){_STYLE}\{{
        | (?<!\\)\\(?:emph|underline|text|mbox)\{{
        | \{{\\(?:bf|em|it|tt|sc|rm|sf|sl)[ ])
    | (?<!\\)\\(?P<escaped>[%&_\#${{}}])
    | (?P<brace>[{{}}])""",
    re.VERBOSE,
)
_SENTENCE_ENDS = re.compile(r"[.,;:!?)\]}'\"]{0,4}(?:\s|$)")


def mend_tex(text: str) -> str:
    """Mend the certain remains of TeX; what was repaired once is not changed again.

    Text that has not settled after some passes is nothing that an author wrote and is returned as it came:
    that bounds the time and keeps a second repair from finding more.
    """
    before = text
    for _ in range(6):
        after = _mend_prose(_without_commands(before))
        if after == before:
            return before
        before = after
    return text


def _mend_prose(text: str) -> str:
    """The text mended, but for the addresses, file names and code in it."""
    mended, end = [], 0
    for opaque in _OPAQUE.finditer(text):
        mended += [_apply_rules(text[end : opaque.start()]), opaque[0]]
        end = opaque.end()
    return "".join([*mended, _apply_rules(text[end:])])


def _apply_rules(prose: str) -> str:
    for pattern, replacement in _COMPILED:
        prose = pattern.sub(replacement, prose)
    return prose


def _without_commands(text: str) -> str:
    r"""The text without `\textbf{`, `\href{` and the like and their braces, which may nest, be cut off or be one too
    many.
    """
    out = [""]
    opened: list[tuple[str, int]] = []  # what a brace opened (an address for \href), and where in `out` it stands
    end = 0
    for token in _TOKEN.finditer(text):
        if token.start() > end:
            out.append(text[end : token.start()])
        end = token.end()
        kind = token.lastgroup or ""
        if kind in ("url", "again", "only", "twin"):
            out.append(_address(token, out[-1]))
        elif kind == "escaped":
            out.append(token["escaped"])
        elif token[0] != "}":
            opened.append((token["target"] or kind, len(out)))
            out.append(token[0])
        elif left := _close_brace(opened, out, text, end):
            out.append(left)
    out.append(text[end:])
    for kind, place in opened:
        if kind in ("style", "plain"):
            out[place] = _space_after(out[place - 1]) if kind == "plain" else ""
    return "".join(out)


def _address(token: re.Match[str], previous: str) -> str:
    r"""The address once, from `https://a{https://a}` or `\href{https://a{https://a}}`, set off from the words around
    it.
    """
    url, again = token["url"] or token["only"], token["again"] or token["twin"] or ""
    if url == token[0] or (again and again.rstrip("/") != url.rstrip("/")):
        return token[0]
    before = _space_after(previous) if token["only"] else ""
    return before + max(url, again, key=len) + _space_before(token.string, token.end())


def _close_brace(opened: list[tuple[str, int]], out: list[str], text: str, end: int) -> str:
    """What a closing brace leaves behind; what its opening one left in `out` goes with it."""
    if not opened:
        # One too many: its opening one went with a command that the page dropped.
        return "" if re.match(r"[\w)\].!?%/]", out[-1][-1:]) and not re.match(r"[\w{]", text[end : end + 1]) else "}"
    kind, place = opened.pop()
    if kind == "brace":
        return "}"
    out[place] = "" if kind == "style" else _space_after(out[place - 1])
    if kind == "style":
        return ""
    content = out[place + 1 : place + 3]
    address = "" if kind == "plain" or content == [kind] else f" ({kind})" if content else kind
    return address + _space_before(text, end)


def _space_after(text: str) -> str:
    return " " if re.match(r"[\w:,;)]", text[-1:]) else ""


def _space_before(text: str, end: int) -> str:
    """A space where the text goes on at once and would become a part of the address before it."""
    return "" if _SENTENCE_ENDS.match(text, end) else " "
