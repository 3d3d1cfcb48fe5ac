"""Figures as inline SVG: numbers in, markup out.

No chart has a style of its own: geometry stands in attributes, colours come from the style sheet, so a page may
forbid inline styles and a chart is right in light, dark and print. Widths are percentages, so a chart fits any screen
while its text keeps its size.
"""

from collections.abc import Sequence

from paperdex.pages.markdown import escape_text

Series = Sequence[tuple[str, int]]
"""Labels and numbers, in order."""

_SPARK_WIDTH, _SPARK_HEIGHT = 60, 24
_COLUMNS_HEIGHT = 160
_AXIS = 24


def described(series: Series) -> str:
    """`2023: 4, 2024: 9`: the chart in words."""
    return ", ".join(f"{label}: {value:,}" for label, value in series)


def sparkline(series: Series, *, name: str) -> str:
    """A word-sized column chart; `name` says what is counted."""
    most = max((value for _, value in series), default=0) or 1
    step = _SPARK_WIDTH / max(1, len(series))
    # A year with few papers is still seen, and a year with none is a gap.
    heights = [max(2, round(value * _SPARK_HEIGHT / most)) if value else 0 for _, value in series]
    bars = "".join(
        f"M{round(index * step, 1):g} {_SPARK_HEIGHT}v-{height}h{round(step * 0.8, 1):g}v{height}z"
        for index, height in enumerate(heights)
        if height
    )
    # A year with none is not said: most lists are of somebody with two or three papers.
    words = escape_text(f"{name}: {described([(label, value) for label, value in series if value])}")
    size = f'width="{_SPARK_WIDTH}" height="{_SPARK_HEIGHT}"'
    return f'<svg class="spark" {size} role="img" aria-label="{words}"><path d="{bars}"/></svg>'


def columns(series: Series, ticks: Series, *, name: str) -> str:
    """A column chart as wide as its place. `ticks` are labels of the axis by the index of their column."""
    most = max((value for _, value in series), default=0) or 1
    step = 100 / max(1, len(series))
    bars = "".join(
        f'<rect x="{_percent(index * step + step * 0.1)}" y="{_COLUMNS_HEIGHT - height:g}" '
        f'width="{_percent(step * 0.8)}" height="{height:g}">'
        f"<title>{escape_text(f'{label}: {value:,}')}</title></rect>"
        for index, (label, value) in enumerate(series)
        if (height := round(value * (_COLUMNS_HEIGHT - 16) / most, 1))
    )
    labels = "".join(
        f'<text x="{_percent(index * step)}" y="{_COLUMNS_HEIGHT + 16}">{escape_text(label)}</text>'
        for label, index in ticks
    )
    return (
        f'<svg class="columns" width="100%" height="{_COLUMNS_HEIGHT + _AXIS}" '
        f'role="img" aria-label="{escape_text(name)}">'
        f'<text class="most" x="0" y="10">{most:,}</text>{bars}'
        f'<line x1="0" x2="100%" y1="{_COLUMNS_HEIGHT}.5" y2="{_COLUMNS_HEIGHT}.5"/>{labels}</svg>'
    )


def bar(value: int, most: int) -> str:
    """A horizontal bar for a table's cell, beside the number that it shows."""
    width = _percent(100 * value / most if most else 0)
    whole = '<rect class="whole" width="100%" height="8"/>'
    return (
        f'<svg class="share" width="100%" height="8" aria-hidden="true">{whole}<rect width="{width}" height="8"/></svg>'
    )


def _percent(value: float) -> str:
    return f"{round(value, 2):g}%"
