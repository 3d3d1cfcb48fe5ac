"""One of each kind of page as it is written, for people to read: tests/golden. After a change that is meant:
GOLDEN=write make test ARGS="-k golden".
"""

import os
from pathlib import Path

import pytest
from paperdex.commands.build import generate, load
from paperdex.settings import read_settings

GOLDEN = Path(__file__).parents[1] / "golden"
KINDS = {
    "home": "",
    "topics": "topics/",
    "topic": "topics/page/",
    "topic-page-2": "topics/methods/page/2/",
    "dates": "dates/",
    "year": "dates/2025/",
    "month": "dates/2025/07/",
    "undated": "dates/undated/",
    "organizations": "organizations/",
    "organization": "organizations/example-sons/",
    "venue": "venues/neurips/",
    "author": "authors/kenzaburo-oe/",
    "paper-every-field": "papers/every-field/",
    "paper-many-authors": "papers/many-authors/",
    "paper-hardly-anything": "papers/hardly-anything/",
    "paper-removed": "papers/taken-out/",
    "search": "search/",
    "stats": "stats/",
}


@pytest.fixture(scope="module")
def bodies(tiny_index: Path) -> dict[str, str]:
    """Markdown by address, without the front matter, which tests/pages/test_head.py looks at."""
    settings = read_settings(tiny_index)
    loaded = load(settings)
    assert not loaded.has_errors
    generate(settings, loaded.catalog)
    files = {
        path.relative_to(settings.docs).as_posix(): path.read_text(encoding="utf-8")
        for path in settings.docs.rglob("index.md")
    }
    return {path.removesuffix("index.md"): text.split("\n---\n", 1)[1].strip() for path, text in files.items()}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_page_is_as_people_last_saw_it(kind: str, bodies: dict[str, str]) -> None:
    golden, body = GOLDEN / f"{kind}.md", bodies[KINDS[kind]] + "\n"
    if os.environ.get("GOLDEN") == "write":
        golden.write_text(body, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == body


def test_every_golden_file_is_of_a_kind_of_page() -> None:
    assert {path.stem for path in GOLDEN.iterdir()} == set(KINDS)
