"""An older list to the form of this Paperdex: `content/record.schema.json` says of which version its records are."""

import re
from dataclasses import dataclass
from pathlib import Path

from paperdex import yaml_io
from paperdex.commands.fmt import FmtResult, fmt
from paperdex.commands.schema import write_schema
from paperdex.errors import PaperdexError
from paperdex.records.schema import VERSION
from paperdex.settings import Settings


@dataclass(frozen=True)
class UpgradeResult:
    """Which version the records were of, and which files are now another."""

    before: int
    records: FmtResult
    is_schema_new: bool


def upgrade(settings: Settings) -> UpgradeResult:
    """Write every record in the present form, and then the schema that says so; a record with faults keeps the old one
    in place.

    There has been one version so far, so no field has to be moved. A list of a newer version is a `PaperdexError`.
    """
    path = settings.record_schema
    before = _version(path)
    if before > VERSION:
        raise PaperdexError(
            f"the records are of version {before}, and this Paperdex knows {VERSION}: install a newer one",
            file=settings.shown(path),
        )
    records = fmt(settings)
    return UpgradeResult(before, records, is_schema_new=not records.findings and write_schema(path))


def _version(path: Path) -> int:
    """That of the first lists, which had no schema, is 1."""
    if not path.exists():
        return 1
    values = yaml_io.read(path)  # JSON is YAML
    name = str(values.get("$id", "")) if isinstance(values, dict) else ""
    match = re.fullmatch(r"urn:paperdex:record:([1-9][0-9]{0,5})", name)
    if not match:
        raise PaperdexError("is not the schema of a record; `paperdex schema -o` writes it", file=path)
    return int(match[1])
