"""Text of records for a comment on GitHub: it renders as itself, calls nobody and refers to no issue."""

import re

from paperdex.pages.exports import markdown
from paperdex.text import squeeze

# Addresses are links, in which GitHub looks for no names.
_CALLS = re.compile(r"(?P<link>https?://[\w.-]+/[^\s<>]*)|(?<!\w)@(?=\w)|#(?=[0-9])|(?<=\bGH-)(?=[0-9])")
_NOTHING = "<!-- -->"
"""Shows nothing, and parts what stands before it from what follows."""


def text(line: str) -> str:
    """One line of anybody's text."""
    return calm(markdown.escape(squeeze(line)))


def calm(escaped: str) -> str:
    """Markdown or HTML in which no name is called and no number is an issue."""
    return _CALLS.sub(lambda match: match["link"] or f"{match[0]}{_NOTHING}", escaped)


def code(line: str) -> str:
    """A path or an id as code, which GitHub leaves alone."""
    return f"`{squeeze(line).replace('`', chr(39))}`"
