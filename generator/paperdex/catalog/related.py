"""Papers that belong together, and why: words of their titles, authors and topics that few others share.

Weights are whole powers of two of rarity, so that one more paper hardly ever moves them, and abstracts
do not count: one changed record changes the related papers of few others.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

import orjson

from paperdex.catalog.vocabulary import TopicTree
from paperdex.records.paper import Paper
from paperdex.records.record import Record
from paperdex.words import STOP_WORDS, terms

MOST = 5
_COMMON = 60
"""Papers with a feature from which it leads to no candidates; it still counts between those that are found."""
_CANDIDATES = 16
_LEAST_SCORE = 4
_REASONS = 3
_FACTOR = {"phrase": 2, "author": 2, "topic": 2, "word": 1}

Feature = str
"""Kind, a space, and the name as a reader would say it: `phrase reward model`."""
Features = Mapping[str, Sequence[Feature]]
"""Of papers, by id."""


@dataclass(frozen=True, slots=True)
class Relations:
    """What is close to what, and why; plain values, to be kept from one build to the next."""

    digests: Mapping[str, str] = field(default_factory=dict)
    """Of the records, by id."""
    features: Mapping[str, str] = field(default_factory=dict)
    """By id, in alphabetical order, a line each: 250,000 single ones would take as long to load as all else."""
    found: Mapping[str, str] = field(default_factory=dict)
    """By id what `nearest` gives, as JSON."""

    def nearest(self, paper_id: str) -> Sequence[tuple[str, Sequence[str]]]:
        """The closest papers, best first: the id of each, and what is shared, the most telling first."""
        return [(other, shares) for other, shares in orjson.loads(self.found[paper_id])]


def relations(papers: Iterable[Record], tree: TopicTree, before: Relations) -> Relations:
    """The most closely related papers of each; in about linear time, and only of those that a change since `before` can
    concern.
    """
    # In order of ids: of two that are equally close the first counts.
    ordered = sorted(papers, key=lambda record: record.id)
    digests = {record.id: record.digest or "" for record in ordered}
    if digests == before.digests:
        return before
    features = {
        paper_id: before.features[paper_id]
        if before.digests.get(paper_id) == digest
        else "\n".join(sorted(set(_features(record.paper, tree))))
        for record, (paper_id, digest) in zip(ordered, digests.items(), strict=True)
    }
    changed = [
        paper_id
        for paper_id in {**before.features, **features}
        if features.get(paper_id) != before.features.get(paper_id)
    ]
    if not changed:
        return Relations(digests, features, before.found)
    apart = {paper_id: _lines(joined) for paper_id, joined in features.items()}
    were = {paper_id: _lines(before.features.get(paper_id, "")) for paper_id in changed}
    concerned = (
        apart.keys() if _is_other_scale(len(features), len(before.features)) else _concerned(changed, apart, were)
    )
    index = _Index(apart, concerned)
    found = {
        paper_id: index.nearest(paper_id) if paper_id in concerned else before.found[paper_id] for paper_id in digests
    }
    return Relations(digests, features, found)


def _features(paper: Paper, tree: TopicTree) -> Iterator[Feature]:
    words = terms(paper.title)
    for first, second in pairwise(words):
        if first not in STOP_WORDS and second not in STOP_WORDS:
            yield f"phrase {first} {second}"
    for word in words:
        if word not in STOP_WORDS and len(word) > 2:
            yield f"word {word}"
    for author in paper.authors:
        yield f"author {author.name}"
    for topic in paper.topics:
        if topic in tree.by_slug:
            yield f"topic {tree.by_slug[topic].name}"


def _is_other_scale(papers: int, before: int) -> bool:
    """Whether so many papers give every feature another weight."""
    return papers.bit_length() != before.bit_length()


def _concerned(changed: Collection[str], now: Features, before: Features) -> Collection[str]:
    """Papers whose nearest may be others than they were when the changed ones had the features `before`.

    These are the papers that have changed, those that share with one of them what leads to candidates, and
    all with a feature that has come to weigh more or less, or to lead where it did not.
    """
    growth = Counter(feature for paper_id in changed for feature in now.get(paper_id, ()))
    growth.subtract(feature for paper_id in changed for feature in before[paper_id])
    concerned = {paper_id for paper_id in changed if paper_id in now}
    for feature, holders in _holders(now, growth.keys()).items():
        count, was = len(holders), len(holders) - growth[feature]
        if _leads(count) or _leads(was) or count.bit_length() != was.bit_length():
            concerned.update(holders)
    return concerned


def _holders(features: Features, wanted: Iterable[Feature]) -> Mapping[Feature, Sequence[str]]:
    """The papers that have each of some features."""
    holders: dict[Feature, list[str]] = {feature: [] for feature in wanted}
    names = frozenset(holders)
    for paper_id, found in features.items():
        for feature in names.intersection(found):
            holders[feature].append(paper_id)
    return holders


class _Index:
    """Papers by the features of some of them, whose nearest can be found in it."""

    def __init__(self, features: Features, papers: Iterable[str]) -> None:
        self._features = features
        self._holders = _holders(features, (feature for paper_id in papers for feature in features[paper_id]))
        self._weights = {feature: self._weight(feature, len(holders)) for feature, holders in self._holders.items()}

    def nearest(self, paper_id: str) -> str:
        """As JSON. Scored by rare features first, then exactly among the best of those."""
        own = frozenset(self._features[paper_id])
        rough: dict[str, int] = defaultdict(int)
        for feature in own:
            holders, gain = self._holders[feature], self._weights[feature]
            if _leads(len(holders)):
                for other in holders:
                    rough[other] += gain
        rough.pop(paper_id, None)
        candidates = sorted((-score, other) for other, score in rough.items())[:_CANDIDATES]
        shared = {other: own.intersection(self._features[other]) for _, other in candidates}
        exact = sorted((-sum(map(self._weights.__getitem__, features)), other) for other, features in shared.items())
        best = [other for score, other in exact[:MOST] if -score >= _LEAST_SCORE]
        shares = [[(self._weights[feature], *_kind_and_name(feature)) for feature in shared[other]] for other in best]
        return orjson.dumps(list(zip(best, map(_reasons, shares), strict=True))).decode()

    def _weight(self, feature: Feature, count: int) -> int:
        return _FACTOR[_kind_and_name(feature)[0]] * (len(self._features).bit_length() - count.bit_length())


def _lines(features: str) -> list[Feature]:
    """The lines of one paper's."""
    return features.split("\n") if features else []


def _kind_and_name(feature: Feature) -> tuple[str, str]:
    kind, _, name = feature.partition(" ")
    return kind, name


def _leads(count: int) -> bool:
    """Whether a feature that so many papers have leads from one to the others."""
    return 1 < count <= _COMMON


def _reasons(shared: Sequence[tuple[int, str, str]]) -> list[str]:
    """Names of the most telling features. A single word says little where there is a topic, an author or a phrase."""
    telling = [feature for feature in shared if feature[0] > 0 and feature[1] != "word"] or shared
    reasons: list[str] = []
    for _, _, name in sorted(telling, key=lambda feature: (-feature[0], feature[1:])):
        if len(reasons) < _REASONS and all(_words(name).isdisjoint(_words(reason)) for reason in reasons):
            reasons.append(name)
    return reasons


@lru_cache(maxsize=50_000)
def _words(name: str) -> frozenset[str]:
    return frozenset(terms(name))
