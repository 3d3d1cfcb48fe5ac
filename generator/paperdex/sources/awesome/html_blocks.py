"""The HTML in a README to blocks; `markdown_blocks` gives it piece by piece."""

from html.parser import HTMLParser
from typing import Protocol

from paperdex.sources.awesome.blocks import LEAVES, Block, BlockKind

_BLOCKS = {
    "p": BlockKind.PARAGRAPH,
    "dt": BlockKind.PARAGRAPH,
    "dd": BlockKind.PARAGRAPH,
    **{f"h{level}": BlockKind.HEADING for level in range(1, 7)},
    **dict.fromkeys(("ul", "ol"), BlockKind.LIST),
    "li": BlockKind.ITEM,
    "blockquote": BlockKind.QUOTE,
    "table": BlockKind.TABLE,
    "tr": BlockKind.ROW,
    **dict.fromkeys(("td", "th"), BlockKind.CELL),
    "details": BlockKind.DETAILS,
    "summary": BlockKind.SUMMARY,
    **dict.fromkeys(("div", "center", "section", "article"), BlockKind.GROUP),
}
_ENDS = {
    "p": (BlockKind.PARAGRAPH,),
    "li": (BlockKind.ITEM,),
    "tr": (BlockKind.ROW,),
    "td": (BlockKind.CELL,),
    "th": (BlockKind.CELL,),
}
"""The open blocks that a new one closes, as browsers do: `<li>` ends the item before it, not one of an outer list."""
_WITHIN = {BlockKind.ITEM: BlockKind.LIST, BlockKind.CELL: BlockKind.ROW, BlockKind.ROW: BlockKind.TABLE}
_STYLES = {
    **dict.fromkeys(("b", "strong"), "strong"),
    **dict.fromkeys(("i", "em", "cite"), "em"),
    **dict.fromkeys(("code", "kbd", "tt"), "code"),
}
_MAX_SPAN = 1000
_SILENT = frozenset({"script", "style", "title", "noscript"})


class BlockBuilder(Protocol):
    """What is told of every block and text, in order, and builds a tree of them."""

    @property
    def is_full(self) -> bool: ...
    def begin(self, kind: BlockKind, first: int, last: int | None = None, level: int = 0) -> Block: ...
    def end(self, block: Block) -> None: ...
    def innermost(self, *kinds: BlockKind) -> Block | None: ...
    def text(self, text: str, line: int, *, code: bool = False, image: str | None = None) -> None: ...
    def style(self, name: str, change: int) -> None: ...
    def link(self, href: str | None) -> None: ...


class HtmlReader:
    """Reads pieces of HTML, each of which may open what another closes."""

    def __init__(self, builder: BlockBuilder) -> None:
        self._builder = builder

    def read(self, html: str, line: int) -> None:
        """One piece that begins at `line`."""
        parser = _HtmlParser(self._builder, line)
        try:
            # Each comment that nothing ends would be searched to the end of the text.
            parser.feed(html if "-->" in html else html.replace("<!--", ""))
            parser.close()
        except AssertionError:
            # How the standard library refuses a declaration such as `<![x`.
            self._builder.text(html, line)


class _HtmlParser(HTMLParser):
    def __init__(self, builder: BlockBuilder, line: int) -> None:
        super().__init__(convert_charrefs=True)
        self._builder = builder
        self._base = line - 1
        self._silent = 0

    @property
    def _line(self) -> int:
        return self._base + self.getpos()[0]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in _SILENT:
            self._silent += 1
        elif tag == "br":
            self._builder.text("\n", self._line)
        elif tag == "hr":
            self._builder.end(self._builder.begin(BlockKind.RULE, self._line))
        elif tag == "img":
            self._builder.text(values.get("alt", ""), self._line, image=values.get("src", ""))
        elif tag == "a":
            if "href" in values:
                self._builder.link(values["href"].strip() or None)
        elif tag in _STYLES:
            self._builder.style(_STYLES[tag], 1)
        elif tag in _BLOCKS and (block := self._begin(tag)) and block.kind is BlockKind.CELL:
            block.rows, block.columns = _count(values.get("rowspan")), _count(values.get("colspan"))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("br", "hr", "img"):
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "a":
            self._builder.link(None)
        elif tag in _STYLES:
            self._builder.style(_STYLES[tag], -1)
        elif tag in _BLOCKS and (block := self._builder.innermost(_BLOCKS[tag])):
            block.last = max(block.last, self._line)
            self._builder.end(block)

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        for number, part in enumerate(data.split("\n")):
            self._builder.text(part if not number else " " + part, self._line + number)

    def handle_comment(self, data: str) -> None:
        if not self._builder.innermost(*LEAVES):
            self._builder.end(self._builder.begin(BlockKind.COMMENT, self._line, self._line + data.count("\n")))

    def _begin(self, tag: str) -> Block | None:
        if self._builder.is_full or self._builder.innermost(BlockKind.HEADING, BlockKind.SUMMARY):
            return None
        kind = _BLOCKS[tag]
        scope = _WITHIN.get(kind, kind)
        while (block := self._builder.innermost(*_ENDS.get(tag, ()), scope)) and block.kind in _ENDS.get(tag, ()):
            self._builder.end(block)
        missing: list[BlockKind] = []
        while (outer := _WITHIN.get(missing[-1] if missing else kind)) and not self._builder.innermost(outer):
            missing.append(outer)
        for outer in reversed(missing):
            self._builder.begin(outer, self._line)
        return self._builder.begin(
            kind, self._line, level=int(tag[1]) if kind is BlockKind.HEADING else int(tag == "th")
        )


def _count(value: str | None) -> int:
    """The rows or columns of a cell; no table has as many as HTML allows."""
    return (
        min(max(1, int(value)), _MAX_SPAN) if value and value.isascii() and value.isdecimal() and len(value) < 5 else 1
    )
