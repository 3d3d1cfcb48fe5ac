"""The addresses in a record, with their places."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from paperdex.records.link_kinds import BARE_IDENTIFIERS, values_of
from paperdex.records.paper import Paper
from paperdex.yaml_io import Location

# Both ask not to be crawled, and an identifier of theirs that is well formed works.
_BY_SYNTAX = re.compile(r"(?:[\w-]+\.)*arxiv\.org|(?:dx\.)?doi\.org")


@dataclass(frozen=True, slots=True)
class Link:
    """One address in one record."""

    url: str
    location: Location
    """Where it stands in the record, as keys and indexes."""

    @property
    def is_by_syntax(self) -> bool:
        return bool(_BY_SYNTAX.fullmatch(urlsplit(self.url).hostname or ""))


def links_of(paper: Paper) -> Iterator[Link]:
    """Every address of a record, in the order of its fields; bare identifiers are none."""
    for kind, url, number in values_of(paper.links):
        if kind not in BARE_IDENTIFIERS:
            yield Link(url, ("links", kind) if number is None else ("links", kind, number))
