"""A formula as one line of plain text, `x² ≤ α/2`, for titles of windows, search results, labels: where there is room
for no markup.

Comes as the MathML that the page has of it. Letters and signs are Unicode's; what has no sign of its own is
written as people type it, `x^(a+b)`.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from html import unescape
from xml.etree.ElementTree import Element

_SUPERSCRIPTS = dict(zip("0123456789+-−=()ni′*", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ′*", strict=True))
_SUBSCRIPTS = dict(zip("0123456789+-−=()aeijoruvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑᵢⱼₒᵣᵤᵥₓ", strict=True))
_ACCENTS = {
    "^": "\u0302",
    "~": "\u0303",
    "¯": "\u0304",
    "―": "\u0304",
    "˙": "\u0307",
    "¨": "\u0308",
    "→": "\u20d7",
    "ˇ": "\u030c",
    "˘": "\u0306",
}
_RELATIONS = frozenset("=<>≤≥≠≈≡∼≃≅∝∈∉⊂⊆⊃⊇→←↔⇒⇔↦≪≫≺≻∣⊥∧∨")
_LETTERS = re.compile("[\U0001d400-\U0001d7ff]+")
"""Bold, script and other styles of plain letters."""


def as_text(formula: Element) -> str:
    """One line, with single spaces and none at its ends."""
    return " ".join(_text(formula).split())


def _text(part: Element) -> str:
    write = _WRITERS.get(part.tag)
    return write([_text(child) for child in part]) if write else _own(part) + "".join(map(_text, part))


def _own(part: Element) -> str:
    """What stands in the element itself: a name of several letters and a relation keep their distance."""
    text = _LETTERS.sub(lambda match: unicodedata.normalize("NFKC", match[0]), unescape(part.text or ""))
    if part.tag == "mspace":
        return " "
    is_apart = text in _RELATIONS or (part.tag in ("mi", "mo") and len(text) > 1 and text.isalpha())
    return f" {text} " if is_apart else text


def _raised(base: str, power: str) -> str:
    return base.rstrip() + _small(power.strip(), _SUPERSCRIPTS, "^")


def _lowered(base: str, index: str) -> str:
    return base.rstrip() + _small(index.strip(), _SUBSCRIPTS, "_")


def _small(text: str, signs: Mapping[str, str], mark: str) -> str:
    if all(char in signs for char in text):
        return "".join(signs[char] for char in text)
    return f"{mark}{_group(text)}"


def _group(text: str) -> str:
    """In brackets unless it is one word or number."""
    inner = text.strip()
    return inner if inner.replace(".", "").isalnum() or len(inner) < 2 else f"({inner})"


def _over(base: str, sign: str) -> str:
    accent = _ACCENTS.get(sign.strip())
    return "".join(char + accent for char in base) if accent else _raised(base, sign)


_WRITERS: Mapping[str, Callable[[list[str]], str]] = {
    "msup": lambda parts: _raised(*parts),
    "msub": lambda parts: _lowered(*parts),
    "msubsup": lambda parts: _raised(_lowered(*parts[:2]), parts[2]),
    "mover": lambda parts: _over(*parts),
    "munder": lambda parts: _lowered(*parts),
    "munderover": lambda parts: _raised(_lowered(*parts[:2]), parts[2]),
    "mfrac": lambda parts: "/".join(map(_group, parts)),
    "msqrt": lambda parts: f"√{_group(''.join(parts))}",
    "mroot": lambda parts: f"{_raised('', parts[1])}√{_group(parts[0])}",
    "mphantom": lambda _: "",
}
"""How the text of an element is made of its children's."""
