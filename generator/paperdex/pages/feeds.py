"""What readers subscribe to: a feed of the site, of every topic, author, organisation and venue, one of corrections,
and a list of all.

A feed names its entries by address, so an index whose settings give no `site_url` has none.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from paperdex.catalog import addresses
from paperdex.catalog.catalog import Catalog
from paperdex.catalog.papers import Papers
from paperdex.catalog.vocabulary import Topic
from paperdex.pages.author_pages import has_feed
from paperdex.pages.exports import atom, json_feed, opml, reference
from paperdex.pages.fingerprint import fingerprint
from paperdex.pages.page import Asset, Bundle
from paperdex.pages.strings import say
from paperdex.records.outline import updated, whole_day
from paperdex.records.paper import Paper
from paperdex.settings import Settings


@dataclass(frozen=True)
class Feed:
    """The papers of one page, for those who follow it."""

    group: str
    """`Topics`, `Authors` ...; empty for the site's own."""
    title: str
    page: str
    """Address of the page, from the site's root."""
    papers: Papers
    subtitle: str = ""
    earlier: Sequence[str] = ()
    """Addresses that the page had before, whose subscribers keep their feed."""
    is_brief: bool = False
    """Without topics and abstracts: there are thousands of such feeds."""
    author: str = ""
    """Whose papers they all are, whom their entries need not name."""

    @property
    def address(self) -> str:
        return addresses.feed(self.page)


def all_feeds(catalog: Catalog, settings: Settings) -> Iterator[Feed]:
    """Every feed of papers, the site's own first; none where the site has no address."""
    if not settings.site_url:
        return
    yield Feed("", settings.site_name, addresses.HOME, catalog.papers, settings.site_description)
    yield from (topic_feed(catalog, topic) for topic in catalog.tree.topics)
    yield from (organization_feed(catalog, slug) for slug in catalog.by_organization)
    yield from (venue_feed(catalog, slug) for slug in catalog.by_venue)
    yield from (author_feed(catalog, slug) for slug in catalog.by_author if has_feed(catalog, settings, slug))


def topic_feed(catalog: Catalog, topic: Topic) -> Feed:
    earlier = [addresses.topic(alias) for alias in topic.aliases if alias not in catalog.tree.by_slug]
    return Feed(
        say("places.topics"),
        topic.name,
        addresses.topic(topic.slug),
        catalog.by_topic.get(topic.slug, Papers()),
        topic.description or "",
        earlier,
    )


def organization_feed(catalog: Catalog, slug: str) -> Feed:
    name = catalog.organization_name(slug)
    return Feed(
        say("places.organizations"), name, addresses.organization(name), catalog.by_organization[slug], is_brief=True
    )


def venue_feed(catalog: Catalog, slug: str) -> Feed:
    return Feed(
        say("places.venues"), catalog.venue_title(slug), addresses.venue(slug), catalog.by_venue[slug], is_brief=True
    )


def author_feed(catalog: Catalog, slug: str) -> Feed:
    name = catalog.people[slug].name
    return Feed(
        say("places.authors"), name, addresses.author(slug), catalog.by_author[slug], is_brief=True, author=name
    )


def dump_opml(feeds: Iterable[Feed], settings: Settings) -> str:
    """The list of the feeds that have papers, and that of corrections."""
    corrections = opml.Outline(
        say("feeds.corrections"), _absolute(settings, addresses.CORRECTIONS_FEED), _absolute(settings, addresses.HOME)
    )
    with_papers = [feed for feed in feeds if feed.papers]
    groups = [
        (name, [_outline(feed, settings) for feed in group])
        for name, group in groupby(with_papers, key=lambda feed: feed.group)
    ]
    return opml.dump(settings.site_name, [*groups[:1], ("", [corrections]), *groups[1:]])


class FeedWriter:
    """Feeds as files. Whole entries are made once, since a paper stands in several feeds."""

    def __init__(self, catalog: Catalog, settings: Settings) -> None:
        self._catalog = catalog
        self._settings = settings
        self._entries: dict[str, atom.Entry] = {}

    def bundle(self, feed: Feed) -> Bundle:
        """One feed, at all its addresses."""
        key = fingerprint([feed.title, feed.subtitle, self._newest(feed.papers)], self._catalog.digest_of)
        return Bundle(f"feed:{feed.address}", key, partial(self._assets, feed))

    def of_the_site(self) -> Iterator[Bundle]:
        """The site's own feeds, that of corrections, and the list of all."""
        catalog, settings = self._catalog, self._settings
        feeds = list(all_feeds(catalog, settings))
        if not feeds:
            return
        yield self.bundle(feeds[0])
        yield Bundle("feed:json", catalog.digest, lambda: [_file(addresses.JSON_FEED, self._dump_json())])
        yield Bundle(
            "feed:corrections", catalog.digest, lambda: [_file(addresses.CORRECTIONS_FEED, self._dump_corrections())]
        )
        key = fingerprint([(feed.title, feed.page) for feed in feeds if feed.papers], catalog.digest_of)
        yield Bundle("feeds", key, lambda: [_file(addresses.FEEDS, dump_opml(feeds, settings))])

    def _assets(self, feed: Feed) -> list[Asset]:
        title = f"{feed.title} · {self._settings.site_name}" if feed.group else feed.title
        head = self._head(title, feed.address, feed.page, feed.subtitle, feed.author)
        entry = partial(self._brief_entry, feed) if feed.is_brief else self._entry
        text = atom.feed(head, list(map(entry, self._newest(feed.papers))))
        return [_file(addresses.feed(page), text) for page in (feed.page, *feed.earlier)]

    def _dump_json(self) -> str:
        settings = self._settings
        head = {
            "title": settings.site_name,
            "description": settings.site_description or settings.site_name,
            "home_page_url": _absolute(settings, addresses.HOME),
            "feed_url": _absolute(settings, addresses.JSON_FEED),
            "language": settings.language,
            "authors": [{"name": settings.site_name}],
        }
        return json_feed.dump(
            head,
            [
                json_feed.item(paper, self._page(paper), self._catalog.topics_of(paper))
                for paper in self._newest(self._catalog.papers)
            ],
        )

    def _dump_corrections(self) -> str:
        """What became of papers that were here: also of those that are no longer listed."""
        listed = [*self._catalog.papers.listed, *self._catalog.removed.listed]
        papers = [each.paper for each in listed if each.outline.status or each.outline.is_corrected]
        notices = [notice for paper in papers for notice in _notices(paper, self._page(paper))]
        newest_first = sorted(notices, key=lambda notice: notice.updated, reverse=True)[
            : self._settings.options.feed_entries
        ]
        title = f"{say('feeds.corrections')} · {self._settings.site_name}"
        return atom.feed(self._head(title, addresses.CORRECTIONS_FEED, addresses.HOME), newest_first)

    def _newest(self, papers: Papers) -> Papers:
        """By the last news of them; those of one day as the catalog has them, newest first."""
        return Papers(
            sorted(papers.listed, key=lambda listed: listed.outline.updated, reverse=True)[
                : self._settings.options.feed_entries
            ]
        )

    def _entry(self, paper: Paper) -> atom.Entry:
        if paper.id not in self._entries:
            scheme = _absolute(self._settings, addresses.TOPICS)
            self._entries[paper.id] = atom.entry(
                paper, self._page(paper), self._catalog.topics_of(paper), scheme, self._settings.language
            )
        return self._entries[paper.id]

    def _brief_entry(self, feed: Feed, paper: Paper) -> atom.Entry:
        names = [] if feed.author else [author.name for author in paper.authors]
        return atom.brief_entry(paper, self._page(paper), names, self._settings.language)

    def _head(self, title: str, address: str, page: str, subtitle: str = "", author: str = "") -> atom.Head:
        settings = self._settings
        return atom.Head(
            title,
            _absolute(settings, address),
            _absolute(settings, page),
            author or settings.site_name,
            settings.language,
            subtitle,
        )

    def _page(self, paper: Paper) -> str:
        return _absolute(self._settings, addresses.paper(paper.id))


def _notices(paper: Paper, page: str) -> Iterator[atom.Entry]:
    """The corrections of a record and the change of its status, each with an id that no later one takes."""
    if status := paper.status:
        day = whole_day(status.date) if status.date else updated(paper)
        yield atom.notice(paper, page, status.kind, day, status.kind.capitalize(), reference.warning(status))
    seen: list[str] = []
    for change in paper.corrected:
        seen.append(change.date)
        anchor = f"corrected-{change.date}" + (f"-{seen.count(change.date)}" if seen.count(change.date) > 1 else "")
        yield atom.notice(paper, page, anchor, whole_day(change.date), say("feeds.corrected"), change.note)


def _outline(feed: Feed, settings: Settings) -> opml.Outline:
    return opml.Outline(feed.title, _absolute(settings, feed.address), _absolute(settings, feed.page))


def _absolute(settings: Settings, address: str) -> str:
    return addresses.absolute(settings.site_url, address)


def _file(path: str, text: str) -> Asset:
    return Asset(path, text.encode())
