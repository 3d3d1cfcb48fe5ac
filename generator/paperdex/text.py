"""Pure functions on text: folding, slugs, sentences, partial dates. Knows nothing of papers."""

import hashlib
import re
import unicodedata

from slugify import slugify

MAX_SLUG = 48
_ASCII_WORD = re.compile(r"[a-z0-9]+")
_PLAIN = re.compile(r"[A-Za-z0-9 .-]*")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ABBREVIATIONS = (
    "e.g.",
    "i.e.",
    "et al.",
    "vs.",
    "cf.",
    "Fig.",
    "fig.",
    "Eq.",
    "eq.",
    "etc.",
    "resp.",
    "w.r.t.",
    "Sec.",
    "approx.",
    "Dr.",
    "Prof.",
    "St.",
    "No.",
)


def word_set(words: str) -> frozenset[str]:
    """The words of a string, for a list of words in code: `word_set("vol no pp")`."""
    return frozenset(words.split())


def squeeze(text: str) -> str:
    """One line, single spaces."""
    return " ".join(text.split())


def slug(text: str, *, prefix: str = "") -> str:
    """ASCII address of at most 48 characters, cut at a word; `prefix` and a hash where nothing is left.

    The back end is fixed: python-slugify prefers Unidecode where that happens to be installed,
    and addresses must not depend on the machine.
    """
    if len(text) <= MAX_SLUG and _PLAIN.fullmatch(text) and (words := _ASCII_WORD.findall(text.lower())):
        return "-".join(words)  # what slugify makes of most names, twenty times as fast
    plain = slugify(text, max_length=MAX_SLUG, word_boundary=True, save_order=True, backend="text-unidecode")
    if plain:
        return plain
    digest = hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()
    return f"{prefix}{digest[:8]}"


def fold(text: str) -> str:
    """Lower case without accents, punctuation as spaces: two titles that fold alike are one title."""
    if text.isascii():
        return " ".join(_ASCII_WORD.findall(text.lower()))
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    return squeeze("".join(char if char.isalnum() else " " for char in letters))


def first_sentence(text: str) -> str:
    """Up to the first full stop that ends a sentence; abbreviations and decimals do not."""
    line = squeeze(text)
    for match in re.finditer(r"[.!?](?=\s+[^a-z\s])|[。！？]", line):
        candidate = line[: match.end()]
        if len(candidate) > 20 and not candidate.endswith(_ABBREVIATIONS) and not re.search(r"\b[A-Z]\.$", candidate):
            return candidate
    return line


def plural(count: int, noun: str, nouns: str | None = None) -> str:
    """`1 paper`, `1,200 papers`."""
    return f"{count:,} {noun if count == 1 else nouns or noun + 's'}"


def readable_date(date: str | None) -> str:
    """`2023-07-07` as `7 Jul 2023`, `2023-07` as `Jul 2023`, nothing as `undated`."""
    if not date:
        return "undated"
    year, *rest = date.split("-")
    month = MONTHS[int(rest[0]) - 1] if rest else ""
    day = str(int(rest[1])) if len(rest) > 1 else ""
    return " ".join(part for part in (day, month, year) if part)
