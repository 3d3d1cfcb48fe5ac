import pytest
from hypothesis import given
from hypothesis import strategies as st
from paperdex.sources.partial_dates import join_date, parse_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2023", "2023"), ("2023-07", "2023-07"), ("2023-7-7", "2023-07-07"), ("2023/07/07/summer", "2023-07-07"),
        ("2023///", "2023"),
        ("20230707", "2023-07-07"), ("2023-07-07T23:59:59.000Z", "2023-07-07"), ("July 2023", "2023-07"), ("7 Jul 2023",
        "2023-07-07"),
        ("Jul. 7th, 2023", "2023-07-07"), ("2023-07/2023-09", "2023-07"), ("2021-2022", "2021"), ("circa 1999", "1999"),
        ("Spring 2021", "2021"),
        ("2023-13-01", "2023"), ("2023-02-30", "2023-02"), ("in press", None), ("", None), ("12345", None), ("２０２３",
        None),
    ],
)  # fmt: skip
def test_as_much_of_a_date_as_a_text_gives(text, date):
    assert parse_date(text) == date


def test_parts_that_are_none_are_left_out_with_what_is_finer():
    assert join_date(2023, "xx", 7) == "2023"
    assert join_date("2023", 12, 45) == "2023-12"
    assert join_date("", 1, 1) is None


@given(st.text(max_size=30) | st.from_regex(r"[0-9./-]{0,12}", fullmatch=True))
def test_no_text_makes_it_raise_and_a_result_is_read_as_itself(text):
    date = parse_date(text)
    assert date is None or parse_date(date) == date
