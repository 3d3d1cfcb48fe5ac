"""An address that was published leads somewhere for ever."""

from small_index import TOPICS, SmallIndex
from torture import paperdex

from generator.commands.ledger import keep
from generator.commands.rename import rename


def vanished(index: SmallIndex) -> list[str]:
    return [line for line in index.check() if "address-vanished" in line]


def test_the_ledger_has_papers_topics_and_their_earlier_addresses(index: SmallIndex) -> None:
    index.add("a-paper", aliases=["an-older-name"])
    result = paperdex(index.root, "ledger")
    assert result.stdout == "content/addresses.txt: 5 addresses, 5 new\n"
    listed = index.read("content/addresses.txt").splitlines()[1:]
    assert listed == ["papers/a-paper/", "papers/an-older-name/", "topics/methods/", "topics/safety/", "topics/security/"]
    assert vanished(index) == []


def test_a_deleted_record_is_an_error_with_its_cure(index: SmallIndex) -> None:
    path = index.add("a-paper")
    keep(index.settings)
    path.unlink()
    cure = "give the record that took its place this id under `aliases`, or bring it back and use `paperdex remove`"
    assert vanished(index) == [f"content/addresses.txt:2:1: address-vanished papers/a-paper/ was published and would lead nowhere; {cure}"]


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
    index.write("content/addresses.txt", index.read("content/addresses.txt") + "papers/a-paper/\npapers/from-elsewhere/\n")
    second = keep(index.settings)
    assert (second.addresses, second.new) == (first.addresses + 1, 0)
