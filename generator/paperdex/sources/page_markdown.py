r"""A page that a tool saved as Markdown, line by line as a browser would have shown it.

Such captures wrap everything in links, and keep what the text of a page lacks: the address of each paper::

    ### [A Title](https://huggingface.co/papers/2401.00001)
    [![handle](https://...)Display Name](https://huggingface.co/handle)
    May 29[6](https://huggingface.co/papers/2401.00001#community)
"""

import re
from collections.abc import Sequence

from paperdex.records.identifiers import parse_arxiv

_ADDRESS = re.compile(r"\]\(https://huggingface\.co/papers/([0-9.]{8,12})\)$")
_IMAGE = re.compile(r"!\[([^\[\]]{0,99})\]\([^()\s]{0,999}\)")
_LINK_END = re.compile(r"\]\([^()\s]{1,999}\)")
_LINK_START = re.compile(r"^(?:#{1,6} )?\[?")
_GLUED_NUMBER = re.compile(r"(?<=[0-9])\[(?=[0-9]{1,6}$)")
_LINE_BREAK = re.compile(r"\\(?:  |$)")


def is_markdown(lines: Sequence[str]) -> bool:
    """Whether a line is a heading that links to a paper: that is no text of a page."""
    return any(line.startswith("#") and arxiv_of(line) for line in lines)


def without_markdown(line: str) -> str:
    """The words of a line. The text of an image is kept: an organisation's is its handle."""
    shown = _LINK_END.sub("", _IMAGE.sub(r"\1 ", line.strip()))
    return _LINK_START.sub("", _GLUED_NUMBER.sub(" ", _LINE_BREAK.sub(" ", shown)))


def arxiv_of(line: str) -> str | None:
    """The identifier in the address that a title ends with: the page knows papers by their arXiv identifiers."""
    match = _ADDRESS.search(line.rstrip())
    return parse_arxiv(match[1]) if match else None
