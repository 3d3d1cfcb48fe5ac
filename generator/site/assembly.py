"""Everything that a site consists of, in one folder: what has changed is made, in several processes, and what is gone goes.

A first build, and one after a change of what all pages share, is made aside and put in place whole. Later
ones change single files, each in one step; a build that was interrupted is finished by the next.
"""

import hashlib
import os
import shutil
import tempfile
import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_all_start_methods, get_context, parent_process
from pathlib import Path

from generator import files
from generator.errors import PaperdexError
from generator.pages.page import Asset, Bundle, Page
from generator.site.mkdocs_renderer import STATIC_TEMPLATES, MkdocsRenderer
from generator.site.state import State, Unit

_WORTH_PROCESSES = 400
"""Units from which starting other processes pays."""
_PORTION = 64
_LARGE = ("search", "dumps")


@dataclass(frozen=True)
class Plan:
    """All that a site is made of."""

    config_file: Path
    docs: Path
    """Where the Markdown of the pages is written as well."""
    pages: Sequence[Page]
    bundles: Sequence[Bundle]
    common: str
    """Digest of what every page shares: templates, styles, settings, vocabulary, this program."""


def assemble(site: Path, plan: Plan, state_file: Path) -> int:
    """Bring `site` up to the plan; the number of units that had to be made."""
    units = {unit.name: unit for unit in _units(plan)}
    state = State.read(state_file)
    if not site.is_dir() or state.common != plan.common:
        _make_anew(site, plan, units, state_file)
        return len(units)
    changed = [name for name, unit in units.items() if state.keys.get(name) != unit.key]
    gone = [name for name in state.keys if name not in units]
    # From here to the end the state does not know what is being changed: an interrupted build does it again.
    paths = state.without([*changed, *gone])
    if changed or gone:
        state.write(state_file)
    _make(changed, units, plan, site, state)
    kept = {path for found in state.paths.values() for path in found}
    for path in [path for path in [*paths, *state.doomed] if path not in kept]:
        _remove(site, path)
        if path.endswith("index.html"):
            _remove(plan.docs, f"{path.removesuffix('.html')}.md")
    state.doomed.clear()
    state.write(state_file)
    return len(changed)


def html_path(path: str) -> str:
    """`topics/safety/index.html` for `topics/safety.md`, and for `topics/safety/index.md`."""
    name = path.removesuffix(".md")
    return f"{name}.html" if name == "index" or name.endswith("/index") else f"{name}/index.html"


def _units(plan: Plan) -> Iterator[Unit]:
    known = [f"{page.path} {page.is_listed}" for page in plan.pages]
    for page in plan.pages:
        yield Unit(f"page:{page.path}", page.key)
    for bundle in plan.bundles:
        yield Unit(bundle.name, bundle.key)
    yield Unit("static", hashlib.blake2b("\0".join(known).encode(), digest_size=12).hexdigest())


def _make_anew(site: Path, plan: Plan, units: dict[str, Unit], state_file: Path) -> None:
    files.remove(state_file)
    shutil.rmtree(plan.docs, ignore_errors=True)
    site.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=f".{site.name}-", dir=site.parent))
    try:
        state = State(common=plan.common)
        _make(list(units), units, plan, scratch, state, is_fresh=True)
        _replace(site, scratch)
        state.write(state_file)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _make(names: Sequence[str], units: dict[str, Unit], plan: Plan, site: Path, state: State, *, is_fresh: bool = False) -> None:
    """Write the files of some units, and enter them into the state."""
    workshop = _Workshop(plan, site, is_fresh=is_fresh)
    broken: list[str] = []
    for found, links in workshop.run(names):
        broken.extend(links)
        for name, paths in found:
            state.enter(units[name], paths)
    if broken:
        raise PaperdexError(broken[0])


class _Workshop:
    """Makes units, here or in other processes, which share everything with this one by being its copies."""

    def __init__(self, plan: Plan, site: Path, *, is_fresh: bool = False) -> None:
        self._put = files.write_fresh if is_fresh else files.write_bytes
        self._plan = plan
        self._site = site
        self._pages = {f"page:{page.path}": page for page in plan.pages}
        self._bundles = {bundle.name: bundle for bundle in plan.bundles}
        self._renderer: MkdocsRenderer | None = None

    def run(self, names: Sequence[str]) -> Iterator[tuple[list[tuple[str, list[str]]], list[str]]]:
        """What was made, with its paths, and the links that lead nowhere."""
        large = [name for name in names if name in _LARGE]
        is_little = len(names) < _WORTH_PROCESSES and (not large or len(self._pages) < _WORTH_PROCESSES)
        processes = os.cpu_count() or 1
        if is_little or processes == 1 or "fork" not in get_all_start_methods():
            yield self.make(names)
            return
        # The large ones first and alone, or one of them is begun last and waited for.
        small = [name for name in names if name not in _LARGE]
        portions = [*([name] for name in large), *(small[start : start + _PORTION] for start in range(0, len(small), _PORTION))]
        _copied.append(self)
        try:
            with ProcessPoolExecutor(processes, mp_context=get_context("fork"), initializer=_end_with_parent) as pool:
                yield from pool.map(_make_portion, portions)
        finally:
            _copied.pop()

    def make(self, names: Sequence[str]) -> tuple[list[tuple[str, list[str]]], list[str]]:
        made = [(name, [self._write(asset) for asset in self._unit(name)]) for name in names]
        links = self._renderer.broken_links if self._renderer else []
        return made, links

    def _unit(self, name: str) -> Iterable[Asset]:
        if name in self._bundles:
            return self._bundles[name].make()
        if name in self._pages:
            return self._page(self._pages[name])
        listed = [page.path for page in self._plan.pages if page.is_listed]
        return [Asset(template, self._mkdocs().static(template, listed)) for template in STATIC_TEMPLATES]

    def _page(self, page: Page) -> list[Asset]:
        finished = page.finish()
        self._put(self._plan.docs / page.path, finished.text.encode())
        return [Asset(html_path(page.path), self._mkdocs().html(finished))]

    def _write(self, asset: Asset) -> str:
        self._put(self._site / asset.path, asset.data)
        return asset.path

    def _mkdocs(self) -> MkdocsRenderer:
        if self._renderer is None:
            self._renderer = MkdocsRenderer(self._plan.config_file, (page.path for page in self._plan.pages))
        return self._renderer


def _end_with_parent() -> None:
    """A process whose parent was killed would wait for work for ever, and hold the lock of the build."""

    def wait() -> None:
        if parent := parent_process():
            parent.join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def _make_portion(names: Sequence[str]) -> tuple[list[tuple[str, list[str]]], list[str]]:
    return _copied[-1].make(names)


_copied: list[_Workshop] = []
"""What processes that are forked from this one find in it."""


def _remove(site: Path, path: str) -> None:
    """A file that belongs to nothing any more, and the folders that are empty without it."""
    files.remove(site / path)
    folder = (site / path).parent
    while folder != site and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _replace(site: Path, scratch: Path) -> None:
    """Swap folders by renaming, the only step that cannot stop half-way."""
    scratch.chmod(0o755)
    old = scratch.with_name(f"{scratch.name}-old")
    if site.exists():
        site.rename(old)
    scratch.rename(site)
    shutil.rmtree(old, ignore_errors=True)
