"""What a service that can be asked for a paper is declared as."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from paperdex.records.draft import Draft
from paperdex.settings import Services
from paperdex.web import Web


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """A service that knows papers by an identifier: the one place where its module says what the others need of it.

    It stands in the table `paperdex.sources.providers.PROVIDERS`.
    """

    name: str
    """What a record has under `provenance.source`: `doi`."""
    field: str
    """The key in a record's `links` that the service's answer is evidence for."""
    accepts: str | None = None
    """What of its identifiers is understood without an address: `DOI (10.18653/v1/...)`."""
    site: str
    """Where the addresses lead that are understood: `doi.org`."""
    recognise: Callable[[str], str | None]
    """The service's identifier in what a person typed or pasted."""
    fetch: Callable[[Web, Services, str], tuple[Draft, str]]
    """The draft, and the address that stated it; a `WebError` where there is none."""
    fetch_many: Callable[[Web, Services, Sequence[str]], Mapping[str, tuple[Draft, str]]] | None = None
    """The same for several papers at once, where the service wishes that; those that could not be had are missing, and
    are then asked for one by one, so that an error says of which paper it speaks.
    """
