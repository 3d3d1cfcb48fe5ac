"""Every word that the site says by itself: site_config/strings.json, one file for pages, theme and scripts, ready for
other languages.

`[[key]]` in a template is replaced before the template is compiled, so a page pays nothing for it; `{name}` in such a
string becomes the template's `{{ name }}`. Python asks with `say`. Scripts have their part, `scripts`, by way
of scripts.py. What depends on a number has two forms, `one` and `other`.
"""

import json
import re
from functools import cache
from html import escape
from typing import Any

from paperdex.look import LOOK

_PLACE = re.compile(r"\[\[([a-z_.-]+)\]\]")
_VALUE = re.compile(r"\{([\w.]+)\}")


def say(key: str, *, count: int | None = None, **values: str | int) -> str:
    """The string of a key such as `lists.next`, with its values; `count` chooses between its forms."""
    found = _flat()[key]
    if count is None:
        return str(found).format(**values) if values else str(found)
    form = found["one" if count == 1 else "other"] if isinstance(found, dict) else found
    return str(form).format(count=f"{count:,}", **values)


def months(*, short: bool = False) -> list[str]:
    names: list[str] = _strings()["dates"]["months_short" if short else "months"]
    return names


def table(name: str) -> dict[str, str]:
    """A whole part, whose keys are values of records: `types`, `statuses`."""
    found: dict[str, str] = _strings()[name]
    return found


def fill(template: str) -> str:
    """The template with its words."""
    return _PLACE.sub(lambda match: _VALUE.sub(r"{{ \1 }}", escape(str(_flat()[match[1]]))), template)


@cache
def _strings() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((LOOK / "strings.json").read_bytes())
    return found


@cache
def _flat() -> dict[str, Any]:
    return {f"{part}.{key}": value for part, strings in _strings().items() for key, value in strings.items()}
