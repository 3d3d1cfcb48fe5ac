"""Authors with enough papers for a list of their own. People whose names make one slug share a page."""

from collections.abc import Iterator

from paperdex.catalog import addresses
from paperdex.catalog.view import View
from paperdex.pages.listing import by_year
from paperdex.pages.names import Name, name_pages, pages_of_name
from paperdex.pages.page import Page
from paperdex.pages.render import Renderer
from paperdex.pages.strings import say


def authors_pages(renderer: Renderer) -> Iterator[Page]:
    """The list of all, by family name."""
    people = renderer.view.names("author")
    names = [Name(each.name, addresses.author(each.slug), each.papers, each.short_name) for each in people]
    least = renderer.settings.options.author_pages_from
    note = say("names.at_least", count=least) if least > 1 else ""
    description = say("names.authors", site=renderer.settings.site_name)
    yield from name_pages(
        renderer,
        addresses.AUTHORS,
        say("places.authors"),
        names,
        section="authors",
        description=description,
        note=note,
    )


def author_pages(renderer: Renderer, slug: str) -> Iterator[Page]:
    """The papers of one."""
    view, shelf = renderer.view, f"author/{slug}"
    name = view.title(shelf)
    yield from pages_of_name(
        renderer,
        shelf,
        name,
        addresses.author(slug),
        by_year(view.shelf(shelf)),
        has_feed=has_feed(view, slug),
        section="authors",
        description=say("names.papers_by", name=name),
        crumbs=[(say("places.authors"), addresses.AUTHORS)],
        also=[other for other in view.spellings(shelf) if other != name],
    )


def has_feed(view: View, slug: str) -> bool:
    """Whether an author has enough papers to be followed."""
    return bool(view.settings.site_url) and view.count(f"author/{slug}") >= view.settings.options.author_feeds_from
