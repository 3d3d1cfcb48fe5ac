"""Records in the formats of other programs."""

import json
from collections.abc import Callable, Iterable, Mapping

from generator.errors import PaperdexError
from generator.findings import nearest
from generator.pages.exports import bibtex
from generator.records.paper import Paper
from generator.records.write import to_full_mapping


def jsonl(papers: Iterable[Paper]) -> str:
    """One record a line, every field there, absent ones null, sorted by id."""
    ordered = sorted(papers, key=lambda paper: paper.id)
    return "".join(json.dumps(to_full_mapping(paper), ensure_ascii=False) + "\n" for paper in ordered)


FORMATS: Mapping[str, Callable[[Iterable[Paper]], str]] = {
    "jsonl": jsonl,
    "bibtex": bibtex.dump,
}


def export(papers: Iterable[Paper], format_name: str) -> str:
    """The papers as one text; a `PaperdexError` names the formats there are."""
    if format_name not in FORMATS:
        meant = nearest(format_name, FORMATS)
        raise PaperdexError(f"unknown format {format_name!r}; known are {', '.join(FORMATS)}" + (f" (did you mean {meant!r}?)" if meant else ""))
    return FORMATS[format_name](sorted(papers, key=lambda paper: paper.id))
