"""One page per paper, and one for each that was removed, which says so."""

from paperdex.catalog import addresses
from paperdex.pages.math import without_tex
from paperdex.pages.page import FinishedPage, Page
from paperdex.pages.render import Renderer, file_of
from paperdex.pages.strings import say

FOLD_NAMES_FROM = 21
"""A page with at least so many authors shows their names on demand."""


def paper_page(renderer: Renderer, paper_id: str) -> Page:
    """The page of a paper."""
    return Page(file_of(addresses.paper(paper_id)), lambda: _finished(renderer, paper_id))


def _finished(renderer: Renderer, paper_id: str) -> FinishedPage:
    view = renderer.view
    paper = view.paper(paper_id)
    by = paper.status.by if paper.status else None
    # Between a dated and an undated paper, "earlier" would say what nobody knows.
    around = [view.paper(near) if near and paper.date else None for near in view.neighbours(paper_id)]
    older, newer = (near if near and near.date else None for near in around)
    return renderer.finished(
        addresses.paper(paper_id),
        without_tex(paper.title),
        "paper.md.j2",
        kind="paper",
        description=without_tex(paper.abstract or paper.title),
        paper=paper,
        author_addresses=view.author_pages(paper_id),
        are_names_folded=len(paper.authors) >= FOLD_NAMES_FROM,
        date_address=view.day_page(paper.date or ""),
        older=older,
        newer=newer,
        successor=view.paper(by) if by and view.is_listed(by) else None,
        related=[(view.paper(near), shares) for near, shares in view.related(paper_id)],
    )


def removed_page(renderer: Renderer, paper_id: str) -> Page:
    """The address stays, and says why there is nothing else."""

    def finished() -> FinishedPage:
        paper = renderer.view.paper(paper_id)
        return renderer.finished(
            addresses.paper(paper_id),
            without_tex(paper.title),
            "removed.md.j2",
            kind="removed",
            description=say("paper.removed_description"),
            paper=paper,
        )

    return Page(file_of(addresses.paper(paper_id)), finished)
