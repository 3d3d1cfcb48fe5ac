"""What curators have still to do: which papers lack what, and what has gone stale. Knows no clock; the day is given."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from paperdex.catalog.catalog import Catalog
from paperdex.catalog.vocabulary import Topic
from paperdex.records.identifiers import arxiv_month, parse_arxiv
from paperdex.records.paper import Paper

PREPRINT_MONTHS = 18
"""A preprint that is older has been published somewhere, or never will be."""
QUIET_MONTHS = 12

_FIELDS: Mapping[str, Callable[[Paper], object]] = {
    "abstract": lambda paper: paper.abstract,
    "authors": lambda paper: paper.authors or paper.organization,
    "date": lambda paper: paper.date,
    "topics": lambda paper: paper.topics,
    "venue": lambda paper: paper.venue,
    "identifier": lambda paper: paper.links.arxiv or paper.links.doi or paper.links.openreview or paper.links.acl,
    "code": lambda paper: paper.links.code,
    "note": lambda paper: paper.note,
}


@dataclass(frozen=True, slots=True)
class QuietTopic:
    """A topic to which nothing has been added for a long time."""

    topic: Topic
    newest: str | None
    """Date of its newest paper, or the day on which one was last taken in; None where it has no paper."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """The state of an index on a day; lists of papers are in the catalogue's order."""

    papers: int
    fields: Mapping[str, int]
    """How many papers have each field."""
    without_code: Sequence[Paper]
    without_abstract: Sequence[Paper]
    undated: Sequence[Paper]
    only_preprints: Sequence[Paper]
    """On arXiv for over 18 months and, as far as the record says, nowhere else."""
    unconfirmed: Sequence[Paper]
    """Their topics were proposed by a rule, and nobody has confirmed them."""
    quiet_topics: Sequence[QuietTopic]


def measure(catalog: Catalog, today: str) -> Coverage:
    """The state of the index on `today`, YYYY-MM-DD."""
    papers = [paper for paper in catalog.papers if not (paper.status and paper.status.kind == "removed")]
    return Coverage(
        papers=len(papers),
        fields={name: sum(bool(has(paper)) for paper in papers) for name, has in _FIELDS.items()},
        without_code=[paper for paper in papers if not paper.links.code],
        without_abstract=[paper for paper in papers if not paper.abstract],
        undated=[paper for paper in papers if not paper.date],
        only_preprints=[
            paper
            for paper in papers
            if is_only_preprint(paper) and _is_before(_first_seen(paper), months_before(today, PREPRINT_MONTHS))
        ],
        unconfirmed=[paper for paper in papers if "topics" in paper.provenance.proposed],
        quiet_topics=list(_quiet_topics(catalog, months_before(today, QUIET_MONTHS))),
    )


def is_only_preprint(paper: Paper) -> bool:
    """Whether the record names arXiv and no place of publication."""
    links = paper.links
    is_placed = (
        (links.doi and not parse_arxiv(links.doi)) or links.acl or (paper.venue and paper.venue.status != "submitted")
    )
    return bool(links.arxiv) and not is_placed


def months_before(day: str, months: int) -> str:
    """`2025-05-23` from `2026-11-23` and 18; its month may lack the day, for it is only compared."""
    year, month, rest = int(day[:4]), int(day[5:7]), day[7:]
    count = year * 12 + month - 1 - months
    return f"{count // 12:04}-{count % 12 + 1:02}{rest}"


def _first_seen(paper: Paper) -> str | None:
    return paper.date or (arxiv_month(paper.links.arxiv) if paper.links.arxiv else None)


def _is_before(date: str | None, day: str) -> bool:
    """Whether all of a date that may lack its day or month lies before a day."""
    return date is not None and date + "0000-12-31"[len(date) :] < day


def _quiet_topics(catalog: Catalog, day: str) -> Iterable[QuietTopic]:
    for topic in catalog.tree.topics:
        papers = catalog.by_topic.get(topic.slug, ())
        newest = max(
            (date for paper in papers for date in (paper.date, paper.provenance.retrieved) if date), default=None
        )
        if newest is None or _is_before(newest, day):
            yield QuietTopic(topic, newest)
