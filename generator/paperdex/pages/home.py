"""The front page: what this is, topics with counts, the newest papers, how to add one."""

from paperdex.catalog.catalog import Catalog
from paperdex.pages.page import Page
from paperdex.pages.render import Renderer
from paperdex.pages.topic_pages import topic_counts


def home(renderer: Renderer) -> Page:
    catalog, settings = renderer.catalog, renderer.settings
    newest = [paper for paper in catalog.papers[: settings.options.newest] if paper.date]  # undated ones come last
    description = settings.site_description
    counts = [len(catalog.papers), sorted(catalog.by_year), topic_counts(catalog)]
    return renderer.page(
        "",
        settings.site_name,
        "home.md.j2",
        kind="home",
        description=description,
        newest=newest,
        added=last_added(catalog),
        depends=counts,
    )


def last_added(catalog: Catalog) -> str | None:
    """The last day on which a source was read."""
    return max((outline.retrieved for outline in catalog.papers.outlines if outline.retrieved), default=None)
