"""When two records speak of one work: they share an identifier, or a title."""

from collections.abc import Iterator

from generator.records.paper import Paper
from generator.text import fold


def identity_keys(paper: Paper) -> Iterator[str]:
    """Everything by which a paper is recognised, surest first. All versions of a work count: preprint, workshop, venue."""
    links = paper.links
    if links.arxiv:
        yield f"arxiv:{links.arxiv}"
    if links.doi:
        yield f"doi:{links.doi.lower()}"
    if links.openreview:
        yield f"openreview:{links.openreview}"
    if links.acl:
        yield f"acl:{links.acl.lower()}"
    yield f"title:{fold(paper.title) or paper.title}"
    if raw := paper.provenance.repaired.get("title"):
        yield f"title:{fold(raw) or raw}"
