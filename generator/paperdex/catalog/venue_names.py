"""Which venue of venues.yaml a printed name means: `Proc. of the 37th Conf. ... (NeurIPS 2023)` is NeurIPS."""

import re
from collections.abc import Iterable, Iterator

from paperdex.catalog.vocabulary import VenueName
from paperdex.text import fold

# What changes from year to year, or says only that this is a volume; matched on folded text.
_ORDINAL = (
    r"[0-9]+(?:st|nd|rd|th)|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)?\s?"
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)"
)
_TENS = (
    r"tenth|eleventh|twelfth|\w+teenth|twentieth|thirtieth|fortieth|fiftieth|sixtieth|seventieth|eightieth|ninetieth"
)
_PASSING = re.compile(
    rf"\b(?:in|proceedings of(?: the)?|proc(?: of(?: the)?)?|the|{_ORDINAL}|{_TENS}|annual"
    r"|(?:19|20)[0-9]{2}|vol(?:ume)? [0-9]+|(?:long|short) papers|main conference)\b"
)
_SPONSOR = re.compile(r"^(?:ieee(?: cvf)?|acm) (?=conference|international|symposium|winter)")
_ISSUE = re.compile(r"(?<=[a-z]) [0-9]{2}$")
_ASIDE = re.compile(
    r"\bworkshops?\b|\bfindings\b|\bcompanion\b|\btutorials?\b|\bdemonstrations?\b|\bdoctoral\b|\bstudent\b|"
    r"\bindustry\b|\bshared task\b"
)
"""Volumes beside the main one, which no part of a name can tell."""


class VenueNames:
    """Known venues by all their spellings."""

    def __init__(self, venues: Iterable[VenueName]) -> None:
        self._by_id: dict[str, VenueName] = {}
        self._by_name: dict[str, VenueName] = {}
        self._by_core: dict[str, VenueName] = {}
        for venue in venues:
            self._by_id.setdefault(venue.id, venue)
            for name in (venue.name, venue.id, *venue.aliases):
                self._by_name.setdefault(fold(name) or name, venue)
                self._by_core.setdefault(_core(name), venue)
        self._by_core.pop("", None)
        self._found: dict[str, VenueName | None] = {}

    def meant(self, name: str, venue_id: str | None) -> VenueName | None:
        """What a record means by its venue: what has that id, else what is spelled so to the letter; without an id,
        `find` decides.
        """
        if venue_id is None:
            return self.find(name)
        return self._by_id.get(venue_id) or self._by_name.get(fold(name) or name) or self._by_name.get(fold(venue_id))

    def find(self, name: str) -> VenueName | None:
        """By the whole name, else by the part before or in brackets, unless that names only the conference of a
        workshop.
        """
        if name not in self._found:
            self._found[name] = self._look_up(name)
        return self._found[name]

    def _look_up(self, name: str) -> VenueName | None:
        if known := self._by_core.get(_core(name)):
            return known
        if _ASIDE.search(fold(name)):
            return None
        return next((self._by_core[core] for core in map(_core, _parts(name)) if core in self._by_core), None)


def _core(name: str) -> str:
    folded = " ".join(_PASSING.sub(" ", fold(name)).split())
    return _SPONSOR.sub("", _ISSUE.sub("", folded)) or fold(name)


def _parts(name: str) -> Iterator[str]:
    yield from re.findall(r"\(([^()]{2,40})\)", name)
    yield from re.split(r"[(,:]", name, maxsplit=1)[:1]
