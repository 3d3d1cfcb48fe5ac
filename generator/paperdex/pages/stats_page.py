"""The index in figures: papers and topics over time, organisations, venues, and how much of each record is known."""

from collections.abc import Sequence

from paperdex.catalog import addresses
from paperdex.catalog.view import View
from paperdex.pages.charts import Series
from paperdex.pages.labels import short_date
from paperdex.pages.names import Name
from paperdex.pages.organization_pages import organization_names
from paperdex.pages.page import Page
from paperdex.pages.render import Renderer
from paperdex.pages.strings import say
from paperdex.pages.venue_pages import venue_names

ROWS = 15
"""Rows of a table of organisations or venues."""
MONTHS_SHOWN = 60
"""An index that spans more months than this is drawn by year."""


def stats_page(renderer: Renderer) -> Page:
    view = renderer.view
    series, ticks = _timeline(view)
    used = [topic for topic in view.tree.topics if view.count(f"topic/{topic.slug}")]
    return renderer.page(
        addresses.STATS,
        say("places.stats"),
        "stats.md.j2",
        kind="stats",
        section="stats",
        description=say("stats.description", site=renderer.settings.site_name),
        timeline=series,
        ticks=ticks,
        topics=[(topic, view.papers_a_year(f"topic/{topic.slug}")) for topic in used],
        organizations=_largest(organization_names(view)),
        venues=_largest(venue_names(view)),
        coverage=[(say(f"stats.{fact}"), count) for fact, count in view.known()],
    )


def _timeline(view: View) -> tuple[Series, Series]:
    """Papers by month, or by year where months are unknown or too many; and which columns the axis labels."""
    by_year, by_month = dict(view.counts("year")), dict(view.counts("month"))
    years = [int(year) for year in sorted(by_year)]
    if not years:
        return [], []
    months = [_number(month) for month in sorted(by_month)]
    dated = view.count("all") - view.count("undated")
    if sum(by_month.values()) < dated or months[-1] - months[0] >= MONTHS_SHOWN:
        series = [(str(year), by_year.get(str(year), 0)) for year in range(years[0], years[-1] + 1)]
        return series, [(label, index) for index, (label, _) in enumerate(series) if index % -(-len(series) // 12) == 0]
    span = [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(months[0], months[-1] + 1)]
    ticks = [(month[:4], index) for index, month in enumerate(span) if month.endswith("-01") or index == 0]
    # The label of a first year with a month or two would run into the second's.
    is_crowded = len(ticks) > 1 and ticks[1][1] < len(span) / 10
    return [(short_date(month), by_month.get(month, 0)) for month in span], ticks[is_crowded:]


def _number(month: str) -> int:
    """Months since the year 0, to count with."""
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def _largest(names: Sequence[Name]) -> list[Name]:
    return sorted(names, key=lambda name: (-name.count, name.key))[:ROWS]
