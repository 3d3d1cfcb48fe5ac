"""Everything that a site consists of, in one folder."""

import shutil
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from generator import files
from generator.errors import PaperdexError
from generator.pages.page import Asset, Page
from generator.site.mkdocs_renderer import STATIC_TEMPLATES, MkdocsRenderer


def assemble(site: Path, config_file: Path, pages: Sequence[Page], assets: Iterable[Asset]) -> None:
    """Make `site` anew from pages and files; the old one stays until the new one is whole."""
    scratch = Path(tempfile.mkdtemp(prefix=f".{site.name}-", dir=site.parent))
    try:
        renderer = MkdocsRenderer(config_file, (page.path for page in pages))
        for page in pages:
            files.write_bytes(scratch / html_path(page.path), renderer.html(page))
        for name in STATIC_TEMPLATES:
            files.write_bytes(scratch / name, renderer.static(name))
        for asset in assets:
            files.write_bytes(scratch / asset.path, asset.data)
        if renderer.broken_links:
            raise PaperdexError(renderer.broken_links[0])
        _replace(site, scratch)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def html_path(path: str) -> str:
    """`topics/safety/index.html` for `topics/safety.md`."""
    name = path.removesuffix(".md")
    return f"{name}.html" if name == "index" or name.endswith("/index") else f"{name}/index.html"


def _replace(site: Path, scratch: Path) -> None:
    """Swap folders by renaming, the only step that cannot stop half-way."""
    scratch.chmod(0o755)
    old = scratch.with_name(f"{scratch.name}-old")
    if site.exists():
        site.rename(old)
    scratch.rename(site)
    shutil.rmtree(old, ignore_errors=True)
