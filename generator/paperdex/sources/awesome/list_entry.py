"""An entry of a list once it was read: what it calls the paper, where it leads, and what else it says."""

from dataclasses import dataclass, field

from paperdex.sources.awesome.facts import EntryFacts
from paperdex.sources.awesome.link_targets import Link, LinkTarget
from paperdex.sources.awesome.readme_parts import Candidate
from paperdex.sources.awesome.title_text import word_count


@dataclass(slots=True)
class ListEntry:
    """An entry of a list: the title, the links and the facts that a candidate states."""

    candidate: Candidate
    title: str
    sureness: float
    title_href: str | None
    name: str | None
    """What the list calls the paper, where it does so beside its title."""
    is_quoted: bool = False
    """The title stands in quotes, as in a citation."""
    links: list[tuple[Link, LinkTarget | None]] = field(default_factory=list)
    facts: EntryFacts = field(default_factory=EntryFacts)
    prose: list[tuple[int, int]] = field(default_factory=list)
    """Lines of longer text that a record has no place for."""
    is_in_title_column: bool = False
    """The table says that what stands there are papers."""

    @property
    def words(self) -> int:
        return word_count(self.title)

    @property
    def papers(self) -> list[LinkTarget]:
        return [place for _, place in self.links if place and place.is_paper]

    @property
    def is_academic(self) -> bool:
        """Leads to a place where papers are."""
        return any(place.is_academic for place in self.papers)

    @property
    def leads_to_paper(self) -> bool:
        """The title leads to the paper, or nowhere; a tool's own page is not its paper."""
        place = next((place for link, place in self.links if link.is_title and link.href == self.title_href), None)
        return self.title_href is None or (place is not None and place.is_paper)
