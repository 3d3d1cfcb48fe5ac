"""What a block looks like: an entry, a line that belongs to one, a label above others, a table of contents.

Each answer is kept, since the outline asks for the same block on every level around it.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from itertools import groupby
from typing import Any, TypeVar

from paperdex.sources.awesome.blocks import LEAVES, Block, BlockKind, Span
from paperdex.sources.awesome.contexts import read_context
from paperdex.sources.awesome.facts import CAPTION, EntryFacts
from paperdex.sources.awesome.headings import leads_back
from paperdex.sources.awesome.labels import key_and_value, label_kind
from paperdex.sources.awesome.link_targets import LINK_MARK, link_target
from paperdex.sources.awesome.pieces import KEY_AND_LINK, Passage, read_passage, without_symbols
from paperdex.sources.awesome.title_text import word_count
from paperdex.sources.awesome.titles import find_title

Answer = TypeVar("Answer")

MIN_WORDS = 3
"""Words that make a title by themselves; fewer may be a name."""
MAX_LABEL = 12
"""Words in a line or a bullet that serves as a heading."""
_MAX_BYLINE = 3000
_EDGE = " \t\n-–—•·|*_"


def _answer_once(answer: Callable[["BlockSigns", Block], Answer]) -> Callable[["BlockSigns", Block], Answer]:
    @wraps(answer)
    def ask(signs: "BlockSigns", block: Block) -> Answer:
        key = (answer.__name__, block)
        if key not in signs.answers:
            signs.answers[key] = answer(signs, block)
        kept: Answer = signs.answers[key]
        return kept

    return ask


class BlockSigns:
    """Answers about the blocks of one README."""

    def __init__(self) -> None:
        self.answers: dict[tuple[str, Block], Any] = {}

    @_answer_once
    def passage(self, block: Block) -> Passage:
        """A block of text, taken apart."""
        return read_passage(block.spans)

    @_answer_once
    def papers(self, block: Block) -> list[str]:
        """The papers to which the links of a block of text lead."""
        return papers_of(self.passage(block))

    @_answer_once
    def is_entry(self, block: Block) -> bool:
        """Whether it is a title with a link to a paper, as a bullet has it."""
        return bool(self.papers(block)) and is_entry(self.passage(block)) and not self.is_attribute(block)

    @_answer_once
    def starts_entry(self, block: Block) -> bool:
        """Whether a paragraph begins with a title that is set off from the text, and links to the paper."""
        return bool(self.papers(block)) and self.begins_with_title(block)

    @_answer_once
    def begins_with_title(self, block: Block) -> bool:
        """Whether a paragraph begins with a title: in bold, in quotes, as a link, or after authors."""
        found = self.passage(block)
        head = next(
            (
                piece
                for piece in found.pieces
                if without_symbols(piece.text).strip(" \t\n[](){}0123456789.-–—:" + LINK_MARK)
            ),
            None,
        )
        titled = find_title(found.pieces) if head else None
        if (
            head is None
            or titled is None
            or word_count(titled.title) < 2
            or CAPTION.match(titled.title)
            or leads_back(found.text)
        ):
            return False
        is_set_off = head.bold or bool(head.href) or bool(titled.href) or head.text.lstrip().startswith(('"', "“"))
        is_cited = titled.sureness >= 0.85 and bool(titled.before)
        return (is_set_off or is_cited) and not _runs_on(titled.title, found) and not self.is_attribute(block)

    @_answer_once
    def is_attribute(self, block: Block) -> bool:
        """Whether a line only belongs to an entry: `Code: ...`, badges, authors, a venue."""
        found = self.passage(block)
        text = without_symbols(found.text.replace(LINK_MARK, " ")).strip(_EDGE)
        if (
            not text.strip("()[].,;: ")
            or label_kind(text)
            or key_and_value(text)
            or KEY_AND_LINK.fullmatch(without_symbols(found.text).strip(_EDGE))
        ):
            return True
        if (
            len(text) > _MAX_BYLINE
            or (found.pieces[0].bold and word_count(found.pieces[0].text) >= MIN_WORDS)
            or any(link.is_title for link in found.links)
        ):
            return False
        facts = EntryFacts()
        facts.gather(found.pieces, in_own_line=True)
        return facts.is_citation and not facts.notes

    @_answer_once
    def is_line_of_labels(self, block: Block) -> bool:
        """Whether a line begins with labels and badges, and none of its links has words of its own."""
        found = self.passage(block)
        before = without_symbols(found.text.partition(LINK_MARK)[0]).strip(_EDGE + ",.;:([")
        return (
            bool(found.links)
            and not any(link.is_title for link in found.links)
            and (not before or key_and_value(before + ": x") is not None)
        )

    @_answer_once
    def holds_entries(self, block: Block) -> bool:
        """Whether an entry of its own is somewhere within."""
        if block.kind is BlockKind.TABLE:
            return any(self.papers(leaf) for leaf in block.leaves())
        if block.kind in (BlockKind.QUOTE, BlockKind.CODE, BlockKind.COMMENT):
            return False
        if block.kind in LEAVES:
            return self.starts_entry(block)
        if (
            block.kind is BlockKind.ITEM
            and block.children
            and block.children[0].kind in LEAVES
            and self.is_entry(block.children[0])
        ):
            return True
        return any(self.holds_entries(child) for child in block.children)

    @_answer_once
    def is_list_of_attributes(self, block: Block) -> bool:
        """Whether every line of a list only belongs to an entry."""
        leaves = list(block.leaves())
        return bool(leaves) and all(self.is_attribute(leaf) or self.is_line_of_labels(leaf) for leaf in leaves)

    def speaks_of_one(self, head: Block, body: Sequence[Block]) -> bool:
        """Whether what follows a heading is about one thing: links without a title of their own, and no entries."""
        links = list(self.passage(head).links)
        papers = set(self.papers(head))
        if not links and self._is_title_below(head, body):
            return False
        entries: list[Block] = []
        for block in body:
            if block.kind is BlockKind.TABLE or (
                block.kind is BlockKind.LIST and not self.is_list_of_attributes(block)
            ):
                return False
            for leaf in block.leaves():
                if self.is_line_of_labels(leaf) or self.is_attribute(leaf):
                    links.extend(self.passage(leaf).links)
                    papers.update(self.papers(leaf))
                elif block.kind is not BlockKind.QUOTE and self.starts_entry(leaf):
                    entries.append(leaf)
        # The caption of a figure may link to the paper once more.
        return any(link_target(link) for link in links) and all(set(self.papers(leaf)) <= papers for leaf in entries)

    def _is_title_below(self, head: Block, body: Sequence[Block]) -> bool:
        """Whether the title stands in bold below a heading: the heading is a section that has one entry."""
        first = next((block for block in body if block.spans and self.passage(block).text.strip()), None)
        if (
            first is None
            or first.kind is not BlockKind.PARAGRAPH
            or not self.is_bold_line(first)
            or not self.begins_with_title(first)
        ):
            return False
        text = self.passage(first).text.strip()
        return not text.endswith((":", "：")) and word_count(text) >= max(
            MIN_WORDS, word_count(self.passage(head).text)
        )

    def is_group_label(self, blocks: Sequence[Block]) -> bool:
        """Whether a bullet is a year or a venue and nothing else."""
        return (
            len(blocks) == 1
            and not self.passage(blocks[0]).links
            and read_context(self.passage(blocks[0]).text) is not None
        )

    def is_bold_line(self, block: Block) -> bool:
        """Whether a paragraph is short, in bold and without links."""
        found = self.passage(block)
        pieces = [piece for piece in found.pieces if piece.text.strip()]
        return (
            bool(pieces)
            and all(piece.bold and not piece.href for piece in pieces)
            and LINK_MARK not in found.text
            and word_count(found.text) <= MAX_LABEL
        )

    def attributes(self, following: Sequence[Block]) -> list[Block]:
        """The blocks right after a paragraph that only belong to it: a list of `Code: ...`, badges, a quote."""
        taken: list[Block] = []
        for block in following:
            if not self._belongs(block, is_first=not taken):
                break
            taken.append(block)
        return taken

    def _belongs(self, block: Block, *, is_first: bool) -> bool:
        if block.kind is BlockKind.LIST:
            return self.is_list_of_attributes(block)
        if block.kind is BlockKind.PARAGRAPH:
            return bool(block.spans) and (self.is_attribute(block) or self.is_line_of_labels(block))
        if block.kind is BlockKind.QUOTE:
            return not any(self.holds_entries(child) for child in block.children)
        return block.kind is BlockKind.DETAILS and not is_first and not self.holds_entries(block)

    def entry_lines(self, block: Block) -> list[list[Span]]:
        """The lines of a paragraph in which nearly every line is an entry; none where the paragraph is one thing."""
        if len(set(self.papers(block))) < 2:
            return []
        lines = [list(line) for _, line in groupby(block.spans, key=lambda span: span.line)]
        entries = [line for line in lines if papers_of(read_passage(line)) and is_entry(read_passage(line))]
        return lines if len(entries) > 1 and len(entries) * 5 >= len(lines) * 4 else []


def is_contents(block: Block) -> bool:
    """Whether most links of a list lead to places in the README."""
    links = list(_addresses(block))
    inner = [href for href in links if href.startswith("#")]
    return bool(inner) and len(inner) * 5 >= len(set(links)) * 3


def is_entry(found: Passage) -> bool:
    """Whether something in a text could be a title, and is no caption."""
    titled = find_title(found.pieces)
    return (
        titled is not None
        and not CAPTION.match(titled.title)
        and (word_count(titled.title) >= MIN_WORDS or bool(titled.href))
    )


def papers_of(found: Passage) -> list[str]:
    """The papers to which its links lead."""
    return [place.value for link in found.links if (place := link_target(link)) and place.is_paper]


def _addresses(block: Block) -> Iterator[str]:
    for leaf in block.leaves():
        yield from (span.href for span in leaf.spans if span.href)


def _runs_on(title: str, found: Passage) -> bool:
    """Whether what looks like a title begins a sentence, which goes on in small letters: `**ReAct** is a method`."""
    words = found.text.partition(title)[2].lstrip(' *_"”,').split()
    return (
        bool(words)
        and words[0].islower()
        and words[0].isalpha()
        and words[0] not in ("by", "in", "et", "arxiv", "preprint")
    )
