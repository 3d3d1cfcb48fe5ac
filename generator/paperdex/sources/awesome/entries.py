"""The reading of one candidate: its title, its links and its facts."""

import re
from collections.abc import Sequence
from dataclasses import replace

from paperdex.records.link_kinds import LISTS
from paperdex.sources.awesome.blocks import Block, BlockKind, Span, plain_text
from paperdex.sources.awesome.contexts import read_context
from paperdex.sources.awesome.entry_title import EntryTitle
from paperdex.sources.awesome.facts import is_remark, reads_as_prose
from paperdex.sources.awesome.labels import key_and_value, label_kind
from paperdex.sources.awesome.link_targets import LINK_MARK, Link, link_target
from paperdex.sources.awesome.list_entry import ListEntry
from paperdex.sources.awesome.pieces import KEY_AND_LINK, Passage, Piece, read_passage, without_symbols
from paperdex.sources.awesome.readme_parts import Candidate
from paperdex.sources.awesome.title_text import clean_title, word_count
from paperdex.sources.awesome.titles import find_title
from paperdex.text import squeeze

_MAX_REMARK = 700
"""Characters; a longer paragraph is no remark."""
_FACTS = frozenset({"authors", "organization", "date", "venue", "abstract", "note", "ignored"})
_LINKS = frozenset({"paper", *LISTS})
_TITLE_COLUMNS = frozenset({"", "title", "name", "paper", "vague"})


def read_entry(candidate: Candidate) -> ListEntry | None:
    """The entry of a candidate; None where nothing could be its title."""
    return _EntryReader(candidate).row() if candidate.shape == "row" else _EntryReader(candidate).text()


class _EntryReader:
    """Reads one candidate, part by part."""

    def __init__(self, candidate: Candidate) -> None:
        self._candidate = candidate
        self._reserve: list[Link] = []
        """Links that may lead to other papers: called `paper` in longer text, or with words of their own after the
        title.
        """

    def text(self) -> ListEntry | None:
        """A bullet, a heading or a paragraph, with what belongs to it."""
        inlines = [read_passage(spans) for spans in self._candidate.own]
        start = next((number for number, found in enumerate(inlines) if found.text.strip(LINK_MARK + " \n")), None)
        if start is None:
            return None
        titled = (
            _heading_title(inlines[start]) if self._candidate.shape == "heading" else find_title(inlines[start].pieces)
        )
        if not titled:
            return None
        self._begin(titled)
        for number, found in enumerate(inlines):
            self._take_links(found, is_title_line=number == start)
            if number != start:
                self._paragraph(found, self._candidate.own[number])
        self._around(titled)
        for block in self._candidate.extras:
            self._extra(block)
        self._use_reserve()
        return self._entry

    def row(self) -> ListEntry | None:
        """A row by its columns; without a known head, the cell that looks most like a title."""
        cells = [
            (kind, cell, [read_passage(leaf.spans) for leaf in cell.leaves()]) for kind, cell in self._candidate.cells
        ]
        chosen = _title_cell([(kind, inlines) for kind, _, inlines in cells])
        if chosen is None:
            return None
        number, titled = chosen
        self._begin(titled)
        self._entry.is_in_title_column = cells[number][0] == "title"
        for place, (kind, cell, inlines) in enumerate(cells):
            if place != number:
                self._cell(kind, cell, inlines)
                continue
            for index, found in enumerate(inlines):
                self._take_links(found, is_title_line=True)
                if index and found.text.strip():
                    self._entry.facts.gather(_without_hrefs(found.pieces), in_own_line=True)
            self._around(titled)
        self._use_reserve()
        return self._entry

    def _use_reserve(self) -> None:
        """Take the links in reserve where nothing else leads to the paper, else report them: under a title that leads
        elsewhere, a mention is of another work.
        """
        if not self._entry.papers and self._entry.title_href is None:
            self._entry.links.extend((link, link_target(link)) for link in self._reserve)
        else:
            self._entry.facts.lost.extend(
                f"a mention of {link.label} ({link.href})" for link in self._reserve if link.is_title
            )

    def _begin(self, titled: EntryTitle) -> None:
        self._entry = ListEntry(
            self._candidate, titled.title, titled.sureness, titled.href, titled.name, titled.is_quoted
        )
        if titled.name and is_remark(titled.name) and titled.name.casefold() not in titled.title.casefold():
            self._entry.facts.notes.append(titled.name)

    def _around(self, titled: EntryTitle) -> None:
        """What stands before and after the title; code before it is a tag."""
        before = [piece for piece in titled.before if not piece.code or read_context(piece.text)]
        if any(piece.text.strip() for piece in before):
            self._entry.facts.gather(before)
        self._entry.facts.gather(_without_hrefs(titled.after))

    def _take_links(self, found: Passage, *, is_title_line: bool = False, key: str | None = None) -> None:
        mentions = _mentions(found.pieces)
        for link in found.links:
            is_title = link.is_title and is_title_line and link.href == self._entry.title_href
            label = key if key and label_kind(link.label) in (None, "vague") else link.label
            read = Link(label, link.href, is_title=is_title)
            place = link_target(read)
            if place and place.is_paper and link.href in mentions and not is_title:
                self._reserve.append(link)
            else:
                self._entry.links.append((read, place))
        self._entry.facts.contexts.extend(context for badge in found.badges if (context := read_context(badge)))

    def _paragraph(self, found: Passage, spans: Sequence[Span]) -> None:
        pieces = _without_hrefs(found.pieces)
        if len("".join(piece.text for piece in pieces)) > _MAX_REMARK and not key_and_value(found.text):
            self._entry.prose.append((spans[0].line, spans[-1].line))
        else:
            self._entry.facts.gather(pieces, in_own_line=True)

    def _extra(self, block: Block) -> None:
        """A nested list, a quote, a fold, a paragraph: lines with keys, an abstract, a remark."""
        if block.kind is BlockKind.DETAILS:
            self._fold(block)
        elif block.kind not in (BlockKind.CODE, BlockKind.COMMENT, BlockKind.RULE):
            if block.spans:
                self._line(read_passage(block.spans), block)
            for child in block.children:
                self._extra(child)

    def _line(self, found: Passage, block: Block) -> None:
        pair = key_and_value(squeeze(without_symbols(found.text)).strip(" *_-"))
        if pair and pair[0] in _FACTS:
            self._entry.facts.put(*pair)
        if pair and (found.links or pair[0] in _FACTS):
            if pair[0] not in ("abstract", "note"):
                self._take_links(found, key=pair[0] if pair[0] in _LINKS else None)
            return
        if KEY_AND_LINK.fullmatch(squeeze(without_symbols(found.text)).strip(" *_-")):
            self._take_links(found)
            return
        if word_count(found.text.partition(LINK_MARK)[0]) > 6 and found.links:
            # Longer text that leads to other papers too.
            self._reserve.extend(link for link in found.links if label_kind(link.label) == "paper")
        else:
            self._take_links(found)
        self._paragraph(found, block.spans)

    def _fold(self, block: Block) -> None:
        """`<details>`: an abstract or a remark by its summary, else whatever has a key; longer text without one is left
        out.
        """
        summary = next((child for child in block.children if child.kind is BlockKind.SUMMARY), None)
        pair = key_and_value(f"{plain_text(summary.spans)}: x") if summary else None
        inner = [child for child in block.children if child is not summary]
        if pair and pair[0] in ("abstract", "note"):
            self._entry.facts.put(pair[0], _prose(inner))
            return
        for child in inner:
            if child.kind is BlockKind.PARAGRAPH and reads_as_prose(plain_text(child.spans)):
                self._entry.prose.append((child.first, child.last))
            else:
                self._extra(child)

    def _cell(self, kind: str, cell: Block, inlines: Sequence[Passage]) -> None:
        facts = self._entry.facts
        for found in inlines:
            self._take_links(found, key=kind if kind in _LINKS else None)
        folded = [
            child
            for fold in cell.children
            if fold.kind is BlockKind.DETAILS
            for child in fold.children
            if child.kind is not BlockKind.SUMMARY
        ]
        text = _prose(folded) if folded else squeeze(" ".join(found.text.replace(LINK_MARK, " ") for found in inlines))
        if kind in _FACTS:
            facts.put(kind, text)
        elif kind == "name" and is_remark(text):
            self._entry.name = text
            facts.notes += [] if text.casefold() in self._entry.title.casefold() else [text]
        elif kind in ("", "title"):
            for found in inlines:
                facts.gather(_without_hrefs(found.pieces))


def _heading_title(found: Passage) -> EntryTitle | None:
    """A heading is all title, but for dates and numbers before it and links after it."""
    text = "".join(piece.text for piece in found.pieces)
    title = clean_title(text.split(LINK_MARK)[0] if text.split(LINK_MARK)[0].strip() else text)
    href = next((piece.href for piece in found.pieces if piece.href), None)
    titled = find_title([Piece(title)])
    if titled and titled.before:
        return replace(titled, after=[], sureness=0.9, href=href)
    return EntryTitle(title, 0.9, [], [], href) if len(title) >= 2 else None


def _mentions(pieces: Sequence[Piece]) -> set[str]:
    """Addresses of links that are no labels and stand in no brackets: they may lead to other papers."""
    return {piece.href for number, piece in enumerate(pieces) if piece.href and not _is_bracketed(pieces, number)}


def _is_bracketed(pieces: Sequence[Piece], number: int) -> bool:
    before = pieces[number - 1].text.rstrip() if number else ""
    after = pieces[number + 1].text.lstrip() if number + 1 < len(pieces) else ""
    return before.endswith(("[", "(")) and after.startswith(("]", ")"))


def _without_hrefs(pieces: Sequence[Piece]) -> list[Piece]:
    """Links that are no labels as text; in brackets they were labels all the same: `[[project papge](...)]`."""
    found: list[Piece] = []
    for number, piece in enumerate(pieces):
        is_label = piece.href is not None and _is_bracketed(pieces, number)
        found.append(replace(piece, text=LINK_MARK if is_label else piece.text, href=None))
    text = "".join(piece.text for piece in found)
    return (
        found
        if LINK_MARK not in text
        else [replace(piece, text=re.sub(rf"[\[(]$|^[\])]|[\[(]{LINK_MARK}[\])]", " ", piece.text)) for piece in found]
    )


def _prose(blocks: Sequence[Block]) -> str:
    """The text of blocks, a blank line between two."""
    return "\n\n".join(text for block in blocks for leaf in block.leaves() if (text := plain_text(leaf.spans)))


def _title_cell(cells: Sequence[tuple[str, Sequence[Passage]]]) -> tuple[int, EntryTitle] | None:
    """The cell with the title: that of the title column, else one that links to a paper in words, else the longest."""
    best: tuple[float, int, EntryTitle] | None = None
    for number, (kind, inlines) in enumerate(cells):
        start = (
            next((found for found in inlines if found.text.strip(LINK_MARK + " \n-–—")), None)
            if kind in _TITLE_COLUMNS
            else None
        )
        titled = find_title(start.pieces) if start else None
        if start is None or titled is None or label_kind(titled.title):
            continue
        words = word_count(titled.title)
        places = [
            link_target(Link(link.label, link.href, is_title=True)) for link in start.links if link.href == titled.href
        ]
        score = (
            {"title": 4, "paper": 2}.get(kind, 0)
            + 3 * any(place and place.is_paper for place in places)
            + 2 * (words >= 3)
            + min(words, 12) / 12
        )
        score += 3 * titled.is_quoted
        if best is None or score > best[0]:
            best = (score, number, titled)
    return (best[1], best[2]) if best else None
