"""Faults that show only when records are compared with each other, with the vocabularies, or with what a change
touched.
"""

import subprocess

from paperdex.records.write import SCHEMA_LINE


def codes(lines):
    return [line.split(": ")[1].split(" ")[0] if ": " in line else line for line in lines]


def test_two_files_with_one_id(index):
    index.add("a")
    index.write("content/papers/2024/a.yaml", index.read("content/papers/undated/a.yaml"))
    assert index.check() == [
        (
            "content/papers/undated/a.yaml:2:5: duplicate-id the id 'a' is also that of content/papers/2024/a.yaml; "
            "ids "
            "are addresses, so choose another"
        )
    ]


def test_one_work_in_two_records_by_each_identifier(index):
    index.add("a", title="A Method for It All", links={"arxiv": "2307.03601", "openreview": "YuHQTo6G9S"})
    index.add("b", title="A method for it all", links={"doi": "10.48550/arXiv.2307.03601", "openreview": "YuHQTo6G9S"})
    merge = "if both are one work, `paperdex merge` unites them"
    assert index.check() == [
        f"content/papers/undated/b.yaml:5:8: duplicate-identifier arXiv 2307.03601 is also that of 'a'; {merge}",
        f"content/papers/undated/b.yaml:6:15: duplicate-identifier OpenReview YuHQTo6G9S is also that of 'a'; {merge}",
    ]


def test_one_identifier_under_two_titles(index):
    index.add("a", links={"doi": "10.1000/X"}, title="A Method for It All")
    index.add("b", links={"doi": "10.1000/x"}, title="Something Quite Different")
    [line] = index.check()
    assert (
        "b.yaml:5:8: identifier-shared DOI 10.1000/x is also that of 'a', which has another title: one of the two "
        "identifiers is wrong, or " in line
    )


def test_the_same_title_but_for_case_and_punctuation(index):
    index.add("a", title="Large Language Models: A Survey")
    index.add("b", title="Large language models – a survey")
    assert index.check() == [
        (
            "content/papers/undated/b.yaml:3:8: duplicate-title 'a' has the same title; if both are one work, "
            "`paperdex "
            "merge` unites them"
        )
    ]


def test_a_paper_that_was_removed_does_not_come_back_unseen(index):
    index.add("a", links={"arxiv": "2307.03601"}, status={"kind": "removed", "reason": "Off topic."})
    index.add("b", links={"arxiv": "2307.03601"}, title="About: a")
    [line] = index.check()
    assert line.endswith(
        "duplicate-identifier arXiv 2307.03601 is also that of 'a'; that was removed from this index by its curators "
        "(Off topic.)"
    )


def test_nearly_the_same_title_with_score_and_rival(index):
    index.add("a", title="Aligning Large Language Models with Human Preferences")
    index.add("b", title="Aligning Large Language Model with Human Preference")
    [line] = index.check()
    assert (
        "b.yaml:3:8: near-duplicate-title the title is 98 % that of 'a': Aligning Large Language Models with Human "
        "Preferences; " in line
    )


def test_like_titles_of_other_people_or_with_other_numbers_are_two_works(index):
    index.add("a", title="Findings of the Shared Task 3 on Translation", authors=[{"family": "Li"}])
    index.add("b", title="Findings of the Shared Task 4 on Translation")
    index.add("c", title="Cost Weighting for Neural Machine Translation", authors=[{"family": "Chen"}])
    index.add("d", title="Loss Weighting for Neural Machine Translation", authors=[{"family": "Wang"}])
    assert index.check() == []


def test_an_alias_that_leads_elsewhere_too(index):
    index.add("a", aliases=["old"])
    index.add("b", aliases=["old", "a"])
    assert index.check() == [
        "content/papers/undated/b.yaml:4:11: broken-alias the alias 'old' is also an alias of 'a'",
        "content/papers/undated/b.yaml:4:16: broken-alias the alias 'a' is the id of content/papers/undated/a.yaml",
    ]


def test_a_reading_order_with_papers_that_are_not_there(index):
    index.add("a-good-paper", aliases=["old"])
    index.add("gone", status={"kind": "removed"})
    steps = "".join(f"    - {{paper: {paper}, why: Why}}\n" for paper in ("a-god-paper", "old", "gone", "a-good-paper"))
    index.write("content/topics.yaml", f"# mine\n- slug: t\n  name: T\n  start_here:\n{steps}")
    assert index.check() == [
        "content/topics.yaml:5:15: unknown-paper there is no paper 'a-god-paper' (did you mean 'a-good-paper'?)",
        (
            "content/topics.yaml:6:15: unknown-paper the paper 'old' is now called 'a-good-paper' (did you mean "
            "'a-good-paper'?)"
        ),
        "content/topics.yaml:7:15: unknown-paper the paper 'gone' was removed from this index",
    ]


def test_a_faulty_record_is_compared_in_all_that_can_be_read_of_it(index):
    index.add("a", links={"arxiv": "2307.03601"}, title="A Method for It All")
    index.write(
        "content/papers/2023/b.yaml",
        SCHEMA_LINE
        + 'id: b\ntitle: "A Method for It All"\ntopcs: [safety]\ntopics: [safty]\nvenue: {nam: x}\nlinks:\n  arxiv: '
        '"2307.03601"\n',
    )
    assert codes(index.check()) == [
        "missing-field",
        "unknown-key",
        "unknown-topic",
        "missing-field",
        "unknown-key",
        "duplicate-identifier",
    ]


def test_text_that_is_no_record_at_all_is_one_finding_and_the_rest_is_still_checked(index):
    index.write("content/papers/2023/a.yaml", "title: a: b\n")
    index.write("content/papers/2023/b.yaml", "- just\n- a list\n")
    index.write("content/papers/2023/c.yaml", "")
    (index.root / "content/papers/2023/d.yaml").write_bytes(b"caf\xe9")
    index.add("e", topics=["safty"])
    assert codes(index.check()) == ["yaml-syntax", "not-a-record", "not-a-record", "unreadable-file", "unknown-topic"]


def test_faults_of_the_vocabularies_are_found_with_their_places(index):
    index.write("content/topics.yaml", "- slug: a\n  nam: A\n- slug: b\n  name: B\n  parent: c\n- slug: b\n  name: B\n")
    index.add("p", topics=["a", "b", "c"])
    index.write("content/venues.yaml", "- id: x\n  name: X\n- id: y\n  name: Y\n  aliases: [X]\n")
    assert index.check() == [
        "content/papers/undated/p.yaml:4:16: unknown-topic 'c' is not a topic of content/topics.yaml",
        "content/topics.yaml:1:3: missing-field name is required",
        "content/topics.yaml:2:3: unknown-key 'nam' is not a field here (did you mean 'name'?)",
        "content/topics.yaml:5:11: unknown-topic the parent 'c' is not a topic",
        "content/topics.yaml:6:9: duplicate-entry 'b' is given twice",
        "content/venues.yaml:4:9: duplicate-entry 'X' is given twice",
    ]


def test_a_vocabulary_that_is_no_text_is_a_finding(index):
    (index.root / "content/topics.yaml").write_bytes(b"- slug: caf\xe9\n")
    index.add("a", topics=["safety"])
    assert index.check() == ["content/topics.yaml: unreadable-file is not UTF-8 text (byte 11)"]


def test_only_named_files_are_blamed_but_all_are_compared(index):
    index.add("a", title="A Method for It All", topics=["safty"])
    index.add("b", title="A Method for It All")
    assert codes(index.check("content/papers/undated/a.yaml")) == ["duplicate-title", "unknown-topic"], (
        "of two, the named one is at fault"
    )
    assert codes(index.check("content/papers/undated/b.yaml")) == ["duplicate-title"]
    assert codes(index.check("content/papers")) == ["unknown-topic", "duplicate-title"]
    assert index.check("content/venues.yaml") == []
    assert codes(index.check("content/topics.yaml")) == ["unknown-topic"], "the topic may have gone from that file"


def test_only_what_a_change_touched_is_blamed(index):
    def git(*arguments):
        identity = ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", "-C", index.root, *identity, *arguments], check=True, capture_output=True)

    index.add("a", topics=["safty"])
    git("init", "-b", "main")
    git("add", ".")
    git("commit", "-m", "one")
    git("switch", "-c", "change")
    index.add("b", title="About a")
    git("add", ".")
    git("commit", "-m", "two")
    index.add("c", topics=["methds"])
    git("switch", "main")
    index.add("d", topics=["untouched"])
    git("add", "content/papers/undated/d.yaml")
    git("commit", "-m", "three")
    git("switch", "change")
    assert codes(index.check(since="main")) == ["duplicate-title", "unknown-topic"], (
        "the committed b, the new c, and not what main did since"
    )
    assert codes(index.check(since="HEAD")) == ["unknown-topic"]


def test_wrong_values_in_a_vocabulary_are_told_as_those_of_a_record_are(index):
    index.write("content/topics.yaml", "- slug: A B\n  name: ''\n  aliases: a\n  match: ['(']\n")
    assert index.check() == [
        (
            "content/topics.yaml:1:9: invalid-value slug must be lower-case letters, digits and single hyphens, at "
            "most 64 "
            "characters"
        ),
        "content/topics.yaml:2:9: invalid-value name must not be empty",
        "content/topics.yaml:3:12: invalid-value aliases must be a list",
        (
            "content/topics.yaml:4:10: invalid-value match '(' is not a regular expression: missing ), unterminated "
            "subpattern at position 0"
        ),
    ]
