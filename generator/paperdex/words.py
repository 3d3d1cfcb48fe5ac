"""Text to the terms by which papers are found and compared. `site_config/assets/search/tokens.js` does the same to
queries; a test holds the two together.

Accents, case and compatibility forms are folded and plain English plurals are made singular. Vowel signs of
Indic scripts are letters and stay. Scripts written without spaces between words become overlapping pairs of
characters, so that any part of a title finds it.
"""

import re
import unicodedata
from functools import lru_cache

_STOP_WORDS = """
a about after all also an and are as at be been between both but by can do each for from had has have how i if in into
is it its may more most not of on one or other our over s such t than that the their them then there these they this
those through to under up using via was we were what when where which while who will with without would you
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())
# Han, kana, Hangul, Thai, Lao, Myanmar and Khmer.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3130-\u318f"
    "\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff"
)
# Vowel signs and the like are no letters to `\w`; Devanagari to Sinhala, without the two dandas.
_INDIC = "\u0900-\u0963\u0966-\u0dff"
_ASCII_WORD = re.compile(r"[a-z0-9]+")
_WORD = re.compile(rf"[{UNSPACED}]+|(?:[^\W_{UNSPACED}]|[{_INDIC}])+")
_IS_UNSPACED = re.compile(rf"[{UNSPACED}]")
# Accents of Latin, Greek, Cyrillic, Hebrew and Arabic, and what is not seen at all.
_UNSEEN = "\u00ad\u200c\u200d\u2060\ufeff"
_DROPPED = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
    f"\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f{_UNSEEN}]"
)
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_LETTERS = {
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ı": "i",
    "ħ": "h",
    "ς": "σ",
}
"""Letters that decompose into nothing, as people type them who do not have them."""
_ANY_LETTER = re.compile(f"[{''.join(_LETTERS)}]")


def fold(text: str) -> str:
    """Lower case without accents: compatibility decomposition, accents dropped, composed again for Hangul and kana."""
    if text.isascii():
        return text.lower()
    decomposed = _DROPPED.sub("", unicodedata.normalize("NFKD", text).lower())
    return unicodedata.normalize("NFC", _ANY_LETTER.sub(lambda match: _LETTERS[match[0]], decomposed))


def terms(text: str) -> list[str]:
    """The terms of a text in order, stop words included."""
    return terms_of_folded(fold(text))


def terms_of_folded(folded: str) -> list[str]:
    """The same of what `fold` has made of a text."""
    # In most texts that are not ASCII, dashes and quotation marks are all that is not.
    if folded.isascii() or not _WORD.search("".join(_NOT_ASCII.findall(folded))):
        return [_singular(word) for word in _ASCII_WORD.findall(folded)]
    found: list[str] = []
    for word in _WORD.findall(folded):
        if _IS_UNSPACED.match(word):
            found.extend(word[start : start + 2] for start in range(max(1, len(word) - 1)))
        else:
            found.append(_singular(word))
    return found


@lru_cache(maxsize=100_000)
def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    return f"{word[:-3]}y" if word.endswith("ies") and len(word) > 4 else word[:-1]
