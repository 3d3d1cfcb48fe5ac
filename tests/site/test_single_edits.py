"""After every edit of one field, each part of the site is what it would be if it had just been made.

Real pages, a real store and real files; only what MkDocs does with a page and how a card is drawn is left out, so that
some thousand edits can be tried. tests/trust/test_incremental.py does the same with all of it, and fewer edits.
"""

import random
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from catalogs import catalog_of
from paperdex.catalog.view import View
from paperdex.catalog.vocabulary import Topic, TopicTree, VenueName
from paperdex.pages import Groups, Tools, card_picture
from paperdex.pages.page import Asset, FileSet, Page, RowFile
from paperdex.records.paper import Paper
from paperdex.settings import Options, Settings
from paperdex.site import workshop
from paperdex.site.assembly import Plan, assemble
from paperdex.site.memory import Memory
from paperdex.site.rows import pieces_of
from paperdex.site.search.index import search_group
from paperdex.store import Store
from torture import TORTURE

EDITS = 2000 if TORTURE else 250
NAMES = ["Ann Ash", "Bo Birch", "Cy Cedar", "李伟"]
IDS = [f"paper-{number}" for number in range(7)]
DATES = [None, "2021", "2022-03", "2022-03-04", "2022-03-05", "2023-11-30"]
WORDS = [None, "Of maps", "Of $x^2$ and <maps>", "地図 & meaning"]

PAPER: dict[str, list[Any]] = {
    "title": ["Maps of meaning", "Meaning of maps", "On $x^2$", "A <b> & c", "地図"],
    "type": [None, "preprint", "article", "thesis"],
    "authors": [[], *([{"literal": name}] for name in NAMES), [{"literal": NAMES[0]}, {"literal": NAMES[1]}]],
    "author_count": [None, 1, 9],
    "organization": [None, {"name": "A Lab"}, {"name": "a lab"}, {"name": "B Lab", "handle": "b"}],
    "date": DATES,
    "abstract": [None, "Of maps.", "Of meaning and of maps. And of more."],
    "topics": [[], ["methods"], ["safety"], ["methods", "safety"], ["narrow"]],
    "language": ["en", "de"],
    "venue": [None, {"id": "neurips", "name": "NIPS"}, {"name": "Elsewhere"}, {"name": "Elsewhere", "year": 2020}],
    "container": [None, {"title": "Book"}, {"volume": "3", "pages": "1-9"}],
    "note": WORDS,
    "status": [None, {"kind": "retracted"}, {"kind": "removed"}, {"kind": "superseded", "by": "paper-1"}],
    "corrected": [[], [{"date": "2024-01-01", "note": "A name"}]],
    "aliases": [[], ["once"], ["once", "twice"], ["paper-1"]],
}
LINKS: dict[str, list[Any]] = {
    "arxiv": [None, "2307.03601", "2307.03602"],
    "doi": [None, "10.1000/x"],
    "url": [None, "https://a.example/x"],
    "code": [[], ["https://code.example/x"]],
    "slides": [[], ["https://slides.example/x"]],
}
PROVENANCE: dict[str, list[Any]] = {
    "source": ["manual", "arxiv"],
    "file": [None, "list.md"],
    "lines": [None, [1, 2]],
    "retrieved": [None, "2024-05", "2024-05-06"],
    "upvotes": [None, 0, 7],
    "inferred": [[], ["date.year"]],
    "proposed": [[], ["topics"]],
    "repaired": [{}, {"title": "Mapz"}],
    "evidence": [{}, {"title": ["https://a.example/e"]}],
}
TOPIC: dict[str, list[Any]] = {
    "name": ["Methods", "Safety", "Ways"],
    "description": WORDS,
    "aliases": [[], ["earlier"]],
    "start_here": [[], [{"paper": "paper-1", "why": "It is first."}], [{"paper": "paper-9", "why": "It is none."}]],
}
VENUE: dict[str, list[Any]] = {"name": ["NeurIPS", "NIPS"], "aliases": [[], ["Elsewhere"]]}


class Content:
    """What curators have written, of which one field changes at a time."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - the same edits every time
        self.papers = {paper_id: self.new(paper_id) for paper_id in IDS[:4]}
        self.topics = [{"slug": "methods", "name": "Methods"}, {"slug": "safety", "name": "Safety"}]
        self.topics.append({"slug": "narrow", "name": "Narrow", "parent": "methods"})
        self.venues = [{"id": "neurips", "name": "NeurIPS"}]

    def new(self, paper_id: str) -> dict[str, Any]:
        return {"id": paper_id, "title": "Maps", "links": {}, "provenance": {"source": "manual"}}

    def edit(self) -> str:
        """Change something; what it was."""
        kind = self.chance.choices(
            ["paper", "links", "provenance", "topic", "venue", "come", "go"], [9, 3, 3, 1, 1, 1, 1]
        )[0]
        if kind == "come":
            paper_id = self.chance.choice(IDS)
            self.papers.setdefault(paper_id, self.new(paper_id))
            return f"{paper_id} came"
        if kind == "go" and self.papers:
            return f"{self.papers.pop(self.chance.choice(sorted(self.papers)))['id']} went"
        if kind == "topic":
            return self.set(self.chance.choice(self.topics), TOPIC)
        if kind == "venue" or not self.papers:
            return self.set(self.venues[0], VENUE)
        paper = self.papers[self.chance.choice(sorted(self.papers))]
        return f"{paper['id']}: " + (
            self.set(paper, PAPER)
            if kind == "paper"
            else self.set(paper[kind], LINKS if kind == "links" else PROVENANCE)
        )

    def set(self, values: dict[str, Any], fields: dict[str, list[Any]]) -> str:
        field = self.chance.choice(sorted(fields))
        values[field] = self.chance.choice(fields[field])
        return f"{field} = {values[field]!r}"

    @property
    def catalog(self) -> Any:
        papers = [Paper.model_validate(values) for values in self.papers.values()]
        tree = TopicTree([Topic.model_validate(values) for values in self.topics])
        venues = {values["id"]: VenueName.model_validate(values) for values in self.venues}
        return catalog_of(papers, tree, venues, folder="content/papers")

    @property
    def ground(self) -> str:
        """The vocabularies, on which everything stands."""
        return repr((self.topics, self.venues))


class Host:
    """Stands in for MkDocs: a page is what it consists of."""

    def template(self, name: str, page: SimpleNamespace) -> str:
        return f"{name} {page.title} {page.url} {page.canonical_url} {page.meta} {page.content}"

    def static(self, name: str, pages: list[SimpleNamespace]) -> str:
        return f"{name} {[each.page.canonical_url for each in pages]}"

    def markdown(self, text: str) -> str:
        return text


class Nothing:
    """Notes of somebody who has never been here."""

    def __init__(self) -> None:
        self.values: dict[str, bytes] = {}

    def get(self, name: str) -> bytes | None:
        return self.values.get(name)

    def put(self, name: str, value: bytes) -> None:
        self.values[name] = value


def settings_of(root: Path) -> Settings:
    options = Options(page_size=2, newest=2, feed_entries=2, author_feeds_from=2, repository="https://code.example/r")
    return Settings(root=root, site_name="T", site_url="https://t.example/", options=options)


def fresh(catalog: Any, settings: Settings) -> Iterator[tuple[str, bytes]]:
    """Every file as it is when nobody knows anything: Markdown of pages below `docs/`, others below `site/`."""
    view = View(catalog, settings)
    for group in Groups(catalog, Tools(view), [search_group(view)]).values():
        for part in group.parts():
            if isinstance(part, Page):
                yield f"docs/{part.path}", part.make().text.encode()
            elif isinstance(part, RowFile):
                data = b"".join(pieces_of(part, view, Nothing(), None))
                yield from ((f"site/{path}", data) for path in (part.path, *part.also))
            else:
                assets = part.make(None, Nothing()) if isinstance(part, FileSet) else part.make()
                yield from ((f"site/{asset.path}", asset.data) for asset in assets if isinstance(asset, Asset))


def built(folder: Path) -> dict[str, bytes]:
    """Every file that builds have left, but those that the stand-in for MkDocs has made."""
    paths = [path for name in ("docs", "site") for path in (folder / name).rglob("*") if path.is_file()]
    made = {"site/404.html", "site/sitemap.xml"}
    names = {path.relative_to(folder).as_posix(): path for path in paths}
    return {
        name: path.read_bytes()
        for name, path in names.items()
        if name not in made and not (name.startswith("site/") and name.endswith("index.html"))
    }


class Index:
    """A site that is built again after every edit."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.content = Content(seed)
        self.settings = settings_of(folder)
        self.store = Store(folder / "store")
        self.made = 0
        """Groups that were made."""

    def build(self) -> None:
        catalog = self.content.catalog
        view = View(catalog, self.settings)
        tools = Tools(view)
        plan = Plan(
            self.folder / "mkdocs.yml",
            self.folder / "docs",
            self.folder / "manifest.txt",
            self.store,
            view,
            Groups(catalog, tools, [search_group(view)]),
            tools.prepare,
            self.content.ground,
        )
        self.made += assemble(self.folder / "site", plan).changed

    def stale(self) -> list[str]:
        """Parts that would be made again if all were replayed, and not only those that the reverse index names."""
        view = View(self.content.catalog, self.settings)
        memory = Memory(self.store, self.content.ground)
        groups = memory.units({group for group, _, _ in memory.all_units()})
        return [
            f"{group} {name}"
            for group, units in groups.items()
            for name, unit in units.items()
            if unit.hash != view.hash(unit.reads)
        ]

    def differences(self) -> list[str]:
        now, right = built(self.folder), dict(fresh(self.content.catalog, self.settings))
        return sorted(name for name in now.keys() | right.keys() if now.get(name) != right.get(name))


@pytest.fixture(autouse=True)
def nothing_is_rendered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workshop, "_mkdocs", lambda _: Host())
    monkeypatch.setattr(card_picture, "card", lambda *values: repr(values).encode())


@pytest.mark.parametrize("seed", range(5))
def test_every_part_is_what_it_would_be_if_it_had_just_been_made(tmp_path: Path, seed: int) -> None:
    index = Index(tmp_path, seed)
    index.build()
    everything = index.made
    for number in range(EDITS):
        edit = index.content.edit()
        index.build()
        assert not index.differences(), f"edit {number}: {edit}"
        assert number % 10 or not index.stale(), f"edit {number}: {edit}"
    assert index.made < EDITS * everything / 2, "most parts stay as they are"


def test_a_read_that_goes_around_the_view_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(View, "count", lambda view, shelf: len(view._catalog.shelf(shelf)))
    index = Index(tmp_path, seed=0)
    index.build()

    def finds() -> bool:
        index.content.edit()
        index.build()
        return bool(index.differences())

    assert any(finds() for _ in range(EDITS))
