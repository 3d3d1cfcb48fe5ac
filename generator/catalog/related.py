"""Papers that belong together, and why: words of their titles, authors and topics that few others share.

Weights are whole powers of two of rarity, so that one more paper hardly ever moves them, and abstracts
do not count: one changed record changes the related papers of few others.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import log2

from generator.catalog.vocabulary import TopicTree
from generator.records.paper import Paper
from generator.words import STOP_WORDS, terms

MOST = 5
_COMMON = 60
"""Papers with a feature from which it leads to no candidates; it still counts between those that are found."""
_CANDIDATES = 16
_LEAST_SCORE = 4
_REASONS = 3
_FACTOR = {"phrase": 2, "author": 2, "topic": 2, "word": 1}

Feature = tuple[str, str]
"""Kind, and the name as a reader would say it."""


@dataclass(frozen=True, slots=True)
class Related:
    """A related paper and what the two share, most telling first."""

    paper: Paper
    shares: Sequence[str]


def related(papers: Sequence[Paper], tree: TopicTree) -> Mapping[str, Sequence[Related]]:
    """For each id the most closely related papers, best first; in about linear time."""
    papers = sorted(papers, key=lambda paper: paper.id)  # of two that are equally close the first by id
    names: dict[Feature, int] = {}
    # Numbers in place of the features themselves: ten thousand papers compare millions of them.
    features = [frozenset(names.setdefault(feature, len(names)) for feature in _features(paper, tree)) for paper in papers]
    count = Counter(feature for found in features for feature in found)
    weight = [_FACTOR[kind] * int(log2(len(papers) / count[number])) for (kind, _), number in names.items()]
    holders: dict[int, list[int]] = defaultdict(list)
    for number, found in enumerate(features):
        for feature in found:
            if 1 < count[feature] <= _COMMON:
                holders[feature].append(number)
    named = list(names)
    result = {}
    for number, paper in enumerate(papers):
        best = _best(number, features, holders, weight)
        shared = {other: [(weight[feature], *named[feature]) for feature in features[number] & features[other]] for other in best}
        result[paper.id] = [Related(papers[other], _reasons(shared[other])) for other in best]
    return result


def ground(papers: Sequence[Paper], tree: TopicTree) -> str:
    """A digest of all that the related papers depend on."""
    state = hashlib.blake2b(digest_size=16)
    state.update(repr([(topic.slug, topic.name) for topic in tree.topics]).encode())
    for paper in papers:
        state.update("\0".join([paper.id, paper.title, *paper.topics, *(author.name for author in paper.authors), "\n"]).encode())
    return state.hexdigest()


def _features(paper: Paper, tree: TopicTree) -> Iterator[Feature]:
    words = terms(paper.title)
    for first, second in pairwise(words):
        if first not in STOP_WORDS and second not in STOP_WORDS:
            yield "phrase", f"{first} {second}"
    for word in words:
        if word not in STOP_WORDS and len(word) > 2:
            yield "word", word
    for author in paper.authors:
        yield "author", author.name
    for topic in paper.topics:
        if topic in tree.by_slug:
            yield "topic", tree.by_slug[topic].name


def _best(number: int, features: Sequence[frozenset[int]], holders: Mapping[int, Sequence[int]], weight: Sequence[int]) -> list[int]:
    """Scored by rare features first, then exactly among the best of those."""
    own = features[number]
    rough: dict[int, int] = defaultdict(int)
    for feature in own:
        gain = weight[feature]
        for other in holders.get(feature, ()):
            rough[other] += gain
    rough.pop(number, None)
    candidates = sorted((-score, other) for other, score in rough.items())[:_CANDIDATES]
    exact = sorted((-sum(weight[feature] for feature in own & features[other]), other) for _, other in candidates)
    return [other for score, other in exact[:MOST] if -score >= _LEAST_SCORE]


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
