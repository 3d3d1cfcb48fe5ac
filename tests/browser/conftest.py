"""An index with enough papers to search, filter and keep: 130 plain ones, and some that are hard to find."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from small_index import SmallIndex
from tiny_site import served

MANY = 130
"""Plain papers; they take two pages of a list."""
SETTINGS = """site_name: The Reading Room
site_url: https://room.example/
docs_dir: build/docs
site_dir: site
theme: {name: material, custom_dir: build/theme, font: false}
markdown_extensions: [attr_list, def_list, tables]
plugins: []
"""
TOPICS = """- {slug: methods, name: Methods}
- {slug: preferences, name: Preference optimisation, parent: methods}
- {slug: safety, name: Safety}
"""
SPECIAL: dict[str, dict[str, Any]] = {
    "region-level": {
        "title": "Instruction Tuning on Region-Level Images",
        "authors": [{"family": "Nguyễn", "given": "Łucja"}, {"family": "Berg", "given": "Bo"}],
        "abstract": "A model reads regions of interest.",
        "date": "2023-07-07",
        "topics": ["methods"],
        "venue": {"id": "neurips", "name": "NIPS", "status": "published", "year": 2023},
        "links": {"arxiv": "2307.03601", "code": ["https://code.example/Region/Level"]},
    },
    "levels": {
        "title": "Sea Levels",
        "abstract": "Each region has its own level, and a region-level model of it.",
        "date": "2024-03-01",
        "topics": ["safety"],
    },
    "sinhala": {
        "title": "Sinhala Tokens: සිංහල භාෂාව for Language Models",
        "organization": {"name": "Colombo Lab"},
        "date": "2024",
        "links": {"doi": "10.1234/Sinhala.2024", "url": "https://journal.example/articles?id=7"},
    },
    "chinese": {
        "title": "语言模型的对齐：一项综述",
        "date": "2022-05",
        "language": "zh",
        "links": {"acl": "2022.acl-long.12"},
    },
    "dpo": {
        "title": "DPO Without a Reward Model",
        "authors": [{"literal": "Policy Group"}],
        "abstract": "We need no policies of capability.",
        "date": "2024-06-01",
        "topics": ["preferences"],
        "links": {"openreview": "AbCdEf_123"},
    },
    "dpo-like": {
        "title": "DPOXYZ and Others",
        "abstract": "Something like DPO, with a model of reward.",
        "date": "2025-01-01",
        "topics": ["preferences"],
    },
    "no-date": {
        "title": "Nobody Knows When",
        "abstract": "Undated, on safety.",
        "topics": ["safety"],
        "author_count": 3,
    },
    "math": {
        "title": "A Study of $x^2$ & <b>Tags</b>",
        "note": "Kept for its *quotes*.",
        "date": "2025-02-02",
        "topics": ["safety"],
    },
}


@pytest.fixture(scope="session")
def room(tmp_path_factory: pytest.TempPathFactory) -> SmallIndex:
    """The index, with its finished website in `site`."""
    index = SmallIndex(tmp_path_factory.mktemp("room"))
    index.write("mkdocs.yml", SETTINGS)
    index.write("content/topics.yaml", TOPICS)
    for paper_id, fields in SPECIAL.items():
        index.add(paper_id, **fields)
    for number in range(MANY):
        date = f"{2020 + number % 4}-{number % 12 + 1:02}-{number % 28 + 1:02}"
        whose = {
            "authors": [{"family": "Plain", "given": "Pat"}],
            "organization": {"name": "The Plain Lab"},
            "venue": {"name": "Plain Journal"},
        }
        index.add(f"plain-{number:03}", title=f"Plain Paper {number:03}", date=date, topics=["preferences"], **whose)
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "generator")}
    subprocess.run(
        [sys.executable, "-m", "paperdex", "build"],
        check=True,
        cwd=index.root,
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    return index


@pytest.fixture(scope="session")
def room_site(room: SmallIndex) -> Iterator[str]:
    """Its website's address, ending in a slash."""
    with served(room.root / "site") as address:
        yield address
