"""The ledger: every address of a paper or a topic that was ever published, a line each, in content/addresses.txt.

Other pages (of dates, names, venues, statistics) follow from the records and move with what these say, so they are not in it.
"""

from collections.abc import Iterable, Iterator

from generator.catalog import addresses
from generator.catalog.vocabulary import Topic
from generator.records.paper import Paper

NAME = "addresses.txt"
_HEAD = "# Every address that was ever published; `paperdex ledger` adds new ones, and `paperdex check` fails where one would vanish.\n"


def standing(papers: Iterable[Paper], topics: Iterable[Topic]) -> Iterator[str]:
    """Addresses that lead somewhere: to a paper, its tombstone, a topic, or from an earlier address to where that is now."""
    for paper in papers:
        yield from (addresses.paper(name) for name in (paper.id, *paper.aliases))
    for topic in topics:
        yield from (addresses.topic(name) for name in (topic.slug, *topic.aliases))


def parse(text: str) -> Iterator[tuple[int, str]]:
    """The addresses of a ledger with their lines, counted from 1."""
    for number, line in enumerate(text.split("\n"), 1):
        if address := line.partition("#")[0].strip():
            yield number, address


def dump(found: Iterable[str]) -> str:
    """A ledger: sorted, so that two branches that add to it seldom meet."""
    return _HEAD + "".join(f"{address}\n" for address in sorted(set(found)))
