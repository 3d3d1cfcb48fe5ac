"""The site's table of contents: every kind of page, with the files that go with it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from paperdex.catalog.catalog import Catalog
from paperdex.catalog.view import View
from paperdex.pages import (
    author_pages,
    browse_page,
    cards,
    date_pages,
    feeds,
    home,
    library_page,
    organization_pages,
    paper_pages,
    redirect_pages,
    search_page,
    stats_page,
    topic_pages,
    venue_pages,
)
from paperdex.pages.downloads import Downloads
from paperdex.pages.head import Heads
from paperdex.pages.page import Group, Page, Part
from paperdex.pages.render import Renderer


class Tools:
    """What pages of all kinds are made with."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.renderer = Renderer(view)
        self.heads = Heads(view)
        self.feeds = feeds.FeedWriter(view)
        self.downloads = Downloads(view, self.renderer.bibtex)

    def prepare(self) -> None:
        """Make what many pages show of papers, before several processes do it, each for itself."""
        self.view.prepare()
        for item in self.view.shelf("all"):
            self.renderer.prepare(item.id)


@dataclass(frozen=True, slots=True)
class PageKind:
    """A kind of page: ``PageKind("author", _authors, _author)``."""

    name: str
    """Permanent: what a build remembers goes by it."""
    members: Callable[[Catalog], Iterable[str]]
    """Names of those that there are."""
    parts: Callable[[Tools, str], Iterable[Part]]
    """Pages and files of one; only what is yielded after something was read depends on it."""
    is_of_all: bool = False
    """Whether it speaks of all papers, and takes as long as a thousand others."""


class Groups(Mapping[str, Group]):
    """Everything that a site consists of, by name: ``groups["author/ada-lovelace"]``. There are some twenty thousand,
    of which a small change concerns a few.
    """

    def __init__(self, catalog: Catalog, tools: Tools, others: Iterable[Group] = ()) -> None:
        """`others` are made elsewhere: the search index, the look."""
        self._tools = tools
        self._others = {group.name: group for group in others}
        self._kinds = {kind.name: kind for kind in KINDS}
        names = (f"{kind.name}/{member}" if member else kind.name for kind in KINDS for member in kind.members(catalog))
        self._names = dict.fromkeys([*self._others, *names])

    def __getitem__(self, name: str) -> Group:
        if name in self._others:
            return self._others[name]
        if name not in self._names:
            raise KeyError(name)
        kind_name, _, member = name.partition("/")
        kind = self._kinds[kind_name]
        return Group(name, partial(_completed, kind, self._tools, member), kind.is_of_all)

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def all_pages(catalog: Catalog, view: View) -> Iterator[Page]:
    """Every page of a site."""
    groups = Groups(catalog, Tools(view))
    return (part for group in groups.values() for part in group.parts() if isinstance(part, Page))


def _completed(kind: PageKind, tools: Tools, member: str) -> Iterator[Part]:
    for part in kind.parts(tools, member):
        yield tools.heads.complete(part) if isinstance(part, Page) else part


def _only(_: Catalog) -> Sequence[str]:
    return ("",)


def _home(tools: Tools, _: str) -> Iterator[Part]:
    yield home.home(tools.renderer)
    yield from cards.site_card(tools.view)


def _topics(tools: Tools, _: str) -> Iterator[Part]:
    yield topic_pages.topics_page(tools.renderer)


def _topic(tools: Tools, slug: str) -> Iterator[Part]:
    yield from cards.topic_card(tools.view, slug)
    yield from tools.feeds.feed(feeds.topic_feed, slug)
    yield tools.downloads.of_topic(slug)
    yield from topic_pages.topic_pages(tools.renderer, slug)


def _dates(tools: Tools, _: str) -> Iterator[Part]:
    yield date_pages.dates_page(tools.renderer)


def _year(tools: Tools, year: str) -> Iterator[Part]:
    return date_pages.year_pages(tools.renderer, year)


def _month(tools: Tools, month: str) -> Iterator[Part]:
    return date_pages.month_pages(tools.renderer, month)


def _undated(tools: Tools, _: str) -> Iterator[Part]:
    return date_pages.undated_pages(tools.renderer)


def _authors(tools: Tools, _: str) -> Iterator[Part]:
    return author_pages.authors_pages(tools.renderer)


def _author(tools: Tools, slug: str) -> Iterator[Part]:
    if author_pages.has_feed(tools.view, slug):
        yield from tools.feeds.feed(feeds.author_feed, slug)
    yield from author_pages.author_pages(tools.renderer, slug)


def _organizations(tools: Tools, _: str) -> Iterator[Part]:
    return organization_pages.organizations_pages(tools.renderer)


def _organization(tools: Tools, slug: str) -> Iterator[Part]:
    yield from tools.feeds.feed(feeds.organization_feed, slug)
    yield from organization_pages.organization_pages(tools.renderer, slug)


def _venues(tools: Tools, _: str) -> Iterator[Part]:
    return venue_pages.venues_pages(tools.renderer)


def _venue(tools: Tools, slug: str) -> Iterator[Part]:
    yield from tools.feeds.feed(feeds.venue_feed, slug)
    yield from venue_pages.venue_pages(tools.renderer, slug)


def _paper(tools: Tools, paper_id: str) -> Iterator[Part]:
    yield paper_pages.paper_page(tools.renderer, paper_id)
    yield tools.downloads.of_paper(paper_id)


def _removed(tools: Tools, paper_id: str) -> Iterator[Part]:
    yield paper_pages.removed_page(tools.renderer, paper_id)
    yield tools.downloads.of_removed(paper_id)


def _moved(tools: Tools, _: str) -> Iterator[Part]:
    return redirect_pages.redirect_pages(tools.renderer)


def _stats(tools: Tools, _: str) -> Iterator[Part]:
    yield stats_page.stats_page(tools.renderer)


def _search(tools: Tools, _: str) -> Iterator[Part]:
    yield search_page.search_page(tools.renderer)


def _browse(tools: Tools, _: str) -> Iterator[Part]:
    yield browse_page.browse_page(tools.renderer)
    yield browse_page.table_file(tools.view)


def _library(tools: Tools, _: str) -> Iterator[Part]:
    yield library_page.library_page(tools.renderer)


def _downloads(tools: Tools, _: str) -> Iterator[Part]:
    return tools.downloads.of_the_site()


def _feeds(tools: Tools, _: str) -> Iterator[Part]:
    return tools.feeds.of_the_site()


KINDS: Sequence[PageKind] = (
    PageKind("downloads", _only, _downloads, is_of_all=True),
    PageKind("browse", _only, _browse, is_of_all=True),
    PageKind("home", _only, _home),
    PageKind("topics", _only, _topics),
    PageKind("topic", lambda catalog: catalog.tree.by_slug, _topic),
    PageKind("dates", _only, _dates),
    PageKind("year", lambda catalog: catalog.by_year, _year),
    PageKind("month", lambda catalog: catalog.by_month, _month),
    PageKind("undated", _only, _undated),
    PageKind("authors", _only, _authors),
    PageKind("author", lambda catalog: catalog.by_author, _author),
    PageKind("organizations", _only, _organizations),
    PageKind("organization", lambda catalog: catalog.by_organization, _organization),
    PageKind("venues", _only, _venues),
    PageKind("venue", lambda catalog: catalog.by_venue, _venue),
    PageKind("paper", lambda catalog: catalog.by_id, _paper),
    PageKind("removed", lambda catalog: [record.id for record in catalog.removed.records], _removed),
    PageKind("moved", _only, _moved),
    PageKind("stats", _only, _stats),
    PageKind("search-page", _only, _search),
    PageKind("library", _only, _library),
    PageKind("feeds", _only, _feeds),
)
"""Every kind of page. To add one: its maker in a module of this room, and its line here."""
