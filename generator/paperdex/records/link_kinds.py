"""The kinds of links, as `Links` declares them: which there are, and to which an address belongs as far as its host and
path tell. Nothing is looked up.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import get_origin
from urllib.parse import urlsplit

from paperdex.records import identifiers
from paperdex.records.link_declaration import LinkKind
from paperdex.records.paper import Links

KINDS: Mapping[str, LinkKind] = {
    key: next((data for data in field.metadata if isinstance(data, LinkKind)), LinkKind())
    for key, field in Links.model_fields.items()
}
"""Every kind by its key, in the order of the fields of a record."""
IDENTIFIERS = tuple(key for key, kind in KINDS.items() if kind.is_identifier)
"""`arxiv`, `doi` ...: of the paper itself."""
BARE_IDENTIFIERS = tuple(key for key, kind in KINDS.items() if kind.is_bare)
"""Kinds whose value is no address."""
LISTS = tuple(key for key, field in Links.model_fields.items() if get_origin(field.annotation) is tuple)
"""Kinds of what belongs to a paper: `code`, `project` ... A paper may have several of each, while of the others it has
one."""
OTHERWISE = "project"
"""The kind of what belongs to a paper and of which nothing tells the kind."""
TOLD_BY_PLACE = frozenset(key for key in LISTS if KINDS[key].places and key != OTHERWISE)
"""Kinds that an address alone can tell, so that a bare one in a bibliography is no address of the paper."""

PAPER = "paper"
"""A paper's own page, which is an identifier and no link."""
FRONT_PAGE = "front-page"
"""The front page of a service, which is no link to anything."""

_FRONT_PAGE = re.compile(
    r"(?:(?:huggingface|hf)\.co|github\.com|gitlab\.com|bitbucket\.org|kaggle\.com|zenodo\.org|youtube\.com)/?$"
)
_PAPER = re.compile(
    r"(?:[\w-]+\.)*(?:arxiv|doi|alphaxiv)\.org/|openreview\.net/|aclanthology\.org/|aclweb\.org/anthology/"
    r"|(?:huggingface|hf)\.co/papers/"
)
_PLACES = (
    (_PAPER, PAPER),
    (_FRONT_PAGE, FRONT_PAGE),
    *((re.compile(kind.places), key) for key, kind in KINDS.items() if kind.places),
)
_SURE_PLACES = tuple(
    (re.compile(sure.place), key, frozenset({key, *sure.also}))
    for key, kind in KINDS.items()
    for sure in kind.sure_places
)


def values_of(links: Links) -> Iterator[tuple[str, str, int | None]]:
    """Every link with its kind, in the order of the record; of a list of them, also with the number in it.

    `("arxiv", "2307.03601", None)`, `("code", "https://github.com/a/b", 0)`
    """
    for key in KINDS:
        value = getattr(links, key)
        if isinstance(value, tuple):
            yield from ((key, url, number) for number, url in enumerate(value))
        elif value:
            yield key, value, None


def kind_of(url: str) -> str | None:
    """The kind of an address, `PAPER` or `FRONT_PAGE`; None where host and path do not tell.

    `code` for `https://github.com/a/b`, `PAPER` for `https://arxiv.org/abs/2307.03601`
    """
    place = _place(url)
    return next((kind for pattern, kind in _PLACES if pattern.match(place)), None)


def is_front_page(url: str) -> bool:
    """Whether an address is that of a service as a whole: `https://github.com/`."""
    return bool(_FRONT_PAGE.match(_place(url)))


def better_kind(kind: str, url: str) -> str | None:
    """The kind of an address that is listed under another one, where host and path leave no doubt.

    `code` for `dataset` and `https://github.com/a/b`
    """
    if identifier := _identifier(url):
        # Archives of data, talks and slides have DOIs too; an identifier's PDF is one.
        is_right = (
            kind == identifier or (identifier == "doi" and kind in LISTS) or (kind == "pdf" and not _is_page(url))
        )
        return None if is_right else identifier
    if kind == "pdf":
        return None
    place = _place(url)
    found = next(((home, right) for pattern, home, right in _SURE_PLACES if pattern.match(place)), None)
    return found[0] if found and kind not in found[1] else None


def _identifier(url: str) -> str | None:
    if ("arxiv" in url.lower() or "/papers/" in url) and identifiers.parse_arxiv(url):
        return "arxiv"
    if "openreview.net/attachment" not in url and "openreview.net/" in url and identifiers.parse_openreview(url):
        return "openreview"
    if "/anthology" in url or "aclanthology.org/" in url:
        return "acl" if identifiers.parse_acl(url) else None
    return "doi" if "doi.org/" in url and identifiers.parse_doi(url) else None


def _is_page(url: str) -> bool:
    return "/abs/" in url or "/forum" in url or "doi.org/" in url


@lru_cache
def _place(url: str) -> str:
    parts = urlsplit(url)
    return f"{(parts.hostname or '').removeprefix('www.')}{parts.path or '/'}"
