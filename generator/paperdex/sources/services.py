"""The services that know papers: where they are, and one connection to ask them through."""

import os
from pathlib import Path

from pydantic import ValidationError

from paperdex import __version__
from paperdex.errors import PaperdexError
from paperdex.settings import Services, Settings
from paperdex.web import Pace, Web


def service_addresses(settings: Settings) -> Services:
    """Where to ask: the environment (`PAPERDEX_ARXIV_API`), else mkdocs.yml, else the service's own address."""
    named = {name: value for name in Services.model_fields if (value := os.environ.get(variable(name)))}
    try:
        return Services.model_validate({**settings.options.services.model_dump(), **named})
    except ValidationError as error:
        wrong = str(error.errors(include_url=False)[0]["loc"][0])
        raise PaperdexError(f"the environment variable {variable(wrong)} is no web address") from None


def variable(name: str) -> str:
    """The environment variable that names the address of a service."""
    return f"PAPERDEX_{name.upper()}_API"


def open_web(settings: Settings, *, is_cached: bool = True, public_only: bool = False, pace: Pace | None = None) -> Web:
    """The network in the name of this index; answers are kept under build/cache/http/."""
    return Web(
        user_agent(settings), cache=answer_cache(settings) if is_cached else None, public_only=public_only, pace=pace
    )


def answer_cache(settings: Settings) -> Path:
    return settings.build / "cache" / "http" / "answers-v2.db"


def user_agent(settings: Settings) -> str:
    """The User-Agent. Crossref serves requests that name a mail address from its better pool."""
    contact = os.environ.get("PAPERDEX_CONTACT") or settings.options.contact or settings.options.repository
    if not contact:
        return f"paperdex/{__version__}"
    if not contact.isascii() or not contact.isprintable() or " " in contact:
        raise PaperdexError(f"the contact {contact!r} is neither a mail address nor a web page")
    is_mail = "@" in contact and "://" not in contact and not contact.startswith("mailto:")
    return f"paperdex/{__version__} (+{'mailto:' if is_mail else ''}{contact})"
