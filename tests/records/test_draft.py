from paperdex.records.draft import Draft, choose_id, complete


def test_an_id_is_cut_at_a_word():
    assert (
        choose_id("GPT4RoI: Instruction Tuning Large Language Model on Region-of-Interest", set())
        == "gpt4roi-instruction-tuning-large-language-model"
    )


def test_the_next_paper_of_the_same_title_is_numbered():
    assert choose_id("A Survey", {"a-survey"}) == "a-survey-2"
    assert choose_id("A Survey", {"a-survey", "a-survey-2"}) == "a-survey-3"


def test_scripts_become_latin_and_what_leaves_nothing_gets_a_hash():
    assert choose_id("大语言模型", set()) == "da-yu-yan-mo-xing"
    assert choose_id("π₀.₅", set()) == "p0-5"
    nothing = choose_id("???", set())
    assert nothing.startswith("paper-")
    assert nothing == choose_id("???", set())
    assert nothing != choose_id("!!!", set())


def test_a_long_single_word_is_no_longer_than_an_id_may_be():
    assert len(choose_id("x" * 500, {"x" * 48})) <= 64


def test_faults_of_a_draft_are_at_its_lines():
    paper, findings = complete(
        Draft({"title": "A paper", "date": "2024-13", "provenance": {"source": "x"}}, (7, 9)), set()
    )
    assert paper is None
    assert [(finding.line, finding.end_line, finding.code) for finding in findings] == [(7, 9, "invalid-value")]


def test_the_ten_thousandth_paper_of_a_title_gets_a_number_that_is_free():
    class Counted(set[str]):
        asked = 0

        def __contains__(self, name: object) -> bool:
            self.asked += 1
            return super().__contains__(name)

    taken = Counted({"a-survey", *(f"a-survey-{number}" for number in range(2, 10_000) if number != 7)})
    assert choose_id("A Survey", taken) not in taken
    assert taken.asked < 100
