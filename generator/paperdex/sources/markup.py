"""HTML, JATS and MathML in titles and abstracts, as publishers and reference managers send them, to plain text.

Only elements that occur there are taken for markup: `a < b and c > d` is prose.
"""

import html
import re

_INLINE = (
    r"(?:jats:|mml:)?(?:i|b|u|em|strong|italic|bold|monospace|sc|span|tt|sub|sup|a|underline|roman|xref|ext-link"
    r"|(?:styled|named)-content|inline-formula|tex-math|math|m[a-z]+)"
)
_BLOCK = r"(?:jats:)?(?:p|br|sec|title|div|list|list-item|abstract|disp-formula|li|ul|ol|h[1-6])"
_ATTRIBUTES = r"(?:\s[^<>]{0,400})?/?"
_SHIFTED = re.compile(r"<(?:jats:)?(sub|sup)>([0-9]{1,4})</(?:jats:)?\1>", re.IGNORECASE)
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_HEADING = re.compile(rf"<(?:jats:)?title{_ATTRIBUTES}>\s*abstract\s*[:.]?\s*</(?:jats:)?title>", re.IGNORECASE)
_TAGS = (
    (re.compile(rf"</?{_BLOCK}{_ATTRIBUTES}>", re.IGNORECASE), "\n\n"),
    (re.compile(rf"</?{_INLINE}{_ATTRIBUTES}>", re.IGNORECASE), ""),
)


def strip_markup(text: str) -> str:
    """The text, with a blank line between paragraphs and with characters for entities."""
    if "<" in text:
        text = _SHIFTED.sub(
            lambda match: match[2].translate(_LOWERED if match[1].lower() == "sub" else _RAISED), _HEADING.sub("", text)
        )
        for tag, replacement in _TAGS:
            text = tag.sub(replacement, text)
    # Publishers escape twice: `&amp;lt;`. Without its semicolon, `&copy` is more likely a word after an ampersand.
    for _ in range(2 if "&" in text else 0):
        text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    return text
