"""The ledger: every address of a page that was ever published, a line each, in content/addresses.txt. Pages 2 and later
of a list are left out.

An address of a paper or a topic has to lead to where that is now, or say what became of it; a person sees to that, and
the check sees to the person. Pages of dates, names and venues follow from what the records say: where one is no longer
made, its address leads to the list that it was in, and nobody need do anything.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from paperdex import yaml_io
from paperdex.catalog import addresses
from paperdex.catalog.catalog import Catalog
from paperdex.catalog.vocabulary import Topic

NAME = "addresses.txt"
_HEAD = (
    "# Every address that was ever published; `paperdex ledger` adds new ones, "
    "and `paperdex check` fails where one would vanish.\n"
)
_LISTS = (
    addresses.TOPICS,
    addresses.DATES,
    addresses.UNDATED,
    addresses.ORGANIZATIONS,
    addresses.VENUES,
    addresses.AUTHORS,
    addresses.STATS,
    addresses.SEARCH,
    addresses.BROWSE,
    addresses.LIBRARY,
)
# A pull request may hold any line; an address is made a folder of, so it is one of ours in every letter.
_DERIVED = re.compile(r"dates/[0-9]{4}/([0-9]{2}/)?|(organizations|venues|authors)/[a-z0-9-]{1,80}/")


class Addressed(Protocol):
    """What has an id and earlier ids."""

    @property
    def id(self) -> str: ...
    @property
    def aliases(self) -> Sequence[str]: ...


def standing(papers: Iterable[Addressed], topics: Iterable[Topic]) -> Iterator[str]:
    """Addresses that lead somewhere: to a paper, its tombstone, a topic, or from an earlier address to where that is
    now.
    """
    for paper in papers:
        yield from (addresses.paper(name) for name in (paper.id, *paper.aliases))
    for topic in topics:
        yield from (addresses.topic(name) for name in (topic.slug, *topic.aliases))


def derived(catalog: Catalog) -> Iterator[str]:
    """Pages that are there because of what records say of themselves."""
    yield from map(addresses.date, (*catalog.by_year, *catalog.by_month))
    yield from map(addresses.organization, catalog.by_organization)
    yield from map(addresses.venue, catalog.by_venue)
    yield from map(addresses.author, catalog.by_author)


def published(catalog: Catalog) -> set[str]:
    """Every page of the site by its address, the front page left out, whose address is empty."""
    return {
        *_LISTS,
        *derived(catalog),
        *standing((*catalog.papers.records, *catalog.removed.records), catalog.tree.topics),
    }


def gone(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Derived pages that were published and are not made any more, each with the nearest list above that is there."""
    known = {address for address in catalog.published if _DERIVED.fullmatch(address)}
    present = published(catalog) if known else set()
    for address in sorted(known - present):
        above = f"{address.removesuffix('/').rpartition('/')[0]}/"
        yield address, above if above in present else addresses.DATES


def read(content: Path) -> list[tuple[int, str]]:
    """The addresses of the ledger with their lines; none where there is no ledger yet. A `PaperdexError` where it
    cannot be read.
    """
    path = content / NAME
    return list(parse(yaml_io.read_text(path))) if path.exists() else []


def parse(text: str) -> Iterator[tuple[int, str]]:
    """The addresses of a ledger with their lines, counted from 1."""
    for number, line in enumerate(text.split("\n"), 1):
        if address := line.partition("#")[0].strip():
            yield number, address


def dump(found: Iterable[str]) -> str:
    """A ledger: sorted, so that two branches that add to it seldom meet."""
    return _HEAD + "".join(f"{address}\n" for address in sorted(set(found)))
