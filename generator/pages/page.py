"""What the pages room gives to the site: a Markdown page or a file, by its path below the docs folder."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site as finished Markdown."""

    path: str
    """Below the docs folder, ending in `.md`."""
    title: str
    body: str
    """Markdown, without front matter."""
    meta: Mapping[str, Any] = field(default_factory=dict)
    """Front matter beyond the title: what the template puts in the head."""

    @property
    def text(self) -> str:
        """Front matter and body. Values are JSON, which is YAML in which no string can be taken for anything else."""
        lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in {"title": self.title, **self.meta}.items()]
        return "\n".join(["---", *lines, "---", "", self.body.strip(), ""])


@dataclass(frozen=True, slots=True)
class Asset:
    """Any other file that the renderer copies as it is."""

    path: str
    data: bytes
