"""What an address leads to, as far as its host and path tell. Nothing is looked up."""

import re
from functools import lru_cache
from urllib.parse import urlsplit

from paperdex.records import identifiers

PAPER = "paper"
"""A paper's own page, which is an identifier and no link."""
FRONT_PAGE = "front-page"
"""The front page of a service, which is no link to anything."""

_HUGGING_FACE = r"(?:huggingface\.co|hf\.co)"
_FRONT_PAGE = re.compile(
    rf"(?:{_HUGGING_FACE}|github\.com|gitlab\.com|bitbucket\.org|kaggle\.com|zenodo\.org|youtube\.com)/?$"
)
# Host and path, the first that fits.
_KINDS = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (
            r"(?:[\w-]+\.)*(?:arxiv|doi|alphaxiv)\.org/|openreview\.net/|aclanthology\.org/|aclweb\.org/anthology/",
            PAPER,
        ),
        (rf"{_HUGGING_FACE}/papers/", PAPER),
        (_FRONT_PAGE.pattern, FRONT_PAGE),
        (
            r"(?:gist\.)?github\.com/|gitlab\.|bitbucket\.org/|codeberg\.org/|anonymous\.4open\.science/|kaggle\.com/code/",
            "code",
        ),
        (
            rf"{_HUGGING_FACE}/datasets/|kaggle\.com/|zenodo\.org/|(?:[\w-]+\.)?figshare\.com/|dataverse\.|data\.mendeley\.com/",
            "dataset",
        ),
        (rf"{_HUGGING_FACE}/spaces/|colab\.research\.google\.com/", "demo"),
        (rf"{_HUGGING_FACE}/(?:blog|docs|learn)/", "project"),
        (rf"{_HUGGING_FACE}/", "model"),
        (r"(?:m\.)?youtube\.com/|youtu\.be/|(?:player\.)?vimeo\.com/", "video"),
    )
)
# Places that hold one kind of thing and nothing else, with the other kinds under which people rightly list them.
# A file or a release within a repository may be anything, and so may what lies in an archive such as Zenodo.
_CERTAIN = tuple(
    (re.compile(pattern), kind, others)
    for pattern, kind, others in (
        (r"(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org)/[^/]+/[^/]+/?$", "code", {"project"}),
        (rf"{_HUGGING_FACE}/datasets/[^/]+/[^/]+/?$|kaggle\.com/datasets/", "dataset", {"project"}),
        (rf"{_HUGGING_FACE}/spaces/", "demo", {"project"}),
        (r"colab\.research\.google\.com/", "demo", {"code", "project"}),
        (
            rf"{_HUGGING_FACE}/(?!blog/|docs/|learn/|collections/|datasets/|spaces/|papers/|join/)[^/]+/[^/]+/?$",
            "model",
            {"project"},
        ),
        (
            r"(?:m\.)?youtube\.com/(?:watch|shorts|live)|youtu\.be/|(?:player\.)?vimeo\.com/",
            "video",
            {"demo", "project"},
        ),
    )
)
_LISTS = frozenset({"code", "project", "dataset", "model", "demo", "video", "slides"})


def kind_of(url: str) -> str | None:
    """`code`, `dataset`, `demo`, `model`, `project` or `video`, or one of the constants above; None where host and path
    do not tell.
    """
    place = _place(url)
    return next((kind for pattern, kind in _KINDS if pattern.match(place)), None)


def is_front_page(url: str) -> bool:
    return bool(_FRONT_PAGE.match(_place(url)))


def better_kind(kind: str, url: str) -> str | None:
    """The field of `links` to which an address listed under `kind` surely belongs, where that is another one."""
    if identifier := _identifier(url):
        # Archives of data, talks and slides have DOIs too; an identifier's PDF is one.
        is_right = (
            kind == identifier or (identifier == "doi" and kind in _LISTS) or (kind == "pdf" and not _is_page(url))
        )
        return None if is_right else identifier
    if kind == "pdf":
        return None
    place = _place(url)
    found = next(((home, others) for pattern, home, others in _CERTAIN if pattern.match(place)), None)
    return found[0] if found and kind != found[0] and kind not in found[1] else None


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
