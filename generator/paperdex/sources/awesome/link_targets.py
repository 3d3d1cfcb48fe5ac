"""Where the links of an entry lead: identifiers of the paper, its own pages, and what belongs to it."""

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from markdown_it.common.normalize_url import normalizeLink

from paperdex.records import identifiers, link_kinds
from paperdex.sources.awesome.labels import label_kind

_HOSTS = re.compile(
    r"(?:www\.)?(?:arxiv\.org|openreview\.net|aclanthology\.org|github\.com|huggingface\.co|doi\.org)/", re.IGNORECASE
)
_ARXIV_HOST = re.compile(
    r"(?:[a-z0-9-]+\.)*(?:arxiv\.org|arxiv-vanity\.com|ar5iv\.org|alphaxiv\.org|arxiv\.gg)|(?:www\.)?scirate\.com"
)
_ARXIV_IN_PATH = re.compile(r"(?<![0-9.])([0-9]{4}\.[0-9]{4,5})(?:v[0-9]+)?(?![0-9])")
_DOI_IN_PATH = re.compile(r"/(10\.[0-9]{4,9}/[^?#]+)")
_DOI_HOST = re.compile(
    r"(?:[\w-]+\.)*(?:doi\.org|acm\.org|springer\.com|wiley\.com|science\.org|sciencemag\.org|tandfonline\.com|"
    r"sagepub\.com|acs\.org|aps\.org|aip\.org|"
    r"iop\.org|pnas\.org|frontiersin\.org|biorxiv\.org|medrxiv\.org|rsc\.org|royalsocietypublishing\.org|"
    r"annualreviews\.org|oup\.com|siam\.org|informs\.org|"
    r"mitpressjournals\.org|direct\.mit\.edu|emerald\.com|degruyter\.com|spiedigitallibrary\.org|worldscientific\.com|"
    r"ascelibrary\.org|asme\.org|plos\.org|"
    r"physiology\.org|ahajournals\.org|karger\.com|thieme-connect\.com|liebertpub\.com|cambridge\.org|"
    r"ieeecomputersociety\.org|jamanetwork\.com|copernicus\.org)"
)
# `/full`, `.pdf` and versions are the publisher's, not part of the DOI.
_DOI_TAIL = re.compile(
    r"(?:/(?:full|pdf|pdfft|html|meta|abstract|epdf|summary|fulltext|reader)|\.(?:full\.)?pdf|\.full(?:-text)?|\.html?|"
    r"\.short|v[0-9]+)+/?$",
    re.IGNORECASE,
)
_ACL_HOST = re.compile(
    r"(?:www\.)?(?:aclanthology\.org|aclweb\.org|aclanthology\.info|aclanthology\.coli\.uni-saarland\.de)"
)
_ACL_IN_PATH = re.compile(
    r"/((?:[0-9]{4}\.[a-z0-9_]+-[a-z0-9_]+\.[0-9]+)|(?:[A-Z][0-9]{2}-[0-9]{4}))(?:v[0-9])?(?:\.pdf|\.bib)?/?$"
)
_OTHER_ACADEMIC = re.compile(
    r"(?:[\w-]+\.)*(?:thecvf\.com|cv-foundation\.org|ecva\.net|mlr\.press|neurips\.cc|nips\.cc|jmlr\.org|ijcai\.org|"
    r"aaai\.org|ieee\.org|computer\.org|"
    r"sciencedirect\.com|elsevier\.com|nature\.com|cell\.com|mdpi\.com|isca-speech\.org|isca-archive\.org|usenix\.org|"
    r"ndss-symposium\.org|vldb\.org|"
    r"semanticscholar\.org|dblp\.org|dblp\.uni-trier\.de|pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov|nih\.gov|"
    r"europepmc\.org|ssrn\.com|hal\.science|"
    r"archives-ouvertes\.fr|researchgate\.net|academia\.edu|iacr\.org|roboticsproceedings\.org|auai\.org|"
    r"bmva-archive\.org\.uk|bmvc[0-9]*\.org|"
    r"lrec-conf\.org|ceur-ws\.org|dagstuhl\.de|cidrdb\.org|mlsys\.org|distill\.pub|transformer-circuits\.pub|"
    r"citeseerx?\.ist\.psu\.edu|psyarxiv\.com|"
    r"osf\.io|techrxiv\.org|researchsquare\.com|preprints\.org|chemrxiv\.org|ai\.meta\.com/research/publications|"
    r"dspace\.mit\.edu|escholarship\.org)"
)
_NO_PAPER_PATH = re.compile(
    r"/(?:virtual|badge|group|profile|user|author|pub/profiles?)(?:/|$)|\.(?:png|jpe?g|gif|svg|webp|mp4)$|^/db/(?:conf|"
    r"journals)/[^/]+/?$|^/?$",
    re.IGNORECASE,
)
_PDF_PATH = re.compile(r"\.pdf$|/pdf(?:/|$)|/pdfft(?:/|$)", re.IGNORECASE)
_NO_PAPER_PDF = re.compile(r"slides?|poster|suppl|appendix|presentation", re.IGNORECASE)
_BROKEN = re.compile(r"\[{1,3}([^\[\]]{0,200})\]\s?\({1,3}\s?\[?\s?<?((?:https?:/{0,4}|www\.)[^\s)>\]]+)[^\s)]*\){0,3}")
_BARE = re.compile(
    r"(?:https?://|(?<![\w/.])www\.)[^\s<>\[\]{}|^`\"“”«»、。，；：！？（）《》「」…\ufffc]+", re.IGNORECASE
)
_ARXIV_TEXT = re.compile(
    r"\barXiv\s*(?:preprint\s*)?(?:arXiv)?\s*:\s*([0-9]{4}\.[0-9]{4,5})(?:v[0-9]+)?(?:\s*\[[a-z-]+\.[A-Z]{2}\])?",
    re.IGNORECASE,
)
_TRAILING = ".,;:!?'*_~"
LINK_MARK = "\ufffc"
"""Stands in a text where a link was."""
_KEY_LENGTH = 40
"""Characters before an address in which its key can stand: `Code: https://...`."""

IDENTIFIERS = link_kinds.IDENTIFIERS
SINGLE = tuple(key for key in link_kinds.KINDS if key not in link_kinds.LISTS)
"""Fields of `links` that hold one value; all others hold several."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it stands in an entry."""

    label: str
    href: str
    is_title: bool = False
    """Its words are no label but say something, such as the title."""


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """A field of a record's `links` with its value: `arxiv` and `2307.03601`."""

    field: str
    value: str
    is_paper: bool
    """Leads to the paper itself, on the word of its host or its label."""
    is_academic: bool
    """Leads to the paper on the word of its host alone."""


def link_target(link: Link) -> LinkTarget | None:
    """What a link gives a record; None for blogs, places within the README, and all that is no web address."""
    url = clean_address(link.href)
    if url is None:
        return None
    wanted = None if link.is_title else label_kind(link.label)
    if identifier := identify(url):
        is_wanted = wanted in (None, "paper", "vague")
        return LinkTarget(*identifier, is_paper=is_wanted, is_academic=is_wanted)
    host, path = urlsplit(url).hostname or "", urlsplit(url).path
    if _ARXIV_HOST.fullmatch(host) or host.endswith("img.shields.io"):
        return None
    is_pdf = bool(_PDF_PATH.search(path)) and not _NO_PAPER_PDF.search(path)
    is_academic = _is_academic(host, path) and wanted in (None, "paper", "vague", "project")
    if is_academic or (wanted == "paper" and "/badge/" not in path) or (is_pdf and wanted in (None, "vague")):
        return LinkTarget(
            "pdf" if is_pdf and "github.com" not in host else "url", url, is_paper=True, is_academic=is_academic
        )
    return _companion(url, wanted)


def _is_academic(host: str, path: str) -> bool:
    is_known = any(pattern.fullmatch(host) for pattern in (_OTHER_ACADEMIC, _DOI_HOST, _ACL_HOST)) or host.endswith(
        "openreview.net"
    )
    return is_known and not _NO_PAPER_PATH.search(path)


def identify(url: str) -> tuple[str, str] | None:
    """The identifier that an address stands for: `("arxiv", "2307.03601")`; nothing is looked up."""
    parts = urlsplit(url)
    host, path = parts.hostname or "", unquote(parts.path)
    if arxiv := identifiers.parse_arxiv(url):
        return "arxiv", arxiv
    if _ARXIV_HOST.fullmatch(host):
        match = _ARXIV_IN_PATH.search(path)
        arxiv = identifiers.parse_arxiv(match[1]) if match else None
        return ("arxiv", arxiv) if arxiv else None
    if "openreview.net" in host and (openreview := identifiers.parse_openreview(url)):
        return "openreview", openreview
    if _ACL_HOST.fullmatch(host) and (match := _ACL_IN_PATH.search(path)) and (acl := identifiers.parse_acl(match[1])):
        return "acl", identifiers.acl_url(acl)
    if _DOI_HOST.fullmatch(host) and (match := _DOI_IN_PATH.search(path)):
        found = match[1] if host.endswith("doi.org") else _DOI_TAIL.sub("", match[1])
        doi = identifiers.parse_doi(found.rstrip("/").rstrip(_TRAILING))
        return ("doi", doi) if doi else None
    return None


def clean_address(href: str) -> str | None:
    """A web address as it was meant: with its scheme, without tracking; None for anything else."""
    href = href.strip().strip("<>").rstrip(_TRAILING if not href.rstrip().endswith("...") else "")
    href = re.sub(
        r"^(?:https?:/*)+(?=[^/])",
        lambda match: "http://" if match[0].casefold().startswith("http:") else "https://",
        href,
        flags=re.IGNORECASE,
    )
    if href.startswith("//"):
        href = f"https:{href}"
    elif href.startswith("www.") or _HOSTS.match(href):
        href = f"https://{href}"
    try:
        url = identifiers.parse_url(normalizeLink(href))
    except ValueError:
        return None
    return identifiers.without_tracking(url) if url else None


def split_links(text: str) -> tuple[str, list[Link]]:
    """Addresses in running text, broken Markdown links and `arXiv:` numbers; a `LINK_MARK` is left in their places."""
    found: list[Link] = []

    def broken(match: re.Match[str]) -> str:
        label = match[1].strip()
        is_title = label_kind(label) is None
        found.append(Link(label, match[2], is_title))
        return f"{label} {LINK_MARK}" if is_title else LINK_MARK

    def bare(match: re.Match[str]) -> str:
        address = match[0]
        while address and (
            address[-1] in _TRAILING or (address[-1] == ")" and address.count(")") > address.count("("))
        ):
            address = address[:-1]
        before = re.search(
            r"([^\W\d_][\w .-]{0,24})\s*[:：]\s*$", match.string[max(0, match.start() - _KEY_LENGTH) : match.start()]
        )
        label = before[1] if before and label_kind(before[1]) else ""
        found.append(Link(label, address))
        return LINK_MARK + match[0][len(address) :]

    def number(match: re.Match[str]) -> str:
        found.append(Link("arXiv", identifiers.arxiv_url(match[1])))
        return "arXiv"

    text = _BROKEN.sub(broken, text) if "](" in text or "] (" in text else text
    text = _BARE.sub(bare, text) if "://" in text or "www." in text.casefold() else text
    text = _ARXIV_TEXT.sub(number, text) if "arxiv" in text.casefold() else text
    return text, found


def _companion(url: str, wanted: str | None) -> LinkTarget | None:
    """What is no paper: code, project page and so on, as the label says unless the host surely holds another kind."""
    said = link_kinds.kind_of(url) or link_kinds.OTHERWISE
    if wanted == "other" or said in (link_kinds.PAPER, link_kinds.FRONT_PAGE):
        return None
    kind = wanted if wanted in link_kinds.LISTS else said
    return LinkTarget(link_kinds.better_kind(kind, url) or kind, url, is_paper=False, is_academic=False)
