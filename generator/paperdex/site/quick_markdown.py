"""Markdown to HTML for the three kinds of blocks that generated pages are made of, thirty times as fast as
Python-Markdown.

These are raw HTML, headings with an id, and paragraphs whose text is escaped. It stands in for Python-Markdown with
attr_list, def_list, tables and toc, byte for byte (a property test holds the two together); of a page with anything
else it says so.
"""

import re

_BLANK = re.compile(r"\n(?:[ \t]*\n)+")
_HEADING = re.compile(r"(#{1,6}) +(.*?)(?: +#*)? +\{ *#([\w-]+) *\} *")
_OTHER_BLOCK = re.compile(
    r"[ \t]|[-+*] |[0-9]+[.)] |[<>|:=]|(?:[-*_] ?){3,}\n?$|\[[^\]]*\]:|(?s:.)*\n(?:[#>:=|<]|-|[+*] |[0-9]+[.)])"
)
# What a token begins with is looked for first: that is five times as fast as to try every token at every letter.
_INLINE = re.compile(
    r"[\\&>`*_\[\]{}<|!\n\x02\x03]"
    r"(?:(?<=\\)(?P<escaped>[\\`*_{}\[\]()>#+\-.!|])"
    r"|(?<=&)(?P<entity>(?:#[0-9]+|#x[0-9a-fA-F]+|[0-9a-zA-Z]+);)"
    r"|(?P<ampersand>(?<=&))|(?P<greater>(?<=>))"
    r"|(?P<unknown>(?<=[\\`*_\[\]{}<|\x02\x03])|(?<=!)(?=\[)|(?<=  \n)|(?<=\n)(?= )))"
)
_STRANGE = "\t\r\x02\x03\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
"""What moves the borders of lines and blocks; no page of ours has any of it, and so each is looked for by itself, which
is quicker.
"""
_RAW = re.compile(
    r"<(article|details|div|dl|figure|footer|h[1-6]|header|nav|ol|p|section|table|ul)(?:\s[^<>]*)?>(?s:.*)</\1>"
)


class _UnknownError(Exception):
    """Something that only Python-Markdown can do; never leaves this module."""


def quick_html(text: str) -> str | None:
    """The HTML of one page; None where it has something that only Python-Markdown knows."""
    try:
        if any(char in text for char in _STRANGE):
            return None
        blocks = [block for block in _BLANK.split(text.strip("\n")) if block.strip()]
        # Python-Markdown passes raw HTML through, with a line feed of its own except at the end of a page.
        return "\n".join(
            _block(block) + ("\n" if block.startswith("<") and number < len(blocks) else "")
            for number, block in enumerate(blocks, 1)
        )
    except _UnknownError:
        return None


def _block(block: str) -> str:
    if block.startswith("<"):
        return _raw(block)
    if (
        block.startswith(" ") or "\n " in block or " \n" in block
    ):  # Python-Markdown drops spaces, or makes something of them
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
    if not match or "<!" in block or "<?" in block:
        raise _UnknownError
    opened = sum([block.count(f"<{match[1]}{end}") for end in "> \n"])
    if opened != block.count(f"</{match[1]}>"):
        raise _UnknownError
    return block


def _inline(text: str) -> str:
    return _INLINE.sub(_token, text)


def _token(match: re.Match[str]) -> str:
    kind = match.lastgroup
    if kind == "escaped":
        return "&gt;" if match[kind] == ">" else match[kind]
    if kind == "entity":
        return match[0]
    if kind == "ampersand":
        return "&amp;"
    if kind == "greater":
        return "&gt;"
    raise _UnknownError
