"""Crossref's own API, which says of a DOI what content negotiation leaves out: its published version, and its
retraction.

https://www.crossref.org/documentation/retrieve-metadata/rest-api/. Preprints of arXiv are DataCite's and unknown here.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from paperdex.records.draft import Draft
from paperdex.records.identifiers import Doi, parse_doi
from paperdex.settings import Services
from paperdex.sources.csl_json import draft_of
from paperdex.web import Web, WebError


def fetch(web: Web, services: Services, doi: str) -> tuple[Draft, Doi | None, str]:
    """What is registered for a DOI, the DOI of its published version where it is a preprint of one, and the address
    that states both.
    """
    address = f"{services.crossref}/{quote(doi, safe='')}"
    answer = web.fetch_json(address)
    message = answer.get("message") if isinstance(answer, dict) else None
    if not isinstance(message, dict):
        web.forget(address)
        raise WebError(f"Crossref sent no work for {doi}")
    return draft_of(message), _published_as(message), address


def _published_as(message: Mapping[str, Any]) -> Doi | None:
    relation = message.get("relation")
    versions = relation.get("is-preprint-of") if isinstance(relation, dict) else None
    stated = (
        [version.get("id") for version in versions if isinstance(version, dict)] if isinstance(versions, list) else []
    )
    return next((doi for text in stated if isinstance(text, str) and (doi := parse_doi(text))), None)
