"""The catalog as pages read it: whatever a page takes from it is written down, so that it is known when that changes.

A page is a function of what it read. It asks questions, `view.paper("gpt4roi")` or `view.count("topic/safety")`, and
each is noted with its argument, as text: a `Read` such as ``paper gpt4roi``. While all that a page has read has the
answers
that it had, the page is what it was; nobody has to say what it depends on. The idea is typst's comemo
(https://github.com/typst/comemo).

The vocabularies and the settings are ground on which everything stands: a change of them makes every page anew, so
what is read of them is not noted.

Shelves are lists of papers by name: `all`, `removed`, `undated`, `year/2023`, `month/2023-07`, `topic/safety`,
`author/ada-lovelace`, `organization/bytedance`, `venue/neurips`.
"""

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import wraps
from typing import Any, NamedTuple, TypeVar

from paperdex.catalog import addresses, ledger
from paperdex.catalog.catalog import Catalog
from paperdex.catalog.vocabulary import Topic, TopicTree, VenueName
from paperdex.records.facts import COUNTED_FACTS
from paperdex.records.paper import Paper
from paperdex.records.record import Record
from paperdex.settings import Settings

Read = str
"""A question and its argument, with a space between."""
Reads = dict[Read, None]
"""In the order in which they were first asked."""
Answer = TypeVar("Answer")
Result = TypeVar("Result")

YEARS_SHOWN = 12
"""The most years in a sparkline."""
_GONE = "\1"
"""Digest where there is no answer; no record holds this character."""
_SHORT = 24
"""An answer of so many letters is its own digest."""
_MOST_DIGESTS = 20_000
"""That are kept at once; all that a site of ten thousand papers asks for would take some thirty megabytes."""
_SHORT_HASH = 64
"""And so many letters of such digests are their own hash."""


class Item(NamedTuple):
    """A paper on a shelf: ``("gpt4roi", "2023-07-07")``."""

    id: str
    date: str | None

    @property
    def year(self) -> str | None:
        return self.date[:4] if self.date else None


class NameCount(NamedTuple):
    """An author, organisation or venue with its papers: ``("ada-lovelace", "Ada Lovelace", "Lovelace", 3)``."""

    slug: str
    name: str
    short_name: str
    papers: int


class Ground(NamedTuple):
    """A question from whose answer those to others follow: ``Ground("contents")``."""

    question: str
    argument: str | None = None
    """None for the argument of the other question."""


class _Question(NamedTuple):
    answer: Callable[["View", str], Any]
    digest: Callable[[Catalog, str], str] | None
    """Of the answer, where there is a quicker one than that of its `repr`."""
    within: "Ground | None"
    """With whose answer this one's cannot but stay the same, where there is one."""


_QUESTIONS: dict[str, _Question] = {}
_CONTENTS = Ground("contents")


def _question(
    digest: Callable[[Catalog, str], str] | None = None, within: Ground | None = None
) -> Callable[[Callable[["View", str], Answer]], Callable[..., Answer]]:
    """A method that answers from the catalog alone, and whose calls are noted."""

    def declare(answer: Callable[["View", str], Answer]) -> Callable[..., Answer]:
        name = answer.__name__
        _QUESTIONS[name] = _Question(answer, digest, within)

        @wraps(answer)
        def asked(view: "View", argument: str = "") -> Answer:
            view.reads[f"{name} {argument}"] = None
            return answer(view, argument)

        return asked

    return declare


class View:
    """One catalog, and what has been read of it since somebody began to write that down."""

    def __init__(self, catalog: Catalog, settings: Settings) -> None:
        self._catalog = catalog
        self.settings = settings
        self.reads: Reads = {}
        """What the work that is under way has read."""
        self._digests: dict[Read, str] = {}
        self._results: dict[object, tuple[Any, Sequence[Read]]] = {}

    @property
    def tree(self) -> TopicTree:
        return self._catalog.tree

    @property
    def venues(self) -> Mapping[str, VenueName]:
        return self._catalog.venues

    def topics_of(self, paper: Paper) -> list[Topic]:
        return self._catalog.topics_of(paper)

    def venue_name(self, paper: Paper) -> str | None:
        return self._catalog.venue_name(paper)

    # Questions. An answer is computed from the catalog and never by another question, which would be noted as well.

    @_question(digest=lambda catalog, paper_id: catalog.digests.get(paper_id, ""))
    def paper(self, paper_id: str) -> Paper:
        """A paper that is here, also a removed one; a KeyError for any other."""
        return self._catalog.record(paper_id).paper

    @_question()
    def is_listed(self, paper_id: str) -> bool:
        """Whether there is a paper of this id that is not removed."""
        return paper_id in self._catalog.by_id

    @_question(digest=lambda catalog, paper_id: catalog.record(paper_id).name)
    def path(self, paper_id: str) -> str | None:
        """Where the record lies, from the index's folder: `content/papers/2023/gpt4roi.yaml`."""
        name = self._catalog.record(paper_id).name
        return f"content/papers/{name.replace(os.sep, '/')}" if name else None

    @_question(
        digest=lambda catalog, shelf: _digest("\n".join(map(_place, catalog.shelf(shelf).records))), within=_CONTENTS
    )
    def shelf(self, shelf: str) -> Sequence[Item]:
        """Its papers, newest first; none where there is no such shelf."""
        return [Item(record.id, record.date) for record in self._catalog.shelf(shelf).records]

    @_question(
        digest=lambda catalog, shelf: _digest(
            "\n".join([record.digest or "" for record in catalog.shelf(shelf).records])
        )
    )
    def contents(self, shelf: str) -> Sequence[str]:
        """Ids of the papers on a shelf, for what depends on everything about each of them."""
        return [record.id for record in self._catalog.shelf(shelf).records]

    @_question(digest=lambda catalog, kind: _digest("\n".join(_facts(catalog, kind))))
    def facts(self, kind: str) -> Sequence[str]:
        """Of every paper what it says of its authors (`author`), its venue or its organisation, or only its place
        (`order`): what others follow from that would take long to find out.
        """
        return _facts(self._catalog, kind)

    @_question(digest=lambda catalog, shelf: str(len(catalog.shelf(shelf))), within=_CONTENTS)
    def count(self, shelf: str) -> int:
        return len(self._catalog.shelf(shelf))

    @_question(within=_CONTENTS)
    def newest(self, shelf: str) -> Sequence[str]:
        """Ids of the papers with the last news, as many as a feed has entries; those of one day as they stand."""
        papers = sorted(self._catalog.shelf(shelf).records, key=lambda record: record.updated, reverse=True)
        return [record.id for record in papers[: self.settings.options.feed_entries]]

    @_question(within=_CONTENTS)
    def event_years(self, shelf: str) -> Sequence[tuple[str, str]]:
        """Of a venue's papers: ids and the years of the events, the papers' own where those are not known."""
        return [
            (record.id, str(record.venue_year or record.year or "")) for record in self._catalog.shelf(shelf).records
        ]

    @_question(within=_CONTENTS)
    def papers_of_years(self, shelf: str) -> Sequence[tuple[str, int]]:
        """How many papers of a shelf appeared in each year, oldest first."""
        return sorted(Counter(record.year for record in self._catalog.shelf(shelf).records if record.year).items())

    @_question(within=_CONTENTS)
    def years(self, shelf: str) -> Sequence[str]:
        """In which papers of a shelf appeared, oldest first."""
        if shelf == "all":
            return sorted(self._catalog.by_year)
        return sorted({record.year for record in self._catalog.shelf(shelf).records if record.year})

    @_question()
    def counts(self, kind: str) -> Sequence[tuple[str, int]]:
        """All shelves of a kind, `topic`, `year` or `month`, with their numbers of papers."""
        return [(name, len(papers)) for name, papers in self._catalog.shelves[kind].items()]

    @_question(within=Ground("facts"))
    def names(self, kind: str) -> Sequence[NameCount]:
        """Everybody who has a page: of the kind `author`, `organization` or `venue`."""
        return _names(self._catalog, kind)

    @_question(digest=lambda catalog, shelf: _digest(catalog.title(shelf)), within=_CONTENTS)
    def title(self, shelf: str) -> str:
        """What an author, an organisation or a venue is called, as the newest paper has it or venues.yaml."""
        return self._catalog.title(shelf)

    @_question(within=_CONTENTS)
    def spellings(self, shelf: str) -> Sequence[str]:
        """How papers spell the name of the author of a shelf, the newest first."""
        slug = shelf.removeprefix("author/")
        spelt = (record.spelling_of(slug)[0] for record in self._catalog.shelf(shelf).records)
        return list(dict.fromkeys(spelt))

    @_question(
        digest=lambda catalog, paper_id: _digest("\n".join(map(str, catalog.neighbours[paper_id]))),
        within=Ground("facts", "order"),
    )
    def neighbours(self, paper_id: str) -> tuple[str | None, str | None]:
        """Ids of the papers that were published just before and just after one."""
        return self._catalog.neighbours[paper_id]

    @_question(digest=lambda catalog, paper_id: _digest(catalog.relations.found[paper_id]))
    def related(self, paper_id: str) -> Sequence[tuple[str, Sequence[str]]]:
        """Ids of the closest papers, best first, and what each shares."""
        return self._catalog.relations.nearest(paper_id)

    @_question(digest=lambda catalog, paper_id: "\n".join(catalog.ids(paper_id)))
    def ids(self, paper_id: str) -> Sequence[str]:
        """The id of a paper, and those that it had before and that nobody else has now."""
        return self._catalog.ids(paper_id)

    @_question(
        digest=lambda catalog, paper_id: _digest("\n".join([slug or "-" for slug in catalog.author_pages(paper_id)])),
        within=Ground("facts", "author"),
    )
    def author_pages(self, paper_id: str) -> Sequence[str | None]:
        """Addresses of the authors' pages, in printed order; None for those who have none."""
        return [addresses.author(slug) if slug else None for slug in self._catalog.author_pages(paper_id)]

    @_question()
    def day_page(self, date: str) -> str:
        """Where a date stands; empty for no date."""
        return self._catalog.day_page(date, self.settings.options.page_size)

    @_question()
    def known(self, _: str) -> Sequence[tuple[str, int]]:
        """How many papers each of the facts is known of, in the order of `COUNTED_FACTS`."""
        counts = Counter(record.counted_facts for record in self._catalog.papers.records)
        sums = (sum(count for facts, count in counts.items() if facts >> bit & 1) for bit in range(len(COUNTED_FACTS)))
        return list(zip(COUNTED_FACTS, sums, strict=True))

    @_question()
    def last_retrieved(self, _: str) -> str | None:
        """The last day on which a source was read."""
        return max((each.retrieved for each in self._catalog.papers.records if each.retrieved), default=None)

    @_question()
    def notices(self, _: str) -> Sequence[str]:
        """Ids of papers of which something was corrected, or which have a status; also of those that are removed."""
        records = (*self._catalog.papers.records, *self._catalog.removed.records)
        return [each.id for each in records if each.status_kind or each.is_corrected]

    @_question()
    def earlier_addresses(self, _: str) -> Sequence[tuple[str, str, str]]:
        """Of papers and topics: each earlier address, where that is now, and what it is called."""
        catalog = self._catalog
        found: dict[str, tuple[str, str, str]] = {}
        """What two claim belongs to the first."""
        for each in (*catalog.papers.records, *catalog.removed.records):
            for alias in each.aliases:
                if alias not in catalog.digests:
                    address = addresses.paper(alias)
                    found.setdefault(address, (address, addresses.paper(each.id), each.paper.title))
        for topic in catalog.tree.topics:
            for alias in topic.aliases:
                if alias not in catalog.tree.by_slug:
                    address = addresses.topic(alias)
                    found.setdefault(address, (address, addresses.topic(topic.slug), topic.name))
        return list(found.values())

    @_question()
    def vanished_lists(self, _: str) -> Sequence[tuple[str, str]]:
        """Addresses of lists that were published and are not made any more, each with a list above that is there."""
        return list(ledger.gone(self._catalog))

    # What is made of several answers.

    def papers_a_year(self, shelf: str) -> Sequence[tuple[str, int]]:
        """Papers in each of the last years of the whole index, so that two sparklines can be compared."""
        counts, years = dict(self.papers_of_years(shelf)), self.years("all")
        span = range(int(years[0]), int(years[-1]) + 1) if years else ()
        return [(str(year), counts.get(str(year), 0)) for year in span][-YEARS_SHOWN:]

    # Writing down, and looking whether it still holds.

    @contextmanager
    def reading_into(self, reads: Reads) -> Iterator[None]:
        """Note in `reads` what is read meanwhile."""
        before, self.reads = self.reads, reads
        try:
            yield
        finally:
            self.reads = before

    def once(self, name: object, make: Callable[[], Result]) -> Result:
        """What `make` gives, made the first time only. Whoever takes it has read what it was made of."""
        if name not in self._results:
            reads: Reads = {}
            with self.reading_into(reads):
                self._results[name] = make(), tuple(reads)
        result: Result
        result, found = self._results[name]
        self.reads.update(dict.fromkeys(found))
        return result

    def prepare(self) -> None:
        """Have at hand what answers take long to be found in, before several processes look for it, each for itself."""
        _ = self._catalog.relations, self._catalog.neighbours, self._catalog.people, self._catalog.digests

    def forget_results(self) -> None:
        """What was made `once`, and papers, are hardly asked for again."""
        self._results.clear()
        for record in self._catalog.papers.records:
            record.forget_paper()

    def digest(self, read: Read) -> str:
        """Of the answer that a question has now: equal digests are equal answers."""
        found = self._digests.get(read)
        if found is None:
            if len(self._digests) >= _MOST_DIGESTS:  # whoever makes a whole site comes by all of them
                self._digests.clear()
            found = self._digests[read] = self.digest_now(*read.split(" ", 1))
        return found

    def digest_now(self, question: str, argument: str) -> str:
        """The same, not kept for who asks again: there are more than a hundred thousand."""
        answer, digest, _ = _QUESTIONS[question]
        try:
            return digest(self._catalog, argument) if digest else _digest(repr(answer(self, argument)))
        except KeyError:  # what was asked about is not there any more
            return _GONE

    def hash(self, reads: Iterable[Read], arguments: object = ()) -> str:
        """One hash of the answers to all of these, and of what something was made with besides."""
        values = "\0".join(map(self.digest, reads))  # which no digest holds
        return _digest(f"{values}\0{arguments!r}" if arguments else values, _SHORT_HASH)


def within(question: str) -> Ground | None:
    """With whose answer that of a question cannot but stay the same; None where there is none."""
    return _QUESTIONS[question].within


def _digest(text: str, short: int = _SHORT) -> str:
    if len(text) <= short:
        return text
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def _names(catalog: Catalog, kind: str) -> list[NameCount]:
    counts = {slug: len(papers) for slug, papers in catalog.shelves[kind].items()}
    if kind == "author":
        return [NameCount(slug, *catalog.people[slug], count) for slug, count in counts.items()]
    titles = ((slug, catalog.title(f"{kind}/{slug}"), count) for slug, count in counts.items())
    return [NameCount(slug, name, name, count) for slug, name, count in titles]


def _facts(catalog: Catalog, kind: str) -> list[str]:
    facts = _FACTS[kind]
    return [*map(facts, catalog.papers.records), "", *map(facts, catalog.removed.records)]


_FACTS: Mapping[str, Callable[[Record], str]] = {
    "author": lambda record: f"{record.id} {record.author_text}",
    "organization": lambda record: f"{record.id} {record.organization}",
    "venue": lambda record: f"{record.id} {record.venue_id} {record.venue_name}",
    "order": lambda record: record.id,
}


def _place(record: Record) -> str:
    return f"{record.id} {record.date}"
