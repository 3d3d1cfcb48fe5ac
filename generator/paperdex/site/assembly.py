"""Everything that a site consists of, in one folder: what has changed is made and what is gone goes.

A first build, and one after a change of what all pages share, is made aside and put in place whole. Later
ones change single files, each in one step; a build that was interrupted is finished by the next.
"""

import shutil
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from paperdex import files
from paperdex.catalog.view import View
from paperdex.pages.page import Asset, Files, Group, Page, Part
from paperdex.site import manifest
from paperdex.site.copies import PROCESSES, beside
from paperdex.site.inspection import inspect, stamp_of
from paperdex.site.memory import Finished, Memory, Units, files_of
from paperdex.site.shard import Shard
from paperdex.site.shells import Shells
from paperdex.site.tree import remove_others
from paperdex.site.workshop import Places, Workshop, page_paths
from paperdex.store import DamagedStoreError, Store

_STATIC = "static"
"""The group of the files that follow from which pages there are."""
_STATIC_TEMPLATES = ("404.html", "sitemap.xml")
_MANY_FILES = 5000
"""Of a site from which it pays to look at them in another process."""


@dataclass(frozen=True)
class Plan:
    """All that a site is made of, and where."""

    config_file: Path
    docs: Path
    """Where the Markdown of the pages is written as well."""
    manifest: Path
    """Where the checksums of all files are written."""
    store: Store
    """Where it is remembered what the site was made of."""
    view: View
    groups: Mapping[str, Group]
    """All of them by name, but the static files."""
    prepare: Callable[[], None]
    """Makes what very many pages have in common."""
    common: str
    """Digest of what every page shares: templates, styles, settings, vocabulary, this program."""
    shard: Shard | None = None
    """The part that is to be made; None for the whole."""

    @property
    def ground(self) -> str:
        """What a memory has to agree on: to a part, one of the whole or of another part says nothing."""
        return f"{self.common}/{self.shard}" if self.shard else self.common

    def workshop(self, memory: Memory, site: Path, *, is_fresh: bool) -> Workshop:
        places = Places(self.config_file, self.docs, site, self.view.settings.site_url)
        return Workshop(places, self.view, memory.notes, is_fresh=is_fresh)


@dataclass(frozen=True)
class Assembly:
    """What came of a build."""

    changed: int
    """Groups that had changed."""
    files: int
    """Files of the whole site."""
    bytes: int


def assemble(site: Path, plan: Plan) -> Assembly:
    """Bring `site` up to the plan."""
    return _despite_damage(lambda: _assemble(site, plan))


def complete(site: Path, plan: Plan) -> Assembly:
    """Add everything but pages to a site whose pages another renderer has made."""
    return _despite_damage(lambda: _complete(site, plan))


def _despite_damage(work: Callable[[], Assembly]) -> Assembly:
    """A damaged store is empty from then on, so whoever begins again knows nothing and makes everything anew."""
    try:
        return work()
    except DamagedStoreError:
        return work()


def _assemble(site: Path, plan: Plan) -> Assembly:
    memory = Memory(plan.store, plan.ground)
    changed = None
    if memory.is_known and site.is_dir() and plan.docs.is_dir():
        changed = _renew(site, plan, memory)
    if changed is None:
        changed = _make_anew(site, plan, memory)
    return Assembly(changed, memory.number_of_files, memory.bytes)


def _complete(site: Path, plan: Plan) -> Assembly:
    memory = Memory(plan.store, plan.ground)
    memory.forget()
    groups = [group._replace(parts=partial(_without_pages, group)) for group in plan.groups.values()]
    with plan.workshop(memory, site, is_fresh=True) as workshop:
        for _ in workshop.run(groups, plan.prepare):
            pass  # the files are all that is wanted
    sizes = [path.stat().st_size for path in site.rglob("*") if path.is_file()]
    manifest.of_site(plan.manifest, site)
    return Assembly(len(groups), len(sizes), sum(sizes))


def _without_pages(group: Group) -> Iterator[Part]:
    return (part for part in group.parts() if not isinstance(part, Page))


def _make_anew(site: Path, plan: Plan, memory: Memory) -> int:
    memory.forget()
    shutil.rmtree(plan.docs, ignore_errors=True)
    for folder in (plan.docs, site.parent):  # MkDocs asks for the first, and a part may have no page
        folder.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=f".{site.name}-", dir=site.parent))
    try:
        with plan.workshop(memory, scratch, is_fresh=True) as workshop, memory.writing(plan.view) as writer:
            groups = _groups(plan, workshop.shells)
            pages: set[str] = set()
            for made in workshop.run(list(groups.values()), plan.prepare):
                writer.enter(made, {})
                pages.update(made.units)
            if not plan.shard:
                writer.enter(workshop.make(_static(workshop.shells, page_paths(pages))), {})
            plan.view.forget_results()
            _replace(site, scratch)
        memory.seal_manifest(manifest.write(plan.manifest, memory.checksums()))
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return len(groups)


def _renew(site: Path, plan: Plan, memory: Memory) -> int | None:
    """Make what has changed; None where so little is left of the site that it has to be made anew."""
    interrupted = memory.changing
    is_large = memory.number_of_files > _MANY_FILES
    with (
        beside(lambda: inspect(memory, site), is_worth=is_large) as inspected,
        plan.workshop(memory, site, is_fresh=False) as workshop,
    ):
        groups = _groups(plan, workshop.shells)
        # What speaks of all papers takes longest, and is begun while it is found out what else has changed.
        begun = _begin(groups, workshop, plan, memory) if is_large and PROCESSES > 1 and interrupted is None else {}
        concerned = memory.readers(memory.changed_reads(plan.view))
        found = inspected()
        if 2 * len(found.others) > found.files:
            return None
        memory.restamp(found.copies)
        known = frozenset(found.groups)
        wanted = concerned.union(begun, interrupted or (), (group for group, _ in found.others))
        changed = [groups[name] for name in groups if name in wanted or name not in known]
        gone = sorted(known - groups.keys() - {_STATIC})
        if changed or gone or _STATIC in wanted or interrupted is not None:
            before = memory.units([*(group.name for group in changed), *gone, _STATIC])
            lost = {path for _, path in found.others}
            sound = {name: _sound(units, lost) for name, units in before.items() if name not in (interrupted or ())}
            workshop.before = {**sound, **begun}
            memory.begin(before.keys() | {group.name for group in changed})
            _make(changed, gone, before, workshop, plan, memory)
            if interrupted is not None:  # it may have written files that nothing speaks of
                _sweep(site, plan.docs, memory)
        elif manifest.seal(plan.manifest) != memory.manifest_seal:
            memory.seal_manifest(manifest.write(plan.manifest, memory.checksums()))
    return len(changed)


def _begin(groups: Mapping[str, Group], workshop: Workshop, plan: Plan, memory: Memory) -> dict[str, Units]:
    """Begin with those of the large groups that are not what they were; these, as they were."""
    alone = (groups[name] for name in groups if "/" not in name)
    large = {group.name: group for group in alone if group.is_of_all}
    before = memory.units(large)
    site = workshop.places.site
    stale: dict[str, Units] = {}
    for name, units in before.items():
        lost = {path for path, stamp in files_of(units).items() if stamp_of(site, path, stamp) is None}
        if lost or any(unit.hash != plan.view.hash(unit.reads) for unit in units.values()):
            stale[name] = _sound(units, lost)
    if stale:
        memory.begin(stale)
        workshop.before = stale
        workshop.begin([large[name] for name in stale])
    return stale


def _make(
    changed: Sequence[Group],
    gone: Sequence[str],
    before: Mapping[str, Units],
    workshop: Workshop,
    plan: Plan,
    memory: Memory,
) -> None:
    """Make groups, remove what nothing needs any more, and remember it."""
    files_before = {path for units in before.values() for path in files_of(units)}
    pages_before = {unit for units in before.values() for unit in units}
    files_now: set[str] = set()
    pages_now: set[str] = set()
    written: dict[str, str] = {}
    made: list[Finished] = []

    def take(group: Finished) -> None:
        made.append(group)
        written.update(group.written)
        pages_now.update(group.units)
        files_now.update(group.paths)

    for group in workshop.run(changed, plan.prepare):
        take(group)
    static = before.get(_STATIC, {})
    if not plan.shard and (page_paths(pages_before) != page_paths(pages_now) or workshop.before.get(_STATIC) != static):
        pages = {unit for _, unit, _ in memory.all_units()} - pages_before | pages_now
        workshop.before.pop(_STATIC, None)
        take(workshop.make(_static(workshop.shells, page_paths(pages))))
    else:
        files_now.update(files_of(static))
    with memory.writing(plan.view) as writer:
        for group in made:
            writer.enter(group, before.get(group.name, {}))
        for name in gone:
            writer.remove(name, before.get(name, {}))
        removed = files_before - files_now
        for path in removed:
            _remove(workshop.places.site, path)
            if path.endswith("index.html"):
                _remove(plan.docs, f"{path.removesuffix('.html')}.md")
    if manifest.seal(plan.manifest) == memory.manifest_seal:
        memory.seal_manifest(manifest.update(plan.manifest, written, removed))
    else:
        memory.seal_manifest(manifest.write(plan.manifest, memory.checksums()))


def _sound(units: Units, lost: Collection[str]) -> Units:
    """Without those of which a file is lost."""
    return {name: unit for name, unit in units.items() if unit.files.keys().isdisjoint(lost)}


def _groups(plan: Plan, shells: Shells) -> Mapping[str, Group]:
    """What is to be made but the static files of a whole site, which follow from what is known of its pages. A part of
    a site knows of no others, and has to ask all groups for them.
    """
    if not plan.shard:
        return plan.groups

    def static() -> Iterator[Part]:
        parts = (part for group in plan.groups.values() for part in group.parts())
        pages = sorted(part.path for part in parts if isinstance(part, Page) and part.is_listed)
        yield from _static(shells, pages).parts()

    groups = [*plan.groups.values(), Group(_STATIC, static, is_of_all=True)]
    return {group.name: group for group in plan.shard.part_of(groups)}


def _static(shells: Shells, pages: Sequence[str]) -> Group:
    def make() -> list[Asset]:
        return [Asset(name, shells.static(name, pages)) for name in _STATIC_TEMPLATES]

    return Group(_STATIC, lambda: [Files(_STATIC, make)])


def _sweep(site: Path, docs: Path, memory: Memory) -> None:
    """Remove files that nothing speaks of."""
    there = {path for path, _ in memory.checksums()}
    remove_others(site, {site / path for path in there})
    remove_others(docs, {docs / f"{path.removesuffix('.html')}.md" for path in there if path.endswith("index.html")})


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
