"""The words of the interface stand in one file, and nowhere else."""

import json
import re
from html import unescape
from pathlib import Path

import pytest
from paperdex.pages.scripts import fill_script
from paperdex.pages.strings import fill, say

LOOK = Path(__file__).parents[2] / "site_config"
STRINGS = json.loads((LOOK / "strings.json").read_text(encoding="utf-8"))
TEMPLATES = sorted([*(LOOK / "pages").glob("*.j2"), *(LOOK / "theme").rglob("*.html")])
PARTS = (
    "types",
    "statuses",
    "venue_statuses",
    "sources",
    "fields",
    "links",
    "stats",
    "dates.months",
    "paper.upvotes",
    "paper.comments",
)
"""Where keys are not spelled out: most of them are values of records."""
NAMES = {"BibTeX", "paperdex add 2307.03601", "paperdex check", "iD"}
"""What is called the same in every language."""


def shown(template: str) -> str:
    """What readers see of a template's own text, attributes included."""
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|\[\[.*?\]\]", "\0", template, flags=re.DOTALL)
    attributes = re.findall(r'\b(?:aria-label|placeholder|title|alt)="([^"]*)"', text)
    text = re.sub(r"\{ #[a-z-]+ \}|<[^>]*>", "\0", text)
    return "\0".join([*attributes, text])


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_has_no_words_of_its_own(template: Path) -> None:
    words = {part.strip() for part in unescape(shown(template.read_text(encoding="utf-8"))).split("\0")}
    assert {word for word in words if re.search("[A-Za-z]{2}", word)} <= NAMES


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_words_stand_in_the_expressions_of_a_template(template: Path) -> None:
    expressions = re.findall(r"\{[{%].*?[%}]\}", template.read_text(encoding="utf-8"), flags=re.DOTALL)
    texts = [text for expression in expressions for text in re.findall(r"'([^']*)'", expression)]
    assert [text for text in texts if re.search(r"[A-Z][a-z]|\w [a-z]{2,}", text)] == []


def test_every_string_is_used_and_every_use_has_its_string() -> None:
    sources = "\n".join(
        path.read_text(encoding="utf-8")
        for path in [*(LOOK.parent / "generator/paperdex/pages").rglob("*.py"), *TEMPLATES]
    )
    script = (LOOK / "assets/strings.js").read_text(encoding="utf-8")
    strings = {f"{part}.{key}" for part, strings in STRINGS.items() for key in strings}
    said = set(re.findall(r"\[\[([a-z_]+\.[a-z_]+)\]\]", sources)) | set(
        re.findall(r"""(?:say\(|counted\(|else )["']([a-z_]+\.[a-z_]+)["']""", sources)
    )
    said |= {
        f"scripts.{key}"
        for found in re.findall(r"\bwords\.([a-z_]+)|\bsay\(\"([a-z_]+)\"", script)
        for key in found
        if key
    }
    assert said <= strings
    unsaid = {key for key in strings - said if not key.startswith(PARTS)}
    assert unsaid == set()


def test_a_number_chooses_the_form() -> None:
    assert [say("counts.papers", count=count) for count in (0, 1, 1200)] == ["0 papers", "1 paper", "1,200 papers"]


def test_words_are_put_in_before_a_template_is_compiled() -> None:
    assert (
        fill('<a title="[[places.topics]]">[[lists.page]]</a>') == '<a title="Topics">Page {{ number }} of {{ of }}</a>'
    )


def test_the_words_of_scripts_are_in_their_script() -> None:
    script = fill_script((LOOK / "assets/strings.js").read_bytes()).decode()
    [line] = [line for line in script.splitlines() if line.startswith("const words = ")]
    assert json.loads(line.removeprefix("const words = ").removesuffix(";")) == STRINGS["scripts"]
    filled = {
        path.name for path in (LOOK / "assets").rglob("*.js") if fill_script(path.read_bytes()) != path.read_bytes()
    }
    assert filled == {"strings.js", "csv.js", "export.js"}
