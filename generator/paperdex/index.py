"""The front door: an index on disk as one object. What it gives was read once, when it was first asked for."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from paperdex.catalog.content import Content, read_content
from paperdex.catalog.vocabulary import Topic, VenueName
from paperdex.findings import Finding
from paperdex.records.paper import Paper
from paperdex.settings import Settings, read_settings

if TYPE_CHECKING:
    from paperdex.catalog.catalog import Catalog
    from paperdex.commands.build import SiteContent
    from paperdex.commands.check import CheckResult
    from paperdex.commands.export import Filters
    from paperdex.site.assembly import Assembly
    from paperdex.site.shard import Shard
    from paperdex.site.tree import Changes


class Index:
    """One index: `paperdex.open("my-index").papers`."""

    settings: Settings
    """Its folder, its name and its options, from mkdocs.yml."""

    def __init__(self, settings: Settings) -> None:
        """`paperdex.open` makes one of a folder."""
        self.settings = settings

    def __repr__(self) -> str:
        return f"<Index {self.settings.site_name!r} in {self.settings.root}>"

    @property
    def papers(self) -> Sequence[Paper]:
        """All papers, newest first; faulty records and papers that were taken out are not among them."""
        return self.catalog.papers

    @property
    def topics(self) -> Sequence[Topic]:
        """The topics of topics.yaml, in its order."""
        return self._content.topics.topics

    @property
    def venues(self) -> Mapping[str, VenueName]:
        """The venues of venues.yaml, by id."""
        return self._content.venues

    @property
    def findings(self) -> Sequence[Finding]:
        """What stands in the way of a site: files that cannot be read, ids given twice, names that nobody knows."""
        return self._site_content.findings

    @property
    def has_errors(self) -> bool:
        """Whether an error is among `findings`."""
        return self._site_content.has_errors

    @property
    def catalog(self) -> "Catalog":
        """All papers as pages see them: by topic, date, person, organisation and venue."""
        return self._site_content.catalog

    def check(
        self, paths: Sequence[Path] = (), *, since: str | None = None, today: date | None = None
    ) -> "CheckResult":
        """Everything that is wrong with the content, or what concerns the files `paths` or those that have changed
        since a Git revision. Dates after `today` lie in the future.
        """
        from paperdex.commands.check import check_content  # noqa: PLC0415 - a build needs none of it

        return check_content(self._content, paths, since=since, today=today or datetime.now(UTC).date())

    def build(self, renderer: str = "mkdocs", shard: "Shard | None" = None) -> "Assembly":
        """Bring `site/` up to date: all sound records become pages. Nobody asks here whether there are `findings`."""
        from paperdex.commands.build import build  # noqa: PLC0415

        return build(self.settings, self.catalog, renderer, shard, self._content.store)

    def generate(self) -> "Changes":
        """Write only the Markdown tree, `build/docs/`."""
        from paperdex.commands.build import generate  # noqa: PLC0415

        return generate(self.settings, self.catalog)

    def export(self, format: str, query: str | None = None, filters: "Filters | None" = None) -> str:  # noqa: A002
        """Papers in another program's format, `bibtex` or `jsonl`: all, or those with `query` in title, abstract or
        authors, whatever the case and the accents. `filters` may say more.
        """
        from paperdex.commands.export import Filters, export  # noqa: PLC0415

        return export(self.catalog, self.settings, format, filters or Filters(query=query))

    @cached_property
    def _site_content(self) -> "SiteContent":
        from paperdex.commands.build import load_content  # noqa: PLC0415 - a check needs none of it, and is to be quick

        return load_content(self._content)

    @cached_property
    def _content(self) -> Content:
        return read_content(self.settings)


def open(path: str | PathLike[str] = ".") -> Index:  # noqa: A001 - `paperdex.open` says what it opens
    """The index in a folder, the one with `mkdocs.yml` in it; a `PaperdexError` where that is none."""
    return Index(read_settings(Path(path).resolve()))
