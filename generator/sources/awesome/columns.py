"""Tables: what each column holds, by its heading or, without one, by its cells."""

import re
from collections.abc import Sequence

from generator.sources.awesome.blocks import Block, Kind
from generator.sources.awesome.labels import key_of, kind_of
from generator.sources.awesome.pieces import without_symbols
from generator.text import fold

_COLUMNS = {
    "title": (
        r"(?:paper |article |publication )?titles?|(?:\w+ )?papers?(?: (?:title|name|link)s?)?|article|publications?|works?|reference|"
        r"论文(?:标题|题目|名称)?|标题|题目"
    ),
    "name": (
        r"(?:short )?names?|(?:models?|methods?|approach|abbr\w*|acronym|algorithm|systems?|datasets?|benchmarks?|nickname|tool|project|key ?words?|"
        r"architecture|framework|agent|products?)(?: names?)?|模型|方法|名称|简称|数据集"
    ),
    "authors": r"authors?(?: list)?|first author|作者",
    "organization": r"(?:institut\w*|affiliations?|organi[sz]ations?|company|lab|team|org|from|单位|机构)s?",
    "date": (
        r"(?:\w+ )?dates?|time|years?|(?:year|date) (?:published|released)|published(?: on)?|publish\w*|released?|submitted|update\w*|"
        r"日期|时间|年份|发表时间|发布时间"
    ),
    "venue": (
        r"(?:publication )?venues?|(?:conference|journal|conf|pub|published in|publisher|accepted(?: by)?|source|where)(?: (?:journal|conference))?|"
        r"(?:journal|conference)s? (?:or )?(?:conference|journal)s?|会议|期刊|发表|会议期刊"
    ),
    "abstract": r"abstracts?|摘要",
    "note": (
        r"notes?|comments?|remarks?|tl ?dr|summary|description|highlights?|key (?:points?|ideas?)|main ideas?|contributions?|takeaways?|"
        r"特点|说明|备注|简介|描述|评论"
    ),
}
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _COLUMNS.items())


def head_of(table: Block) -> list[str] | None:
    """What each column holds, by the table's head; None where it has none."""
    first = next((row for row in table.children if row.kind is Kind.ROW), None)
    if first is None or not first.children or not all(cell.level for cell in first.children):
        return None
    return column_kinds([cell.text for cell in first.children])


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
    pair = key_of(f"{folded}: x")
    return kind_of(folded) or (pair[0] if pair else "")
