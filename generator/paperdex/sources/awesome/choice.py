"""Which candidates are papers: by where they lead, by how they are written, and by what their neighbours are."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from paperdex.sources.awesome.headings import Heading, HeadingRole
from paperdex.sources.awesome.list_entry import ListEntry

_MIN_WORDS = 3
"""Words of a title. Fewer are the name of a thing, such as a tool, and a link to its paper does not make it one."""
_PRIOR = 2
"""The whole README counts as so many neighbours of an entry, so that a list of one bullet is judged by the others."""
_EVIDENT = 0.7
"""The share of papers with whole titles from which a section on "frameworks" is one of papers on frameworks."""


class Verdict(StrEnum):
    """Whether an entry is a paper, or why it is not, in the words of the report."""

    PAPER = "paper"
    FURNITURE = "in a part of the list that holds no papers"
    OTHER = "among tools, courses, posts or other lists"
    DATASET = "a data set or a metric by its own name, in a section of such"
    NO_PAPER = "without a link to a paper, authors or a venue"
    NAME = "a name among entries that are no papers"


def choose(entries: Sequence[ListEntry]) -> list[Verdict]:
    """A verdict for each entry."""
    shares = _shares(entries, [bool(entry.papers) and entry.leads_to_paper for entry in entries])
    evident = _shares(
        entries, [bool(entry.papers) and entry.leads_to_paper and entry.words >= _MIN_WORDS for entry in entries]
    )
    in_datasets = [_role(entry.candidate.path) is HeadingRole.DATASETS for entry in entries]
    # A list of data sets throughout is one of papers on data sets.
    is_part = sum(in_datasets) * 2 < len(entries)
    return [
        _verdict(
            entry,
            shares[entry.candidate.group],
            is_evident=evident[entry.candidate.group] >= _EVIDENT,
            in_datasets=is_part and inside,
        )
        for entry, inside in zip(entries, in_datasets, strict=True)
    ]


def _verdict(entry: ListEntry, share: float, *, is_evident: bool, in_datasets: bool) -> Verdict:
    role = _role(entry.candidate.path)
    if role is HeadingRole.FURNITURE:
        return Verdict.FURNITURE
    if role is HeadingRole.OTHER and not is_evident:
        return (
            Verdict.PAPER if entry.is_academic and entry.words >= _MIN_WORDS and entry.leads_to_paper else Verdict.OTHER
        )
    is_linked = entry.title_href is not None and entry.leads_to_paper
    if (
        in_datasets
        and not (is_linked or entry.is_quoted)
        and (entry.name or entry.words < _MIN_WORDS or not entry.papers)
    ):
        return Verdict.DATASET
    if not entry.papers:
        is_among_papers = share >= (0.25 if entry.is_in_title_column else 0.5)
        return Verdict.PAPER if is_among_papers and _is_written_as_paper(entry, share) else Verdict.NO_PAPER
    is_name = entry.words < _MIN_WORDS and (
        share < 0.5 or (entry.candidate.shape == "item" and not entry.leads_to_paper)
    )
    is_alone = entry.candidate.shape == "heading" and share < 0.5
    return Verdict.NAME if is_name or is_alone else Verdict.PAPER


def _is_written_as_paper(entry: ListEntry, share: float) -> bool:
    """Without a link to a paper, an entry among papers must be written like one."""
    if entry.candidate.shape == "heading":
        return bool(entry.links) or entry.facts.is_citation
    if entry.words < _MIN_WORDS:
        return entry.facts.people is not None and bool(entry.facts.contexts)
    if entry.facts.is_citation or any(heading.context and heading.context.venue for heading in entry.candidate.path):
        return True
    return bool(entry.links) if entry.candidate.shape == "row" else share >= _EVIDENT and entry.title_href is None


def _role(path: Sequence[Heading]) -> HeadingRole:
    """The role of the section: that of the last heading with one, unless a later one says that papers follow."""
    role = HeadingRole.TOPIC
    for heading in path:
        if heading.role in (HeadingRole.FURNITURE, HeadingRole.OTHER, HeadingRole.DATASETS):
            role = heading.role
        elif role in (HeadingRole.OTHER, HeadingRole.DATASETS) and (
            heading.role is HeadingRole.PAPERS or "paper" in heading.name.casefold()
        ):
            role = HeadingRole.TOPIC
    return role


def _shares(entries: Sequence[ListEntry], are_papers: Sequence[bool]) -> Mapping[str, float]:
    """The share of papers in each group; the whole README counts as `_PRIOR` more of its members."""
    groups: dict[str, list[bool]] = {}
    for entry, is_paper in zip(entries, are_papers, strict=True):
        groups.setdefault(entry.candidate.group, []).append(is_paper)
    counted = [
        is_paper
        for entry, is_paper in zip(entries, are_papers, strict=True)
        if _role(entry.candidate.path) is not HeadingRole.FURNITURE
    ]
    overall = sum(counted) / len(counted) if counted else 0.0
    return {group: (sum(members) + _PRIOR * overall) / (len(members) + _PRIOR) for group, members in groups.items()}
