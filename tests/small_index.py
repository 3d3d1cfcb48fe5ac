"""A tiny index in a temporary folder, for tests of what happens to content.

`def test_x(index)`: `index.add("a-paper", date="2023")` writes a canonical record, `index.write(name, text)` any file.
"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from paperdex.records.paper import Paper
from paperdex.records.parse import parse_text
from paperdex.records.write import dump
from paperdex.settings import Settings, read_settings

TOPICS = "- slug: methods\n  name: Methods\n- slug: safety\n  name: Safety\n  aliases: [security]\n"
VENUES = "- id: neurips\n  name: NeurIPS\n  aliases: [NIPS]\n"
FINISHED_SITE = """site_name: T
site_url: https://t.example/
docs_dir: build/docs
theme: {name: material, custom_dir: build/theme, font: false}
markdown_extensions: [attr_list, def_list, tables]
plugins: []
"""
"""The settings of an index whose site is built, to which options can be added."""
TODAY = date(2026, 1, 31)


class SmallIndex:
    """Topics `methods` and `safety` (once `security`), the venue `neurips`, and no paper yet."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.write("mkdocs.yml", "site_name: Test\n")
        self.write("content/topics.yaml", TOPICS)
        self.write("content/venues.yaml", VENUES)

    @classmethod
    def at(cls, root: Path) -> "SmallIndex":
        """An index that is there already, as it is."""
        index = cls.__new__(cls)
        index.root = root
        return index

    @property
    def settings(self) -> Settings:
        return read_settings(self.root)

    def write(self, name: str, text: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        return path

    def add(self, paper_id: str, **fields: Any) -> Path:
        """A canonical record; its title is made from its id, so that different ids have different titles."""
        values = {"id": paper_id, "title": f"About {paper_id}", "provenance": {"source": "manual"}, **fields}
        paper = Paper.model_validate(values)
        return self.write(f"content/papers/{paper.year or 'undated'}/{paper_id}.yaml", dump(paper))

    def read(self, name: str) -> str:
        return (self.root / name).read_text(encoding="utf-8")

    def paper(self, paper_id: str) -> Paper:
        """The record as it is now, wherever it lies."""
        [path] = self.root.glob(f"content/papers/*/{paper_id}.yaml")
        paper, findings = parse_text(path.read_text(encoding="utf-8"))
        assert paper, findings
        return paper

    def check(self, *names: str, since: str | None = None) -> list[str]:
        """What `paperdex check` says on the last day of January 2026, a line a finding."""
        from paperdex.commands.check import check
        from paperdex.findings import as_text

        result = check(self.settings, [self.root / name for name in names], since=since, today=TODAY)
        return [as_text(finding) for finding in result.findings]


@pytest.fixture
def index(tmp_path: Path) -> SmallIndex:
    return SmallIndex(tmp_path)
