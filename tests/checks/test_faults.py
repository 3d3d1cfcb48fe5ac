"""Each kind of fault, alone in an index: it is found, at its place, with the cure; what only resembles it is not."""

import pytest

A = "content/papers/undated/a.yaml"
HEAD = 'id: a\ntitle: "About a"\n'
SOURCE = "provenance:\n  source: manual\n"
LINE = "# yaml-language-server: $schema=../../record.schema.json\n"


def said(index, text):
    """What is said of one record, whose first line is that for editors."""
    index.write(A, LINE + text)
    return [line.removeprefix(f"{A}:") for line in index.check()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            HEAD + "topics: [safty]\n" + SOURCE,
            "4:10: unknown-topic 'safty' is not a topic of content/topics.yaml (did you mean 'safety'?)",
        ),
        (
            HEAD + "topics: [security]\n" + SOURCE,
            "4:10: unknown-topic the topic 'security' is now called 'safety' (did you mean 'safety'?)",
        ),
        (HEAD + "topics: [safety, safety]\n" + SOURCE, "4:18: repeated-topic the topic 'safety' is given twice"),
        (
            HEAD + "venue: {id: neurps, name: NeurIPS}\n" + SOURCE,
            "4:13: unknown-venue 'neurps' is not a venue of content/venues.yaml (did you mean 'neurips'?)",
        ),
        (
            HEAD + "venue: {name: NIPS}\n" + SOURCE,
            "4:8: venue-without-id the venue 'NIPS' is NeurIPS of content/venues.yaml; give it `id: neurips`",
        ),
        (HEAD + 'date: "2026-02-02"\n' + SOURCE, "4:7: future-date 2026-02-02 lies in the future"),
        (HEAD + 'date: "2027"\n' + SOURCE, "4:7: future-date 2027 lies in the future"),
        (HEAD + SOURCE + '  retrieved: "2030-01-01"\n', "6:14: future-date 2030-01-01 lies in the future"),
        (
            HEAD + 'date: "2023-06-07"\nlinks:\n  arxiv: "2307.03601"\n' + SOURCE,
            (
                "4:7: date-before-arxiv the date 2023-06-07 lies before 2023-07, when arXiv 2307.03601 was given out; "
                "one "
                "of the two is probably wrong"
            ),
        ),
        (
            HEAD + 'date: "2023-07-07"\nvenue: {id: neurips, name: NeurIPS, year: 2022}\n' + SOURCE,
            (
                "5:43: venue-before-preprint NeurIPS 2022 lies before 2023, when the paper first appeared; one of the "
                "two "
                "is probably wrong"
            ),
        ),
        (
            HEAD + "links:\n  dataset:\n    - https://github.com/a/b\n" + SOURCE,
            (
                "6:7: link-kind https://github.com/a/b stands under links.dataset and belongs under links.code (did "
                "you "
                "mean 'links.code'?)"
            ),
        ),
        (
            HEAD + "links:\n  url: https://github.com/\n" + SOURCE,
            (
                "5:8: link-front-page https://github.com/ is the front page of a service and leads to nothing of "
                "this paper"
            ),
        ),
        (
            HEAD + "links:\n  url: https://a.org/b?utm_source=x&c=d\n" + SOURCE,
            (
                "5:8: link-tracking the address carries parameters that only say where a visitor came from (did you "
                "mean "
                "'https://a.org/b?c=d'?)"
            ),
        ),
        (HEAD + "aliases: [a]\n" + SOURCE, "4:11: broken-alias the alias 'a' is the record's own id"),
        (HEAD + "aliases: [b, b]\n" + SOURCE, "4:14: broken-alias the alias 'b' is given twice"),
        (HEAD + "status: {kind: superseded, by: c}\n" + SOURCE, "4:32: unknown-paper there is no paper 'c'"),
        (
            HEAD + "topics: [safety]  \n" + SOURCE,
            "4:1: not-canonical is not in canonical form from here on; run `paperdex fmt`",
        ),
        (
            HEAD.replace("id: a", "id: b") + SOURCE,
            "2:5: file-name the file of 'b' must be called b.yaml (did you mean 'b.yaml'?)",
        ),
    ],
)
def test_a_fault_is_named_at_its_place(index, text, expected):
    assert said(index, text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "topics: [safety]\n" + SOURCE,
        HEAD + 'date: "2026-02-01"\n' + SOURCE,  # it may be tomorrow already where the record was written
        HEAD + 'date: "2026"\n' + SOURCE,
        HEAD + 'date: "2023-06-28"\nlinks:\n  arxiv: "2307.03601"\n' + SOURCE,  # numbered when it was announced
        HEAD + 'date: "2022-12"\nvenue: {id: neurips, name: NeurIPS, status: published, year: 2022}\nlinks:\n  arxiv: '
        '"2307.03601"\n' + SOURCE,
        HEAD + "venue: {name: A Workshop}\n" + SOURCE,
        HEAD + "status: {kind: withdrawn, by: the authors}\n" + SOURCE,
        HEAD + "aliases: [b]\n" + SOURCE,
    ],
)
def test_what_may_be_right_is_left_alone(index, text):
    assert said(index, text) == []


@pytest.mark.parametrize(
    ("text", "code", "meant"),
    [
        (r"We \textbf{do} it.", "tex-remains", None),
        (r"It costs 5\% less.", "tex-remains", None),
        (r"Schr\"odinger wrote it.", "tex-remains", None),
        ("For $x we find y.", "tex-remains", None),
        ("Research &amp; development.", "html-remains", "&"),
        ("An H<sub>2</sub>O molecule.", "html-remains", None),
        ("It doesnâ€™t matter.", "wrong-encoding", "’"),
        ("JosÃ© wrote it.", "wrong-encoding", "é"),
        ("The na\ufffdve way.", "unreadable-character", None),
        ("We propose a method…", "text-cut-off", None),
        ("We propose a method that", "text-cut-off", None),
    ],
)
def test_damaged_text_is_named(index, text, code, meant):
    index.add("a", abstract=text)
    [line] = index.check()
    assert line.startswith(f"{A}:4:11: {code} ")
    assert line.endswith(f"(did you mean {meant!r}?)") if meant else "did you mean" not in line


@pytest.mark.parametrize(
    "text",
    [
        r"For $\alpha \in \mathbb{R}$ it holds.",
        "It costs $5, not $6.",
        "It costs $5.",
        "Use AT&T; or R&D.",
        "if a<b and b>c",
        r"Split at \n and C:\temp.",
        "À la carte, façade, ÂME, Ã, naïve: São Paulo.",
        "See https://a.org/b",
        "The end of plan A",
    ],
)
def test_text_that_only_looks_odd_is_left_alone(index, text):
    index.add("a", abstract=text)
    assert index.check() == []


def test_names_of_people_and_venues_may_be_damaged_too(index):
    index.add("a", authors=[{"literal": "JosÃ©"}], venue={"name": "Proc. A &amp; B"}, organization={"name": "\ufffd"})
    assert [line.split()[1] for line in index.check()] == ["wrong-encoding", "unreadable-character", "html-remains"]


def test_a_file_that_nobody_reads_is_named(index):
    index.write("content/papers/2023/a.yml", "title: a\n")
    index.write("content/papers/2023/README.md", "hello\n")
    assert index.check() == [
        (
            "content/papers/2023/a.yml: unread-file is not read, because the name of a record ends in .yaml (did you "
            "mean "
            "'a.yaml'?)"
        )
    ]
