import pytest
from hypothesis import given
from hypothesis import strategies as st
from paperdex import text
from slugify import slugify


@pytest.mark.parametrize(
    ("abstract", "sentence"),
    [
        ("We align language models. They behave.", "We align language models."),
        ("Short. Too short to say anything alone.", "Short. Too short to say anything alone."),
        (
            "Models such as GPT-4 (e.g. in chat) score 98.1% on tests. More follows.",
            "Models such as GPT-4 (e.g. in chat) score 98.1% on tests.",
        ),
        ("As Smith et al. Show, models are aligned well. Second.", "As Smith et al. Show, models are aligned well."),
        ("No full stop at all", "No full stop at all"),
        (
            "我们提出了一种新的对齐方法，用于大规模语言模型的训练与评估。其余部分在后面。",
            "我们提出了一种新的对齐方法，用于大规模语言模型的训练与评估。",
        ),
    ],
)
def test_the_first_sentence_ends_where_a_reader_would_end_it(abstract, sentence):
    assert text.first_sentence(abstract) == sentence


def test_one_is_singular():
    assert (text.plural(1, "author"), text.plural(0, "author"), text.plural(1200, "paper")) == (
        "1 author",
        "0 authors",
        "1,200 papers",
    )


def test_dates_are_shown_as_far_as_they_are_known():
    assert [text.readable_date(date) for date in ("2023-07-07", "2023-07", "2023", None)] == [
        "7 Jul 2023",
        "Jul 2023",
        "2023",
        "undated",
    ]


def test_titles_that_differ_in_accents_case_and_punctuation_fold_alike():
    assert text.fold("Schrödinger’s Cat: A  Survey!") == text.fold("schrodinger's cat – a survey")
    assert text.fold("大模型") != text.fold("小模型")


@given(st.text(max_size=100))
def test_a_slug_is_always_an_address(value):
    made = text.slug(value, prefix="paper-")
    assert made
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert len(made) <= 48


@given(st.text(st.sampled_from(list("abzAZ019 .-_'&é大,;")), max_size=60))
def test_a_slug_is_what_slugify_makes_of_the_text(value: str) -> None:
    expected = slugify(value, max_length=text.MAX_SLUG, word_boundary=True, save_order=True, backend="text-unidecode")
    assert text.slug(value, prefix="x-") == expected or (
        not expected and text.slug(value, prefix="x-").startswith("x-")
    )
