import pytest
from paperdex.cli import main
from paperdex.commands.rename import rename
from paperdex.errors import PaperdexError

STEPS = (
    "# the order matters\n- slug: methods\n  name: Methods\n  start_here:\n    - paper: old-id  # first\n"
    "      why: Because\n"
)


def test_the_old_id_becomes_an_alias_and_all_that_named_it_names_the_new_one(index):
    old = index.add("old-id", date="2023", aliases=["oldest"])
    index.add("b", status={"kind": "superseded", "by": "old-id"})
    index.add("c", status={"kind": "withdrawn", "by": "old-id"})
    index.write("content/topics.yaml", STEPS)
    changes = rename(index.settings, "old-id", "new-id")
    assert changes.written == [
        "content/papers/2023/new-id.yaml",
        "content/papers/undated/b.yaml",
        "content/topics.yaml",
    ]
    assert changes.removed == ["content/papers/2023/old-id.yaml"]
    assert not old.exists()
    paper = index.paper("new-id")
    assert (paper.title, paper.aliases) == ("About old-id", ("oldest", "old-id"))
    assert index.paper("b").status.by == "new-id"
    assert index.paper("c").status.by == "old-id", "who withdrew it is a person, whatever they are called"
    assert index.read("content/topics.yaml") == STEPS.replace("old-id", "new-id")
    assert index.check() == []


def test_a_paper_can_get_an_earlier_id_back(index):
    index.add("a", aliases=["b"])
    rename(index.settings, "a", "b")
    assert index.paper("b").aliases == ("a",)
    assert index.check() == []


def test_comments_in_the_record_move_with_it(index):
    path = index.add("a")
    path.write_text(path.read_text().replace("title:", "# Its real name is longer.\ntitle:"))
    rename(index.settings, "a", "b")
    assert "# Its real name is longer.\ntitle:" in index.read("content/papers/undated/b.yaml")
    assert index.check() == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("a-papr", "x", r"there is no paper 'a-papr' \(did you mean 'a-paper'\?\)"),
        ("earlier", "x", "'earlier' is an earlier id of 'a-paper'; name that"),
        ("a-paper", "other", "'other' is the id of 'About other'; choose another"),
        ("a-paper", "before", "'before' is an earlier id of 'other'; choose another"),
        ("a-paper", "a-paper", "'a-paper' is already its id; choose another"),
        (
            "a-paper",
            "A Paper!",
            (
                r"'A Paper!' must be lower-case letters, digits and single hyphens, at most 64 characters \(did you "
                r"mean "
                r"'a-paper'\?\)"
            ),
        ),
        ("a-paper", "../x", "'../x' must be lower-case letters"),
        ("a-paper", "con", "'con' must be"),
    ],
)
def test_wrong_input_is_one_clear_line_and_changes_nothing(index, old, new, problem):
    index.add("a-paper", aliases=["earlier"])
    index.add("other", aliases=["before"])
    before = sorted(path.read_bytes() for path in index.root.rglob("*.yaml"))
    with pytest.raises(PaperdexError, match=problem):
        rename(index.settings, old, new)
    assert sorted(path.read_bytes() for path in index.root.rglob("*.yaml")) == before


def test_a_file_in_the_way_is_not_overwritten(index):
    index.add("a")
    index.write("content/papers/undated/b.yaml", index.read("content/papers/undated/a.yaml").replace("id: a", "id: c"))
    with pytest.raises(PaperdexError, match=r"content/papers/undated/b\.yaml: is in the way"):
        rename(index.settings, "a", "b")


def test_a_faulty_record_must_be_mended_first(index, capsys):
    index.add("a")
    index.write("content/papers/2023/x.yaml", "titel: x\n")
    assert main(["-C", str(index.root), "rename", "a", "b"]) == 2
    assert (
        capsys.readouterr().err
        == "paperdex: content/papers/2023/x.yaml:1: id is required; mend it first (`paperdex check`)\n"
    )


def test_the_command_says_what_it_changed(index, capsys):
    index.add("a")
    assert main(["-C", str(index.root), "rename", "a", "b"]) == 0
    assert capsys.readouterr().out == "content/papers/undated/b.yaml: written\ncontent/papers/undated/a.yaml: deleted\n"
