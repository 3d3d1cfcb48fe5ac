"""Records to the finished site: read, check, generate, render, index for search, put in place."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache, partial
from itertools import chain
from pathlib import Path

from paperdex import files
from paperdex.catalog.catalog import Catalog, build_catalog
from paperdex.catalog.content import Content, read_content
from paperdex.catalog.papers import Listed
from paperdex.catalog.related import Relations
from paperdex.checks import findings_for_pages
from paperdex.findings import Finding, Severity
from paperdex.pages import all_groups, all_pages
from paperdex.pages.page import Bundle, Group
from paperdex.settings import Settings
from paperdex.site.assembly import Assembled, Plan, assemble, complete
from paperdex.site.journal import Journal
from paperdex.site.lock import only_build
from paperdex.site.program import digest_of_program
from paperdex.site.search.index import search_group
from paperdex.site.shard import Shard
from paperdex.site.tree import Changes, look, write_tree
from paperdex.site.zensical_renderer import render as render_with_zensical
from paperdex.site.zensical_renderer import set_aside

CLOUDFLARE_FILES = 20_000
"""https://developers.cloudflare.com/pages/platform/limits/"""
GITHUB_BYTES = 10**9
"""https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits"""


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
    sound = {record.id: record for record in reversed(content.sound_records)}
    start = len(f"{settings.root}{os.sep}")
    catalog = build_catalog(
        [
            Listed(record.outline, record.digest or "", record, record.location[start:].replace(os.sep, "/"))
            for record in sound.values()
        ],
        content.topics,
        content.venues,
        author_pages_from=settings.options.author_pages_from,
        published=[address for _, address in content.published],
    )
    return SiteContent(
        catalog, [finding.at(settings.shown(Path(finding.file))) for finding in findings_for_pages(content)]
    )


def generate(settings: Settings, catalog: Catalog) -> Changes:
    """Write `build/docs/` and `build/theme/`: a tree that any MkDocs renders as it is."""
    with only_build(settings.build, settings.site):
        return _generate(settings, catalog)


def _generate(settings: Settings, catalog: Catalog) -> Changes:
    write_tree(settings.build / "theme", look("theme"))
    return write_tree(settings.docs, chain(all_pages(catalog, settings), look("assets", "assets/")))


def build(settings: Settings, catalog: Catalog, renderer: str = "mkdocs", shard: Shard | None = None) -> Assembled:
    """Bring `site/` up to date, the whole or one part (which only MkDocs makes). A `PaperdexError` where that is being
    done already.
    """
    with only_build(settings.build, settings.site):
        return _build(settings, catalog, renderer, shard)


def host_limits(assembled: Assembled) -> Iterator[str]:
    """What the usual hosts do not take, and the settings that help."""
    cure = "fewer `twins`, a higher `author_pages_from` or `author_feeds_from` in mkdocs.yml (extra.paperdex)"
    if assembled.files > CLOUDFLARE_FILES:
        yield f"site/ has {assembled.files:,} files, and Cloudflare Pages takes {CLOUDFLARE_FILES:,}: {cure} make fewer"
    if assembled.bytes > GITHUB_BYTES:
        size, most = f"{assembled.bytes / 10**9:.1f} GB", f"{GITHUB_BYTES // 10**9} GB"
        yield f"site/ takes {size}, and GitHub Pages takes {most}: {cure} make it smaller"


def _build(settings: Settings, catalog: Catalog, renderer: str, shard: Shard | None) -> Assembled:
    common = digest_of_program(settings.config, settings.topics, settings.venues)
    journal = Journal(settings.build / "cache/related", common, len(fields(Relations)))
    catalog = replace(catalog, known_relations=cache(lambda: Relations(*(journal.read() or ()))))
    whole, *others = all_groups(catalog, settings)
    look_group = Group("look", common, lambda: [Bundle("look", common, partial(look, "assets", "assets/"))])
    plan = Plan(
        settings.config,
        settings.site_url,
        settings.docs,
        settings.build,
        [lambda: [search_group(catalog, settings.options), *whole(), look_group], *others],
        common,
        shard,
    )
    if renderer == "zensical":
        files.remove(plan.state)
        _generate(settings, catalog)
        with set_aside(settings.site):
            render_with_zensical(settings.root, settings.site)
            return complete(settings.site, plan)
    write_tree(settings.build / "theme", look("theme"))
    assembled = assemble(settings.site, plan)
    _keep_relations(journal, catalog.known_relations(), catalog.relations)
    return assembled


def _keep_relations(journal: Journal, before: Relations, now: Relations) -> None:
    """For the next build, which finds only those that a change can concern."""
    if now is before:
        return
    columns = now.digests, now.features, now.found
    were = before.digests, before.features, before.found
    changed = {
        name
        for column, old in zip(columns, were, strict=True)
        for name in {**old, **column}
        if column.get(name) != old.get(name)
    }
    journal.write(columns, sorted(changed))
