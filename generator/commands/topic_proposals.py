"""Topics that an input brings along to content/topics.yaml: appended, so that what curators wrote keeps its place and its comments."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from generator import yaml_io
from generator.catalog.vocabulary import TopicTree, read_topics
from generator.errors import PaperdexError
from generator.records.draft import Draft
from generator.sources.source import TopicProposal

_ITEM = re.compile(r"^( *)- ", re.MULTILINE)
_EMPTY_LIST = re.compile(r"^\[ *\] *$", re.MULTILINE)


class TopicProposals:
    """The topics of all inputs of one import, against those that the index has."""

    def __init__(self, path: Path) -> None:
        self._path = path
        tree, _ = read_topics(path)
        self._known: Mapping[str, str] = _by_every_slug(tree)
        self.text = yaml_io.read_text(path) if path.exists() else None
        """Of topics.yaml as it was found."""
        self._proposed: dict[str, TopicProposal] = {}

    def add(self, proposals: Iterable[TopicProposal]) -> None:
        """Take note of the topics of an input."""
        for proposal in proposals:
            self._proposed.setdefault(proposal.slug, proposal)

    def settled(self, draft: Draft) -> Draft:
        """The draft with its topics under the slugs that they have today: a topic may have been renamed here."""
        topics = draft.values.get("topics")
        if not self._proposed or not isinstance(topics, list):
            return draft
        return replace(draft, values={**draft.values, "topics": list(dict.fromkeys(self._known.get(slug, slug) for slug in topics))})

    def absent(self, used: Iterable[str]) -> list[TopicProposal]:
        """Those that the index lacks and a paper needs, broader ones first."""
        needed: set[str] = set()
        waiting = list(used)
        while waiting:
            slug = waiting.pop()
            if slug in self._proposed and slug not in self._known and slug not in needed:
                needed.add(slug)
                waiting.append(self._proposed[slug].parent or "")
        return [
            replace(proposal, parent=self._known.get(proposal.parent, proposal.parent) if proposal.parent else None)
            for proposal in self._proposed.values()
            if proposal.slug in needed
        ]

    def appended(self, absent: Sequence[TopicProposal]) -> str:
        """The text of topics.yaml with these at its end; a `PaperdexError` where that would not be a list of topics."""
        text = self.text or ""
        before = yaml_io.parse(text)
        entries = [{"slug": proposal.slug, "name": proposal.name, **({"parent": proposal.parent} if proposal.parent else {})} for proposal in absent]
        indent = match[1] if (match := _ITEM.search(text)) else ""
        added = "".join(f"{indent}{line}" for line in yaml_io.dump(entries).splitlines(keepends=True))
        kept = _EMPTY_LIST.sub("", text).rstrip("\r\n")
        whole = f"{kept}\n{added}" if kept else added
        expected = [*(before.value or []), *entries] if isinstance(before.value, list | None) else None
        if before.faults or expected is None or yaml_io.parse(whole).value != expected:
            slugs = ", ".join(proposal.slug for proposal in absent)
            raise PaperdexError(f"is not a list to which topics can be added; mend it, or add these by hand: {slugs}", file=self._path)
        return whole


def _by_every_slug(tree: TopicTree) -> dict[str, str]:
    """Today's slug by itself and by all earlier ones."""
    return {slug: topic.slug for topic in tree.topics for slug in (*topic.aliases, topic.slug)}
