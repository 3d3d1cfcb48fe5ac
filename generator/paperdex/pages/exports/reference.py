"""What a bibliography says of a paper, whatever the format: its kind, where and when it appeared, where it is, and what
to beware of.

Nothing is made up: a group that a source named is not the author, and a date keeps its precision.
"""

from paperdex.records import identifiers
from paperdex.records.paper import Paper, Status, Venue
from paperdex.text import plural, readable_date


def kind(paper: Paper) -> str:
    """The kind of publication: `conference-paper`. It is the record's type; without one, what venue and identifiers
    tell. A preprint that has been published counts as published.
    """
    venue = paper.venue
    is_published = venue is not None and venue.status == "published"
    if paper.type and not (paper.type == "preprint" and is_published):
        return paper.type
    if venue is not None and (is_published or venue.status != "submitted"):
        return "article" if paper.container and paper.container.issue else "conference-paper"
    return "preprint" if paper.links.arxiv else "other"


def is_within(paper: Paper) -> bool:
    """Whether the paper is a part of something: proceedings, a journal, a book."""
    return kind(paper) in ("article", "conference-paper", "chapter")


def container_title(paper: Paper) -> str | None:
    """The proceedings, journal or book that the paper is in, else the venue's name as the record has it."""
    if not is_within(paper):
        return None
    return (paper.container.title if paper.container else None) or (paper.venue.name if paper.venue else None)


def issued(paper: Paper) -> str | None:
    """The date to cite, as precise as it is known: `2023-07`. It is the venue's where the paper appeared somewhere.

    The record's date is that of the first publication; with an arXiv identifier that was the preprint, whose month is
    not the venue's.
    """
    year = str(paper.venue.year) if paper.venue and paper.venue.year and paper.venue.status != "submitted" else None
    if year and (is_within(paper) or not paper.date):
        return paper.date if paper.year == year and not paper.links.arxiv else year
    return paper.date


def page_range(paper: Paper) -> tuple[str, str] | None:
    """First and last page: `("101", "120")`, and `("7", "7")` of a paper of one page."""
    if not paper.container or not paper.container.pages:
        return None
    first, _, last = paper.container.pages.replace("–", "-").replace("--", "-").partition("-")
    return first.strip(), last.strip() or first.strip()


def address(paper: Paper) -> str | None:
    """The page of the paper elsewhere, the place of publication first."""
    links = paper.links
    openreview = identifiers.openreview_url(links.openreview) if links.openreview else None
    arxiv = identifiers.arxiv_url(links.arxiv) if links.arxiv else None
    return links.acl or links.url or openreview or arxiv


def permanent_address(paper: Paper) -> str | None:
    """The address that a citation gives: the DOI's where there is one."""
    return identifiers.doi_url(paper.links.doi) if paper.links.doi else address(paper) or paper.links.pdf


def pdf(paper: Paper) -> str | None:
    """A PDF that anybody may read."""
    return paper.links.pdf or (identifiers.arxiv_pdf_url(paper.links.arxiv) if paper.links.arxiv else None)


def remarks(paper: Paper) -> list[str]:
    """Remarks for whoever cites the paper: `Retracted 1 May 2024`, `8 authors; names not recorded`."""
    found = [warning(paper.status)] if paper.status else []
    if paper.venue and not is_within(paper):
        found.append(_venue_remark(paper.venue))
    if not paper.authors:
        found.append(
            f"{plural(paper.author_count, 'author')}; names not recorded"
            if paper.author_count
            else "names of the authors not recorded"
        )
    return found


def warning(status: Status) -> str:
    """`Retracted 1 May 2024 by the editors: figures were wrong`."""
    parts = [
        status.kind.capitalize(),
        readable_date(status.date) if status.date else "",
        f"by {status.by}" if status.by else "",
    ]
    return " ".join(part for part in parts if part) + (f": {status.reason}" if status.reason else "")


def _venue_remark(venue: Venue) -> str:
    words = {"submitted": "submitted to", "accepted": "accepted at", "published": "published at", None: ""}[
        venue.status
    ]
    return " ".join(part for part in (words, venue.name, str(venue.year or "")) if part)
