"""Markdown to HTML for the few kinds of blocks that generated pages are made of, thirty times as fast as Python-Markdown.

It stands in for Python-Markdown with attr_list, def_list, tables and toc, byte for byte (a property test
holds the two together). A block that it does not know goes to Python-Markdown, alone; where even that
would not be the same, the whole page does.
"""

import re
from collections.abc import Callable
from html import unescape

from markdown.extensions.toc import slugify, unique

Convert = Callable[[str], str]
"""Markdown to HTML."""

_BLANK = re.compile(r"\n(?:[ \t]*\n)+")
_HEADING = re.compile(r"(#{1,6}) +(.*?)(?: +#*)?(?: +\{([^{}]*)\} *)?")
_ATTRIBUTE_LINE = re.compile(r"\n\{([^{}\n]*)\}$")
_ATTRIBUTE = re.compile(r'\s*(?:\.(?P<class>[\w-]+)|#(?P<id>[\w-]+)|(?P<key>[\w-]+)="(?P<value>[^"<>&]*)")(?=\s|$)')
_DEFINITION = re.compile(r": {3}(?=\S)")
_OTHER_BLOCK = re.compile(r"[ \t]|[-+*] |[0-9]+[.)] |[<>|:=]|(?:[-*_] ?){3,}\n?$|\[[^\]]*\]:|(?s:.)*\n(?:[#>:=|<]|-|[+*] |[0-9]+[.)])")
_CONTINUES = re.compile(r" {2}|\t|[-+*] |[0-9]+\. |: {3}")
_INLINE = re.compile(
    r"\\(?P<escaped>[\\`*_{}\[\]()>#+\-.!|])"
    r"|(?P<entity>&(?:#[0-9]+|#x[0-9a-fA-F]+|[0-9a-zA-Z]+);)"
    r"|\[(?P<text>(?:[^\[\]\\`<!]|!(?!\[)|\\.)*)\]\((?P<target>[^()\s<>\\]*)\)(?:\{(?P<attributes>[^{}\n]*)\})?"
    r"|(?P<ampersand>&)|(?P<greater>>)"
    r"|(?P<unknown>[\\`*_\[\]{}<|\x02\x03]|!\[|  \n|\n )"
)
_STRANGE = re.compile(r"[\t\r\x02\x03\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
"""What moves the borders of lines and blocks; no page of ours has any of it."""
_INDENTED = re.compile(r" \n|(?:^|\n) {1,3}\S")
"""Spaces that Python-Markdown drops or makes something of, except in raw HTML."""
_RAW = re.compile(r"<(article|details|div|dl|figure|footer|h[1-6]|header|nav|ol|p|section|table|ul)(?:\s[^<>]*)?>(?s:.*)</\1>")
_TAG = re.compile(r"<[^>]*>")


class UnknownMarkdownError(Exception):
    """Something that only Python-Markdown can do; never leaves this module."""


class QuickMarkdown:
    """A converter; `python_markdown` turns what it does not know into HTML."""

    def __init__(self, python_markdown: Convert) -> None:
        self._python_markdown = python_markdown

    def convert(self, text: str) -> str:
        """The HTML of one page."""
        try:
            if _STRANGE.search(text):
                raise UnknownMarkdownError
            return _Conversion(text, self._block).html()
        except UnknownMarkdownError:
            return self._python_markdown(text)

    def _block(self, block: str) -> str:
        """A block by Python-Markdown. What has headings or ids of its own cannot be taken out of its page."""
        if "#" in block and re.search(r"^ *#|\{[^}]*#|<[^>]* id=", block, re.MULTILINE):
            raise UnknownMarkdownError
        return self._python_markdown(block)


class _Conversion:
    def __init__(self, text: str, other: Convert) -> None:
        self._other = other
        self._blocks = [block for block in _BLANK.split(text.strip("\n")) if block.strip()]
        self._ids = {match[1] for block in self._blocks if block.startswith("#") and (match := re.search(r"\{[^{}]*#([\w-]+)[^{}]*\}\s*$", block))}

    def html(self) -> str:
        parts: list[str] = []
        index = 0
        while index < len(self._blocks):
            html, index = self._next(index)
            parts.append(html)
        return "\n".join(parts)

    def _next(self, index: int) -> tuple[str, int]:
        """The HTML of the block at `index` with those that belong to it, and the index after them."""
        block = self._blocks[index]
        if block.startswith("<"):
            # Python-Markdown passes raw HTML through, with a line feed of its own except at the end of a page.
            return _raw(block) + ("\n" if index + 1 < len(self._blocks) else ""), index + 1
        if _INDENTED.search(block):
            raise UnknownMarkdownError
        if block.startswith("#"):
            return self._heading(block), index + 1
        if index + 1 < len(self._blocks) and _DEFINITION.match(self._blocks[index + 1]):
            return self._definitions(index)
        return self._text(index)

    def _text(self, index: int) -> tuple[str, int]:
        """Paragraphs and code; lists and whatever else goes to Python-Markdown."""
        block = self._blocks[index]
        if block.startswith("    "):
            end = self._end(index, lambda other: other.startswith("    "))
            return _code(self._blocks[index:end]), end
        if _OTHER_BLOCK.match(block):
            end = self._end(index, lambda other: bool(_CONTINUES.match(other)))
            return self._other("\n\n".join(self._blocks[index:end])), end
        try:
            return self._paragraph(block), index + 1
        except UnknownMarkdownError:
            return self._other(block), index + 1

    def _end(self, index: int, belongs: Callable[[str], bool]) -> int:
        end = index + 1
        while end < len(self._blocks) and belongs(self._blocks[end]):
            end += 1
        return end

    def _heading(self, block: str) -> str:
        match = _HEADING.fullmatch(block)
        if not match or "\n" in block:
            raise UnknownMarkdownError
        level, text, attributes = match.groups()
        inner = self._inline(text)
        found = _attributes(attributes or "")
        if "id" not in found:
            found["id"] = unique(slugify(unescape(_TAG.sub("", inner)).strip(), "-"), self._ids)
        return f"<h{len(level)}{_written(found)}>{inner}</h{len(level)}>"

    def _paragraph(self, block: str) -> str:
        match = _ATTRIBUTE_LINE.search(block)
        text = block[: match.start()] if match else block
        return f"<p{_written(_attributes(match[1]) if match else {})}>{self._inline(text)}</p>"

    def _definitions(self, index: int) -> tuple[str, int]:
        parts = ["<dl>"]
        blocks = self._blocks
        while index + 1 < len(blocks) and _DEFINITION.match(blocks[index + 1]):
            if "\n" in blocks[index] or _OTHER_BLOCK.match(blocks[index]) or blocks[index].startswith("#"):
                raise UnknownMarkdownError
            parts.append(f"<dt>{self._inline(blocks[index])}</dt>")
            index += 1
            while index < len(blocks) and _DEFINITION.match(blocks[index]):
                text = blocks[index][4:]
                if "\n" in text or _OTHER_BLOCK.match(text) or text.startswith("#"):
                    raise UnknownMarkdownError
                parts += ["<dd>", f"<p>{self._inline(text)}</p>", "</dd>"]
                index += 1
        if index < len(blocks) and blocks[index].startswith((" ", "\t")):
            raise UnknownMarkdownError
        return "\n".join([*parts, "</dl>"]), index

    def _inline(self, text: str) -> str:
        return _INLINE.sub(self._token, text)

    def _token(self, match: re.Match[str]) -> str:
        kind = match.lastgroup
        if match["escaped"]:
            return "&gt;" if match["escaped"] == ">" else match["escaped"]
        if match["entity"]:
            return match["entity"]
        if match["target"] is not None:
            attributes = {"href": match["target"], **_attributes(match["attributes"] or "")}
            return f"<a{_written(attributes)}>{self._inline(match['text'])}</a>"
        if kind == "ampersand":
            return "&amp;"
        if kind == "greater":
            return "&gt;"
        raise UnknownMarkdownError


def _raw(block: str) -> str:
    match = _RAW.fullmatch(block)
    if not match or len(re.findall(rf"<{match[1]}[\s>]", block)) != block.count(f"</{match[1]}>") or "<!" in block or "<?" in block:
        raise UnknownMarkdownError
    return block


def _attributes(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    position, text = 0, text.strip()
    while position < len(text):
        match = _ATTRIBUTE.match(text, position)
        if not match:
            raise UnknownMarkdownError
        if match["class"]:
            found["class"] = f"{found['class']} {match['class']}" if "class" in found else match["class"]
        elif match["id"]:
            found["id"] = match["id"]
        else:
            found[match["key"]] = match["value"]
        position = match.end()
    return found


def _written(attributes: dict[str, str]) -> str:
    """Python-Markdown writes attributes in alphabetical order."""
    return "".join(f' {name}="{value}"' for name, value in sorted(attributes.items()))


def _code(blocks: list[str]) -> str:
    lines = "\n\n".join(blocks).split("\n")
    if any(line.strip() and not line.startswith("    ") for line in lines):
        raise UnknownMarkdownError
    code = "\n".join(line[4:] for line in lines).rstrip()
    escaped = code.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<pre><code>{escaped}\n</code></pre>"
