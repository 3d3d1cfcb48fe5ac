"""docs/curators.md against the program that it describes."""

import re
from pathlib import Path

from paperdex import settings
from paperdex.cli.group import paperdex
from paperdex.manual import manual_of

GUIDE = (Path(__file__).parents[1] / "docs/curators.md").read_text(encoding="utf-8")
_NAME_ONLY = {"services": "the services' own", "repository": "no such links", "contact": "the repository's"}
"""Settings whose default a value would not explain."""


def settings_table() -> str:
    """The settings as docs/curators.md has to have them, of their declarations in settings.py."""
    manual = manual_of(settings)["Options"]
    rows = [
        f"| `{name}` | {' '.join(manual[name].split())} | {_NAME_ONLY.get(name) or _default(field.default)} |"
        for name, field in settings.Options.model_fields.items()
    ]
    return "\n".join(["| setting | what it does | without it |", "| --- | --- | --- |", *rows])


def _default(value: object) -> str:
    if isinstance(value, tuple):
        return f"`[{', '.join(value)}]`"
    return str(value) if isinstance(value, int) else f"`{value}`" if value else "nothing"


def test_every_setting_is_explained_in_the_words_of_its_declaration():
    assert settings_table() in GUIDE, f"put this table into docs/curators.md:\n{settings_table()}"


def test_every_command_that_is_named_exists():
    named = set(re.findall(r"paperdex ([a-z]+(?:-[a-z]+)*)", GUIDE))
    assert named <= set(paperdex.commands), named - set(paperdex.commands)
