"""arXiv's API, which answers in Atom; https://info.arxiv.org/help/api/user-manual.html."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from urllib.parse import quote

from paperdex.records.draft import Draft
from paperdex.records.identifiers import parse_arxiv
from paperdex.settings import Services
from paperdex.sources.arxiv_atom import draft_of, parse_entries
from paperdex.sources.providers.provider import Provider
from paperdex.web import Web, WebError

NAME = FIELD = "arxiv"
ACCEPT = "application/atom+xml"
BATCH = 50
"""Identifiers in one request: arXiv wants few requests, and addresses of a tolerable length."""

recognise = parse_arxiv


def fetch(web: Web, services: Services, arxiv: str) -> tuple[Draft, str]:
    """The paper's entry. For what it does not know, arXiv sends a feed without an entry, or with one that is called
    `Error`.
    """
    found = fetch_batch(web, services, [arxiv])
    address = query(services, [arxiv])
    if arxiv not in found:
        # An empty feed is also what arXiv sends now and then under load.
        web.forget(address, accept=ACCEPT)
        raise WebError(f"arXiv has no paper {arxiv}", status=404)
    return found[arxiv], address


def fetch_batch(web: Web, services: Services, ids: Sequence[str]) -> Mapping[str, Draft]:
    """The entries of several papers by identifier; unknown ones are missing."""
    address = query(services, ids)
    entries, findings = parse_entries(web.fetch_text(address, accept=ACCEPT))
    drafts = [draft_of(entry.element) for entry in entries]
    found = {arxiv: draft for draft in drafts if (arxiv := draft.values.get("links", {}).get("arxiv")) in ids}
    if findings and len(found) < len(ids):
        web.forget(address, accept=ACCEPT)
        raise WebError(f"arXiv sent a damaged feed: {findings[0].message}")
    return found


def fetch_many(web: Web, services: Services, ids: Sequence[str]) -> Mapping[str, tuple[Draft, str]]:
    """The entries of any number of papers, each with the address that states it alone; those of a request that failed
    are missing.
    """
    found: dict[str, Draft] = {}
    for start in range(0, len(ids), BATCH):
        with suppress(WebError):
            found |= fetch_batch(web, services, ids[start : start + BATCH])
    return {arxiv: (draft, query(services, [arxiv])) for arxiv, draft in found.items()}


def query(services: Services, ids: Sequence[str]) -> str:
    """The address to ask; without `max_results` arXiv sends ten and says nothing of the rest."""
    return f"{services.arxiv}?id_list={quote(','.join(ids), safe=',/')}&max_results={len(ids)}"


PROVIDER = Provider(
    name=NAME,
    field=FIELD,
    accepts="arXiv (2307.03601)",
    site="arxiv.org",
    recognise=recognise,
    fetch=fetch,
    fetch_many=fetch_many,
)
