"""Addresses in an abstract, sorted by what they lead to.

The host says it (GitHub holds code); where it does not, the words just before the address do.
Addresses of papers are identifiers, not links, and are left out. Nothing is looked up.
"""

import re

from paperdex.records import identifiers
from paperdex.records.link_kinds import FRONT_PAGE, PAPER, kind_of

# Brackets and typographic quotes never belong to an address in prose; TeX may have escaped a few characters of it.
_ADDRESS = re.compile(r"https?://(?:\\[_%#&~]|[^\s<>\[\]{}|^`\"“”«»、。，；：！？（）《》「」…])+", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([_%#&~])")
_TRAILING = ".,;:!?'*’‘"

_CLAUSE = 160
_SENTENCE = re.compile(r"[.!?](?=\s|[A-Z])")
_SAYS_PROJECT = re.compile(r"\bproject[\s-]?(?:web\s?)?(?:page|site)\b|\bhome\s?page\b|\bproject\s*:", re.IGNORECASE)
_SAYS_CODE = re.compile(r"\bcodes?\b|\bcodebase\b|\bimplementation\b|\bgithub\b", re.IGNORECASE)
_SAYS_DATASET = re.compile(r"\bdata\b|\bdata\s?sets?\b|\bcorp(?:us|ora)\b", re.IGNORECASE)
_SAYS_DEMO = re.compile(r"\bdemos?\b|\bleaderboard\b|\bplayground\b", re.IGNORECASE)
_SAYS_MORE = re.compile(
    r"\bmodels?\b|\bweights\b|\bcheckpoints?\b|\bvideos?\b|\bproject\b|\bdetails\b|\bresults\b", re.IGNORECASE
)


def find_links(text: str) -> dict[str, list[str]]:
    """Addresses by kind (`code`, `project`, `dataset`, `model`, `demo`, `video`), in the order in which they stand,
    each once.
    """
    links: dict[str, list[str]] = {}
    seen: set[str] = set()
    end = 0
    for match in _ADDRESS.finditer(text):
        words, end = _clause(text[max(end, match.start() - _CLAUSE) : match.start()]), match.end()
        # `https://api.example.org/{id}` is a pattern, while `https://a{https://a}` is what \url leaves behind.
        is_pattern = text.startswith("{", end) and not text.startswith(("{http", "{\\"), end)
        url = None if is_pattern else identifiers.parse_url(_without_punctuation(match[0]))
        kind = _kind(url, words) if url else None
        if url is None or kind is None or _key(url) in seen:
            continue
        seen.add(_key(url))
        links.setdefault(kind, []).append(url)
    return links


def _without_punctuation(address: str) -> str:
    """The address without the punctuation of the sentence, nor a closing bracket that was opened before it."""
    address = _ESCAPED.sub(r"\1", address)
    excess = address.count(")") - address.count("(")
    end = len(address)
    while end and (address[end - 1] in _TRAILING or (address[end - 1] == ")" and excess > 0)):
        excess -= address[end - 1] == ")"
        end -= 1
    return address[:end]


def _clause(before: str) -> str:
    """What the sentence says before the address."""
    return _SENTENCE.split(before)[-1]


def _kind(url: str, words: str) -> str | None:
    kind = kind_of(url)
    if kind in (PAPER, FRONT_PAGE):
        return None
    if kind == "code":
        return "project" if _SAYS_PROJECT.search(words) and not _SAYS_CODE.search(words) else "code"
    return _kind_in_words(words) if kind in (None, "project") else kind


def _kind_in_words(words: str) -> str:
    """The one kind that the words name, such as `dataset`; a page that holds several is the project's."""
    dataset, demo = _SAYS_DATASET.search(words), _SAYS_DEMO.search(words)
    if bool(dataset) == bool(demo) or any(other.search(words) for other in (_SAYS_PROJECT, _SAYS_CODE, _SAYS_MORE)):
        return "project"
    return "dataset" if dataset else "demo"


def _key(url: str) -> str:
    """An address without what makes no other page of it: `https://`, a slash at the end."""
    return url.partition("://")[2].rstrip("/")
