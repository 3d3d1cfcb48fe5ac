"""An address that was published leads somewhere for ever."""

import re
import shutil
from pathlib import Path

from paperdex.commands.ledger import keep
from paperdex.commands.rename import rename
from small_index import TOPICS, SmallIndex
from torture import ROOT, digests, paperdex

GOOD = ROOT / "tests/data/good"


def vanished(index: SmallIndex) -> list[str]:
    return [line for line in index.check() if "address-vanished" in line]


def test_the_ledger_has_every_page_that_was_published_but_pages_2_and_later_of_lists(
    tmp_path: Path, tiny_index: Path, tiny_folder: Path
) -> None:
    shutil.copytree(tiny_index, tmp_path / "index", ignore=shutil.ignore_patterns("build", "site"))
    pages = {path.parent.relative_to(tiny_folder).as_posix() + "/" for path in tiny_folder.rglob("index.html")} - {"./"}
    later = {page for page in pages if re.search(r"/page/[0-9]+/$", page)}
    assert len(later) == 2
    result = paperdex(tmp_path / "index", "ledger")
    listed = (tmp_path / "index/content/addresses.txt").read_text(encoding="utf-8").splitlines()[1:]
    assert listed == sorted(pages - later)
    assert result.stdout == f"content/addresses.txt: {len(listed)} addresses, {len(listed)} new\n"
    assert paperdex(tmp_path / "index", "check", "--today", "2026-01-31").returncode == 0


def test_earlier_addresses_are_in_it_too(index: SmallIndex) -> None:
    index.add("a-paper", aliases=["an-older-name"])
    keep(index.settings)
    assert {"papers/a-paper/", "papers/an-older-name/", "topics/", "topics/safety/", "topics/security/"} <= set(
        index.read("content/addresses.txt").splitlines()
    )
    assert vanished(index) == []


def test_a_deleted_record_is_an_error_with_its_cure(index: SmallIndex) -> None:
    path = index.add("a-paper")
    keep(index.settings)
    path.unlink()
    cure = "give the record that took its place this id under `aliases`, or bring it back and use `paperdex remove`"
    assert vanished(index) == [
        f"content/addresses.txt:8:1: address-vanished papers/a-paper/ was published and would lead nowhere; {cure}"
    ]


def test_a_deleted_topic_is_one_too(index: SmallIndex) -> None:
    keep(index.settings)
    index.write("content/topics.yaml", TOPICS.replace("security", "harm"))
    assert [line.split()[2] for line in vanished(index)] == ["topics/security/"]


def test_a_renamed_and_a_removed_paper_keep_their_addresses(index: SmallIndex) -> None:
    index.add("a-paper")
    index.add("another", status={"kind": "removed", "reason": "Spam"})
    keep(index.settings)
    rename(index.settings, "a-paper", "a-better-name")
    assert vanished(index) == []


def test_what_cannot_be_read_has_not_vanished(index: SmallIndex) -> None:
    path = index.add("a-paper")
    keep(index.settings)
    path.write_text("title: [", encoding="utf-8")
    index.write("content/topics.yaml", "- [")
    assert vanished(index) == []


def test_nothing_is_ever_taken_out(index: SmallIndex) -> None:
    path = index.add("a-paper")
    keep(index.settings)
    path.unlink()
    assert keep(index.settings).new == 0
    assert "papers/a-paper/\n" in index.read("content/addresses.txt")


def test_two_branches_that_add_addresses_merge(index: SmallIndex) -> None:
    index.add("a-paper")
    first = keep(index.settings)
    index.write(
        "content/addresses.txt", index.read("content/addresses.txt") + "papers/a-paper/\npapers/from-elsewhere/\n"
    )
    second = keep(index.settings)
    assert (second.addresses, second.new) == (first.addresses + 1, 0)


def test_a_list_that_is_no_longer_made_leads_to_the_one_above_it(index: SmallIndex) -> None:
    """Dates, names and venues move with what records say, and nobody has to do anything about it."""
    shutil.copy(GOOD / "mkdocs.yml", index.root)
    fields = {"organization": {"name": "A Lab"}, "venue": {"name": "A Meeting"}}
    index.add("other", date="2023-06")
    index.add("a-paper", date="2023-05-06", authors=[{"literal": "Ann Ash"}], **fields)
    index.add("b-paper", date="2022-05", authors=[{"literal": "Ann Ash"}])
    keep(index.settings)
    hostile = [
        "authors/../../outside/",
        "authors/.x/",
        "dates/2023/05/../../",
        f"venues/{'x' * 300}/",
        "/etc/",
        "authors/<script>/",
        "moved/",
    ]
    index.write("content/addresses.txt", index.read("content/addresses.txt") + "".join(f"{line}\n" for line in hostile))
    index.add("a-paper", date="2023-06-06")
    (index.root / "content/papers/2022/b-paper.yaml").unlink()
    index.add("b-paper", date="2023-06")
    assert vanished(index) == []
    before = digests(index.root / "content")
    assert paperdex(index.root, "build").returncode == 0
    assert digests(index.root / "content") == before, "a build reads content and writes none"
    for address, target in {
        "dates/2023/05/": "dates/2023/",
        "dates/2022/": "dates/",
        "dates/2022/05/": "dates/",
        "organizations/a-lab/": "organizations/",
        "venues/a-meeting/": "venues/",
        "authors/ann-ash/": "authors/",
    }.items():
        page = (index.root / "site" / address / "index.html").read_text(encoding="utf-8")
        [refresh] = re.findall(r'<meta http-equiv="refresh" content="0; url=([^"]+)">', page)
        assert (index.root / "site" / address / refresh).resolve() == (index.root / "site" / target).resolve()
    assert {path.parent.name for path in (index.root / "site").glob("*/*/index.html")}.isdisjoint(
        {"outside", "x" * 300, "<script>"}
    )
    assert not (index.root.parent / "outside").exists()


def test_a_list_that_is_made_again_is_itself_again(index: SmallIndex) -> None:
    shutil.copy(GOOD / "mkdocs.yml", index.root)
    index.write("content/addresses.txt", "organizations/a-lab/\n")
    index.add("a-paper")
    assert paperdex(index.root, "build").returncode == 0
    index.add("a-paper", organization={"name": "A Lab"})
    assert paperdex(index.root, "build").returncode == 0
    assert "About a-paper" in (index.root / "site/organizations/a-lab/index.html").read_text(encoding="utf-8")


def test_a_ledger_that_cannot_be_read_is_one_clear_line(index: SmallIndex) -> None:
    index.add("a-paper")
    (index.root / "content/addresses.txt").write_bytes(b"\xff\xfe")
    for command in ("build", "ledger"):
        result = paperdex(index.root, command)
        assert (result.returncode, result.stderr.count("\n")) == (2, 1)
        assert "addresses.txt: is not UTF-8 text" in result.stderr
    assert any(line.startswith("content/addresses.txt: unreadable-file") for line in index.check())
