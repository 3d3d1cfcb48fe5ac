"""Tables: what each column holds, by its heading or, without one, by its cells."""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from paperdex.sources.awesome.blocks import Block, BlockKind
from paperdex.sources.awesome.labels import key_and_value, label_kind
from paperdex.sources.awesome.pieces import without_symbols
from paperdex.text import fold, squeeze

_COLUMNS = {
    "title": (
        r"(?:paper |article |publication )?titles?|(?:\w+ )?papers?(?: (?:title|name|link)s?)?|article|publications?|"
        r"works?|reference|"
        r"论文(?:标题|题目|名称)?|标题|题目"
    ),
    "name": (
        r"(?:short )?names?|(?:models?|methods?|approach|abbr\w*|acronym|algorithm|systems?|datasets?|benchmarks?|"
        r"nickname|tool|project|key ?words?|"
        r"architecture|framework|agent|products?)(?: names?)?|模型|方法|名称|简称|数据集"
    ),
    "authors": r"authors?(?: list)?|first author|作者",
    "organization": r"(?:institut\w*|affiliations?|organi[sz]ations?|company|lab|team|org|from|单位|机构)s?",
    "date": (
        r"(?:\w+ )?(?:dates?|time)|years?|(?:year|date) (?:published|released)|published(?: on)?|publish\w*|released?|"
        r"submitted|update\w*|"
        r"日期|时间|年份|发表时间|发布时间"
    ),
    "venue": (
        r"(?:publication )?venues?|(?:conference|journal|conf|pub|published in|publisher|accepted(?: by)?|"
        r"where)(?: (?:journal|conference))?|"
        r"(?:journal|conference)s? (?:or )?(?:conference|journal)s?|会议|期刊|发表|会议期刊"
    ),
    "abstract": r"abstracts?|摘要",
    "note": (
        r"notes?|comments?|remarks?|tl ?dr|summary|description|highlights?|key (?:points?|ideas?)|main ideas?|"
        r"contributions?|takeaways?|"
        r"特点|说明|备注|简介|描述|评论"
    ),
}
_SHARED = frozenset({"title", "date", "venue", "authors", "organization"})
_MAX_HEAD = 3
_MAX_COLUMNS = 60
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _COLUMNS.items())


class TableCell(NamedTuple):
    """A cell and what its column holds: `title`, `date`, `code` ..., or an empty string where the head does not say."""

    kind: str
    block: Block


@dataclass(frozen=True, slots=True)
class TableGrid:
    """A table's head, and its rows with their cells; a cell that spans several rows is in each of them."""

    head: Sequence[Block]
    rows: Sequence[tuple[Block, Sequence[TableCell]]]


def read_table(table: Block) -> TableGrid:
    """The rows of a table with what each cell holds, by the table's head."""
    rows = [child for child in table.children if child.kind is BlockKind.ROW]
    laid = _cells_by_column(rows)
    count = _head_rows(rows, laid)
    width = max((len(cells) for cells in laid), default=0)
    names = [
        squeeze(" ".join(dict.fromkeys(cells[place].text for cells in laid[:count] if place < len(cells))))
        for place in range(width)
    ]
    kinds = column_kinds(names) if count else [""] * width
    return TableGrid(
        rows[:count],
        [(row, list(_cells(row, kinds, cells))) for row, cells in zip(rows[count:], laid[count:], strict=True)],
    )


def _cells(row: Block, kinds: Sequence[str], cells: Sequence[Block]) -> Iterator[TableCell]:
    """The cells of a row once each; one from a row above where it says something of this row too, such as its year."""
    own, seen = {id(cell) for cell in row.children}, set[int]()
    for kind, cell in zip(kinds, cells, strict=False):
        if id(cell) not in seen and (id(cell) in own or kind in _SHARED):
            yield TableCell(kind, cell)
        seen.add(id(cell))


def _cells_by_column(rows: Sequence[Block]) -> list[list[Block]]:
    """The cells of each row, column by column."""
    grid: list[list[Block]] = []
    hanging: dict[int, tuple[Block, int]] = {}
    for row in rows:
        cells: list[Block] = []
        own = deque(cell for cell in row.children if cell.kind is BlockKind.CELL)
        while own or len(cells) in hanging:
            if (place := len(cells)) in hanging:
                cell, left = hanging.pop(place)
                if left > 1:
                    hanging[place] = (cell, left - 1)
                cells.append(cell)
                continue
            cell = own.popleft()
            for _ in range(cell.columns if len(cells) + cell.columns <= _MAX_COLUMNS else 1):
                if cell.rows > 1:
                    hanging[len(cells)] = (cell, cell.rows - 1)
                cells.append(cell)
        grid.append(cells)
    return grid


def _head_rows(rows: Sequence[Block], laid: Sequence[Sequence[Block]]) -> int:
    """How many rows name the columns: those of `<th>`, or of plain cells with names of columns and nothing else."""
    count = 0
    while (
        count < len(rows)
        and count < _MAX_HEAD
        and rows[count].children
        and all(cell.level for cell in rows[count].children)
    ):
        count += 1
    if not count and rows and _names_columns(laid[0]):
        count = max((cell.rows for cell in rows[0].children), default=1)
    return min(count, len(rows))


def _names_columns(cells: Sequence[Block]) -> bool:
    kinds = column_kinds([cell.text for cell in cells])
    is_plain = not any(span.href or span.image for cell in cells for leaf in cell.leaves() for span in leaf.spans)
    return is_plain and "title" in kinds and sum(map(bool, kinds)) >= max(2, len(kinds) / 3)


def column_kinds(names: Sequence[str]) -> list[str]:
    """`title`, `date`, `code` ... for each heading; an empty string for one that says nothing known."""
    kinds = [_column(name) for name in names]
    if "title" not in kinds and "name" in kinds:
        kinds[kinds.index("name")] = "title"
    return kinds


def _column(name: str) -> str:
    folded = fold(without_symbols(name))
    if not folded:
        return ""
    for kind, pattern in _COMPILED:
        if pattern.fullmatch(folded):
            return kind
    pair = key_and_value(f"{folded}: x")
    return label_kind(folded) or (pair[0] if pair else "")
