"""Results that took long and that the next build may need again, as JSON in the build folder."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson

from generator import files


def kept(path: Path, key: str, make: Callable[[], Any]) -> Any:
    """What `make` gives, from the last time if the key is still the same; a damaged file is made anew."""
    try:
        known = orjson.loads(path.read_bytes())
        if known["key"] == key:
            return known["value"]
    except (OSError, ValueError, KeyError, TypeError):
        pass
    value = make()
    files.write_bytes(path, orjson.dumps({"key": key, "value": value}))
    return value
