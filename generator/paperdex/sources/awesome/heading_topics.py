"""Headings to topics: each with a slug of its own and its place in the tree."""

from collections.abc import Sequence

from paperdex.sources.awesome.headings import Heading, HeadingRole
from paperdex.sources.awesome.outline import BULLET_LEVEL
from paperdex.sources.source import TopicProposal
from paperdex.text import MAX_SLUG, fold, slug

_TOPICS = (HeadingRole.TOPIC, HeadingRole.OTHER, HeadingRole.DATASETS)


class HeadingTopics:
    """The topics that the headings of one list name, in the order of the first papers below them."""

    def __init__(self) -> None:
        self._by_path: dict[tuple[str, ...], TopicProposal] = {}
        self._taken: set[str] = set()

    def of(self, path: Sequence[Heading]) -> str | None:
        """The slug of the narrowest topic on a path of headings; None where no heading names one."""
        parent: TopicProposal | None = None
        key: tuple[str, ...] = ()
        # A bullet above others is a topic only where no real heading is: some lists have hundreds.
        named = [heading for heading in path if heading.role in _TOPICS]
        headings = [heading for heading in named if heading.level < BULLET_LEVEL]
        for heading in headings or named:
            if heading.name:
                key = (*key, fold(heading.name) or heading.name)
                parent = self._by_path.get(key) or self._add(key, heading.name, parent)
        return parent.slug if parent else None

    @property
    def proposals(self) -> list[TopicProposal]:
        """Parents before their children."""
        return list(self._by_path.values())

    def _add(self, key: tuple[str, ...], name: str, parent: TopicProposal | None) -> TopicProposal:
        base = slug(name, prefix="topic-")
        candidates = [base, slug(f"{parent.slug[: MAX_SLUG // 2]} {name}", prefix="topic-")] if parent else [base]
        candidates += [
            f"{base[: MAX_SLUG - 4]}-{number}".replace("--", "-") for number in range(2, len(self._taken) + 3)
        ]
        chosen = next(candidate for candidate in candidates if candidate not in self._taken)
        self._taken.add(chosen)
        self._by_path[key] = proposal = TopicProposal(chosen, name, parent.slug if parent else None)
        return proposal
