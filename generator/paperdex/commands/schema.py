"""The JSON Schema of a record as a file, which the first line of every record names to editors."""

import json
from pathlib import Path

from paperdex import files
from paperdex.records.schema import record_schema


def schema_text() -> str:
    """The schema as JSON."""
    return json.dumps(record_schema(), ensure_ascii=False, indent=2) + "\n"


def write_schema(path: Path) -> bool:
    """Write it to a file; True when that changed it."""
    return files.write_text(path, schema_text())
