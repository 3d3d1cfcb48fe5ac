"""The site's table of contents: every page and every other file, in groups that change together."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial

from paperdex.catalog import addresses
from paperdex.catalog.catalog import Catalog
from paperdex.catalog.papers import Listed, Papers
from paperdex.catalog.vocabulary import Topic
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
from paperdex.pages.page import Group, Groups, Page, Part
from paperdex.pages.render import Renderer
from paperdex.settings import Settings


def all_pages(catalog: Catalog, settings: Settings) -> Iterator[Page]:
    """Every page of a site."""
    return (
        part
        for groups in all_groups(catalog, settings)
        for group in groups()
        for part in group.parts()
        if isinstance(part, Page)
    )


def all_groups(catalog: Catalog, settings: Settings) -> Sequence[Groups]:
    """Everything that a site consists of but its look and its search index: what speaks of the whole, and what speaks
    of single things.
    """
    contents = _Contents(catalog, settings)
    return [contents.whole, contents.single]


class _Contents:
    """The groups of one site. A key holds all that the parts take from the catalog; what every page shares is in none
    of them.
    """

    def __init__(self, catalog: Catalog, settings: Settings) -> None:
        self._catalog = catalog
        self._settings = settings
        self._renderer = Renderer(catalog, settings)
        self._heads = Heads(catalog, settings)
        self._feeds = feeds.FeedWriter(catalog, settings)
        self._downloads = Downloads(catalog, settings, self._renderer.bibtex)
        self._years = " ".join(sorted(catalog.by_year))

    def whole(self) -> Iterator[Group]:
        """What speaks of the index as a whole."""
        yield self._group(
            "whole", "\n".join([self._catalog.digest, *self._catalog.published]), self._whole, is_large=True
        )

    def single(self) -> Iterator[Group]:
        """What speaks of one month, one topic, one paper ..."""
        for groups in (
            self.dates,
            self.topics,
            self.authors,
            self.organizations,
            self.venues,
            self.people,
            self.papers,
        ):
            yield from groups()

    def authors(self) -> Iterator[Group]:
        """The list of all authors."""
        people = [(slug, len(papers), *self._catalog.people[slug]) for slug, papers in self._catalog.by_author.items()]
        names = "\n".join(sorted(f"{slug} {count} {name}\0{short_name}" for slug, count, name, short_name in people))
        yield self._group("authors", names, partial(author_pages.authors_pages, self._renderer))

    def topics(self) -> Iterator[Group]:
        """Each topic with its bibliography, its feed and its card."""
        counts = topic_pages.topic_counts(self._catalog)
        for topic in self._catalog.tree.topics:
            steps = [
                self._catalog.digest_of(paper) if paper else ""
                for paper in topic_pages.first_steps(self._catalog, topic)
            ]
            key = self._key([*map(str, counts), self._years, *steps], self._catalog.by_topic.get(topic.slug, Papers()))
            yield self._group(f"topic/{topic.slug}", key, partial(self._topic, topic))

    def dates(self) -> Iterator[Group]:
        """Each year and month, and what has no date."""
        catalog, renderer = self._catalog, self._renderer
        for year, papers in catalog.by_year.items():
            yield self._group(f"date/{year}", self._key([], papers), partial(date_pages.year_pages, renderer, year))
        for month, papers in catalog.by_month.items():
            yield self._group(f"date/{month}", self._key([], papers), partial(date_pages.month_pages, renderer, month))
        yield self._group("date/undated", self._key([], catalog.undated), partial(date_pages.undated_pages, renderer))

    def organizations(self) -> Iterator[Group]:
        """Each organisation with its feed."""
        for slug, papers in self._catalog.by_organization.items():
            yield self._group(
                f"organization/{slug}", self._key([self._years], papers), partial(self._organization, slug)
            )

    def venues(self) -> Iterator[Group]:
        """Each venue with its feed."""
        for slug, papers in self._catalog.by_venue.items():
            yield self._group(f"venue/{slug}", self._key([self._years], papers), partial(self._venue, slug))

    def people(self) -> Iterator[Group]:
        """Each author with enough papers, with the feed."""
        for slug, papers in self._catalog.by_author.items():
            yield self._group(f"author/{slug}", self._key([self._years], papers), partial(self._author, slug))

    def papers(self) -> Iterator[Group]:
        """Each paper, listed or removed, with its other formats."""
        catalog, papers = self._catalog, self._catalog.papers
        nearest, digests, names, has_page = (
            catalog.relations.nearest,
            catalog.digests,
            self._downloads.names,
            catalog.by_author.__contains__,
        )
        on_later_pages = date_pages.day_addresses(catalog, self._settings.options.page_size)
        day_of = cache(lambda date: on_later_pages.get(date) or addresses.date(date))
        older, newer = [*papers.digests, ""][1:], ["", *papers.digests]
        for listed, before, after in zip(papers.listed, older, newer, strict=False):
            outline = listed.outline
            day, related = day_of(outline.date), nearest(outline.id)
            others = [*map(digests.__getitem__, related[::2]), digests.get(outline.by or "", "")]
            known = bytes(map(has_page, outline.authors)).hex()
            key = [
                listed.digest,
                day,
                known,
                listed.path or "",
                *names(outline.id),
                "",
                before,
                after,
                *others,
                *related,
            ]
            yield self._group(
                f"paper/{outline.id}", "\n".join(key), partial(self._paper, listed, day), partial(self._prepare, listed)
            )
        for listed in catalog.removed.listed:
            key = [listed.digest, *names(listed.outline.id)]
            yield self._group(f"paper/{listed.outline.id}", "\n".join(key), partial(self._removed, listed))

    def _key(self, values: Sequence[str], papers: Papers) -> str:
        return "\n".join([*values, "", *papers.digests])

    def _group(
        self,
        name: str,
        key: str,
        parts: Callable[[], Iterable[Part]],
        prepare: Callable[[], object] | None = None,
        *,
        is_large: bool = False,
    ) -> Group:
        return Group(
            name,
            hashlib.blake2b(key.encode(), digest_size=12).hexdigest(),
            partial(self._completed, parts),
            is_large,
            prepare,
        )

    def _completed(self, parts: Callable[[], Iterable[Part]]) -> Iterator[Part]:
        for part in parts():
            yield self._heads.complete(part) if isinstance(part, Page) else part

    def _whole(self) -> Iterator[Part]:
        renderer = self._renderer
        yield home.home(renderer)
        yield topic_pages.topics_page(renderer)
        yield date_pages.dates_page(renderer)
        yield from organization_pages.organizations_pages(renderer)
        yield from venue_pages.venues_pages(renderer)
        yield from redirect_pages.redirect_pages(renderer)
        yield stats_page.stats_page(renderer)
        yield search_page.search_page(renderer)
        yield browse_page.browse_page(renderer)
        yield library_page.library_page(renderer)
        yield browse_page.table_file(self._catalog)
        yield from self._downloads.of_the_site()
        yield from self._feeds.of_the_site()
        yield from cards.site_card(self._catalog, self._settings)

    def _topic(self, topic: Topic) -> Iterator[Part]:
        yield from topic_pages.topic_pages(self._renderer, topic)
        yield self._downloads.of_topic(topic)
        yield from cards.topic_card(self._catalog, self._settings, topic)
        yield from self._feed(feeds.topic_feed(self._catalog, topic))

    def _organization(self, slug: str) -> Iterator[Part]:
        yield from organization_pages.organization_pages(self._renderer, slug)
        yield from self._feed(feeds.organization_feed(self._catalog, slug))

    def _venue(self, slug: str) -> Iterator[Part]:
        yield from venue_pages.venue_pages(self._renderer, slug)
        yield from self._feed(feeds.venue_feed(self._catalog, slug))

    def _author(self, slug: str) -> Iterator[Part]:
        yield from author_pages.author_pages(self._renderer, slug)
        if author_pages.has_feed(self._catalog, self._settings, slug):
            yield from self._feed(feeds.author_feed(self._catalog, slug))

    def _feed(self, feed: feeds.Feed) -> Iterator[Part]:
        if self._settings.site_url:
            yield self._feeds.bundle(feed)

    def _paper(self, listed: Listed, day: str) -> Iterator[Part]:
        yield paper_pages.paper_page(self._renderer, listed.paper, day)
        yield self._downloads.of_paper(listed.paper)

    def _prepare(self, listed: Listed) -> None:
        self._renderer.prepare(listed.paper)

    def _removed(self, listed: Listed) -> Iterator[Part]:
        yield paper_pages.removed_page(self._renderer, listed.paper)
        yield self._downloads.of_removed(listed.paper)
