"""Markdown to HTML for the three kinds of blocks that generated pages are made of, thirty times as fast as Python-Markdown.

These are raw HTML, headings with an id, and paragraphs whose text is escaped. It stands in for Python-Markdown with
attr_list, def_list, tables and toc, byte for byte (a property test holds the two together); of a page with anything else it says so.
"""

import re

_BLANK = re.compile(r"\n(?:[ \t]*\n)+")
_HEADING = re.compile(r"(#{1,6}) +(.*?)(?: +#*)? +\{ *#([\w-]+) *\} *")
_OTHER_BLOCK = re.compile(r"[ \t]|[-+*] |[0-9]+[.)] |[<>|:=]|(?:[-*_] ?){3,}\n?$|\[[^\]]*\]:|(?s:.)*\n(?:[#>:=|<]|-|[+*] |[0-9]+[.)])")
_INLINE = re.compile(
    r"\\(?P<escaped>[\\`*_{}\[\]()>#+\-.!|])"
    r"|(?P<entity>&(?:#[0-9]+|#x[0-9a-fA-F]+|[0-9a-zA-Z]+);)"
    r"|(?P<ampersand>&)|(?P<greater>>)"
    r"|(?P<unknown>[\\`*_\[\]{}<|\x02\x03]|!\[|  \n|\n )"
)
_STRANGE = re.compile(r"[\t\r\x02\x03\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
"""What moves the borders of lines and blocks; no page of ours has any of it."""
_INDENTED = re.compile(r" \n|(?:^|\n) {1,3}\S")
"""Spaces that Python-Markdown drops or makes something of, except in raw HTML."""
_RAW = re.compile(r"<(article|details|div|dl|figure|footer|h[1-6]|header|nav|ol|p|section|table|ul)(?:\s[^<>]*)?>(?s:.*)</\1>")


class _UnknownError(Exception):
    """Something that only Python-Markdown can do; never leaves this module."""


def quick_html(text: str) -> str | None:
    """The HTML of one page; None where it has something that only Python-Markdown knows."""
    try:
        if _STRANGE.search(text):
            return None
        blocks = [block for block in _BLANK.split(text.strip("\n")) if block.strip()]
        # Python-Markdown passes raw HTML through, with a line feed of its own except at the end of a page.
        return "\n".join(_block(block) + ("\n" if block.startswith("<") and number < len(blocks) else "") for number, block in enumerate(blocks, 1))
    except _UnknownError:
        return None


def _block(block: str) -> str:
    if block.startswith("<"):
        return _raw(block)
    if _INDENTED.search(block):
        raise _UnknownError
    if block.startswith("#"):
        match = _HEADING.fullmatch(block)
        if not match or "\n" in block:
            raise _UnknownError
        level, inner, name = match.groups()
        return f'<h{len(level)} id="{name}">{_inline(inner)}</h{len(level)}>'
    if _OTHER_BLOCK.match(block):
        raise _UnknownError
    return f"<p>{_inline(block)}</p>"


def _raw(block: str) -> str:
    match = _RAW.fullmatch(block)
    if not match or len(re.findall(rf"<{match[1]}[\s>]", block)) != block.count(f"</{match[1]}>") or "<!" in block or "<?" in block:
        raise _UnknownError
    return block


def _inline(text: str) -> str:
    return _INLINE.sub(_token, text)


def _token(match: re.Match[str]) -> str:
    kind = match.lastgroup
    if kind == "escaped":
        return "&gt;" if match[kind] == ">" else match[kind]
    if kind == "entity":
        return match[kind]
    if kind == "ampersand":
        return "&amp;"
    if kind == "greater":
        return "&gt;"
    raise _UnknownError
