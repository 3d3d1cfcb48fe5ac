from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paperdex.sources.page_dates import PageDay, PrintedDate, date_in_name, full_date, page_day, parse_printed_date
from paperdex.text import MONTHS

PRINTED = [
    ("Oct 8", PrintedDate(10, 8)),
    ("Oct 8 2", PrintedDate(10, 8, None, 2)),
    ("Jul 25, 2024", PrintedDate(7, 25, 2024)),
    ("Oct 3, 2022 1", PrintedDate(10, 3, 2022, 1)),
    ("Oct 3, 2022 12345", PrintedDate(10, 3, 2022, 12345)),
    ("Oct 3 2022", PrintedDate(10, 3, 2022)),
    ("Oct 3 2022 14", PrintedDate(10, 3, 2022, 14)),
    ("Oct 3 1022", PrintedDate(10, 3, None, 1022)),
    ("Published on Oct 4, 2026", PrintedDate(10, 4, 2026)),
    ("September 4, 2026", PrintedDate(9, 4, 2026)),
    ("Sept. 4", PrintedDate(9, 4)),
    ("may 4", PrintedDate(5, 4)),
    ("Feb 30, 2024", PrintedDate(2, 30, 2024)),
    ("Jul 0", PrintedDate(7, 0)),
]
OTHER = [
    "",
    "Oct",
    "8",
    "Oct 8,",
    "Oct 123",
    "Oct 8, 24",
    "8 Oct 2024",
    "2024-10-08",
    "Octopus Arms 8",
    "On Oct 8",
    "Oct 8 · 2",
    "Oct  8",
    "Oct 8, 2024 2 3",
    "May 296",
]


@pytest.mark.parametrize(("line", "printed"), PRINTED)
def test_a_date_is_read_with_its_comments(line: str, printed: PrintedDate) -> None:
    assert parse_printed_date(line) == printed


@pytest.mark.parametrize("line", [*OTHER, "Oct " + "1" * 1_000_000])
def test_another_shape_is_no_date(line: str) -> None:
    assert parse_printed_date(line) is None


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("hf-daily-papers-2025-10-29.txt", "2025-10-29"),
        ("20251029.txt", "2025-10-29"),
        ("page_2025_10_29.html", "2025-10-29"),
        ("2025.10.29", "2025-10-29"),
        ("2025-13-45 2024-02-29.txt", "2024-02-29"),
        ("2025-02-29.txt", None),
        ("2025-10.txt", None),
        ("2025-1029.txt", None),
        ("120251029.txt", None),
        ("2012.10299.txt", None),
        ("1999-10-29.txt", None),
        ("page.txt", None),
    ],
)
def test_the_name_of_a_file_may_hold_its_day(name: str, day: str | None) -> None:
    assert date_in_name(name) == day


HEADING, WITH_YEAR = PrintedDate(10, 29), PrintedDate(10, 29, 2021)
OLD, NEW, YEARLESS = PrintedDate(1, 1, 2020), PrintedDate(12, 31, 2023), PrintedDate(5, 5)


@pytest.mark.parametrize(
    ("stated", "heading", "dates", "expected"),
    [
        ("2025-06-01", WITH_YEAR, [NEW], PageDay(2025, 6, 1)),
        (None, WITH_YEAR, [NEW], PageDay(2021, 10, 29)),
        (None, HEADING, [OLD, NEW, YEARLESS], PageDay(2024, 10, 29, is_inferred=True)),
        (None, HEADING, [OLD, NEW], PageDay(2024, 10, 29, is_inferred=True)),
        (None, None, [OLD, NEW, YEARLESS], PageDay(2024, is_inferred=True)),
        (None, None, [OLD, NEW], None),
        (None, None, [YEARLESS], None),
        (None, HEADING, [YEARLESS], None),
        (None, None, [], None),
        (None, PrintedDate(2, 29), [PrintedDate(1, 1, 2022)], PageDay(2023, is_inferred=True)),
        (None, PrintedDate(2, 30, 2024), [NEW, YEARLESS], PageDay(2024, is_inferred=True)),
        (None, None, [PrintedDate(1, 1, 9999), YEARLESS], None),
    ],
)
def test_the_day_of_a_page_is_stated_printed_or_concluded(
    stated: str | None, heading: PrintedDate | None, dates: list[PrintedDate], expected: PageDay | None
) -> None:
    assert page_day(stated, heading, dates) == expected


@pytest.mark.parametrize(
    ("printed", "page", "day"),
    [
        (PrintedDate(10, 8, 2022), None, "2022-10-08"),
        (PrintedDate(10, 8, 2022), PageDay(2025, 1, 1), "2022-10-08"),
        (PrintedDate(10, 8), PageDay(2025, 10, 8), "2025-10-08"),
        (PrintedDate(10, 9), PageDay(2025, 10, 8), "2024-10-09"),
        (PrintedDate(12, 31), PageDay(2025, is_inferred=True), "2025-12-31"),
        (PrintedDate(2, 29), PageDay(2024, 3, 1), "2024-02-29"),
        (PrintedDate(2, 29), PageDay(2025, 1, 1), "2024-02-29"),
        (PrintedDate(2, 29), PageDay(2025, 3, 1), None),
        (PrintedDate(10, 8), None, None),
        (PrintedDate(2, 30, 2024), None, None),
        (PrintedDate(10, 8, 24), None, None),
        (PrintedDate(10, 8, 9999), None, None),
    ],
)
def test_a_day_without_a_year_is_of_the_page_s_year_or_the_one_before(
    printed: PrintedDate, page: PageDay | None, day: str | None
) -> None:
    assert full_date(printed, page) == day


@pytest.mark.parametrize(("page", "text"), [(PageDay(2025, 1, 9), "2025-01-09"), (PageDay(2025), "2025")])
def test_a_page_s_day_is_written_as_far_as_it_is_known(page: PageDay, text: str) -> None:
    assert str(page) == text


@given(st.dates(date(1992, 1, 1), date(2190, 1, 1)), st.integers(0, 364))
def test_a_date_of_the_last_year_is_found_again_without_its_year(saved: date, age: int) -> None:
    day = date.fromordinal(saved.toordinal() - age)
    printed = parse_printed_date(f"{MONTHS[day.month - 1]} {day.day}")
    assert printed is not None
    found = full_date(printed, PageDay(saved.year, saved.month, saved.day))
    assert found == day.isoformat()
    assert found <= saved.isoformat()


@given(
    st.text(max_size=60)
    | st.from_regex(
        r"(Published on )?(Jan|May|sept)[a-z.]{0,3} ?[0-9]{0,3}(, [0-9]{0,5})?( [0-9]{0,6})?", fullmatch=True
    )
)
def test_no_line_breaks_the_reader_of_dates(line: str) -> None:
    printed = parse_printed_date(line)
    if printed:
        assert 1 <= printed.month <= 12
        full_date(printed, page_day(None, printed, [printed]))
