"""Text for XML 1.0, which has no spelling for some characters; https://www.w3.org/TR/xml/#charsets."""

import re

_NO_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """The text with U+FFFD for what XML cannot carry. Records hold no such characters; the names in mkdocs.yml may."""
    return _NO_CHARACTER.sub("\ufffd", text)
