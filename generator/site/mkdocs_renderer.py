"""Render the generated tree with MkDocs and Material."""

import logging
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Material prints advice about MkDocs 2 and its own successor on every import; see docs of this project on renderers.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from generator.errors import PaperdexError


def render(config_file: Path, site: Path) -> None:
    """Build the site into the folder `site`, which MkDocs empties first. A warning of MkDocs is an error."""
    with _warnings() as warnings:
        try:
            config = load_config(str(config_file), site_dir=str(site))
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
        except MkDocsException as error:
            raise PaperdexError(str(error), file=config_file) from None
    if warnings:
        raise PaperdexError(f"MkDocs: {warnings[0]}" + (f" (and {len(warnings) - 1} more)" if len(warnings) > 1 else ""), file=config_file)


@contextmanager
def _warnings() -> Iterator[list[str]]:
    """Collect what MkDocs would print as warnings."""
    collected: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: collected.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    propagates, logger.propagate = logger.propagate, False
    try:
        yield collected
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagates


def scratch_site(beside: Path) -> Path:
    """An empty folder on the same disk, so that a finished site can be moved into place in one step."""
    return Path(tempfile.mkdtemp(prefix=f".{beside.name}-", dir=beside.parent))
