"""Identifiers and addresses that a bibliography gives for a paper, each to its place in `links`."""

from collections.abc import Iterable
from typing import Any

from paperdex.records import identifiers
from paperdex.records.link_kinds import TOLD_BY_PLACE, kind_of


def sort_addresses(addresses: Iterable[str]) -> tuple[dict[str, Any], list[str]]:
    """Links by kind, the first of each identifier and every other address; and what is no address."""
    links: dict[str, Any] = {}
    refused = []
    for address in dict.fromkeys(text.strip() for text in addresses if text.strip()):
        kind, value = _recognise(address)
        if kind is None:
            refused.append(address)
        elif kind in TOLD_BY_PLACE:
            links[kind] = [*links.get(kind, []), value]
        else:
            links.setdefault(kind, value)
    return links, refused


def _recognise(address: str) -> tuple[str | None, str]:
    if arxiv := identifiers.parse_arxiv(address):
        return "arxiv", arxiv
    is_doi = address.lower().startswith(("10.", "doi:")) or "doi.org/" in address.lower()
    if is_doi and (doi := identifiers.parse_doi(address)):
        return "doi", doi
    if "openreview.net" in address and (openreview := identifiers.parse_openreview(address)):
        return "openreview", openreview
    if "acl" in address.lower() and (acl := identifiers.parse_acl(address)):
        return "acl", identifiers.acl_url(acl)
    url = identifiers.parse_url(address)
    if url is None:
        return None, address
    url = identifiers.without_tracking(url)
    kind = kind_of(url)
    return kind if kind in TOLD_BY_PLACE else "pdf" if url.lower().endswith(".pdf") else "url", url
