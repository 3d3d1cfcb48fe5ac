"""The records of an index by everything that identifies them: what is this paper, and do we have it?"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from paperdex.records.identity import (
    ALIKE_WITH_AUTHORS,
    has_alike_title,
    has_other_authors,
    identity_keys,
    is_same_record,
    is_same_work,
    title_keys,
)
from paperdex.records.likeness import alike
from paperdex.records.paper import Paper

_END = 12
"""Letters at either end of a title by which alike titles are looked for. A fault in the middle leaves both ends, one
near an end
the other: 99.9 % of damaged titles share one with the title that was meant. 10,000 titles make 400,000 comparisons."""
_COMMONPLACE = 1000
"""Titles that share an end, from which it tells nothing (`... of large language models`); bounds the comparisons."""
_NAMESAKES = 100
"""Records of one and the same title that are looked at."""


@dataclass(frozen=True, slots=True)
class Match:
    """The record of a paper, and what is odd about the match."""

    paper: Paper
    rivals: Sequence[Paper] = ()
    """Other records that some of the identifiers belong to."""
    is_doubtful: bool = False
    """An identifier is shared, but title and authors are different ones: one of the two has the other's identifier."""


class Register:
    """Finds the record of a paper in about constant time, and grows as papers come in."""

    def __init__(self, papers: Iterable[Paper] = ()) -> None:
        self._papers: dict[str, Paper] = {}
        self._by_id: dict[str, str] = {}
        self._by_key: dict[str, str] = {}
        self._by_title: dict[str, list[str]] = {}
        self._by_end: dict[str, list[str]] = {}
        for paper in papers:
            self.put(paper)

    def __getitem__(self, paper_id: str) -> Paper:
        return self._papers[paper_id]

    @property
    def ids(self) -> Collection[str]:
        """Ids and aliases, none of which a new paper may have."""
        return self._by_id.keys()

    def put(self, paper: Paper) -> None:
        """Enter a new paper, or a known one as it now stands; an identifier stays with the paper that had it first."""
        self._papers[paper.id] = paper
        for name in (paper.id, *paper.aliases):
            self._by_id.setdefault(name, paper.id)
        for key in identity_keys(paper):
            self._by_key.setdefault(key, paper.id)
        for title in title_keys(paper):
            self._put_title(title, paper.id)

    def find(self, paper: Paper) -> Match | None:
        """The record of the same work: by an identifier, else by title, else by the record's own id."""
        owners = list(dict.fromkeys(self._by_key[key] for key in identity_keys(paper) if key in self._by_key))
        if owners:
            known, *rivals = (self._papers[owner] for owner in owners)
            return Match(
                known, rivals, is_doubtful=has_other_authors(known, paper) and not has_alike_title(known, paper)
            )
        if same := next((known for known in self.namesakes(paper) if is_same_work(known, paper)), None):
            return Match(same)
        own = self._papers.get(self._by_id.get(paper.id, ""))
        return Match(own) if own and is_same_record(own, paper) else None

    def namesakes(self, paper: Paper) -> Iterator[Paper]:
        """Entered papers of the same title, then of alike ones, the most alike first."""
        seen: set[str] = set()
        for title in title_keys(paper):
            for name in (title, *self._alike(title)):
                for paper_id in self._by_title.get(name, ())[:_NAMESAKES]:
                    if paper_id not in seen:
                        seen.add(paper_id)
                        yield self._papers[paper_id]

    def _alike(self, title: str) -> list[str]:
        nearby = dict.fromkeys(
            name for end in _ends(title) if len(rivals := self._by_end.get(end, ())) <= _COMMONPLACE for name in rivals
        )
        return [name for name in alike(title, list(nearby), ALIKE_WITH_AUTHORS) if name != title]

    def _put_title(self, title: str, paper_id: str) -> None:
        namesakes = self._by_title.setdefault(title, [])
        if not namesakes:
            for end in _ends(title):
                self._by_end.setdefault(end, []).append(title)
        if paper_id not in namesakes[:_NAMESAKES] and len(namesakes) < _NAMESAKES:
            namesakes.append(paper_id)


def _ends(title: str) -> tuple[str, str]:
    letters = title.replace(" ", "")
    return f"{letters[:_END]}…", f"…{letters[-_END:]}"
