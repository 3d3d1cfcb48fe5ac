from markup import parse
from paperdex.pages.charts import bar, columns, sparkline

YEARS = [("2022", 0), ("2023", 1), ("2024", 1000)]


def test_a_sparkline_says_its_numbers() -> None:
    [svg, path] = parse(sparkline(YEARS, name='Papers "a" year')).walk()
    assert svg.attributes["aria-label"] == 'Papers "a" year: 2023: 1, 2024: 1,000'
    assert svg.attributes["role"] == "img"
    assert path.attributes["d"].count("M") == 2, "a year without papers has no column"
    assert "v-2h" in path.attributes["d"], "a year with few papers is seen"


def test_columns_are_as_high_as_their_numbers_and_never_leave_the_chart() -> None:
    svg = parse(columns([("Jan 2024", 5), ("Feb 2024", 10), ("<b>", 0)], [("2024", 0)], name="Papers")).all("svg")[0]
    first, second = svg.all("rect")
    assert float(second.attributes["height"]) == 2 * float(first.attributes["height"])
    assert [title.line for title in svg.all("title")] == ["Jan 2024: 5", "Feb 2024: 10"]
    assert all(
        float(one.attributes["x"].rstrip("%")) + float(one.attributes["width"].rstrip("%")) <= 100
        for one in svg.all("rect")
    )


def test_a_bar_shows_its_share() -> None:
    assert parse(bar(1, 4)).all("rect")[-1].attributes["width"] == "25%"
    assert parse(bar(0, 0)).all("rect")[-1].attributes["width"] == "0%"


def test_nothing_to_draw_is_drawn_without_a_fault() -> None:
    assert parse(sparkline([], name="Papers")).all("svg")
    assert parse(columns([], [], name="Papers")).all("svg")


def test_no_chart_has_a_style_of_its_own() -> None:
    for markup in (sparkline(YEARS, name="Papers"), columns(YEARS, [("2022", 0)], name="Papers"), bar(1, 2)):
        assert not [one for one in parse(markup).walk() if {"style", "fill", "stroke"} & set(one.attributes)]
