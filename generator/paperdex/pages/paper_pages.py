"""One page per paper, and one for each that was removed, which says so."""

from paperdex.catalog import addresses
from paperdex.pages.math import without_tex
from paperdex.pages.page import Page
from paperdex.pages.render import Renderer
from paperdex.pages.strings import say
from paperdex.records.paper import Paper

FOLD_NAMES_FROM = 21
"""A page with at least so many authors shows their names on demand."""


def paper_page(renderer: Renderer, paper: Paper, date_address: str) -> Page:
    catalog = renderer.catalog
    older, newer = catalog.neighbours[paper.id]
    successor = catalog.by_id.get(paper.status.by or "") if paper.status else None
    return renderer.page(
        addresses.paper(paper.id),
        without_tex(paper.title),
        "paper.md.j2",
        kind="paper",
        description=without_tex(paper.abstract or paper.title),
        depends=catalog.by_id[paper.id].path,
        paper=paper,
        author_addresses=[
            addresses.author(slug) if slug in catalog.by_author else None for slug in catalog.author_slugs(paper)
        ],
        are_names_folded=len(paper.authors) >= FOLD_NAMES_FROM,
        date_address=date_address,
        # Between a dated and an undated paper, "earlier" would say what nobody knows.
        older=older.paper if older and paper.date and older.outline.date else None,
        newer=newer.paper if newer and paper.date and newer.outline.date else None,
        successor=successor.paper if successor else None,
        related=[(near.paper, near.shares) for near in catalog.related(paper)],
    )


def removed_page(renderer: Renderer, paper: Paper) -> Page:
    """The address stays, and says why there is nothing else."""
    description = say("paper.removed_description")
    return renderer.page(
        addresses.paper(paper.id),
        without_tex(paper.title),
        "removed.md.j2",
        kind="removed",
        description=description,
        paper=paper,
    )
