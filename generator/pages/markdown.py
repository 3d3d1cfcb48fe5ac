"""Text that people wrote, made inert for the place in Markdown where it stands.

The dialect is Python-Markdown's with attr_list, def_list and tables, as mkdocs.yml has it:
its backslash escapes only ASCII punctuation, so the characters of HTML become entities.
"""

import re
from html import escape
from urllib.parse import quote

_INLINE = re.compile(r"[\\`*_\[\]{}|#]")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
# What starts a block: list markers, headings, quotes, definitions, rules and underlines.
_LEADING = re.compile(r"^(?:(?P<number>[0-9]+)(?P<dot>[.)])(?=\s|$)|(?P<mark>[+=:~-]))")


def escape_text(text: str) -> str:
    """One line of text for the middle or the start of a Markdown block; it renders as itself."""
    line = _INLINE.sub(r"\\\g<0>", " ".join(text.split()).translate(_ENTITIES))
    return _LEADING.sub(_defuse, line)


def escape_paragraphs(text: str) -> str:
    """Paragraphs, each on a line of its own."""
    return "\n\n".join(escape_text(part) for part in re.split(r"\n\s*\n", text) if part.strip())


def escape_url(url: str) -> str:
    """An address for a Markdown link's destination."""
    return escape(quote(url, safe="/:?#@!$&',;=%~+-._"), quote=True)


def indent_code(text: str) -> str:
    """A code block; Markdown leaves every character of it alone."""
    return "\n".join(f"    {line}" if line else "" for line in text.split("\n"))


def _defuse(match: re.Match[str]) -> str:
    if match["number"]:
        return f"{match['number']}&#{ord(match['dot'])};"
    return f"&#{ord(match['mark'])};"
