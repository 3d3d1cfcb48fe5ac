"""Text that people wrote, made inert wherever it may stand in a page: Markdown, HTML, or an attribute in double quotes.

A page is Markdown in which structure (lists, tables, buttons) is HTML, so one escaping has to serve both:
every character that either language would act on becomes an entity, and both show an entity as its character.
The dialect is Python-Markdown's with attr_list, def_list, tables and fenced_code, as mkdocs.yml and MkDocs have it.
"""

import re
from html import escape
from urllib.parse import quote

_ENTITIES = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    **{char: f"&#{ord(char)};" for char in "\\`*_[]{}|#~^="},
}
# Of a hundred characters less than one is special, and to look for those is five times as fast as to translate every
# one.
_SPECIAL = re.compile(f"[{re.escape(''.join(_ENTITIES))}]")
# What starts a block: list markers, rules, definitions.
_LEADING = re.compile(r"(?P<number>[0-9]+)(?P<dot>[.)])(?=\s|$)|(?P<mark>[+:-])")


def escape_text(text: str) -> str:
    """One line of text for anywhere in a page; it renders as itself."""
    escaped = escape_characters(" ".join(text.split()))
    start = _LEADING.match(escaped)
    return f"{_defuse(start)}{escaped[start.end() :]}" if start else escaped


def escape_characters(text: str) -> str:
    """The text with its spaces as they are, for the middle of a line."""
    return _SPECIAL.sub(_entity, text)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, which blank lines part."""
    return [part for part in re.split(r"\n\s*\n", text) if part.strip()]


def escape_paragraphs(text: str) -> str:
    """Paragraphs, each on a line of its own."""
    return "\n\n".join(escape_text(part) for part in paragraphs(text))


def escape_url(url: str) -> str:
    """An address for an `href` in double quotes or a Markdown link's destination."""
    return escape(quote(url, safe="/:?#@!$&',;=%~+-._"), quote=True)


def escape_code(text: str) -> str:
    """Text with line breaks for the inside of `<pre>`; no line of it can open a fence."""
    return escape(text).replace("`", "&#96;").replace("~", "&#126;")


def _entity(match: re.Match[str]) -> str:
    return _ENTITIES[match[0]]


def _defuse(match: re.Match[str]) -> str:
    if match["number"]:
        return f"{match['number']}&#{ord(match['dot'])};"
    return f"&#{ord(match['mark'])};"
