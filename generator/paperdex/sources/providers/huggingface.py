"""Hugging Face's paper pages as JSON: arXiv's papers with their code, project and organisation."""

import re

from paperdex.records.draft import Draft
from paperdex.records.identifiers import parse_arxiv
from paperdex.settings import Services
from paperdex.sources.hf_json import draft_of
from paperdex.sources.providers.provider import Provider
from paperdex.web import Web, WebError

NAME = "huggingface"
FIELD = "arxiv"
_ADDRESS = re.compile(r"(?:https?://)?(?:huggingface\.co|hf\.co)/papers/", re.IGNORECASE)


def recognise(text: str) -> str | None:
    """The arXiv identifier in the address of a paper page."""
    return parse_arxiv(text) if _ADDRESS.match(text.strip()) else None


def fetch(web: Web, services: Services, arxiv: str) -> tuple[Draft, str]:
    """The page of a paper; most papers of arXiv have none."""
    address = f"{services.huggingface}/{arxiv}"
    page = web.fetch_json(address)
    if not isinstance(page, dict) or page.get("id") != arxiv:
        web.forget(address)
        raise WebError(f"Hugging Face sent another paper than {arxiv}")
    return draft_of(page), address


PROVIDER = Provider(
    name=NAME,
    field=FIELD,
    site="huggingface.co/papers",
    recognise=recognise,
    fetch=fetch,
)
