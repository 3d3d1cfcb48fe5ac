"""After papers and topics have been renamed, merged and removed, every address that ever was still leads somewhere: by
a real build.
"""

import re
import shutil
from pathlib import Path

import pytest
from paperdex.commands.build import build, load
from paperdex.commands.merge import merge
from paperdex.commands.remove import remove
from paperdex.commands.rename import rename
from paperdex.commands.topics import merge_topics, rename_topic

ROOT = Path(__file__).parents[2]
TOPICS = "- {slug: methods, name: Methods}\n- {slug: safety, name: Safety}\n- {slug: data, name: Data}\n"


@pytest.fixture
def site(index):
    shutil.copy(ROOT / "mkdocs.yml", index.root)
    index.write("content/topics.yaml", TOPICS)
    index.add("kept", title="Kept & <x>renamed", topics=["safety"], aliases=["very-old"])
    index.add("second", title="Kept & renamed, second version", topics=["data"], aliases=["second-old"])
    index.add("gone", title="Gone for Good", topics=["safety"], date="2023-05-01", aliases=["gone-old"])
    rename(index.settings, "kept", "new-name")
    merge(index.settings, "new-name", "second")
    remove(index.settings, "gone", "Not about <alignment>.", today="2026-01-31")
    rename_topic(index.settings, "safety", "safe")
    merge_topics(index.settings, "methods", "data")
    assert index.check() == []
    loaded = load(index.settings)
    assert not loaded.has_errors
    build(index.settings, loaded.catalog)
    return index.root / "site"


def test_every_old_address_leads_on(site):
    moved = {
        "papers/kept": "New",
        "papers/very-old": "New",
        "papers/second": "New",
        "papers/second-old": "New",
        "papers/gone-old": "Gone",
    }
    targets = {"New": "papers/new-name", "Gone": "papers/gone", "Safe": "topics/safe", "Methods": "topics/methods"}
    for address, name in {**moved, "topics/safety": "Safe", "topics/data": "Methods"}.items():
        page = (site / address / "index.html").read_text(encoding="utf-8")
        [refresh] = re.findall(r'<meta http-equiv="refresh" content="0; url=([^"]+)">', page)
        assert f'<a href="{refresh}">' in page, "for readers whose browser does not follow"
        assert '<meta name="robots" content="noindex">' in page
        assert (site / address / refresh / "index.html").resolve() == (site / targets[name] / "index.html").resolve()
    page = (site / "papers/kept/index.html").read_text(encoding="utf-8")
    assert "Kept &amp; &lt;x&gt;renamed" in page
    assert "<x>" not in page


def test_a_removed_paper_keeps_its_address_and_is_listed_nowhere(site):
    page = (site / "papers/gone/index.html").read_text(encoding="utf-8")
    assert "Gone for Good" in page
    assert "Not about &lt;alignment&gt;." in page
    lists = [
        *site.glob("topics/**/*.html"),
        *site.glob("dates/**/*.html"),
        *site.glob("data/papers.*"),
        site / "index.html",
        site / "feed.json",
    ]
    assert len(lists) > 8
    assert not [path for path in lists if "Gone for Good" in path.read_text(encoding="utf-8")]
    assert '"gone"' not in (site / "data/papers.jsonl").read_text(encoding="utf-8")


def test_an_earlier_id_that_is_taken_again_leads_to_who_has_it_now(index):
    shutil.copy(ROOT / "mkdocs.yml", index.root)
    index.add("a", aliases=["b"])
    index.add("b")
    build(index.settings, load(index.settings).catalog)
    assert "About b" in (index.root / "site/papers/b/index.html").read_text(encoding="utf-8")
