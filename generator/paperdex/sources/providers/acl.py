"""The ACL Anthology: a BibTeX entry beside every page."""

from urllib.parse import quote

from paperdex.records.draft import Draft
from paperdex.records.identifiers import acl_url, parse_acl
from paperdex.settings import Services
from paperdex.sources.bibtex import draft_of
from paperdex.sources.bibtex_entries import parse_entries
from paperdex.sources.providers.provider import Provider
from paperdex.web import Web, WebError

NAME = FIELD = "acl"
ACCEPT = "application/x-bibtex, text/plain"

recognise = parse_acl


def fetch(web: Web, services: Services, acl: str) -> tuple[Draft, str]:
    """The entry as a draft; the web server answers 404 for what it does not have."""
    address = f"{services.acl}/{quote(acl)}.bib"
    entries, _ = parse_entries(web.fetch_text(address, accept=ACCEPT))
    if not entries:
        web.forget(address, accept=ACCEPT)
        raise WebError(f"the ACL Anthology sent no BibTeX entry for {acl}")
    draft = draft_of(entries[0])
    links = {"acl": acl_url(acl), **draft.values.get("links", {})}
    links.pop("url", None)  # it is the Anthology's own page
    return Draft({**draft.values, "links": links}, notes=draft.notes), address


PROVIDER = Provider(
    name=NAME,
    field=FIELD,
    site="aclanthology.org",
    recognise=recognise,
    fetch=fetch,
)
