"""The candidates for papers in a README, each under its headings, and what is certainly none.

A candidate is a bullet, a row, a heading with what follows it, or a paragraph. What belongs to it (authors on the next
line, nested `Code: ...`, a quote, `<details>`) is taken along. Every block ends in a candidate, a heading or the rest.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from paperdex.sources.awesome.blocks import Block, BlockKind, plain_text
from paperdex.sources.awesome.columns import read_table
from paperdex.sources.awesome.headings import Heading, HeadingRole, read_heading
from paperdex.sources.awesome.readme_parts import Candidate, HeadingPlace, OtherBlock, ReadmeOutline
from paperdex.sources.awesome.signs import MAX_LABEL, MIN_WORDS, BlockSigns, is_contents
from paperdex.sources.awesome.title_text import word_count

_HOLDERS = frozenset({BlockKind.GROUP, BlockKind.ITEM, BlockKind.ROW, BlockKind.CELL})
_AHEAD = 12
"""Blocks after a paragraph or a list that may still belong to it."""
_BOLD_LEVEL = 7
_SUMMARY_LEVEL = 8
BULLET_LEVEL = 10
"""Below all headings, so that any of them ends what a bold line, a summary or a bullet began."""


def read_outline(document: Block) -> ReadmeOutline:
    """Sort a README."""
    walker = _OutlineWalker(has_one_title=sum(block.level == 1 for block in _headings(document)) == 1)
    walker.walk(document.children)
    return walker.found


class _OutlineWalker:
    """Goes through the blocks in order; the path of headings goes along."""

    def __init__(self, *, has_one_title: bool) -> None:
        self.found = ReadmeOutline()
        self._has_one_title = has_one_title
        self._signs = BlockSigns()
        self._path: list[Heading] = []
        self._groups = 0

    def walk(self, blocks: Sequence[Block]) -> None:
        group = self._new_group()
        index = 0
        while index < len(blocks):
            block, following = blocks[index], blocks[index + 1 : index + 1 + _AHEAD]
            index += 1
            if block.kind is BlockKind.HEADING:
                index += self._heading(block, _until_heading(blocks, index))
            elif block.kind is BlockKind.DETAILS:
                self._details(block)
            elif block.kind is BlockKind.LIST:
                self._list(block)
                index += self._stray_bylines(following)
            elif block.kind is BlockKind.TABLE:
                self._table(block)
            elif block.kind is BlockKind.PARAGRAPH:
                index += self._paragraph(block, following, group)
            elif block.kind in _HOLDERS or (
                block.kind is BlockKind.QUOTE and any(child.kind is not BlockKind.PARAGRAPH for child in block.children)
            ):
                self.walk(block.children)
            else:
                self._leave(
                    {BlockKind.CODE: "code", BlockKind.COMMENT: "comment", BlockKind.RULE: "rule"}.get(
                        block.kind, "prose"
                    ),
                    block,
                )

    def _leave(self, what: str, *blocks: Block) -> None:
        self.found.others.extend(OtherBlock(what, block, self._is_furniture) for block in blocks)

    def _add(
        self, shape: str, own: Sequence[Block], extras: Sequence[Block], first: int, last: int, group: str
    ) -> None:
        self.found.candidates.append(
            Candidate(shape, [block.spans for block in own], list(extras), first, last, tuple(self._path), group)
        )

    def _new_group(self) -> str:
        self._groups += 1
        return str(self._groups)

    def _leave_level(self, level: int) -> None:
        while self._path and self._path[-1].level >= level:
            self._path.pop()

    def _push(self, heading: Heading, block: Block) -> None:
        self._leave_level(heading.level)
        self._path.append(heading)
        last = max(block.first, *(leaf.last for leaf in block.leaves()))
        self.found.headings.append(HeadingPlace(heading, block.first, last))

    @property
    def _is_furniture(self) -> bool:
        return any(heading.role is HeadingRole.FURNITURE for heading in self._path)

    def _heading(self, block: Block, body: list[Block]) -> int:
        """A section, or an entry whose title is the heading; says how many blocks the entry took."""
        heading = read_heading(plain_text(block.spans), block.level, block.first)
        if (
            block.level == 1
            and heading.role is HeadingRole.TOPIC
            and (self._has_one_title or heading.name.casefold().startswith("awesome"))
        ):
            # The name of the list is no topic of its own, but may say where all its papers appeared.
            heading = replace(heading, role=HeadingRole.PAPERS)
        self._leave_level(block.level)
        may_be_title = (
            heading.role in (HeadingRole.TOPIC, HeadingRole.OTHER, HeadingRole.DATASETS)
            and block.level > 1
            and not self._is_furniture
        )
        if may_be_title and self._signs.speaks_of_one(block, body):
            while body and body[-1].kind in (BlockKind.RULE, BlockKind.COMMENT):
                body.pop()
            group = f"headings of level {block.level} below line {self._path[-1].line if self._path else 0}"
            self._add("heading", [block], body, block.first, max([block.last, *(other.last for other in body)]), group)
            return len(body)
        self._push(heading, block)
        return 0

    def _details(self, block: Block) -> None:
        """A fold: its summary is a heading for what it holds, and no longer; or the title of an entry."""
        summary = next((child for child in block.children if child.kind is BlockKind.SUMMARY), None)
        inner = [child for child in block.children if child is not summary]
        outer = list(self._path)
        if summary is not None:
            heading = read_heading(plain_text(summary.spans), _SUMMARY_LEVEL, block.first)
            has_entries = any(self._signs.holds_entries(child) for child in inner)
            is_title = heading.role is HeadingRole.TOPIC and word_count(heading.name) >= MIN_WORDS
            if is_title and not has_entries and not self._is_furniture and self._signs.speaks_of_one(summary, inner):
                self._add(
                    "heading",
                    [summary],
                    inner,
                    block.first,
                    block.last,
                    f"folds below line {outer[-1].line if outer else 0}",
                )
                return
            is_known = any(other.name.casefold() == heading.name.casefold() for other in outer)
            if is_known or (heading.role is HeadingRole.TOPIC and not has_entries):
                self._leave("prose", summary)
            else:
                self._push(heading, summary)
        self.walk(inner)
        self._path = outer

    def _list(self, block: Block) -> None:
        if is_contents(block):
            self._leave("contents", block)
            return
        group = self._new_group()
        for child in block.children:
            if child.kind is BlockKind.ITEM:
                self._item(child, group)
            else:
                self.walk([child])

    def _item(self, item: Block, group: str) -> None:
        """A bullet: an entry with what belongs to it, or a label above nested ones."""
        count = next(
            (
                number
                for number, child in enumerate(item.children)
                if child.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING)
            ),
            len(item.children),
        )
        own, rest = item.children[:count], item.children[count:]
        nested = [child for child in rest if self._signs.holds_entries(child)]
        if not nested and self._signs.is_group_label(own):
            # A year or a venue above bullets that nothing else tells for entries.
            nested = [child for child in rest if child.kind is BlockKind.LIST]
        if not own:
            self.walk(item.children)
        elif nested and not any(self._signs.papers(block) for block in own):
            self._label(item, own, rest)
        else:
            extras = [child for child in rest if child not in nested]
            last = own[-1].last if nested else max([own[-1].last, *(child.last for child in extras)])
            self._add("item", own, extras, item.first, last, group)
            self.walk(nested)

    def _label(self, item: Block, own: Sequence[Block], rest: Sequence[Block]) -> None:
        outer = list(self._path)
        text = plain_text(own[0].spans)
        level = max(BULLET_LEVEL, outer[-1].level + 1 if outer else 0)
        heading = read_heading(text, level, item.first)
        if heading.role is HeadingRole.TOPIC and word_count(text) > MAX_LABEL:
            self._leave("prose", *own)
        else:
            self._push(heading, own[0])
            self._leave("prose", *own[1:])
        self.walk(rest)
        self._path = outer

    def _stray_bylines(self, following: Sequence[Block]) -> int:
        """Authors and links that are indented too little to be in the bullet above them; says how many paragraphs they
        are.
        """
        candidate = (
            self.found.candidates[-1] if self.found.candidates and self.found.candidates[-1].shape == "item" else None
        )
        if candidate is None or any(
            self._signs.papers(Block(BlockKind.PARAGRAPH, 0, 0, spans=spans)) for spans in candidate.own
        ):
            return 0
        count = 0
        for block in following[:2]:
            is_list = block.kind is BlockKind.LIST and self._signs.is_list_of_attributes(block)
            is_byline = block.kind is BlockKind.PARAGRAPH and self._signs.is_attribute(block)
            if not (is_list or is_byline) or candidate.last + 2 < block.first:
                break
            if is_list:
                candidate.extras.append(block)
            else:
                candidate.own.append(block.spans)
            candidate.last = block.last
            count += 1
        return count

    def _table(self, block: Block) -> None:
        group = self._new_group()
        grid = read_table(block)
        self._leave("table head", *grid.head)
        for row, cells in grid.rows:
            self._add("row", [leaf for cell in row.children for leaf in cell.leaves()], [], row.first, row.last, group)
            self.found.candidates[-1].cells = cells
        self.walk([child for child in block.children if child.kind is not BlockKind.ROW])

    def _paragraph(self, block: Block, following: Sequence[Block], group: str) -> int:
        """An entry, several, a bold line above a list, or prose; says how many of the following blocks it took."""
        if lines := self._signs.entry_lines(block):
            for line in lines:
                part = Block(BlockKind.PARAGRAPH, line[0].line, line[-1].line, spans=line)
                self._add("paragraph", [part], [], part.first, part.last, group)
            return 0
        taken = self._signs.attributes(following) if self._signs.begins_with_title(block) else []
        has_paper = bool(self._signs.papers(block)) or any(
            self._signs.papers(leaf) for other in taken for leaf in other.leaves()
        )
        if has_paper and self._signs.begins_with_title(block):
            self._add(
                "paragraph", [block], taken, block.first, max([block.last, *(other.last for other in taken)]), group
            )
            return len(taken)
        if self._signs.is_bold_line(block) and following and self._signs.holds_entries(following[0]):
            self._push(read_heading(plain_text(block.spans), _BOLD_LEVEL, block.first), block)
        else:
            self._leave("prose", block)
        return 0


def _until_heading(blocks: Sequence[Block], start: int) -> list[Block]:
    end = next(
        (number for number in range(start, len(blocks)) if blocks[number].kind is BlockKind.HEADING), len(blocks)
    )
    return list(blocks[start:end])


def _headings(block: Block) -> Iterator[Block]:
    if block.kind is BlockKind.HEADING:
        yield block
    for child in block.children:
        yield from _headings(child)
