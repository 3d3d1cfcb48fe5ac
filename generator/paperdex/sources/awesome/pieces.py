"""The text of an entry without its links: pieces in one style, and the links that stood between them.

A link whose words say something stays a piece, with its address; a label (`[[Paper]](...)`, a badge) leaves only a
mark, so that what is before it and what is after it can be told apart.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from urllib.parse import unquote, urlsplit

from paperdex.sources.awesome.blocks import Span
from paperdex.sources.awesome.contexts import read_context
from paperdex.sources.awesome.labels import label_kind
from paperdex.sources.awesome.link_targets import LINK_MARK, Link, split_links

KEY_AND_LINK = re.compile(
    rf"[^\W\d_][\w &/-]{{0,24}}(?:[(（][^()（）]{{1,20}}[)）])?[:：][\s,|]*{LINK_MARK}[\s,|{LINK_MARK}]*"
)
"""A key of the list's own, and an address: `Homeoage: https://...`."""
# Bounded, so that a line of a hundred thousand brackets takes no longer than any other.
_BETWEEN = r"[\s,，、|/;:：·•&+~-]{0,9}"
_GROUP = re.compile(
    rf"[\[\(（【]{{1,3}}{_BETWEEN}{LINK_MARK}(?:[\s,，、|/;:：·•&+~\[\]()-]{{0,9}}{LINK_MARK}){{0,30}}"
    rf"[\s,，、|/;]{{0,9}}[\]\)）】]{{1,3}}|{LINK_MARK}"
)
_UNLINKED = re.compile(r"\[{1,2}\s?([^\[\]]{1,30}?)\s?\]{1,2}|[(（]\s*([^()（）]{1,30}?)\s*[)）]")
_SHORTCODE = re.compile(r":[a-z][a-z0-9_+-]{1,30}:")
_EMOJI = re.compile(
    "[\u2139\u200d\ufe0f\u20e3\u2600-\u27bf\u2b00-\u2bff\u2300-\u23ff\u2190-\u21ff\u25a0-\u25ff\u3030\u303d\u3297\u3299"
    "\U0001f000-\U0001faff\U000e0000-\U000e007f]+"
)
_INVISIBLE = re.compile("[\u200b\u200c\u2060\ufeff\u00ad]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Text in one style. Line breaks that the author asked for are in it."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    href: str | None = None

    @property
    def is_plain(self) -> bool:
        return not (self.bold or self.italic or self.code or self.href)


@dataclass(slots=True)
class Passage:
    """One paragraph of an entry: its text in pieces, and the links and badges that stood between them."""

    pieces: list[Piece] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    badges: list[str] = field(default_factory=list)
    """What pictures without a link say: `ACL2022`."""

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


def read_passage(spans: Sequence[Span]) -> Passage:
    """Take a paragraph apart."""
    found = Passage()
    pieces: list[Piece] = []
    for href, run in groupby(spans, key=lambda span: span.href):
        if href:
            pieces.extend(_pieces_of_link(list(run), href, found))
        else:
            pieces.extend(_pieces_of_text(list(run), found))
    found.pieces = [piece for piece in _tidy(pieces) if piece.text]
    return found


def without_symbols(text: str) -> str:
    """Text without emoji, their short codes and invisible characters."""
    return _INVISIBLE.sub("", _EMOJI.sub(" ", _SHORTCODE.sub(" ", text)))


def _pieces_of_link(run: Sequence[Span], href: str, found: Passage) -> list[Piece]:
    words = "".join(span.text for span in run if span.image is None).strip()
    pictures = [span for span in run if span.image is not None]
    if href.startswith("#") and not words.strip():
        return []
    label = words or next((_label_of(span) for span in pictures), "")
    bare = re.sub(r"^[\s\[(【]+|[\s\])】]+$", "", without_symbols(label)).strip(" :：.,>")
    context = read_context(bare) if words else None
    is_context = context is not None and (context.is_sure or len(bare.split()) <= 2)
    if not words or label_kind(bare) or re.match(r"https?://|www\.", bare) or is_context:
        found.links.append(Link(bare, href))
        says_context = is_context and label_kind(bare) is None
        return [Piece(LINK_MARK + (f" [{bare}] " if says_context else ""))]
    first = next(span for span in run if span.image is None and span.text.strip())
    found.links.append(Link(" ".join(words.split()), href, is_title=True))
    return [Piece(words.strip("\n") if words else "", first.bold, first.italic, first.code, href)]


def _pieces_of_text(run: Sequence[Span], found: Passage) -> list[Piece]:
    pieces = []
    for (bold, italic, is_code, is_picture), spans in groupby(
        run, key=lambda span: (span.bold, span.italic, span.code, span.image is not None)
    ):
        if is_picture:
            found.badges.extend(filter(None, (_badge(span) for span in spans)))
            continue
        text = "".join(span.text for span in spans)
        if not is_code:
            text, links = split_links(text)
            found.links.extend(links)
        pieces.append(Piece(text, bold, italic, is_code))
    return pieces


def _label_of(picture: Span) -> str:
    """What a badge with a link is called: the left side of a shields.io badge, else its description, if that is a
    label.
    """
    sides = _badge_sides(picture)
    return next(
        (text for text in (*sides[:1], picture.text) if text.strip() and label_kind(text)),
        " ".join(sides) or picture.text,
    )


def _badge(picture: Span) -> str:
    """What a picture says."""
    return " ".join(_badge_sides(picture)) or picture.text


def _badge_sides(picture: Span) -> list[str]:
    """The words on both sides of a shields.io badge, without its colour; https://shields.io/badges."""
    try:
        parts = urlsplit(picture.image or "")
    except ValueError:
        return []
    if "shields.io" not in (parts.hostname or ""):
        return []
    if "/stars/" in parts.path:
        return ["GitHub"]
    match = re.match(r"/(?:badge|static/v1)/(.+)", unquote(parts.path))
    sides = _badge_parts(match[1]) if match else []
    return [side for side in (sides[:-1] or sides) if side]


def _badge_parts(path: str) -> list[str]:
    """`Semi--supervised-GitHub_2-blue` as `Semi-supervised`, `GitHub 2` and `blue`: a hyphen is written twice, a space
    as an underscore.
    """
    parts = [""]
    for sign in re.findall(r"--|-|[^-]+", path):
        if sign == "-":
            parts.append("")
        else:
            parts[-1] += "-" if sign == "--" else sign.replace("_", " ")
    return [part.strip() for part in parts]


def _tidy(pieces: Sequence[Piece]) -> list[Piece]:
    """Neighbours in one style as one, invisible characters gone, brackets around links gone with them."""
    joined: list[Piece] = []
    for piece in pieces:
        text = _INVISIBLE.sub("", piece.text)
        if joined and _style(joined[-1]) == _style(piece) and not piece.href:
            joined[-1] = Piece(joined[-1].text + text, *_style(piece))
        elif text:
            joined.append(Piece(text, *_style(piece)))
    return [Piece(_without_labels(piece.text), *_style(piece)) if not piece.href else piece for piece in joined]


def _style(piece: Piece) -> tuple[bool, bool, bool, str | None]:
    return (piece.bold, piece.italic, piece.code, piece.href)


def _without_labels(text: str) -> str:
    """`[[￼][￼]]` is a mark; `[Code]` that leads nowhere is nothing."""
    text = _GROUP.sub(LINK_MARK, text)

    def label(match: re.Match[str]) -> str:
        words = without_symbols(match[1] or match[2]).strip()
        kind = label_kind(words) if words else None
        return LINK_MARK if kind and kind != "vague" else match[0]

    return _UNLINKED.sub(label, text)
