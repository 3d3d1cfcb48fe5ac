"""Parts of a site that several machines make: no file is in two of them, and side by side they are the site, byte for
byte.
"""

import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from paperdex.cli import main
from paperdex.commands.build import build, load
from paperdex.commands.remove import remove
from paperdex.commands.rename import rename
from paperdex.errors import PaperdexError
from paperdex.site.memory import Writer
from paperdex.site.shard import Shard, parse_shard
from small_index import FINISHED_SITE, SmallIndex
from torture import digests

pytestmark = pytest.mark.filterwarnings("default")

SETTINGS = f"{FINISHED_SITE}extra: {{paperdex: {{page_size: 2, author_pages_from: 1, author_feeds_from: 2}}}}\n"
MANY = 50


@pytest.fixture
def index(index: SmallIndex) -> SmallIndex:
    """Topics, authors, a venue, an organisation, a paper that was renamed and one that was removed."""
    index.write("mkdocs.yml", SETTINGS)
    index.add(
        "one",
        authors=[{"literal": "Ann Ash"}],
        date="2023-05-06",
        topics=["methods"],
        venue={"id": "neurips", "name": "NIPS"},
    )
    index.add(
        "two", authors=[{"literal": "Ann Ash"}, {"literal": "Bo Birch"}], date="2023-06", topics=["methods", "safety"]
    )
    index.add("three", date="2024", topics=["methods"], organization={"name": "A lab"})
    index.add("four", abstract="Of one and two.")
    rename(index.settings, "three", "renamed")
    remove(index.settings, "four", "Spam", today="2024-01-01")
    shutil.rmtree(index.settings.build)  # what these two remember
    return index


def bring_up(root: Path, shard: Shard | None = None) -> dict[str, str]:
    """Build; every file of the site by its path."""
    settings = SmallIndex.at(root).settings
    build(settings, load(settings).catalog, shard=shard)
    return digests(root / "site")


def whole(index: SmallIndex, to: Path) -> dict[str, str]:
    """The whole site of the same records, made somewhere else from nothing."""
    shutil.copytree(index.root, to, ignore=shutil.ignore_patterns("build", "site", "machine-*", "whole*"))
    return bring_up(to)


def machines(index: SmallIndex, count: int) -> Iterator[tuple[Path, Shard]]:
    """As many copies of the index as it is now, each with what its part has left in it."""
    for number in range(1, count + 1):
        root = index.root / f"machine-{number}"
        shutil.rmtree(root / "content", ignore_errors=True)
        shutil.copytree(index.root / "content", root / "content")
        shutil.copy(index.root / "mkdocs.yml", root)
        yield root, Shard(number, count)


def together(parts: Sequence[dict[str, str]]) -> dict[str, str]:
    """All parts in one folder."""
    assert [path for path, times in Counter(path for part in parts for path in part).items() if times > 1] == [], (
        "no file is in two parts"
    )
    return {path: digest for part in parts for path, digest in part.items()}


@pytest.mark.parametrize("count", [1, 2, 3, MANY])
def test_all_parts_together_are_the_site_and_no_file_is_in_two(index: SmallIndex, count: int) -> None:
    parts, manifests = [], list[str]()
    for root, shard in machines(index, count):
        parts.append(bring_up(root, shard))
        manifests += (root / "build/manifest.txt").read_text(encoding="utf-8").splitlines()
    assert together(parts) == whole(index, index.root / "whole")
    assert (
        sorted(manifests, key=lambda line: line[66:])
        == (index.root / "whole/build/manifest.txt").read_text(encoding="utf-8").splitlines()
    )
    assert {
        "sitemap.xml",
        "404.html",
        "papers/renamed/index.html",
        "papers/three/index.html",
        "papers/four/index.html",
    } <= together(parts).keys()
    assert all(parts) is (count != MANY), "of very many parts some are empty, and they are sound nevertheless"


def test_parts_that_are_brought_up_to_date_are_together_the_site(index: SmallIndex) -> None:
    for root, shard in machines(index, 3):
        bring_up(root, shard)
    before = {path: path.stat().st_ino for path in index.root.glob("machine-*/site/**/*") if path.is_file()}
    index.add("two", title="Another title", authors=[{"literal": "Cy Cedar"}], date="2023-06")
    index.add("five", date="2025-01", topics=["safety"])
    rename(index.settings, "one", "first")
    assert together([bring_up(root, shard) for root, shard in machines(index, 3)]) == whole(index, index.root / "whole")
    assert any(path.exists() and path.stat().st_ino == number for path, number in before.items()), (
        "what has not changed is not made again"
    )
    (index.settings.papers / "2025/five.yaml").unlink()
    index.write("content/topics.yaml", index.read("content/topics.yaml").replace("Safety", "Security"))
    assert together([bring_up(root, shard) for root, shard in machines(index, 3)]) == whole(
        index, index.root / "whole-2"
    )


def test_the_sitemap_follows_pages_of_other_parts(index: SmallIndex) -> None:
    """Of a part in which nothing else may have changed."""
    sitemaps = [
        root / "site/sitemap.xml" for root, shard in machines(index, 3) if "sitemap.xml" in bring_up(root, shard)
    ]
    index.add("five")
    for root, shard in machines(index, 3):
        bring_up(root, shard)
    [sitemap] = sitemaps
    assert "https://t.example/papers/five/" in sitemap.read_text(encoding="utf-8")


def test_a_folder_holds_what_was_built_last_the_whole_or_any_part(index: SmallIndex) -> None:
    parts = [bring_up(root, shard) for root, shard in machines(index, 2)]
    site = whole(index, index.root / "whole")
    wanted = {None: site, Shard(1, 2): parts[0], Shard(2, 2): parts[1]}
    for shard in (Shard(1, 2), None, Shard(2, 2), Shard(1, 2), None):
        assert bring_up(index.root, shard) == wanted[shard], shard
    assert digests(index.root / "build/docs") == digests(index.root / "whole/build/docs")


def test_what_an_interrupted_part_has_left_harms_neither_it_nor_the_whole(
    index: SmallIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(_: Writer) -> None:
        raise PaperdexError("stopped")

    machine = dict(machines(index, 2))
    for root, shard in machine.items():
        bring_up(root, shard)
    index.add("two", title="Another title", date="2023-06", topics=["safety"])
    with monkeypatch.context() as patch:
        patch.setattr(Writer, "flush", stop)
        for root, shard in machines(index, 2):
            with pytest.raises(PaperdexError, match="stopped"):
                bring_up(root, shard)
    site = whole(index, index.root / "whole")
    for root in machine:
        shutil.copytree(root, root.with_name(f"whole-{root.name}"))
        assert bring_up(root.with_name(f"whole-{root.name}")) == site
    assert together([bring_up(root, shard) for root, shard in machine.items()]) == site


@pytest.mark.parametrize(
    "text",
    ["0/4", "5/4", "x", "1/0", "0/0", "", "2", "1/", "/4", "-1/4", "1/4/4", "1.0/4", " 1/4", "1/4\n", "¹/4", "1/99999"],
)
def test_what_names_no_part_is_one_line_and_builds_nothing(
    index: SmallIndex, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["-C", str(index.root), "build", "--shard", text]) == 2
    assert capsys.readouterr().err == f"paperdex: --shard {text!r} is no part of a site; the second of four is 2/4\n"
    assert not (index.root / "build").exists()


def test_parts_are_made_by_mkdocs_only(index: SmallIndex, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["-C", str(index.root), "build", "--shard", "1/2", "--renderer", "zensical"]) == 2
    assert (
        capsys.readouterr().err
        == "paperdex: --shard: zensical makes whole sites only; leave out one of --shard and --renderer\n"
    )
    assert not (index.root / "build").exists()


def test_a_part_is_named_by_its_number_and_their_count(index: SmallIndex, capsys: pytest.CaptureFixture[str]) -> None:
    assert (parse_shard("2/4"), parse_shard("256/256"), str(Shard(2, 4))) == (Shard(2, 4), Shard(256, 256), "2/4")
    assert main(["-C", str(index.root), "build", "--shard", "1/2"]) == 0
    assert capsys.readouterr().out == "site/: part 1/2 of 3 papers\n"
