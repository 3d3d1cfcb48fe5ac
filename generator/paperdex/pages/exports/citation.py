"""A plain line to cite a paper in an e-mail, a slide or a README: authors, year, title, venue, address, in the manner
of APA.
"""

from paperdex.pages.exports import reference
from paperdex.pages.math import without_tex
from paperdex.records.paper import Author, Paper

MOST_NAMES = 20
"""APA 7 prints all of up to twenty names, and of more the first nineteen and the last."""


def citation(paper: Paper) -> str:
    """The citation of a paper: `Zhang, S., & Sun, P. (2023). Title. NeurIPS. https://doi.org/...`. What is not known is
    left out.
    """
    year = (reference.issued(paper) or "n.d.")[:4]
    title = _sentence(without_tex(paper.title))
    head = f"{_authors(paper)} ({year}). {title}" if paper.authors else f"{title} ({year})."
    container = paper.container
    where = ", ".join(
        part
        for part in (reference.container_title(paper), _volume(paper), container.pages if container else None)
        if part
    )
    warning = f"[{reference.warning(paper.status)}]" if paper.status else ""
    return " ".join(
        part for part in (head, _sentence(where) if where else "", reference.permanent_address(paper), warning) if part
    )


def _authors(paper: Paper) -> str:
    names = [_name(author) for author in paper.authors]
    if len(names) > MOST_NAMES:
        return f"{', '.join(names[: MOST_NAMES - 1])}, … {names[-1]}"
    return f"{', '.join(names[:-1])}, & {names[-1]}" if len(names) > 1 else names[0]


def _name(author: Author) -> str:
    initials = " ".join(_initials(part) for part in (author.given or "").split())
    return f"{author.family}, {initials}" if author.family and initials else author.name


def _initials(name: str) -> str:
    """`J.-P.` of `Jean-Paul`; a name in a script without capitals has no initials and stays."""
    if name.endswith(".") or not name[0].isupper():
        return name
    return "-".join(f"{part[0]}." for part in name.split("-") if part)


def _volume(paper: Paper) -> str:
    container = paper.container
    if container is None or not container.volume:
        return ""
    return f"{container.volume}({container.issue})" if container.issue else container.volume


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!", "。")) else f"{text}."
