"""Records that name topics and venues which the index lacks: what was imported passes the index's own check."""

import json

import pytest
from paperdex import yaml_io
from paperdex.cli import main
from paperdex.commands.import_ import import_files
from paperdex.errors import PaperdexError
from paperdex.records.folder import read_records
from paperdex.settings import read_settings

TOPICS = """# Our own words
- slug: bread
  name: Bread and rolls   # kept
  aliases: [rolls]
"""
VENUES = """# Where we meet
- id: toast
  name: TOAST   # kept
  aliases: [Symposium on Toast, ToastConf]
"""


@pytest.fixture
def index(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("site_name: Test\n")
    (tmp_path / "content").mkdir()
    (tmp_path / "content/topics.yaml").write_text(TOPICS)
    (tmp_path / "content/venues.yaml").write_text(VENUES)
    return read_settings(tmp_path)


def save(index, *records, name="records.jsonl"):
    path = index.root / name
    path.write_text(
        "".join(
            json.dumps({"title": f"Paper {word}", **record}) + "\n"
            for word, record in zip("ABCDEFGH", records, strict=False)
        )
    )
    return path


def venue(venue_id, name, **others):
    return {"venue": {**({"id": venue_id} if venue_id else {}), "name": name, **others}}


def venues_of(index):
    return {
        stored.paper.title[-1]: stored.paper.venue.id
        for stored in read_records(index.papers).sound
        if stored.paper.venue
    }


def files_of(index):
    return {path: path.read_bytes() for path in index.content.rglob("*") if path.is_file()}


RECORDS = (
    {"topics": ["bread", "slow-cooking"], **venue("jam", "Journal of Jam", year=2020)},
    {"topics": ["slow-cooking", "rolls"], **venue("toast", "Toast, the conference")},
    {"topics": ["jam"], **venue("jam", "J. Jam")},
)


def test_what_records_name_and_the_index_lacks_is_appended(index, capsys):
    assert main(["-C", str(index.root), "import", str(save(index, *RECORDS))]) == 0
    assert capsys.readouterr().out == (
        "2 new in content/topics.yaml: slow-cooking, jam\n1 new in content/venues.yaml: jam\n3 added, 0 merged, 0 "
        "unchanged\n"
    )
    assert index.topics.read_text() == TOPICS + "- slug: slow-cooking\n  name: Slow cooking\n- slug: jam\n  name: Jam\n"
    assert index.venues.read_text() == VENUES + "- id: jam\n  name: Journal of Jam\n"
    assert main(["-C", str(index.root), "check"]) == 0, capsys.readouterr().out


def test_a_second_import_changes_nothing(index):
    path = save(index, *RECORDS)
    import_files(index, [path])
    before = files_of(index)
    again = import_files(index, [path])
    assert (again.added, again.merged, again.skipped, list(again.topics), list(again.venues)) == (0, 0, 3, [], [])
    assert files_of(index) == before


def test_a_dry_run_shows_them_and_writes_nothing(index, capsys):
    assert main(["-C", str(index.root), "import", str(save(index, *RECORDS)), "--dry-run", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["topics"] == [
        {"slug": "slow-cooking", "name": "Slow cooking", "parent": None},
        {"slug": "jam", "name": "Jam", "parent": None},
    ]
    assert report["venues"] == [{"id": "jam", "name": "Journal of Jam"}]
    assert (index.topics.read_text(), index.venues.read_text()) == (TOPICS, VENUES)


def test_a_report_names_them_only_where_there_are_some(index, capsys):
    assert main(["-C", str(index.root), "import", str(save(index, {"topics": ["bread"]})), "--json"]) == 0
    assert {"topics", "venues"}.isdisjoint(json.loads(capsys.readouterr().out))


@pytest.mark.parametrize(
    "stated", [venue("toastconf", "TC"), venue("toast-conf", "ToastConf"), venue("symposium", "symposium on toast")]
)
def test_another_spelling_of_a_known_venue_is_that_venue(index, stated):
    result = import_files(index, [save(index, stated)])
    assert venues_of(index) == {"A": "toast"}
    assert (list(result.venues), index.venues.read_text()) == ([], VENUES)


def test_two_ids_of_one_name_are_one_venue_and_a_name_alone_is_enough(index, capsys):
    records = (
        venue(None, "Journal of Jam"),
        venue("jam", "Journal of Jam"),
        venue("jjam", "journal of jam"),
        venue("jjam", "Jelly Letters"),
    )
    path = save(index, *records)
    import_files(index, [path])
    assert venues_of(index) == {"A": "jam", "B": "jam", "C": "jjam", "D": "jjam"}
    assert main(["-C", str(index.root), "check"]) == 0, capsys.readouterr().out
    assert capsys.readouterr().out == "", "not even a warning"
    before = files_of(index)
    import_files(index, [path])
    assert files_of(index) == before


def test_names_come_from_all_files_of_an_import_and_the_first_wins(index):
    first, second = save(index, venue(None, "Journal of Jam")), save(index, *RECORDS, name="more.jsonl")
    second.write_text(second.read_text().replace("Paper ", "Another paper "))
    import_files(index, [first, second])
    assert index.venues.read_text() == VENUES + "- id: jam\n  name: Journal of Jam\n"
    assert set(venues_of(index).values()) == {"jam", "toast"}


@pytest.mark.parametrize("before", [None, "", "# none yet\n", "[]\n"])
def test_an_index_without_a_list_of_venues_gets_none(index, capsys, before):
    index.venues.unlink()
    if before is not None:
        index.venues.write_text(before)
    import_files(index, [save(index, *RECORDS)])
    assert (index.venues.read_text() if index.venues.exists() else None) == before
    assert main(["-C", str(index.root), "check"]) == 0, capsys.readouterr().out


def test_what_only_a_refused_record_names_is_not_added(index):
    path = save(
        index,
        {"topics": ["left-out"], **venue("nowhere", "Nowhere"), "colour": "red"},
        {"topics": [{"slug": "odd"}]},
        {"venue": {"id": 7}},
    )
    result = import_files(index, [path])
    assert (result.added, list(result.topics), list(result.venues)) == (0, [], [])
    assert (index.topics.read_text(), index.venues.read_text()) == (TOPICS, VENUES)


def test_an_entry_with_a_fault_is_there_all_the_same(index):
    index.topics.write_text(TOPICS + "- slug: slow-cooking\n  colour: red\n")
    index.venues.write_text(VENUES + "- id: jam\n  nam: Jam\n")
    result = import_files(index, [save(index, *RECORDS)])
    assert ([topic.slug for topic in result.topics], list(result.venues)) == (["jam"], [])


@pytest.mark.parametrize("broken", ["[{id: toast, name: Toast}]\n", "- &a {id: toast, name: Toast}\n- *a\n"])
def test_a_list_to_which_no_venue_can_be_added_is_left_alone_with_everything_else(index, broken):
    index.venues.write_text(broken)
    before = files_of(index)
    with pytest.raises(PaperdexError, match=r"venues\.yaml.*add these by hand: jam"):
        import_files(index, [save(index, *RECORDS)])
    assert files_of(index) == before


def test_a_venue_is_appended_in_the_indentation_of_the_list(index):
    index.venues.write_text("  - id: toast\n    name: TOAST\n")
    import_files(index, [save(index, *RECORDS)])
    assert [entry["id"] for entry in yaml_io.read(index.venues)] == ["toast", "jam"]
