"""Papers by their identifiers: one service a file, an identifier in, a draft out."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from paperdex.records.draft import Draft
from paperdex.settings import Services
from paperdex.sources.providers import acl, arxiv, doi, huggingface, openreview
from paperdex.web import Web, WebError

ACCEPTED = (
    "arXiv (2307.03601), DOI (10.18653/v1/...), or an address at arxiv.org, doi.org, openreview.net, "
    "aclanthology.org or huggingface.co/papers"
)
"""What a person may give."""


@dataclass(frozen=True, slots=True)
class Provider:
    """A service that can be asked for a paper."""

    name: str
    field: str
    """The key in a record's `links` that the service's answer is evidence for."""
    recognise: Callable[[str], str | None]
    """The service's identifier in what a person typed or pasted."""
    fetch: Callable[[Web, Services, str], tuple[Draft, str]]
    """The draft, and the address that stated it; a `WebError` where there is none."""


PROVIDERS = tuple(
    Provider(module.NAME, module.FIELD, module.recognise, module.fetch)
    for module in (huggingface, arxiv, openreview, doi, acl)
)


@dataclass(frozen=True, slots=True)
class Way:
    """A service that knows a paper, probably, and its identifier there."""

    provider: Provider
    identifier: str


def ways(text: str) -> Sequence[Way]:
    """The services to ask, the next where one knows nothing: a Hugging Face page may be missing while arXiv has the
    paper.
    """
    found = [(provider, provider.recognise(text)) for provider in PROVIDERS]
    return [Way(provider, identifier) for provider, identifier in found if identifier]


def fetch_all(
    web: Web, services: Services, wanted: Mapping[str, Sequence[Way]], today: str
) -> Iterator[tuple[str, Draft | WebError]]:
    """Each paper by what it was asked for with, or why it could not be had. Those of arXiv are asked for together, as
    arXiv wishes.
    """
    of_arxiv = [candidates[0].identifier for candidates in wanted.values() if candidates[0].provider.name == arxiv.NAME]
    entries = _entries(web, services, list(dict.fromkeys(of_arxiv)))
    for text, candidates in wanted.items():
        first = candidates[0]
        if first.provider.name == arxiv.NAME and first.identifier in entries:
            yield (
                text,
                _signed(entries[first.identifier], first.provider, arxiv.query(services, [first.identifier]), today),
            )
            continue
        try:
            yield text, fetch(web, services, candidates, today)
        except WebError as error:
            yield text, error


def fetch(web: Web, services: Services, candidates: Sequence[Way], today: str) -> Draft:
    """The paper as the first service that knows it states it; a `WebError` with what the first one said where none
    does.
    """
    unknown: WebError | None = None
    for way in candidates:
        try:
            draft, address = way.provider.fetch(web, services, way.identifier)
        except WebError as error:
            if not error.is_unknown:
                raise
            unknown = unknown or error
        else:
            return _signed(draft, way.provider, address, today)
    raise unknown or WebError("no service knows it")


def _entries(web: Web, services: Services, ids: Sequence[str]) -> Mapping[str, Draft]:
    """arXiv's entries of several papers. What goes wrong is left to the single request, which says of which paper it
    speaks.
    """
    found: dict[str, Draft] = {}
    for start in range(0, len(ids) if len(ids) > 1 else 0, arxiv.BATCH):
        with suppress(WebError):
            found |= arxiv.fetch_batch(web, services, ids[start : start + arxiv.BATCH])
    return found


def _signed(draft: Draft, provider: Provider, address: str, today: str) -> Draft:
    """The draft with who stated it, where and when."""
    marks = {
        mark: value for mark, value in draft.values.get("provenance", {}).items() if mark in ("inferred", "repaired")
    }
    provenance = {**marks, "source": provider.name, "retrieved": today, "evidence": {provider.field: [address]}}
    return replace(draft, values={**draft.values, "provenance": provenance})
