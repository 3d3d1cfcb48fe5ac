"""Papers by their identifiers: one service a file, an identifier in, a draft out.

To add a service, write a module that ends with its `PROVIDER` and name it in `PROVIDERS`; its address is a field of
`settings.Services`, so that a mirror can stand in for it. Crossref's own API is not in the table: `refresh` asks it for
news of a DOI (`publication_facts`), and papers themselves come by content negotiation, which serves every agency's.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from paperdex.records.draft import Draft
from paperdex.settings import Services
from paperdex.sources.providers import acl, arxiv, doi, huggingface, openreview
from paperdex.sources.providers.provider import Provider
from paperdex.web import Web, WebError

PROVIDERS: tuple[Provider, ...] = (
    # Its pages are of arXiv's papers and know more of them, so it is asked before arXiv.
    huggingface.PROVIDER,
    arxiv.PROVIDER,
    openreview.PROVIDER,
    doi.PROVIDER,
    acl.PROVIDER,
)


@dataclass(frozen=True, slots=True)
class Lookup:
    """A question to a service: the provider, and the paper's identifier there."""

    provider: Provider
    identifier: str


def accepted_input() -> str:
    """What a person may give, for messages: `arXiv (2307.03601), DOI (...), or an address at arxiv.org or ...`."""
    identifiers = [provider.accepts for provider in PROVIDERS if provider.accepts]
    *sites, last = [provider.site for provider in PROVIDERS]
    return ", ".join([*identifiers, f"or an address at {', '.join(sites)} or {last}"])


def possible_lookups(text: str) -> Sequence[Lookup]:
    """The services to ask, the next where one knows nothing: a Hugging Face page may be missing while arXiv has the
    paper.
    """
    found = [(provider, provider.recognise(text)) for provider in PROVIDERS]
    return [Lookup(provider, identifier) for provider, identifier in found if identifier]


def fetch_all(
    web: Web, services: Services, wanted: Mapping[str, Sequence[Lookup]], today: str
) -> Iterator[tuple[str, Draft | WebError]]:
    """Each paper by what it was asked for with, or why it could not be had. Where a service wishes it, its papers are
    asked for together.
    """
    answers = _fetch_batches(web, services, [lookups[0] for lookups in wanted.values()])
    for text, lookups in wanted.items():
        first = lookups[0]
        if answer := answers.get((first.provider.name, first.identifier)):
            yield text, _with_evidence(*answer, first.provider, today)
            continue
        try:
            yield text, fetch(web, services, lookups, today)
        except WebError as error:
            yield text, error


def fetch(web: Web, services: Services, lookups: Sequence[Lookup], today: str) -> Draft:
    """The paper as the first service that knows it states it; a `WebError` with what the first one said where none
    does.
    """
    unknown: WebError | None = None
    for lookup in lookups:
        try:
            draft, address = lookup.provider.fetch(web, services, lookup.identifier)
        except WebError as error:
            if not error.is_unknown:
                raise
            unknown = unknown or error
        else:
            return _with_evidence(draft, address, lookup.provider, today)
    raise unknown or WebError("no service knows it")


def _fetch_batches(
    web: Web, services: Services, lookups: Sequence[Lookup]
) -> Mapping[tuple[str, str], tuple[Draft, str]]:
    """The answers of services that can be asked for several papers at once, by the service's name and identifier."""
    answers: dict[tuple[str, str], tuple[Draft, str]] = {}
    for provider in PROVIDERS:
        ids = list(dict.fromkeys(lookup.identifier for lookup in lookups if lookup.provider is provider))
        if provider.fetch_many and len(ids) > 1:
            found = provider.fetch_many(web, services, ids)
            answers |= {(provider.name, identifier): answer for identifier, answer in found.items()}
    return answers


def _with_evidence(draft: Draft, address: str, provider: Provider, today: str) -> Draft:
    """The draft with who stated it, where and when."""
    marks = {
        mark: value for mark, value in draft.values.get("provenance", {}).items() if mark in ("inferred", "repaired")
    }
    provenance = {**marks, "source": provider.name, "retrieved": today, "evidence": {provider.field: [address]}}
    return replace(draft, values={**draft.values, "provenance": provenance})
