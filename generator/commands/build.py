"""Records to the finished site: read, check, generate, render, index for search, put in place."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path

from generator import files
from generator.catalog import ledger
from generator.catalog.catalog import Catalog, build_catalog
from generator.catalog.related import ground
from generator.checks import findings_for_pages
from generator.checks.content import read_content
from generator.findings import Finding, Severity
from generator.pages import all_pages
from generator.pages.cards import card_bundles
from generator.pages.downloads import all_downloads
from generator.pages.page import Bundle
from generator.settings import Settings
from generator.site.assembly import Plan, assemble
from generator.site.kept import kept
from generator.site.lock import only_build
from generator.site.program import digest_of_program
from generator.site.search_index import search_files
from generator.site.tree import Changes, look, write_tree
from generator.site.zensical_renderer import render as render_with_zensical


@dataclass(frozen=True)
class Loaded:
    """The whole content of an index, and what is wrong with it."""

    catalog: Catalog
    findings: Sequence[Finding]

    @property
    def has_errors(self) -> bool:
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def load(settings: Settings) -> Loaded:
    """Read all content; faulty records are findings, and are left out. Of two records with one id the first stays."""
    content = read_content(settings)
    sound = {record.paper.id: record for record in reversed(content.records) if record.digest}
    catalog = build_catalog(
        [record.paper for record in sound.values()],
        content.tree,
        content.venues,
        author_pages_from=settings.options.author_pages_from,
        paths={paper_id: settings.shown(record.path) for paper_id, record in sound.items()},
        digests={paper_id: record.digest or "" for paper_id, record in sound.items()},
        published=[address for _, address in ledger.read(settings.content)],
    )
    return Loaded(catalog, [finding.at(settings.shown(Path(finding.file))) for finding in findings_for_pages(content)])


def generate(settings: Settings, catalog: Catalog) -> Changes:
    """Write `build/docs/` and `build/theme/`: a tree that any MkDocs renders as it is."""
    with only_build(settings.build, settings.site):
        return _generate(settings, catalog)


def _generate(settings: Settings, catalog: Catalog) -> Changes:
    write_tree(settings.build / "theme", look("theme"))
    return write_tree(settings.docs, chain(all_pages(catalog, settings), look("assets", "assets/")))


def build(settings: Settings, catalog: Catalog, renderer: str = "mkdocs") -> int:
    """Bring `site/` up to date; the number of its parts that had to be made. A `PaperdexError` where that is being done already."""
    with only_build(settings.build, settings.site):
        return _build(settings, catalog, renderer)


def _build(settings: Settings, catalog: Catalog, renderer: str) -> int:
    common = digest_of_program(settings.config, settings.topics, settings.venues)
    catalog = _with_related(catalog, settings.build / "cache/related.json", common)
    bundles = [
        Bundle("look", common, partial(look, "assets", "assets/")),
        Bundle("search", catalog.digest, partial(search_files, catalog)),
        *all_downloads(catalog, settings),
        *card_bundles(catalog, settings),
    ]
    state = settings.build / "cache/site.json"
    if renderer == "zensical":
        files.remove(state)
        _generate(settings, catalog)
        render_with_zensical(settings.root, settings.site, bundles)
        return len(bundles) + 1
    write_tree(settings.build / "theme", look("theme"))
    plan = Plan(settings.config, settings.docs, list(all_pages(catalog, settings)), bundles, common)
    return assemble(settings.site, plan, state)


def _with_related(catalog: Catalog, cache: Path, common: str) -> Catalog:
    """The catalog with its related papers, found before for the same titles, names and topics or found now."""
    key = common + ground(catalog.papers, catalog.tree)
    found = kept(cache, key, lambda: {paper_id: [[near.paper.id, near.shares] for near in nearest] for paper_id, nearest in catalog.related.items()})
    return replace(catalog, known_related=found)
