"""Authors with enough papers for a list of their own. People whose names make one slug share a page."""

from collections.abc import Iterator, Sequence

from generator.catalog import addresses
from generator.catalog.catalog import author_slug
from generator.pages.listing import by_year, list_pages
from generator.pages.names import Name, name_pages
from generator.pages.page import Page
from generator.pages.render import Renderer
from generator.pages.strings import say
from generator.pages.topic_pages import papers_a_year
from generator.records.paper import Author, Paper


def author_pages(renderer: Renderer) -> Iterator[Page]:
    catalog, site = renderer.catalog, renderer.settings.site_name
    spellings = {slug: _spellings(slug, papers) for slug, papers in catalog.by_author.items()}
    names = [Name(spellings[slug][0].name, addresses.author(slug), len(papers), spellings[slug][0].short_name) for slug, papers in catalog.by_author.items()]
    least = renderer.settings.options.author_pages_from
    note = say("names.at_least", count=least) if least > 1 else ""
    yield from name_pages(renderer, addresses.AUTHORS, say("places.authors"), names, section="authors", description=say("names.authors", site=site), note=note)
    for name, (slug, papers) in zip(names, catalog.by_author.items(), strict=True):
        yield from list_pages(
            renderer,
            name.address,
            name.name,
            by_year(papers),
            template="named.md.j2",
            kind="list",
            section="authors",
            description=say("names.papers_by", name=name.name),
            crumbs=[(say("places.authors"), addresses.AUTHORS)],
            also=list(dict.fromkeys(author.name for author in spellings[slug] if author.name != name.name)),
            feed=addresses.feed(name.address) if renderer.settings.site_url and len(papers) >= renderer.settings.options.author_feeds_from else None,
            years=papers_a_year(papers, catalog),
        )


def _spellings(slug: str, papers: Sequence[Paper]) -> list[Author]:
    """The author as each paper has them, newest first."""
    return [author for paper in papers for author in paper.authors if author_slug(author) == slug]
