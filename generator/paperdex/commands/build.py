"""Records to the finished site: read, check, generate, render, index for search, put in place."""

import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from pathlib import Path

import orjson

from paperdex.catalog.catalog import Catalog, build_catalog
from paperdex.catalog.content import Content, read_content
from paperdex.catalog.related import Relations
from paperdex.catalog.view import View
from paperdex.checks import findings_for_pages
from paperdex.findings import Finding, Severity
from paperdex.garbage import nothing_collected
from paperdex.pages import Groups, Tools, all_pages
from paperdex.pages.page import Files, Group
from paperdex.settings import Settings
from paperdex.site.assembly import Assembly, Plan, assemble, complete
from paperdex.site.ground import ground_of
from paperdex.site.lock import only_build
from paperdex.site.search.index import search_group
from paperdex.site.shard import Shard
from paperdex.site.tree import Changes, look, write_tree
from paperdex.site.zensical_renderer import render as render_with_zensical
from paperdex.site.zensical_renderer import set_aside
from paperdex.store import DamagedStoreError, Store, Table

CLOUDFLARE_FILES = 20_000
"""https://developers.cloudflare.com/pages/platform/limits/"""
GITHUB_BYTES = 10**9
"""https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits"""

_SHEETS = 64
"""Values among which the relations of papers are divided: ten thousand would take long to fetch, one long to write."""


@dataclass(frozen=True)
class SiteContent:
    """What a site is made of, and what stands in its way: `load(settings).catalog.papers`."""

    catalog: Catalog
    findings: Sequence[Finding]

    @property
    def has_errors(self) -> bool:
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def load(settings: Settings) -> SiteContent:
    """Read all content; faulty records are findings, and are left out. Of two records with one id the first stays."""
    return load_content(read_content(settings))


def load_content(content: Content) -> SiteContent:
    """The same of content that was read already."""
    settings = content.settings
    catalog = build_catalog(
        {record.id: record for record in reversed(content.sound_records)}.values(),
        content.topics,
        content.venues,
        author_pages_from=settings.options.author_pages_from,
        published=[address for _, address in content.published],
    )
    findings = [finding.at(settings.shown(Path(finding.file))) for finding in findings_for_pages(content)]
    return SiteContent(catalog, findings)


def generate(settings: Settings, catalog: Catalog) -> Changes:
    """Write `build/docs/` and `build/theme/`: a tree that any MkDocs renders as it is."""
    with only_build(settings.build, settings.site):
        return _generate(settings, View(catalog, settings), catalog)


def _generate(settings: Settings, view: View, catalog: Catalog) -> Changes:
    write_tree(settings.build / "theme", look("theme"))
    return write_tree(settings.docs, chain(all_pages(catalog, view), look("assets", "assets/")))


def build(
    settings: Settings,
    catalog: Catalog,
    renderer: str = "mkdocs",
    shard: Shard | None = None,
    store: Store | None = None,
) -> Assembly:
    """Bring `site/` up to date, the whole or one part (which only MkDocs makes). A `PaperdexError` where that is being
    done already. `store` is the index's own, where it is open.
    """
    with only_build(settings.build, settings.site), nothing_collected(lasts=False):
        return _build(settings, catalog, renderer, shard, store or Store(settings.store))


def host_limits(assembly: Assembly) -> Iterator[str]:
    """What the usual hosts do not take, and the settings that help."""
    cure = "fewer `twins`, a higher `author_pages_from` or `author_feeds_from` in mkdocs.yml (extra.paperdex)"
    if assembly.files > CLOUDFLARE_FILES:
        yield f"site/ has {assembly.files:,} files, and Cloudflare Pages takes {CLOUDFLARE_FILES:,}: {cure} make fewer"
    if assembly.bytes > GITHUB_BYTES:
        size, most = f"{assembly.bytes / 10**9:.1f} GB", f"{GITHUB_BYTES // 10**9} GB"
        yield f"site/ takes {size}, and GitHub Pages takes {most}: {cure} make it smaller"


def _build(settings: Settings, catalog: Catalog, renderer: str, shard: Shard | None, store: Store) -> Assembly:
    common = ground_of(settings.config, settings.topics, settings.venues)
    table = store.table("related", common)
    catalog = replace(catalog, known_relations=cache(lambda: _read_relations(table)))
    view = View(catalog, settings)
    tools = Tools(view)
    look_group = Group("look", lambda: [Files("look", lambda: look("assets", "assets/"))])
    plan = Plan(
        settings.config,
        settings.docs,
        settings.manifest,
        store,
        view,
        Groups(catalog, tools, [search_group(view), look_group]),
        tools.prepare,
        common,
        shard,
    )
    if renderer == "zensical":
        _generate(settings, view, catalog)
        with set_aside(settings.site):
            render_with_zensical(settings.root, settings.site)
            return complete(settings.site, plan)
    write_tree(settings.build / "theme", look("theme"))
    assembly = assemble(settings.site, plan)
    _keep_relations(table, catalog)
    store.settle()
    return assembly


def _read_relations(table: Table) -> Relations:
    """As they were kept; none where there are none, or a part of them is damaged."""
    found: dict[str, Sequence[str]] = {}
    with suppress(DamagedStoreError):
        for sheet in table.all().values():
            found |= orjson.loads(sheet)
    return Relations(*({paper_id: row[place] for paper_id, row in found.items()} for place in range(3)))


def _keep_relations(table: Table, catalog: Catalog) -> None:
    """For the next build, which finds only those that a change can concern."""
    before, now = catalog.known_relations(), catalog.relations
    if now is before:
        return
    columns, were = ((each.digests, each.features, each.found) for each in (now, before))
    sheets: dict[str, list[str]] = {}
    for paper_id in now.digests:
        sheets.setdefault(_sheet(paper_id), []).append(paper_id)
    changed = {_sheet(paper_id) for paper_id in before.digests.keys() - now.digests.keys()}
    for column, old in zip(columns, were, strict=True):
        changed.update(_sheet(paper_id) for paper_id in now.digests if column[paper_id] != old.get(paper_id))
    with suppress(DamagedStoreError):
        for number in sorted(changed):
            rows = {paper_id: [column[paper_id] for column in columns] for paper_id in sheets.get(number, ())}
            table.put({number: orjson.dumps(rows)})


def _sheet(paper_id: str) -> str:
    """In which value of the table a paper's relations are."""
    return str(zlib.crc32(paper_id.encode()) % _SHEETS)
