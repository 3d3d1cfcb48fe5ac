"""Results that took long and that the next build may need again, as JSON in the build folder."""

from pathlib import Path
from typing import Any

import orjson

from generator import files


def read(path: Path, key: str) -> Any:
    """What was written under the same key; None where nothing was, or where the file is damaged."""
    try:
        known = orjson.loads(path.read_bytes())
        return known["value"] if known["key"] == key else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write(path: Path, key: str, value: Any) -> None:
    files.write_bytes(path, orjson.dumps({"key": key, "value": value}))
