"""The scripts of the site with what they take from the program: words, kinds of links, export
formats.

A line of a script that ends in one of the comments below has an empty value before it, so that the script is one as it
stands; the site's copy has the value.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

from paperdex.export_formats import EXPORT_FORMATS
from paperdex.pages.strings import table
from paperdex.records.link_kinds import KINDS


def fill_script(script: bytes) -> bytes:
    """A script with the values that it asks for; most ask for none.

    `const words = {} // words` becomes `const words = {"language": "en"};`
    """
    for mark, value in _VALUES.items():
        if mark in script:
            script = script.replace(mark, json.dumps(value(), ensure_ascii=False).encode() + b";", 1)
    return script


def _formats() -> dict[str, dict[str, str | None]]:
    """Formats that are made of papers alone, by their names."""
    return {
        name: {
            "ending": each.ending,
            "label": each.label,
            "type": each.media_type,
            "between": each.between if each.beside else None,
        }
        for name, each in EXPORT_FORMATS.items()
        if each.made_of == "papers"
    }


def _link_columns() -> dict[str, list[str]]:
    """The kinds of links with a column in CSV, by its place there."""
    return {place: [key for key, kind in KINDS.items() if kind.column == place] for place in ("first", "last")}


_VALUES: Mapping[bytes, Callable[[], Any]] = {
    b"{} // scripts of strings.json": lambda: table("scripts"),
    b"{} // export formats": _formats,
    b"{} // kinds of links with a column": _link_columns,
}
