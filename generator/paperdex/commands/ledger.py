"""Keep every address that has been published, so that the check can say when one would vanish."""

from dataclasses import dataclass

from paperdex import files
from paperdex.catalog import ledger
from paperdex.commands.build import load
from paperdex.settings import Settings


@dataclass(frozen=True)
class LedgerResult:
    """How many addresses the ledger holds now."""

    addresses: int
    new: int


def keep(settings: Settings) -> LedgerResult:
    """Add every address of the present site to content/addresses.txt; none is ever taken out."""
    catalog = load(settings).catalog
    before = set(catalog.published)
    now = before | ledger.published(catalog)
    files.write_text(settings.content / ledger.NAME, ledger.dump(now))
    return LedgerResult(len(now), len(now - before))
