import yaml
from hypothesis import assume, given
from hypothesis import strategies as st
from paperdex.commands.import_ import import_files
from paperdex.records.canonical import canonical
from paperdex.records.parse import parse_text
from paperdex.records.write import SCHEMA_LINE, dump, to_mapping
from strategies import papers


@st.composite
def commented_records(draw):
    """A record as a person may have left it: any order, any YAML style, and comments in many places."""
    paper = draw(papers)
    chance = draw(st.randoms(use_true_random=False))
    pairs = list(to_mapping(paper).items())
    chance.shuffle(pairs)
    flow, width = draw(st.sampled_from([None, True, False])), draw(st.sampled_from([60, 10**6]))
    text = (
        yaml.safe_dump(dict(pairs), allow_unicode=True, sort_keys=False, default_flow_style=flow, width=width)
        if draw(st.booleans())
        else dump(paper)
    )
    lines, comments, density = [], [], draw(st.sampled_from([0.1, 0.3]))
    for line in text.split("\n"):
        if chance.random() < density:
            comments.append(f"# above {len(comments)}.")
            lines.append(f"{' ' * chance.randint(0, 4)}{comments[-1]}")
        if line and not line.startswith("#") and chance.random() < density:
            comments.append(f"# beside {len(comments)}.")
            lines.append(f"{line} {comments[-1]}")
        else:
            lines.append(line)
    text = "\n".join(lines)
    assume(parse_text(text)[0] == paper)  # not inside a string
    return paper, text, comments


@given(commented_records())
def test_comments_stay_meaning_stays_and_a_second_time_changes_nothing(record):
    paper, text, comments = record
    once = canonical(text, paper)
    assert parse_text(once) == (paper, [])
    assert canonical(once, paper) == once
    assert sorted(comments) == sorted(comment for comment in comments if comment in once)
    stripped = "\n".join(
        line
        for line in once.split("\n")
        if not line.lstrip().startswith("# above") and not line.lstrip().startswith("# beside")
    )
    for comment in comments:
        stripped = stripped.replace(f"  {comment}", "")
    assert stripped == dump(paper)


@given(papers)
def test_a_record_without_comments_is_what_the_writer_writes(paper):
    assert canonical(yaml.safe_dump(to_mapping(paper)), paper) == dump(paper)


def test_a_comment_stays_with_what_it_speaks_of():
    text = """\
# This file was written by hand.
title: A paper   # as on the cover
provenance: {source: manual}
id: a-paper
# The second one is the corresponding author.
authors:   # as printed
- family: Li
- family: Wu   # <-
topics: [a,   # main
  b]
abstract: |-   # shortened
  One # not a comment.

  Two.
# end
"""
    paper, faults = parse_text(text)
    assert not faults
    assert canonical(text, paper) == (
        SCHEMA_LINE
        + """\
id: a-paper
# This file was written by hand.
title: "A paper"  # as on the cover
# The second one is the corresponding author.
authors:  # as printed
  - {family: Li}
  - {family: Wu}  # <-
abstract: |-  # shortened
  One # not a comment.

  Two.
topics: [a, b]  # main
provenance:
  source: manual
# end
"""
    )


def test_comments_move_with_a_changed_record():
    text = (
        "id: a\n# checked\naliases: [old]   # gone soon\ntitle: T\nprovenance:\n  source: manual\n"
        "  proposed: [topics]   # look\n"
    )
    paper, _ = parse_text(text)
    changed = paper.model_copy(update={"aliases": (), "id": "b"})
    assert canonical(text, changed) == SCHEMA_LINE + (
        'id: b\n# checked\n# gone soon\ntitle: "T"\nprovenance:\n  source: manual\n  proposed: [topics]  # look\n'
    )


def test_a_record_that_an_import_completes_keeps_its_comments(index):
    path = index.add("a")
    path.write_text(path.read_text().replace("title:", "# as on the cover\ntitle:"))
    import_files(index.settings, [index.write("more.jsonl", '{"title": "About a", "date": "2023"}\n')])
    assert index.paper("a").date == "2023"
    assert "# as on the cover\ntitle:" in path.read_text()


def test_an_editors_line_for_another_schema_is_replaced():
    text = (
        "# yaml-language-server: $schema=https://example.org/old.json\n# mine\nid: a\ntitle: T\n"
        "provenance: {source: manual}\n"
    )
    paper, _ = parse_text(text)
    assert canonical(text, paper).startswith(SCHEMA_LINE + "# mine\nid: a\n")
