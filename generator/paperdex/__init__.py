"""Paperdex: a Git repository of paper records becomes a searchable, citable website.

``paperdex.open("my-index")`` is the front door for Python; docs/api.md shows what is behind it.

Data flows one way, and imports go down::

    cli -> index -> commands -> site -> pages | checks -> catalog | sources -> records -> base

where *base* is the single-file modules of this package (errors, findings, settings,
yaml_io, text).
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from paperdex.catalog.vocabulary import Topic as Topic
    from paperdex.catalog.vocabulary import VenueName as VenueName
    from paperdex.commands.check import CheckResult as CheckResult
    from paperdex.errors import PaperdexError as PaperdexError
    from paperdex.findings import Finding as Finding
    from paperdex.findings import Severity as Severity
    from paperdex.index import Index as Index
    from paperdex.index import open as open  # noqa: A004 - `paperdex.open` says what it opens
    from paperdex.records.paper import Paper as Paper
    from paperdex.settings import Settings as Settings

__version__ = "0.1.0"
__all__ = (
    "CheckResult",
    "Finding",
    "Index",
    "Paper",
    "PaperdexError",
    "Settings",
    "Severity",
    "Topic",
    "VenueName",
    "__version__",
    "open",
)

_PLACES = {
    "CheckResult": "commands.check",
    "Finding": "findings",
    "Index": "index",
    "Paper": "records.paper",
    "PaperdexError": "errors",
    "Settings": "settings",
    "Severity": "findings",
    "Topic": "catalog.vocabulary",
    "VenueName": "catalog.vocabulary",
    "open": "index",
}
"""Where the names of the front door are; they are loaded when somebody asks, so that `paperdex --help` is quick."""


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
