"""Identifiers of papers: recognise one in the text or address that a person pasted, bring it to its one spelling.

Each `parse_*` takes any common spelling and returns the canonical identifier, or None.
Each `*_url` is the address that stands for it. Nothing is looked up.
"""

import re
from typing import NewType
from urllib.parse import unquote, urlsplit, urlunsplit

ArxivId = NewType("ArxivId", str)
Doi = NewType("Doi", str)
OpenReviewId = NewType("OpenReviewId", str)
AclId = NewType("AclId", str)

# https://info.arxiv.org/help/arxiv_identifier.html: YYMM.NNNN(N) since April 2007, archive/YYMMNNN before.
_ARXIV_NEW = r"[0-9]{2}(?:0[1-9]|1[0-2])\.[0-9]{4,5}"
_ARXIV_OLD = r"[a-z]+(?:-[a-z]+)?(?:\.[A-Z]{2})?/[0-9]{2}(?:0[1-9]|1[0-2])[0-9]{3}"
_ARXIV_ID = re.compile(rf"(?P<id>{_ARXIV_NEW}|{_ARXIV_OLD})(?:v[1-9][0-9]*)?")
_ARXIV_TEXT = re.compile(
    rf"(?:arxiv:\s*)?(?P<id>{_ARXIV_NEW}|{_ARXIV_OLD})(?:v[1-9][0-9]*)?(?:\s*\[[\w.-]+\])?", re.IGNORECASE
)
_ARXIV_DOI = re.compile(rf"10\.48550/arxiv\.(?P<id>{_ARXIV_NEW}|{_ARXIV_OLD})(?:v[1-9][0-9]*)?", re.IGNORECASE)
_ARXIV_HOST = re.compile(r"(?:[a-z0-9-]+\.)*arxiv\.org|ar5iv\.labs\.arxiv\.org|(?:www\.)?alphaxiv\.org")
_ARXIV_PATH = re.compile(
    rf"/(?:abs|pdf|html|format|ps|src|e-print|overview)/(?P<id>{_ARXIV_NEW}|{_ARXIV_OLD})(?:v[1-9][0-9]*)?(?:\.pdf)?[:/]?"
)
_HF_PATH = re.compile(rf"/papers/(?P<id>{_ARXIV_NEW})(?:v[1-9][0-9]*)?/?")

# https://www.crossref.org/blog/dois-and-matching-regular-expressions/
_DOI = re.compile(r"10\.[0-9]{4,9}/[^\s\"<>]+")
_OPENREVIEW_ID = re.compile(r"[A-Za-z0-9_-]{6,16}")
# https://aclanthology.org/info/ids/: 2020.acl-main.1 since 2020, P19-1001 before.
_ACL_ID = re.compile(r"[0-9]{4}\.[a-z0-9_]+-[a-z0-9_]+\.[0-9]+|[A-Z][0-9]{2}-[0-9]{4}")
_ACL_ADDRESS = re.compile(rf"https://aclanthology\.org/({_ACL_ID.pattern})(?:/|\.pdf)")
_ACL_OLD_ID = re.compile(r"[A-Z][0-9]{2}-[0-9]{4}")
_ACL_SITE = re.compile(
    r"^(?:https?://)?(?:www\.)?(?:aclanthology\.org|aclweb\.org/anthology|aclanthology\.info/papers|aclanthology\.coli\.uni-saarland\.de/papers)/"
)
_ACL_DOI = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:)?10\.18653/v1/", re.IGNORECASE)
_ACL_FOLDER = re.compile(r"^[A-Z]/[A-Z][0-9]{2}/(?=[A-Z][0-9]{2}-)")
_ACL_END = re.compile(r"(?:v[1-9])?(?:\.pdf|\.bib)?/?$")
_DOI_PREFIX = re.compile(r"^(?:https?://)?(?:dx\.|www\.)?doi\.org/|^doi:\s*", re.IGNORECASE)
_PLAIN_ADDRESS = re.compile(r"https?://(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}/[A-Za-z0-9._~/%+=&-]*")
"""Most addresses: there is nothing in them that could be unsafe or be spelled in another way."""
_UNSAFE = re.compile(r"[\x00-\x20\x7f\"<>\\^`{|}]")
_HOST = re.compile(r"[^\s/:@\[\]]+(\.[^\s/:@\[\]]+)+|localhost|[0-9a-fA-F:.]+")
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|ref_src|mc_cid|mc_eid|igshid")


def parse_arxiv(text: str) -> ArxivId | None:
    """`2307.03601` from `arXiv:2307.03601v2 [cs.CV]`, an abs, pdf or mirror address, its DOI, or a Hugging Face paper
    page.
    """
    text = text.strip()
    if match := _ARXIV_TEXT.fullmatch(text) or _ARXIV_DOI.fullmatch(_without_doi_prefix(text)):
        return ArxivId(match["id"])
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
    except ValueError:  # brackets that are no IPv6 address
        return None
    host, path = (parts.hostname or ""), unquote(parts.path)
    pattern = _ARXIV_PATH if _ARXIV_HOST.fullmatch(host) else _HF_PATH if host in ("huggingface.co", "hf.co") else None
    match = pattern.fullmatch(path) if pattern else None
    return ArxivId(match["id"]) if match else None


def arxiv_month(arxiv: ArxivId | str) -> str:
    """`2023-07` from `2307.03601`: the month in which the identifier was given out."""
    digits = arxiv.split("/")[-1]
    century = "19" if int(digits[:2]) > 90 else "20"
    return f"{century}{digits[:2]}-{digits[2:4]}"


def parse_doi(text: str) -> Doi | None:
    """`10.18653/v1/P19-1001` from any spelling; the case is kept, though DOIs are compared without it."""
    text = _without_doi_prefix(unquote(text.strip()))
    match = _DOI.fullmatch(text.rstrip(".,;"))
    return Doi(match[0]) if match else None


def parse_openreview(text: str) -> OpenReviewId | None:
    """`YuHQTo6G9S` from itself or from an OpenReview forum, pdf or attachment address."""
    text = text.strip()
    if "openreview.net" not in text:
        return OpenReviewId(text) if _OPENREVIEW_ID.fullmatch(text) else None
    match = re.search(r"[?&](?:id|noteId)=([A-Za-z0-9_-]+)", text)
    return OpenReviewId(match[1]) if match and _OPENREVIEW_ID.fullmatch(match[1]) else None


def parse_acl(text: str) -> AclId | None:
    """`2020.acl-main.1` from itself, an Anthology address (also the old aclweb.org) or an Anthology DOI."""
    if match := _ACL_ADDRESS.fullmatch(text):
        return AclId(match[1])  # as most records have it
    text = _ACL_END.sub("", _ACL_FOLDER.sub("", _ACL_DOI.sub("", _ACL_SITE.sub("", text.strip()))))
    if match := _ACL_ID.fullmatch(text):
        return AclId(match[0])
    upper = text.upper()
    return AclId(upper) if _ACL_OLD_ID.fullmatch(upper) else None


def parse_url(text: str) -> str | None:
    """A web address that is safe to link to: http or https, a host, no user, no control or space characters."""
    text = text.strip()
    if _PLAIN_ADDRESS.fullmatch(text):
        return text
    if _UNSAFE.search(text):
        return None
    try:
        parts = urlsplit(text)
        port_is_sane = parts.port is None or parts.port > 0
    except ValueError:
        return None
    has_host = bool(parts.hostname) and _HOST.fullmatch(parts.hostname or "")
    if parts.scheme.lower() not in ("http", "https") or not has_host or parts.username is not None or not port_is_sane:
        return None
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path, parts.query, parts.fragment))


def without_tracking(url: str) -> str:
    """The address without the parameters that only say where a visitor came from."""
    if "?" not in url:
        return url
    parts = urlsplit(url)
    if not parts.query:
        return url
    kept = [pair for pair in parts.query.split("&") if not _TRACKING.fullmatch(pair.partition("=")[0])]
    return urlunsplit(parts._replace(query="&".join(kept)))


def arxiv_url(arxiv: str) -> str:
    return f"https://arxiv.org/abs/{arxiv}"


def arxiv_pdf_url(arxiv: str) -> str:
    return f"https://arxiv.org/pdf/{arxiv}"


def doi_url(doi: str) -> str:
    return f"https://doi.org/{doi}"


def openreview_url(openreview: str) -> str:
    return f"https://openreview.net/forum?id={openreview}"


def acl_url(acl: str) -> str:
    return f"https://aclanthology.org/{acl}/"


def _without_doi_prefix(text: str) -> str:
    return _DOI_PREFIX.sub("", text)
