"""Records to the finished site: read, check, generate, render, index for search, put in place."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.catalog.catalog import Catalog, build_catalog
from generator.catalog.vocabulary import read_topics, read_venues
from generator.findings import Finding, Severity
from generator.pages import all_pages
from generator.pages.page import Asset
from generator.records.store import read_records
from generator.settings import Settings
from generator.site.assembly import assemble
from generator.site.search_index import search_files
from generator.site.tree import Changes, look, write_tree


@dataclass(frozen=True)
class Loaded:
    """The whole content of an index, and what is wrong with it."""

    catalog: Catalog
    findings: Sequence[Finding]

    @property
    def has_errors(self) -> bool:
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def load(settings: Settings) -> Loaded:
    """Read all content; faulty files are findings and their records are left out."""
    records = read_records(settings.papers)
    tree, topic_findings = read_topics(settings.topics)
    venues, venue_findings = read_venues(settings.venues)
    papers = [stored.paper for stored in records.papers]
    paths = {stored.paper.id: settings.shown(stored.path) for stored in records.papers}
    catalog = build_catalog(papers, tree, venues, author_pages_from=settings.options.author_pages_from, paths=paths)
    findings = [*records.findings, *topic_findings, *venue_findings]
    return Loaded(catalog, [finding.at(settings.shown(Path(finding.file))) for finding in findings])


def generate(settings: Settings, catalog: Catalog) -> Changes:
    """Write `build/docs/` and `build/theme/`: a tree that any MkDocs renders as it is."""
    write_tree(settings.build / "theme", look("theme"))
    return write_tree(settings.docs, [*all_pages(catalog, settings), *_look_assets()])


def build(settings: Settings, catalog: Catalog) -> None:
    """Make `site/`; the old one stays until the new one is whole."""
    generate(settings, catalog)
    assemble(settings.site, settings.config, list(all_pages(catalog, settings)), [*_look_assets(), *search_files(catalog)])


def _look_assets() -> list[Asset]:
    return [Asset(f"assets/{asset.path}", asset.data) for asset in look("assets")]
