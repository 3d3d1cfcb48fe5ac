"""One page per paper."""

from collections.abc import Iterator

from generator.pages.exports.bibtex import dump as dump_bibtex
from generator.pages.page import Page
from generator.pages.render import Renderer
from generator.records.paper import Paper
from generator.text import squeeze

_DESCRIPTION_LENGTH = 200


def paper_pages(renderer: Renderer) -> Iterator[Page]:
    for paper in renderer.catalog.papers:
        yield paper_page(renderer, paper)


def paper_page(renderer: Renderer, paper: Paper) -> Page:
    path = f"papers/{paper.id}.md"
    older, newer = renderer.catalog.neighbours[paper.id]
    body = renderer.render("paper.md.j2", path, paper=paper, older=older, newer=newer, bibtex=dump_bibtex([paper]).strip())
    return Page(path, paper.title, body, {"kind": "paper", "description": _description(paper)})


def _description(paper: Paper) -> str:
    text = squeeze(paper.abstract or paper.title)
    return text if len(text) <= _DESCRIPTION_LENGTH else text[: _DESCRIPTION_LENGTH - 1].rsplit(" ", 1)[0] + "…"
