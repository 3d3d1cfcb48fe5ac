"""Markdown to blocks, by CommonMark's rules with the tables of GitHub; the HTML within goes to `html_blocks`.

HTML opens in one block of Markdown and closes in another (`<details>`, a blank line, a list, `</details>`),
so both write into one tree. What Markdown opened only Markdown closes.
"""

import re
from collections.abc import Iterable

from markdown_it import MarkdownIt
from markdown_it.token import Token

from paperdex.sources.awesome.blocks import LEAVES, Block, BlockKind, Span
from paperdex.sources.awesome.html_blocks import HtmlReader

_OPENS = {
    "heading_open": BlockKind.HEADING,
    "paragraph_open": BlockKind.PARAGRAPH,
    "bullet_list_open": BlockKind.LIST,
    "ordered_list_open": BlockKind.LIST,
    "list_item_open": BlockKind.ITEM,
    "blockquote_open": BlockKind.QUOTE,
    "table_open": BlockKind.TABLE,
    "tr_open": BlockKind.ROW,
    "th_open": BlockKind.CELL,
    "td_open": BlockKind.CELL,
}
_LEAF_TOKENS = {"fence": BlockKind.CODE, "code_block": BlockKind.CODE, "hr": BlockKind.RULE}
_MAX_DEPTH = 60
"""Levels of blocks; the parser's preset of 20 would drop what is nested deeper, and a tree without bounds ends in a
`RecursionError`.
"""
_MAX_OPEN_BRACKETS = 500
"""In a paragraph; from each of them the parser looks for its end, and looks on to the end of the paragraph."""


def parse_markdown(text: str) -> Block:
    """The document; never raises. Lines are counted by line feeds."""
    # The parser takes a lone carriage return for the end of a line, which would shift all lines after it.
    text = _with_bounded_brackets(text.replace("\r\n", "\n").replace("\r", " "))
    parser = MarkdownIt("commonmark", {"maxNesting": _MAX_DEPTH}).enable(["table", "strikethrough"])
    tree = _BlockTree(text.count("\n") + 1)
    tree.markdown(parser.parse(text))
    tree.end(tree.root)
    return tree.root


def _with_bounded_brackets(text: str) -> str:
    """No list has paragraphs with hundreds of brackets that nothing closes, which take minutes to parse."""
    if text.count("[") - text.count("]") < _MAX_OPEN_BRACKETS:
        return text
    parts = re.split(r"(\n[ \t]*\n)", text)
    return "".join(
        part.replace("[", "(") if part.count("[") - part.count("]") >= _MAX_OPEN_BRACKETS else part for part in parts
    )


class _BlockTree:
    """The tree while it is built: the blocks that are open, and the style of the text that comes next."""

    def __init__(self, lines: int) -> None:
        self.root = Block(BlockKind.DOCUMENT, 1, lines)
        self._open = [self.root]
        self._of_markdown: list[Block] = [self.root]
        self._tags = HtmlReader(self)
        self._line = 1
        self._style_depths: dict[str, int] = {}
        self._href: str | None = None

    def markdown(self, tokens: Iterable[Token]) -> None:
        for token in tokens:
            first, last = (token.map[0] + 1, token.map[1]) if token.map else (self._line, self._line)
            self._line = max(self._line, first)
            if kind := _OPENS.get(token.type):
                level = int(token.tag[1]) if kind is BlockKind.HEADING else int(token.tag == "th")
                self._of_markdown.append(self.begin(kind, first, last if kind in LEAVES else first, level))
            elif token.nesting < 0 and token.type.replace("_close", "_open") in _OPENS:
                self.end(self._of_markdown.pop())
            elif token.type == "inline":
                self._inline(token.children or [], first)
            elif token.type == "html_block":
                self._tags.read(token.content, first)
                self._drop_style()
            elif kind := _LEAF_TOKENS.get(token.type):
                block = self.begin(kind, first, last)
                block.spans.append(Span(token.content, first, code=True))
                self.end(block)

    def begin(self, kind: BlockKind, first: int, last: int | None = None, level: int = 0) -> Block:
        """Open a block in the innermost one that may hold it."""
        while self._open[-1].kind in LEAVES:
            self.end(self._open[-1])
        block = Block(kind, first, last or first, level)
        self._open[-1].children.append(block)
        self._open.append(block)
        return block

    @property
    def is_full(self) -> bool:
        """Nothing that only HTML asks for may be opened any more."""
        return len(self._open) >= _MAX_DEPTH

    def end(self, block: Block) -> None:
        """Close a block and all that is open in it; one that is closed already stays so."""
        if block not in self._open:
            return
        while True:
            closed = self._open.pop()
            closed.last = max([closed.last, *(child.last for child in closed.children)])
            if closed is block:
                break
        if block.kind in LEAVES or block.kind is BlockKind.CELL:
            self._drop_style()

    def innermost(self, *kinds: BlockKind) -> Block | None:
        """The innermost open block of these kinds that HTML may still close."""
        for block in reversed(self._open):
            if block.kind in kinds:
                return block
            if block.kind not in LEAVES and block in self._of_markdown:
                return None
        return None

    def text(self, text: str, line: int, *, code: bool = False, image: str | None = None) -> None:
        """Add text in the present style; between blocks it begins a paragraph, unless it is only space."""
        if self._open[-1].kind not in LEAVES:
            if not text.strip() and image is None:
                return
            self.begin(BlockKind.PARAGRAPH, line)
        leaf = self._open[-1]
        leaf.last = max(leaf.last, line)
        is_set = self._style_depths.get
        leaf.spans.append(
            Span(
                text, line, self._href, bool(is_set("strong")), bool(is_set("em")), code or bool(is_set("code")), image
            )
        )

    def style(self, name: str, change: int) -> None:
        """Begin (1) or end (-1) `strong`, `em` or `code`."""
        self._style_depths[name] = max(0, self._style_depths.get(name, 0) + change)

    def link(self, href: str | None) -> None:
        """What comes next leads to `href`, or nowhere."""
        self._href = href

    def _drop_style(self) -> None:
        self._style_depths.clear()
        self._href = None

    def _inline(self, tokens: Iterable[Token], line: int) -> None:
        for token in tokens:
            if token.type == "text":
                self.text(token.content, line)
            elif token.type in ("softbreak", "hardbreak"):
                self.text("\n" if token.type == "hardbreak" else " ", line)
                line += 1
            elif token.type in ("strong_open", "strong_close", "em_open", "em_close"):
                self.style(token.tag, token.nesting)
            elif token.type == "link_open":
                self.link(str(token.attrGet("href") or "") or None)
            elif token.type == "link_close":
                self.link(None)
            elif token.type == "image":
                self.text(token.content, line, image=str(token.attrGet("src") or ""))
            elif token.type == "code_inline":
                self.text(token.content, line, code=True)
            elif token.type == "html_inline":
                self._tags.read(token.content, line)
                line += token.content.count("\n")
