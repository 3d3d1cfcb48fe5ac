"""What readers subscribe to: a feed of the site, of every topic, author, organisation and venue, one of corrections,
and a list of all.

A feed names its entries by address, so an index whose settings give no `site_url` has none.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from paperdex.catalog import addresses
from paperdex.catalog.view import View
from paperdex.pages.author_pages import has_feed
from paperdex.pages.exports import atom, json_feed, opml, reference
from paperdex.pages.page import Asset, Files
from paperdex.pages.strings import say
from paperdex.records.facts import updated, whole_day
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
    shelf: str
    """Name of the list of papers."""
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


def all_feeds(view: View) -> Iterator[Feed]:
    """Every feed of papers, the site's own first; none where the site has no address."""
    if not view.settings.site_url:
        return
    yield site_feed(view)
    yield from (topic_feed(view, topic.slug) for topic in view.tree.topics)
    yield from (_organization_feed(each.slug, each.name) for each in view.names("organization"))
    yield from (_venue_feed(each.slug, each.name) for each in view.names("venue"))
    least = view.settings.options.author_feeds_from
    yield from (_author_feed(each.slug, each.name) for each in view.names("author") if each.papers >= least)


def feed_of(view: View, page: str) -> Feed | None:
    """The feed of the page at an address; None where it has none."""
    if not view.settings.site_url:
        return None
    if not page:
        return site_feed(view)
    kind, _, rest = page.partition("/")
    slug = rest.removesuffix("/")
    is_there, feed = _FEEDS.get(kind, (None, None))
    return feed(view, slug) if slug and is_there and feed and is_there(view, slug) else None


def site_feed(view: View) -> Feed:
    return Feed("", view.settings.site_name, addresses.HOME, "all", view.settings.site_description)


def topic_feed(view: View, slug: str) -> Feed:
    topic = view.tree.by_slug[slug]
    page, *earlier = map(addresses.topic, view.tree.names[slug])
    return Feed(say("places.topics"), topic.name, page, f"topic/{slug}", topic.description or "", earlier)


def organization_feed(view: View, slug: str) -> Feed:
    return _organization_feed(slug, view.title(f"organization/{slug}"))


def venue_feed(view: View, slug: str) -> Feed:
    return _venue_feed(slug, view.title(f"venue/{slug}"))


def author_feed(view: View, slug: str) -> Feed:
    return _author_feed(slug, view.title(f"author/{slug}"))


def _organization_feed(slug: str, name: str) -> Feed:
    page = addresses.organization(name)
    return Feed(say("places.organizations"), name, page, f"organization/{slug}", is_brief=True)


def _venue_feed(slug: str, name: str) -> Feed:
    return Feed(say("places.venues"), name, addresses.venue(slug), f"venue/{slug}", is_brief=True)


def _author_feed(slug: str, name: str) -> Feed:
    return Feed(say("places.authors"), name, addresses.author(slug), f"author/{slug}", is_brief=True, author=name)


_FEEDS: Mapping[str, tuple[Callable[[View, str], bool], Callable[[View, str], Feed]]] = {
    "topics": (lambda view, slug: slug in view.tree.by_slug, topic_feed),
    "organizations": (lambda view, slug: view.count(f"organization/{slug}") > 0, organization_feed),
    "venues": (lambda view, slug: view.count(f"venue/{slug}") > 0, venue_feed),
    "authors": (has_feed, author_feed),
}
"""By the first folder of a page's address: whether there is one, and which."""


def dump_opml(view: View) -> str:
    """The list of the feeds that have papers, and that of corrections."""
    settings = view.settings
    corrections = opml.Outline(
        say("feeds.corrections"), _absolute(settings, addresses.CORRECTIONS_FEED), _absolute(settings, addresses.HOME)
    )
    with_papers = [feed for feed in all_feeds(view) if view.count(feed.shelf)]
    groups = [
        (name, [_outline(feed, settings) for feed in group])
        for name, group in groupby(with_papers, key=lambda feed: feed.group)
    ]
    return opml.dump(settings.site_name, [*groups[:1], ("", [corrections]), *groups[1:]])


class FeedWriter:
    """Feeds as files. Whole entries are made once, since a paper stands in several feeds."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._settings = view.settings

    def feed(self, of: Callable[[View, str], Feed], slug: str) -> Iterator[Files]:
        """The feed of a topic, an author, an organisation or a venue, at all its addresses; none without the site's
        own.
        """
        if self._settings.site_url:
            yield Files("feed", lambda: self._assets(of(self._view, slug)))

    def of_the_site(self) -> Iterator[Files]:
        """The site's own feeds, that of corrections, and the list of all."""
        if self._settings.site_url:
            yield Files("feed:atom", lambda: self._assets(site_feed(self._view)))
            yield Files("feed:json", lambda: [_file(addresses.JSON_FEED, self._dump_json())])
            yield Files("feed:corrections", lambda: [_file(addresses.CORRECTIONS_FEED, self._dump_corrections())])
            yield Files("feeds", lambda: [_file(addresses.FEEDS, dump_opml(self._view))])

    def _assets(self, feed: Feed) -> list[Asset]:
        title = f"{feed.title} · {self._settings.site_name}" if feed.group else feed.title
        head = self._head(title, feed.address, feed.page, feed.subtitle, feed.author)
        entry = partial(self._brief_entry, feed) if feed.is_brief else self._entry
        text = atom.feed(head, list(map(entry, self._view.newest(feed.shelf))))
        return [_file(addresses.feed(page), text) for page in (feed.page, *feed.earlier)]

    def _dump_json(self) -> str:
        settings = self._settings
        papers = [self._view.paper(paper_id) for paper_id in self._view.newest("all")]
        head = {
            "title": settings.site_name,
            "description": settings.site_description or settings.site_name,
            "home_page_url": _absolute(settings, addresses.HOME),
            "feed_url": _absolute(settings, addresses.JSON_FEED),
            "language": settings.language,
            "authors": [{"name": settings.site_name}],
        }
        return json_feed.dump(
            head, [json_feed.item(paper, self._page(paper), self._view.topics_of(paper)) for paper in papers]
        )

    def _dump_corrections(self) -> str:
        """What became of papers that were here: also of those that are no longer listed."""
        papers = [self._view.paper(paper_id) for paper_id in self._view.notices()]
        notices = [notice for paper in papers for notice in _notices(paper, self._page(paper))]
        newest_first = sorted(notices, key=lambda notice: notice.updated, reverse=True)
        title = f"{say('feeds.corrections')} · {self._settings.site_name}"
        head = self._head(title, addresses.CORRECTIONS_FEED, addresses.HOME)
        return atom.feed(head, newest_first[: self._settings.options.feed_entries])

    def _entry(self, paper_id: str) -> atom.Entry:
        return self._view.once(("atom", paper_id), lambda: self._full_entry(self._view.paper(paper_id)))

    def _full_entry(self, paper: Paper) -> atom.Entry:
        scheme = _absolute(self._settings, addresses.TOPICS)
        return atom.entry(paper, self._page(paper), self._view.topics_of(paper), scheme, self._settings.language)

    def _brief_entry(self, feed: Feed, paper_id: str) -> atom.Entry:
        paper = self._view.paper(paper_id)
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
