"""What services say today of a paper that has a record: that it was published, decided on, withdrawn or retracted."""

from collections.abc import Iterator, Mapping, Sequence

from paperdex.errors import PaperdexError
from paperdex.records.draft import Draft, complete
from paperdex.records.identifiers import parse_arxiv
from paperdex.records.identity import has_alike_title, has_other_authors
from paperdex.records.paper import Paper
from paperdex.records.proposal import Fact
from paperdex.settings import Services
from paperdex.sources.providers import arxiv, crossref, openreview
from paperdex.web import Web, WebError


class AnotherPaperError(PaperdexError):
    """An identifier leads to a paper with another title and other authors: it was mistyped, here or at arXiv."""


def arxiv_entries(papers: Sequence[Paper], web: Web, services: Services) -> Iterator[Mapping[str, Draft] | WebError]:
    """arXiv's entries by identifier, many to a request; an error stands for one request."""
    ids = list(dict.fromkeys(paper.links.arxiv for paper in papers if paper.links.arxiv))
    for start in range(0, len(ids), arxiv.BATCH):
        try:
            yield arxiv.fetch_batch(web, services, ids[start : start + arxiv.BATCH])
        except WebError as error:
            yield error


def publication_facts(
    paper: Paper, entry: Draft | None, web: Web, services: Services
) -> Iterator[Fact | PaperdexError]:
    """What is new of a paper, the surest first: Crossref, OpenReview, arXiv's `entry`. Where one gives no answer,
    why.
    """
    is_trusted = True
    try:
        yield from _crossref_facts(paper, entry, web, services)
    except (WebError, AnotherPaperError) as error:
        is_trusted = False
        yield error
    try:
        yield from _openreview_facts(paper, web, services)
    except WebError as error:
        yield error
    if entry:
        yield from _arxiv_facts(paper, entry, services, with_doi=is_trusted)


def _crossref_facts(paper: Paper, entry: Draft | None, web: Web, services: Services) -> Iterator[Fact]:
    """What Crossref has of the record's DOI, or of the one that arXiv's entry names, and of the version that it was
    published as.
    """
    own = paper.links.doi
    doi = own if own and not parse_arxiv(own) else entry.values.get("links", {}).get("doi") if entry else None
    if doi is None:
        return
    try:
        draft, published, address = crossref.fetch(web, services, doi)
    except WebError as error:
        if error.is_unknown:
            return  # another agency's
        raise
    _refuse_another(paper, draft, doi)
    if status := draft.values.get("status"):
        yield Fact({"status": status}, address, f"Crossref has a notice of it for {doi}")
    if published:
        yield Fact({"links": {"doi": published}}, address, f"Crossref has {doi} as a preprint of it", preprint=doi)
        draft, _, address = crossref.fetch(web, services, published)
        _refuse_another(paper, draft, published)
    values = {field: draft.values[field] for field in ("venue", "container", "type") if field in draft.values}
    yield Fact(values, address, f"registered at Crossref for {published or doi}")


def _openreview_facts(paper: Paper, web: Web, services: Services) -> Iterator[Fact]:
    """What became of a submission; asked only while a decision may be news."""
    if not paper.links.openreview or (paper.venue and paper.venue.status in (None, "published")):
        return
    note, address = openreview.fetch_note(web, services, paper.links.openreview)
    if openreview.is_declined(note):
        yield Fact({"venue": None}, address, "it was rejected or withdrawn there, as OpenReview says")
        return
    values = openreview.draft_of(note).values
    yield Fact(
        {field: values[field] for field in ("venue", "type") if field in values}, address, "OpenReview's decision"
    )


def _arxiv_facts(paper: Paper, entry: Draft, services: Services, *, with_doi: bool) -> Iterator[Fact]:
    """What the authors say at arXiv; the venue is read out of their own words."""
    values, address = entry.values, arxiv.query(services, [paper.links.arxiv or ""])
    if status := values.get("status"):
        yield Fact({"status": status}, address, "arXiv's entry says so")
    if with_doi and (doi := values.get("links", {}).get("doi")):
        yield Fact({"links": {"doi": doi}}, address, "arXiv's entry names this DOI")
    if venue := values.get("venue"):
        yield Fact({"venue": venue}, address, "the authors say so at arXiv")


def _refuse_another(paper: Paper, draft: Draft, doi: str) -> None:
    other, _ = complete(draft, ())
    if other and has_other_authors(paper, other) and not has_alike_title(paper, other):
        raise AnotherPaperError(f"{doi} leads to another paper, {other.title!r}; nothing was taken from it")
