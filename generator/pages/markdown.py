"""Text that people wrote, made inert wherever it may stand in a page: Markdown, HTML, or an attribute in double quotes.

A page is Markdown in which structure (lists, tables, buttons) is HTML, so one escaping has to serve both:
every character that either language would act on becomes an entity, and both show an entity as its character.
The dialect is Python-Markdown's with attr_list, def_list, tables and fenced_code, as mkdocs.yml and MkDocs have it.
"""

import re
from html import escape
from urllib.parse import quote

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", **{char: f"&#{ord(char)};" for char in "\\`*_[]{}|#~^="}})
# What starts a block: list markers, rules, definitions.
_LEADING = re.compile(r"^(?:(?P<number>[0-9]+)(?P<dot>[.)])(?=\s|$)|(?P<mark>[+:-]))")


def escape_text(text: str) -> str:
    """One line of text for anywhere in a page; it renders as itself."""
    return _LEADING.sub(_defuse, escape_characters(" ".join(text.split())))


def escape_characters(text: str) -> str:
    """The text with its spaces as they are, for the middle of a line."""
    return text.translate(_ENTITIES)


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


def _defuse(match: re.Match[str]) -> str:
    if match["number"]:
        return f"{match['number']}&#{ord(match['dot'])};"
    return f"&#{ord(match['mark'])};"
