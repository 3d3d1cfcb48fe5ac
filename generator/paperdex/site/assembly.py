"""Everything that a site consists of, in one folder: what has changed is made and what is gone goes.

A first build, and one after a change of what all pages share, is made aside and put in place whole. Later
ones change single files, each in one step; a build that was interrupted is finished by the next.
"""

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import orjson

from paperdex import files
from paperdex.pages.page import Asset, Bundle, Group, Groups, Page, Part
from paperdex.site import manifest
from paperdex.site.shard import Shard
from paperdex.site.shells import Shells
from paperdex.site.state import Made, State, Unit
from paperdex.site.tree import remove_others
from paperdex.site.workshop import Places, Workshop, page_paths

_STATIC = "static"
"""The group of the files that follow from which pages there are."""
_STATIC_TEMPLATES = ("404.html", "sitemap.xml")


@dataclass(frozen=True)
class Plan:
    """All that a site is made of, and where."""

    config_file: Path
    site_url: str
    docs: Path
    """Where the Markdown of the pages is written as well."""
    build: Path
    """Where it is kept what the site was made of."""
    groups: Sequence[Groups]
    """Each is begun while it is found out what of the next one has changed."""
    common: str
    """Digest of what every page shares: templates, styles, settings, vocabulary, this program."""
    shard: Shard | None = None
    """The part that is to be made; None for the whole."""

    @property
    def ground(self) -> str:
        """What a state has to agree on: to a part, a state of the whole or of another part says nothing."""
        return f"{self.common} {self.shard}" if self.shard else self.common

    @property
    def state(self) -> Path:
        return self.build / "cache/site"

    @property
    def memory(self) -> Path:
        """What files with very many parts were made of; worth nothing without the state."""
        return self.build / "cache/files"

    @property
    def begun(self) -> Path:
        """Names of the groups that a build is about to change; there is such a file only while one is under way, or was
        interrupted.
        """
        return self.build / "cache/begun.json"

    @property
    def manifest(self) -> Path:
        return self.build / "manifest.txt"


@dataclass(frozen=True)
class Assembled:
    """What came of a build."""

    changed: int
    """Groups that had changed."""
    files: int
    """Files of the whole site."""
    bytes: int


def assemble(site: Path, plan: Plan) -> Assembled:
    """Bring `site` up to the plan."""
    state = State(plan.state, plan.ground)
    changed = (_renew if site.is_dir() and state.is_known else _make_anew)(site, plan, state)
    return Assembled(changed, state.files, state.bytes)


def complete(site: Path, plan: Plan) -> Assembled:
    """Add everything but pages to a site whose pages another renderer has made."""
    shutil.rmtree(plan.memory, ignore_errors=True)
    groups = [group._replace(parts=partial(_files_of, group)) for ask in plan.groups for group in ask()]
    with Workshop(_places(plan, site), lambda _: None, is_fresh=True) as workshop:
        for _ in workshop.run(groups):
            pass  # the files are all that is wanted
    sizes = {path.relative_to(site).as_posix(): path.stat().st_size for path in site.rglob("*") if path.is_file()}
    manifest.of_site(plan.manifest, site)
    return Assembled(len(groups), len(sizes), sum(sizes.values()))


def _places(plan: Plan, site: Path) -> Places:
    return Places(plan.config_file, plan.docs, site, plan.memory, plan.site_url)


def _files_of(group: Group) -> Iterator[Part]:
    return (part for part in group.parts() if not isinstance(part, Page))


def _make_anew(site: Path, plan: Plan, state: State) -> int:
    state.forget()
    files.remove(plan.state)
    for folder in (plan.docs, plan.memory):
        shutil.rmtree(folder, ignore_errors=True)
    for folder in (plan.docs, site.parent):  # MkDocs asks for the first, and a part may have no page
        folder.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=f".{site.name}-", dir=site.parent))
    try:
        with Workshop(_places(plan, scratch), state.made, is_fresh=True) as workshop:
            groups = [group for ask in _groups(plan, workshop.shells) for group in ask()]
            sums = _make(groups, workshop, state, plan)
        _replace(site, scratch)
        manifest.write(plan.manifest, sums)
        _keep(plan, state)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return len(groups)


def _renew(site: Path, plan: Plan, state: State) -> int:
    interrupted = _begun(plan, state)
    if interrupted is not None:
        _forget(interrupted, plan, state)
    with Workshop(_places(plan, site), state.made, is_fresh=False) as workshop:
        names: set[str] = set()
        changed: list[Group] = []
        for place, ask in enumerate(_groups(plan, workshop.shells), 1):
            groups = list(ask())
            names.update(group.name for group in groups)
            found = [group for group in groups if state.keys.get(group.name) != group.key]
            changed += found
            if found and place < len(plan.groups):
                _note(plan, [*(interrupted or ()), *(group.name for group in changed)])
                workshop.begin(found, len(state.keys))
        gone = state.keys.keys() - names - {_STATIC}
        if not changed and not gone and interrupted is None:
            return 0
        concerned = [*(group.name for group in changed), *sorted(gone), _STATIC]
        _note(plan, concerned)
        before = _files_of_groups(concerned, state)
        for name in gone:
            state.remove(name)
        sums = _make(changed, workshop, state, plan)
    removed = before - _files_of_groups(concerned, state)
    for path in removed:
        _remove(site, path)
        if path.endswith("index.html"):
            _remove(plan.docs, f"{path.removesuffix('.html')}.md")
    if interrupted is not None:  # it may have written files that nothing speaks of
        there = {path for made in state.all() for path in made.files}
        remove_others(site, {site / path for path in there})
        remove_others(
            plan.docs, {plan.docs / f"{path.removesuffix('.html')}.md" for path in there if path.endswith("index.html")}
        )
    manifest.update(plan.manifest, sums, removed, site)
    _keep(plan, state)
    return len(changed)


def _files_of_groups(names: Iterable[str], state: State) -> set[str]:
    return {path for name in names if (made := state.made(name)) for path in made.files}


def _note(plan: Plan, concerned: Sequence[str]) -> None:
    """From here on a build is under way."""
    files.write_bytes(plan.begun, orjson.dumps(concerned))


def _begun(plan: Plan, state: State) -> list[str] | None:
    """The groups that an interrupted build was about to change; None where none was."""
    try:
        return [str(name) for name in orjson.loads(plan.begun.read_bytes())]
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError):
        return list(state.keys)


def _forget(names: Iterable[str], plan: Plan, state: State) -> None:
    """Nothing is known of how far groups have come, but which files they had."""
    shutil.rmtree(plan.memory, ignore_errors=True)
    for name in names:
        if made := state.made(name):
            state.enter(name, Made("", {unit: Unit("", found.files) for unit, found in made.units.items()}))


def _groups(plan: Plan, shells: Shells) -> Sequence[Groups]:
    """What is to be made but the static files of a whole site, which follow from its state; a part has to ask all
    groups for their pages.
    """
    if not plan.shard:
        return plan.groups

    def static(groups: Sequence[Group]) -> Group:
        return _static(_digest([f"{group.name} {group.key}" for group in groups]), partial(_listed, groups), shells)

    return plan.shard.part_of(plan.groups, static)


def _listed(groups: Iterable[Group]) -> Sequence[str]:
    return sorted(part.path for group in groups for part in group.parts() if isinstance(part, Page) and part.is_listed)


def _make(groups: Sequence[Group], workshop: Workshop, state: State, plan: Plan) -> dict[str, str]:
    """Write the files of some groups, and of what follows from them, and enter them into the state; their checksums."""
    sums: dict[str, str] = {}
    for finished in workshop.run(groups):
        state.enter(finished.name, finished.made)
        sums.update(finished.sums)
    if not plan.shard and (state.has_other_units or not state.keys.get(_STATIC)):
        pages = page_paths(unit for made in state.all() for unit in made.units)
        finished = workshop.make(_static(_digest(pages), lambda: pages, workshop.shells))
        state.enter(_STATIC, finished.made)
        sums.update(finished.sums)
    return sums


def _static(key: str, pages: Callable[[], Sequence[str]], shells: Shells) -> Group:
    def parts() -> Iterator[Part]:
        listed = pages()
        yield Bundle(
            _STATIC, _digest(listed), lambda: [Asset(name, shells.static(name, listed)) for name in _STATIC_TEMPLATES]
        )

    return Group(_STATIC, key, parts, is_large=True)


def _digest(values: Sequence[str]) -> str:
    return hashlib.blake2b("\0".join(values).encode(), digest_size=12).hexdigest()


def _keep(plan: Plan, state: State) -> None:
    """Remember the site as it is now; from here on no build is under way."""
    state.write()
    files.remove(plan.begun)


def _remove(folder: Path, path: str) -> None:
    """A file that belongs to nothing any more, and the folders that are empty without it."""
    files.remove(folder / path)
    place = (folder / path).parent
    while place != folder and place.is_dir() and not any(place.iterdir()):
        place.rmdir()
        place = place.parent


def _replace(site: Path, scratch: Path) -> None:
    """Swap folders by renaming, the only step that cannot stop half-way."""
    scratch.chmod(0o755)
    old = scratch.with_name(f"{scratch.name}-old")
    if site.exists():
        site.rename(old)
    scratch.rename(site)
    shutil.rmtree(old, ignore_errors=True)
