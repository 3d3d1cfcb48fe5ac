import pytest
from paperdex.cli import main
from paperdex.commands.fmt import fmt
from paperdex.records.write import SCHEMA_LINE
from small_index import TOPICS

MESSY = "title: A paper   # as on the cover\nprovenance: {source: manual}\nid: a\n"
CLEAN = SCHEMA_LINE + 'id: a\ntitle: "A paper"  # as on the cover\nprovenance:\n  source: manual\n'
A = "content/papers/2023/a.yaml"


def test_a_record_is_written_in_canonical_form_once(index):
    index.write(A, MESSY)
    index.add("b")
    assert fmt(index.settings).changed == [A]
    assert index.read(A) == CLEAN
    assert fmt(index.settings).changed == []
    assert index.check() == []


def test_a_trial_writes_nothing_and_fails_if_there_is_something_to_write(index, capsys):
    index.write(A, MESSY)
    assert main(["-C", str(index.root), "fmt", "--check"]) == 1
    assert capsys.readouterr().out == f"{A}: is not in canonical form\n"
    assert index.read(A) == MESSY
    assert main(["-C", str(index.root), "fmt"]) == 0
    assert main(["-C", str(index.root), "fmt", "--check"]) == 0


@pytest.mark.parametrize("text", [b"title: a: b\n", b"titel: x\n", b"caf\xe9\n", b"- a\n"])
def test_a_record_that_cannot_be_read_is_named_and_left_alone(index, text, capsys):
    (index.root / "content/papers").mkdir()
    (index.root / "content/papers/a.yaml").write_bytes(text)
    assert main(["-C", str(index.root), "fmt"]) == 1
    assert capsys.readouterr().out.startswith("content/papers/a.yaml")
    assert (index.root / "content/papers/a.yaml").read_bytes() == text


def test_line_ends_and_byte_order_marks_of_windows_go(index):
    index.write(A, "\ufeff" + MESSY.replace("\n", "\r\n"))
    assert fmt(index.settings).changed == [A]
    assert index.read(A) == CLEAN


def test_vocabularies_keep_their_layout(index):
    index.write("content/topics.yaml", "# mine\n-   slug:   methods\n    name: Methods\n")
    assert fmt(index.settings).changed == []
    index.write("content/topics.yaml", TOPICS + "- slug: [\n")
    [fault] = fmt(index.settings).findings
    assert (fault.code, fault.file) == ("yaml-syntax", "content/topics.yaml")


def test_only_named_files_are_touched(index):
    index.write(A, MESSY)
    index.write("content/papers/2023/b.yaml", MESSY.replace("id: a", "id: b"))
    assert fmt(index.settings, [index.root / A]).changed == [A]
    assert fmt(index.settings, [index.root / "content/papers"]).changed == ["content/papers/2023/b.yaml"]


@pytest.mark.parametrize(
    ("name", "problem"), [("nowhere.yaml", "there is no such file"), ("mkdocs.yml", "is no record")]
)
@pytest.mark.parametrize("command", ["fmt", "check"])
def test_a_file_that_is_no_content_is_one_clear_line(index, capsys, command, name, problem):
    assert main(["-C", str(index.root), command, str(index.root / name)]) == 2
    assert problem in capsys.readouterr().err
