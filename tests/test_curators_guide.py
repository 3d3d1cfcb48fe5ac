"""docs/curators.md against the program that it describes."""

import re
from pathlib import Path

from paperdex.cli.group import paperdex
from paperdex.settings import Options

GUIDE = (Path(__file__).parents[1] / "docs/curators.md").read_text(encoding="utf-8")
ROWS = {name: default for name, _, default in re.findall(r"^\| `(\w+)` \| (.+?) \| (.+?) \|$", GUIDE, re.MULTILINE)}


def test_every_setting_is_explained_and_no_other():
    assert set(ROWS) == set(Options.model_fields)


def test_the_defaults_are_those_of_the_program():
    numbers = {
        name: str(field.default) for name, field in Options.model_fields.items() if isinstance(field.default, int)
    }
    assert {name: ROWS[name] for name in numbers} == numbers


def test_every_command_that_is_named_exists():
    named = set(re.findall(r"paperdex ([a-z]+(?:-[a-z]+)*)", GUIDE))
    assert named <= set(paperdex.commands), named - set(paperdex.commands)
