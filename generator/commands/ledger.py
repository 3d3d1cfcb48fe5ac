"""Keep every address that has been published, so that the check can say when one would vanish."""

from dataclasses import dataclass

from generator import files, yaml_io
from generator.catalog import ledger
from generator.checks.content import read_content
from generator.settings import Settings


@dataclass(frozen=True)
class Kept:
    """How many addresses the ledger holds now."""

    addresses: int
    new: int


def keep(settings: Settings) -> Kept:
    """Add every address of the present content to content/addresses.txt; none is ever taken out."""
    path = settings.content / ledger.NAME
    before = {address for _, address in ledger.parse(yaml_io.read_text(path))} if path.exists() else set()
    content = read_content(settings)
    now = before.union(ledger.standing((record.paper for record in content.records if record.digest), content.tree.topics))
    files.write_text(path, ledger.dump(now))
    return Kept(len(now), len(now - before))
