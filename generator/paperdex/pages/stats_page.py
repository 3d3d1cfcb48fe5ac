"""The index in figures: papers and topics over time, organisations, venues, and how much of each record is known."""

from collections import Counter
from collections.abc import Sequence

from paperdex.catalog import addresses
from paperdex.catalog.catalog import Catalog
from paperdex.pages.charts import Series
from paperdex.pages.date_pages import month_counts
from paperdex.pages.labels import short_date
from paperdex.pages.names import Name
from paperdex.pages.organization_pages import organization_names
from paperdex.pages.page import Page
from paperdex.pages.render import Renderer
from paperdex.pages.strings import say
from paperdex.pages.topic_pages import papers_a_year
from paperdex.pages.venue_pages import venue_names
from paperdex.records.outline import FACTS

ROWS = 15
"""Rows of a table of organisations or venues."""
MONTHS_SHOWN = 60
"""An index that spans more months than this is drawn by year."""


def stats_page(renderer: Renderer) -> Page:
    catalog = renderer.catalog
    series, ticks = _timeline(catalog)
    known = Counter(outline.facts for outline in catalog.papers.outlines)
    return renderer.page(
        addresses.STATS,
        say("places.stats"),
        "stats.md.j2",
        depends=[len(catalog.papers), len(catalog.by_organization), len(catalog.by_venue), month_counts(catalog)],
        kind="stats",
        section="stats",
        description=say("stats.description", site=renderer.settings.site_name),
        timeline=series,
        ticks=ticks,
        topics=[
            (topic, papers_a_year(catalog.by_topic[topic.slug], catalog))
            for topic in catalog.tree.topics
            if topic.slug in catalog.by_topic
        ],
        organizations=_largest(organization_names(catalog)),
        venues=_largest(venue_names(catalog)),
        coverage=[
            (say(f"stats.{key}"), sum(count for facts, count in known.items() if facts >> bit & 1))
            for bit, key in enumerate(FACTS)
        ],
    )


def _timeline(catalog: Catalog) -> tuple[Series, Series]:
    """Papers by month, or by year where months are unknown or too many; and the columns at which the axis is labelled."""
    years = [int(year) for year in sorted(catalog.by_year)]
    if not years:
        return [], []
    months = sorted(catalog.by_month)
    known = sum(len(papers) for papers in catalog.by_month.values())
    if known < len(catalog.papers) - len(catalog.undated) or _number(months[-1]) - _number(months[0]) >= MONTHS_SHOWN:
        series = [(str(year), len(catalog.by_year.get(str(year), ()))) for year in range(years[0], years[-1] + 1)]
        return series, [(label, index) for index, (label, _) in enumerate(series) if index % -(-len(series) // 12) == 0]
    span = [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(_number(months[0]), _number(months[-1]) + 1)]
    ticks = [(month[:4], index) for index, month in enumerate(span) if month.endswith("-01") or index == 0]
    # The label of a first year with a month or two would run into the second's.
    is_crowded = len(ticks) > 1 and ticks[1][1] < len(span) / 10
    return [(short_date(month), len(catalog.by_month.get(month, ()))) for month in span], ticks[
        1:
    ] if is_crowded else ticks


def _number(month: str) -> int:
    """Months since the year 0, to count with."""
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def _largest(names: Sequence[Name]) -> list[Name]:
    return sorted(names, key=lambda name: (-name.count, name.key))[:ROWS]
