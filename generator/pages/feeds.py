"""What readers subscribe to: a feed of the site, of every topic, author, organisation and venue, one of corrections, and a list of all.

A feed names its entries by address, so an index whose settings give no `site_url` has none.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import groupby

from generator.catalog import addresses
from generator.catalog.catalog import Catalog, author_slug
from generator.pages.exports import atom, json_feed, opml, reference
from generator.pages.fingerprint import fingerprint
from generator.pages.page import Asset, Bundle
from generator.pages.strings import say
from generator.records.paper import Paper
from generator.settings import Settings


@dataclass(frozen=True)
class Feed:
    """The papers of one page, for those who follow it."""

    group: str
    """`Topics`, `Authors` ...; empty for the site's own."""
    title: str
    page: str
    """Address of the page, from the site's root."""
    papers: Sequence[Paper]
    subtitle: str = ""
    earlier: Sequence[str] = ()
    """Addresses that the page had before, whose subscribers keep their feed."""

    @property
    def address(self) -> str:
        return addresses.feed(self.page)


def all_feeds(catalog: Catalog, settings: Settings) -> Iterator[Feed]:
    """Every feed of papers, the site's own first; none where the site has no address."""
    if not settings.site_url:
        return
    yield Feed("", settings.site_name, addresses.HOME, catalog.papers, settings.site_description)
    for topic in catalog.tree.topics:
        earlier = [addresses.topic(alias) for alias in topic.aliases if alias not in catalog.tree.by_slug]
        yield Feed(say("places.topics"), topic.name, addresses.topic(topic.slug), catalog.by_topic.get(topic.slug, ()), topic.description or "", earlier)
    for papers in catalog.by_organization.values():
        name = next(paper.organization.name for paper in papers if paper.organization)
        yield Feed(say("places.organizations"), name, addresses.organization(name), papers)
    for slug, papers in catalog.by_venue.items():
        known = catalog.venues.get(slug)
        yield Feed(say("places.venues"), known.name if known else next(paper.venue.name for paper in papers if paper.venue), addresses.venue(slug), papers)
    for slug, papers in catalog.by_author.items():
        if len(papers) >= settings.options.author_feeds_from:
            name = next(author.name for author in papers[0].authors if author_slug(author) == slug)
            yield Feed(say("places.authors"), name, addresses.author(slug), papers)


def feed_bundles(catalog: Catalog, settings: Settings) -> Iterator[Bundle]:
    """All feeds as files."""
    if not settings.site_url:
        return
    writer = _Writer(catalog, settings)
    feeds = list(all_feeds(catalog, settings))
    for feed in feeds:
        key = fingerprint([feed.title, feed.subtitle, feed.papers], catalog.digest_of)
        yield Bundle(f"feed:{feed.address}", key, partial(writer.asset, feed))
    yield Bundle("feeds", catalog.digest, lambda: _of_the_site(writer, feeds, settings))


def _of_the_site(writer: "_Writer", feeds: Sequence[Feed], settings: Settings) -> list[Asset]:
    return [
        Asset(addresses.JSON_FEED, writer.dump_json().encode()),
        Asset(addresses.CORRECTIONS_FEED, writer.dump_corrections().encode()),
        Asset(addresses.FEEDS, dump_opml(feeds, settings).encode()),
    ]


def dump_opml(feeds: Iterable[Feed], settings: Settings) -> str:
    """The list of the feeds that have papers, and that of corrections."""
    corrections = opml.Outline(say("feeds.corrections"), _absolute(settings, addresses.CORRECTIONS_FEED), _absolute(settings, addresses.HOME))
    with_papers = [feed for feed in feeds if feed.papers]
    groups = [(name, [_outline(feed, settings) for feed in group]) for name, group in groupby(with_papers, key=lambda feed: feed.group)]
    return opml.dump(settings.site_name, [*groups[:1], ("", [corrections]), *groups[1:]])


class _Writer:
    """Feeds as text. Entries are made once, since a paper stands in several feeds."""

    def __init__(self, catalog: Catalog, settings: Settings) -> None:
        self._catalog = catalog
        self._settings = settings
        self._entries: dict[str, atom.Entry] = {}

    @cached_property
    def _scheme(self) -> str:
        return _absolute(self._settings, addresses.TOPICS)

    def asset(self, feed: Feed) -> list[Asset]:
        data = self.dump(feed).encode()
        return [Asset(addresses.feed(page), data) for page in (feed.page, *feed.earlier)]

    def dump(self, feed: Feed) -> str:
        title = f"{feed.title} · {self._settings.site_name}" if feed.group else feed.title
        head = self._head(title, feed.address, feed.page, feed.subtitle)
        return atom.feed(head, [self._entry(paper) for paper in self._newest(feed.papers)])

    def dump_json(self) -> str:
        settings = self._settings
        head = {
            "title": settings.site_name,
            "description": settings.site_description or settings.site_name,
            "home_page_url": _absolute(settings, addresses.HOME),
            "feed_url": _absolute(settings, addresses.JSON_FEED),
            "language": settings.language,
            "authors": [{"name": settings.site_name}],
        }
        return json_feed.dump(head, [json_feed.item(paper, self._page(paper), self._catalog.topics_of(paper)) for paper in self._newest(self._catalog.papers)])

    def dump_corrections(self) -> str:
        """What became of papers that were here: also of those that are no longer listed."""
        papers = [*self._catalog.papers, *self._catalog.removed]
        notices = [notice for paper in papers for notice in _notices(paper, self._page(paper))]
        newest_first = sorted(notices, key=lambda notice: notice.updated, reverse=True)[: self._settings.options.feed_entries]
        title = f"{say('feeds.corrections')} · {self._settings.site_name}"
        return atom.feed(self._head(title, addresses.CORRECTIONS_FEED, addresses.HOME), newest_first)

    @cached_property
    def _order(self) -> Mapping[str, int]:
        """Papers by the last news of them; those of one day as the catalog has them, newest first."""
        return {paper.id: number for number, paper in enumerate(sorted(self._catalog.papers, key=atom.updated, reverse=True))}

    def _newest(self, papers: Iterable[Paper]) -> list[Paper]:
        return sorted(papers, key=lambda paper: self._order[paper.id])[: self._settings.options.feed_entries]

    def _entry(self, paper: Paper) -> atom.Entry:
        if paper.id not in self._entries:
            self._entries[paper.id] = atom.entry(paper, self._page(paper), self._catalog.topics_of(paper), self._scheme)
        return self._entries[paper.id]

    def _head(self, title: str, address: str, page: str, subtitle: str = "") -> atom.Head:
        settings = self._settings
        return atom.Head(title, _absolute(settings, address), _absolute(settings, page), settings.site_name, settings.language, subtitle)

    def _page(self, paper: Paper) -> str:
        return _absolute(self._settings, addresses.paper(paper.id))


def _notices(paper: Paper, page: str) -> Iterator[atom.Entry]:
    """The corrections of a record and the change of its status, each with an id that no later one takes."""
    if status := paper.status:
        day = atom.whole_day(status.date) if status.date else atom.updated(paper)
        yield atom.notice(paper, page, status.kind, day, status.kind.capitalize(), reference.warning(status))
    seen: list[str] = []
    for change in paper.corrected:
        seen.append(change.date)
        anchor = f"corrected-{change.date}" + (f"-{seen.count(change.date)}" if seen.count(change.date) > 1 else "")
        yield atom.notice(paper, page, anchor, atom.whole_day(change.date), say("feeds.corrected"), change.note)


def _outline(feed: Feed, settings: Settings) -> opml.Outline:
    return opml.Outline(feed.title, _absolute(settings, feed.address), _absolute(settings, feed.page))


def _absolute(settings: Settings, address: str) -> str:
    return addresses.absolute(settings.site_url, address)
