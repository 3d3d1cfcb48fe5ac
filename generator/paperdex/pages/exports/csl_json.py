"""CSL-JSON, for Zotero, Pandoc and every citation processor;
https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables.

Fields that the format does not have stand under `custom`; its JSON Schema allows no others.
"""

from collections.abc import Iterable
from typing import Any

import orjson

from paperdex.pages.exports import reference
from paperdex.records.paper import Author, Paper

_TYPES = {
    "preprint": "article",
    "article": "article-journal",
    "conference-paper": "paper-conference",
    "book": "book",
    "chapter": "chapter",
    "thesis": "thesis",
    "report": "report",
    "dataset": "dataset",
    "other": "document",
}


def dump(papers: Iterable[Paper]) -> str:
    """A JSON array of items."""
    return orjson.dumps(
        [item(paper) for paper in papers], option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
    ).decode()


def item(paper: Paper) -> dict[str, Any]:
    """The item of one paper: `{"id": "a-paper", "type": "article", "title": "A Paper", ...}`. Variables without a value
    are left out, since some styles would print an empty author.
    """
    kind, links, container = reference.kind(paper), paper.links, paper.container
    is_on_arxiv = kind == "preprint" and links.arxiv is not None
    values = {
        "id": paper.id,
        "type": _TYPES[kind],
        "genre": "preprint" if kind == "preprint" else None,
        "title": paper.title,
        "author": [_name(author) for author in paper.authors],
        "issued": _date(reference.issued(paper)),
        "container-title": reference.container_title(paper),
        "event-title": paper.venue.name if kind == "conference-paper" and paper.venue else None,
        "volume": container.volume if container else None,
        "issue": container.issue if container else None,
        "page": "-".join(dict.fromkeys(reference.page_range(paper) or ())),
        "publisher": (container.publisher if container else None) or ("arXiv" if is_on_arxiv else None),
        "number": f"arXiv:{links.arxiv}" if is_on_arxiv else None,
        "DOI": links.doi,
        "URL": reference.address(paper),
        "abstract": paper.abstract,
        "keyword": ", ".join(paper.topics),
        "language": paper.language,
        "status": paper.status.kind if paper.status else None,
        "note": "; ".join(reference.remarks(paper)),
        "custom": _custom(paper),
    }
    return {name: value for name, value in values.items() if value}


def _name(author: Author) -> dict[str, str]:
    if author.literal:
        return {"literal": author.literal}
    return {"family": author.family or "", **({"given": author.given} if author.given else {})}


def _date(text: str | None) -> dict[str, Any] | None:
    return {"date-parts": [[int(part) for part in text.split("-")]]} if text else None


def _custom(paper: Paper) -> dict[str, Any]:
    """Fields of a record that CSL has no variable for: `{"author_count": 8}`."""
    links = paper.links
    values = {
        "author_count": None if paper.authors else paper.author_count,
        "organization": paper.organization.name if paper.organization else None,
        "arxiv": links.arxiv,
        "pdf": reference.pdf(paper),
        "code": list(links.code),
    }
    return {name: value for name, value in values.items() if value}
