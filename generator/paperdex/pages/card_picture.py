"""Draws a social card. Text in, PNG out, the same bytes every time.

Drawn with the site's own fonts. What they have no glyph for is left out, and a name of which nothing is left leaves
the card to the site's name and the figures.
"""

import io
from collections.abc import Iterator
from functools import cache, lru_cache

from PIL import Image, ImageDraw, ImageFont

from paperdex.look import LOOK
from paperdex.pages.card_size import HEIGHT, WIDTH
from paperdex.pages.charts import Series

_MARGIN = 80
_SIZES = (92, 80, 68, 56, 46)
"""Of the name, the largest that fits is taken."""
_MOST_LINES = 3
_PAPER, _INK, _MUTED, _ACCENT, _PALE = "#fdfdfb", "#1b1c1e", "#595d64", "#1d4f91", "#b9cae2"
_COLOURS = 32
_FONTS = ("source-serif-latin.woff2", "source-serif-latin-ext.woff2")
_LONGEST = 1000
"""Letters of a text that are looked at, far more than a card has room for; bounds the time that a hostile one takes."""
_NO_GLYPH = "\U0010fffd"
_PROBE = 24


def card(name: str, line: str, figures: str, years: Series) -> bytes:
    """The name large, a line above it, the figures in words, and a column for the papers of each year."""
    image = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 23, HEIGHT), fill=_ACCENT)
    _write(draw, _MARGIN, 70, _fitted(line, 32, WIDTH - 2 * _MARGIN), 32, 400, _MUTED)
    size, lines = _set(name, WIDTH - 2 * _MARGIN)
    for number, text in enumerate(lines):
        _write(draw, _MARGIN, 150 + number * round(size * 1.15), text, size, 650, _INK)
    _columns(draw, years)
    _write(draw, _MARGIN, HEIGHT - 118, figures, 38, 500, _ACCENT)
    out = io.BytesIO()
    image.quantize(_COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _columns(draw: ImageDraw.ImageDraw, years: Series) -> None:
    """A column a year, the last one in full colour, at the right below."""
    most = max((count for _, count in years), default=0)
    if len(years) < 2 or not most:
        return
    width, gap, height = 26, 8, 130
    left = WIDTH - _MARGIN - len(years) * (width + gap) + gap
    for number, (_, count) in enumerate(years):
        top = HEIGHT - 76 - max(2, round(height * count / most))
        x = left + number * (width + gap)
        draw.rectangle((x, top, x + width - 1, HEIGHT - 76), fill=_ACCENT if number == len(years) - 1 else _PALE)


def _set(text: str, width: int) -> tuple[int, list[str]]:
    """The size and lines of the name; one that is too long at the smallest size ends in an ellipsis."""
    for size in _SIZES:
        lines = _lines(text, size, width)
        if len(lines) <= _MOST_LINES and all(_length(line, size, 650) <= width for line in lines):
            return size, lines
    size = _SIZES[-1]
    lines = _lines(text, size, width)
    last = " ".join(lines[_MOST_LINES - 1 :])
    return size, [_fitted(line, size, width, 650) for line in [*lines[: _MOST_LINES - 1], last] if line]


def _lines(text: str, size: int, width: int) -> list[str]:
    lines: list[str] = []
    for word in _drawable(text).split():
        if lines and _length(f"{lines[-1]} {word}", size, 650) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _fitted(text: str, size: int, width: int, weight: int = 400) -> str:
    text = _drawable(text)
    if _length(text, size, weight) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (
            (middle, high) if _length(f"{text[:middle].rstrip()}…", size, weight) <= width else (low, middle - 1)
        )
    return f"{text[:low].rstrip()}…"


def _drawable(text: str) -> str:
    """What there are glyphs for, in the order of the text."""
    return " ".join("".join(char for char in text[:_LONGEST] if char.isspace() or _font_of(char)).split())


def _write(draw: ImageDraw.ImageDraw, x: float, y: float, text: str, size: int, weight: int, fill: str) -> None:
    for font, run in _runs(text, size, weight):
        draw.text((x, y + size), run, fill=fill, font=font, anchor="ls")
        x += font.getlength(run)


def _length(text: str, size: int, weight: int) -> float:
    return sum(font.getlength(run) for font, run in _runs(text, size, weight))


def _runs(text: str, size: int, weight: int) -> Iterator[tuple[ImageFont.FreeTypeFont, str]]:
    """The text in pieces of one font each."""
    name, run = _FONTS[0], ""
    for char in text:
        wanted = name if char.isspace() else _font_of(char)
        if wanted and wanted != name and run:
            yield _font(name, size, weight), run
            run = ""
        if wanted:
            name, run = wanted, run + char
    if run:
        yield _font(name, size, weight), run


@lru_cache(maxsize=4096)
def _font_of(char: str) -> str | None:
    """The font that has a glyph for the character."""
    return next((name for name in _FONTS if _mask(name, char) != _mask(name, _NO_GLYPH)), None)


def _mask(name: str, char: str) -> bytes:
    return bytes(_font(name, _PROBE, 400).getmask(char))


@cache
def _font(name: str, size: int, weight: int) -> ImageFont.FreeTypeFont:
    data = (LOOK / "assets/fonts" / name).read_bytes()
    # The basic layout is there in every build of Pillow, and so the same everywhere.
    font = ImageFont.truetype(io.BytesIO(data), size, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([weight])
    return font
