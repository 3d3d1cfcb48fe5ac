"""An Awesome list becomes an index: records, topics in content/topics.yaml, and a report of the rest."""

import json

import pytest
from paperdex import yaml_io
from paperdex.cli import main
from paperdex.commands.import_ import import_files
from paperdex.errors import PaperdexError
from paperdex.records.folder import read_records
from paperdex.settings import read_settings

LIST = """# Awesome Toast

## Bread

- First Toast among Papers [[paper](https://arxiv.org/abs/2401.00001)]

### Rye

- [Second Toast among Papers](https://arxiv.org/abs/2401.00002) - Ada Lovelace, Grace Hopper. ICML 2024.

## Tools

- [toaster](https://github.com/acme/toaster) - A toaster.

## Butter

- First Toast among Papers [[paper](https://arxiv.org/pdf/2401.00001v2)]
"""
TOPICS = """# Our own words
- slug: bread
  name: Bread and rolls   # kept
"""


@pytest.fixture
def index(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("site_name: Test\n")
    (tmp_path / "content").mkdir()
    (tmp_path / "content/topics.yaml").write_text(TOPICS)
    return read_settings(tmp_path)


@pytest.fixture
def readme(tmp_path):
    path = tmp_path / "README.md"
    path.write_text(LIST)
    return path


def test_the_topics_of_a_list_are_appended_to_those_of_the_index(index, readme):
    import_files(index, [readme])
    assert (
        index.topics.read_text()
        == TOPICS + "- slug: rye\n  name: Rye\n  parent: bread\n- slug: butter\n  name: Butter\n"
    )
    papers = {stored.paper.title: stored.paper for stored in read_records(index.papers).sound}
    assert papers["First Toast among Papers"].topics == ("bread", "butter")
    assert papers["Second Toast among Papers"].topics == ("rye",)


def test_a_second_import_changes_nothing(index, readme):
    import_files(index, [readme])
    before = {path: path.read_bytes() for path in index.content.rglob("*") if path.is_file()}
    again = import_files(index, [readme])
    assert (again.added, again.merged, again.topics) == (0, 0, [])
    assert {path: path.read_bytes() for path in index.content.rglob("*") if path.is_file()} == before


def test_a_dry_run_shows_the_topics_and_writes_nothing(index, readme, capsys):
    assert main(["-C", str(index.root), "import", str(readme), "--dry-run", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert [topic["slug"] for topic in report["topics"]] == ["rye", "butter"]
    assert [paper["confidence"]["title"] for paper in report["papers"]] == [0.8, 0.95, 0.8]
    assert (report["added"], report["merged"], report["skipped"]) == (2, 0, 1)
    assert index.topics.read_text() == TOPICS
    assert not index.papers.exists()


def test_a_topic_that_was_renamed_here_is_not_brought_back_under_its_old_name(index, readme):
    index.topics.write_text("- slug: spreads\n  name: Spreads\n  aliases: [butter]\n")
    import_files(index, [readme])
    papers = {stored.paper.title: stored.paper for stored in read_records(index.papers).sound}
    assert papers["First Toast among Papers"].topics == ("bread", "spreads")
    assert [topic["slug"] for topic in yaml_io.read(index.topics)] == ["spreads", "bread", "rye"]


@pytest.mark.parametrize(
    "before",
    ["", "# nothing yet\n", "[]\n", "# none\n[]\n", "  - slug: salt\n    name: Salt\n", "- slug: salt\n  name: Salt"],
)
def test_topics_are_appended_in_whatever_form_the_file_is(index, readme, before):
    index.topics.write_text(before)
    kept = yaml_io.parse(before).value or []
    import_files(index, [readme])
    assert [topic["slug"] for topic in yaml_io.read(index.topics)] == [
        *(topic["slug"] for topic in kept),
        "bread",
        "rye",
        "butter",
    ]
    assert all(line in index.topics.read_text() for line in before.splitlines() if line.startswith("#"))


def test_an_index_without_topics_gets_its_file(index, readme):
    index.topics.unlink()
    import_files(index, [readme])
    assert [topic["slug"] for topic in yaml_io.read(index.topics)] == ["bread", "rye", "butter"]


@pytest.mark.parametrize("broken", ["topics: {a: b}\n", "- slug: [\n", "[{slug: salt, name: Salt}]\n"])
def test_a_file_to_which_no_topic_can_be_added_is_left_alone_with_everything_else(index, readme, broken):
    index.topics.write_text(broken)
    with pytest.raises(PaperdexError, match=r"topics\.yaml.*add these by hand"):
        import_files(index, [readme])
    assert index.topics.read_text() == broken
    assert not index.papers.exists()


def test_a_list_passes_the_check_of_the_index_that_it_became(index, readme, capsys):
    import_files(index, [readme])
    assert main(["-C", str(index.root), "check"]) == 0, capsys.readouterr().out
