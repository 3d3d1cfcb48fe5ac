"""The account of a README's lines: each is in a paper, in a heading, or named in a finding."""

import re
from collections.abc import Iterable, Iterator, Sequence

from paperdex.findings import Finding, Severity
from paperdex.sources.awesome.blocks import LEAVES, Block
from paperdex.sources.awesome.choice import Verdict
from paperdex.sources.awesome.headings import HeadingRole
from paperdex.sources.awesome.link_targets import link_target
from paperdex.sources.awesome.list_entry import ListEntry
from paperdex.sources.awesome.pieces import read_passage
from paperdex.sources.awesome.readme_parts import ReadmeOutline
from paperdex.sources.awesome.title_text import word_count

_FURNITURE = {
    "contents": "a table of contents",
    "prose": "text around the papers",
    "code": "a block of code",
    "comment": "a comment",
    "rule": "a rule",
    "table head": "the head of a table",
}
_HEADINGS = {
    HeadingRole.TOPIC: "a topic",
    HeadingRole.CONTEXT: "a date or a venue for what follows",
    HeadingRole.PAPERS: "a heading that says only that papers follow",
    HeadingRole.DATASETS: "a section of data sets or metrics",
    HeadingRole.OTHER: "a section of tools, courses, posts or other lists",
    HeadingRole.FURNITURE: "a section without papers",
}
_MARKUP = re.compile(
    r"\s*(?:</?[a-zA-Z][^<>]*>\s*)+|[\s|:+=-]+|\s*\[[^\]]+\]:\s*\S.*|\s*(?:-->|<!--).*|\s*[-*+>]\s*|\s*[0-9]+[.)]\s*"
)
_LIKE_AN_ENTRY = re.compile(
    r"arxiv|openreview\.net|doi\.org|aclanthology|aclweb|thecvf|\.pdf\b|\[pdf\]|\[paper\]", re.IGNORECASE
)
_SHOWN = 80


def account(
    lines: Sequence[str],
    outline: ReadmeOutline,
    papers: Iterable[tuple[int, int]],
    left: Iterable[tuple[ListEntry, Verdict]],
) -> Iterator[Finding]:
    """Findings for every line that is in no paper."""
    placed = [False] * (len(lines) + 2)
    for first, last in papers:
        _mark(placed, first, last)
    for heading, first, last in outline.headings:
        yield _finding("list-heading", f"{_HEADINGS[heading.role]}: {_shown(heading.name)}", first, last)
        _mark(placed, first, last)
    for entry, verdict in left:
        yield _left_out(entry, verdict)
        _mark(placed, entry.candidate.first, entry.candidate.last)
    for what, block, is_furniture in outline.others:
        if not all(placed[block.first : block.last + 1]):
            yield _rest(what, block, is_furniture=is_furniture)
            _mark(placed, block.first, block.last)
    for candidate in outline.candidates:
        if not any(placed[candidate.first : candidate.last + 1]):
            yield _not_understood(lines, candidate.first, candidate.last)
            _mark(placed, candidate.first, candidate.last)
    yield from _remaining(lines, placed)


def _mark(placed: list[bool], first: int, last: int) -> None:
    last = min(last, len(placed) - 1)
    placed[first : last + 1] = [True] * max(0, last + 1 - first)


def _left_out(entry: ListEntry, verdict: Verdict) -> Finding:
    papers = [f"{place.field} {place.value}" for place in entry.papers]
    leads = f"; it leads to {papers[0]}" if papers else ""
    severity = Severity.WARNING if papers and verdict is not Verdict.FURNITURE else Severity.INFO
    message = f"{_shown(entry.title)}: not taken for a paper: {verdict.value}{leads}"
    return Finding(
        code="not-a-paper",
        severity=severity,
        message=message,
        line=entry.candidate.first,
        end_line=entry.candidate.last,
    )


def _rest(what: str, block: Block, *, is_furniture: bool) -> Finding:
    found = [read_passage(leaf.spans) for leaf in block.leaves()] if what == "prose" else []
    papers = [place.value for each in found for link in each.links if (place := link_target(link)) and place.is_paper]
    if papers and not is_furniture and block.kind in LEAVES and sum(word_count(each.text) for each in found) <= 40:
        message = f"leads to {papers[0]} and is not taken for a paper: {_shown(block.text)}"
        return Finding(
            code="not-understood", severity=Severity.WARNING, message=message, line=block.first, end_line=block.last
        )
    return _furniture(_FURNITURE.get(what, what), block.first, block.last)


def _remaining(lines: Sequence[str], placed: Sequence[bool]) -> Iterator[Finding]:
    """Runs of lines that the parser has no block for: markup, definitions of links, and what it could not read."""
    start: int | None = None
    for number in range(1, len(lines) + 2):
        is_open = number <= len(lines) and not placed[number] and bool(lines[number - 1].strip())
        if is_open and start is None:
            start = number
        elif not is_open and start is not None:
            is_markup = all(_MARKUP.fullmatch(line) for line in lines[start - 1 : number - 1])
            yield _furniture("markup", start, number - 1) if is_markup else _not_understood(lines, start, number - 1)
            start = None


def _not_understood(lines: Sequence[str], first: int, last: int) -> Finding:
    text = " ".join(lines[first - 1 : last])
    severity = Severity.WARNING if _LIKE_AN_ENTRY.search(text) else Severity.INFO
    return Finding(
        code="not-understood",
        severity=severity,
        message=f"not part of any paper: {_shown(text)}",
        line=first,
        end_line=last,
    )


def _furniture(what: str, first: int, last: int) -> Finding:
    return _finding("list-furniture", f"part of the list around the papers: {what}", first, last)


def _finding(code: str, message: str, first: int, last: int) -> Finding:
    return Finding(code=code, severity=Severity.INFO, message=message, line=first, end_line=last)


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
