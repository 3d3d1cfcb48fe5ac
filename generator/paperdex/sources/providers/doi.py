"""DOIs of every agency, by content negotiation: doi.org sends on to Crossref, DataCite or whoever registered one.

https://www.crossref.org/documentation/retrieve-metadata/content-negotiation/
"""

from urllib.parse import quote

from paperdex.records.draft import Draft
from paperdex.records.identifiers import parse_doi
from paperdex.settings import Services
from paperdex.sources.csl_json import draft_of
from paperdex.sources.providers.provider import Provider
from paperdex.web import Web, WebError

NAME = FIELD = "doi"
ACCEPT = "application/vnd.citationstyles.csl+json"

recognise = parse_doi


def fetch(web: Web, services: Services, doi: str) -> tuple[Draft, str]:
    """What the DOI's agency registered; an unknown DOI is a 404."""
    address = f"{services.doi}/{quote(doi, safe='/:;()._-')}"
    item = web.fetch_json(address, accept=ACCEPT)
    if not isinstance(item, dict) or not item.get("title"):
        web.forget(address, accept=ACCEPT)
        raise WebError(f"the agency of {doi} sent no title")
    draft = draft_of(item)
    links = {**draft.values.get("links", {}), "doi": doi}
    return Draft({**draft.values, "links": links}, notes=draft.notes), address


PROVIDER = Provider(
    name=NAME,
    field=FIELD,
    accepts="DOI (10.18653/v1/...)",
    site="doi.org",
    recognise=recognise,
    fetch=fetch,
)
