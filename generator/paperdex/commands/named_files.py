"""The files of content/ that a person named on the command line."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from paperdex.errors import PaperdexError
from paperdex.records.folder import record_paths
from paperdex.records.record import SUFFIX
from paperdex.settings import Settings


def named_records(settings: Settings, paths: Sequence[Path]) -> list[Path]:
    """The records among the named files in order of their paths; all records where nothing is named."""
    if not paths:
        return record_paths(settings.papers)
    return sorted(
        path for path in named_files(settings, paths) if path.is_relative_to(settings.papers) and path.suffix == SUFFIX
    )


def named_files(settings: Settings, paths: Iterable[Path]) -> set[Path]:
    """Whole paths; a folder stands for all files in it. A `PaperdexError` for what is not there or no part of the
    content.
    """
    found: set[Path] = set()
    for path in paths:
        whole = path.parent.resolve() / path.name
        if not whole.exists():
            raise PaperdexError("there is no such file", file=path)
        is_record = whole.is_relative_to(settings.papers)
        if whole.is_dir() and (is_record or settings.papers.is_relative_to(whole)):
            found.update(
                inner for inner in settings.content.rglob("*") if inner.is_file() and inner.is_relative_to(whole)
            )
        elif is_record or whole in (settings.topics, settings.venues):
            found.add(whole)
        else:
            raise PaperdexError(
                f"is no record (those lie in {settings.shown(settings.papers)}/) and no vocabulary", file=path
            )
    return found
