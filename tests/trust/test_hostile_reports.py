"""Hostile records in what is read elsewhere than on the site: the comment on a pull request, the list as a README,
papers as Markdown, feeds, cards.
"""

import io
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import hostile as corpus
import pytest
from markdown_it import MarkdownIt
from paperdex.catalog.catalog import Catalog
from paperdex.commands.build import load
from paperdex.findings import Finding, Severity
from paperdex.pages.card_picture import card
from paperdex.pages.card_size import HEIGHT, WIDTH
from paperdex.pages.change_report import Change, Report, render
from paperdex.records.paper import Paper
from PIL import Image
from playwright.sync_api import Browser, BrowserContext
from small_index import SmallIndex
from tiny_site import served
from torture import TORTURE, paperdex, tell

PAPERS = [paper for paper in corpus.papers() if paper.id.startswith("hostile-")]
TAGS = frozenset(
    [
        "a",
        "blockquote",
        "br",
        "code",
        "details",
        "em",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "img",
        "li",
        "ol",
        "p",
        "pre",
        "strong",
        "summary",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
"""What Markdown itself makes, and the two that the report folds papers with."""
BADGE = "https://awesome.re/badge.svg"


@pytest.fixture(scope="module")
def catalog(hostile: SmallIndex) -> Catalog:
    return load(hostile.settings).catalog


@pytest.fixture(scope="module")
def comments(catalog: Catalog) -> dict[str, str]:
    """What a pull request is told that adds the paper, changes it in every field, takes it out, and has faults that
    quote it.
    """
    harmless = Paper.model_validate({"id": "known", "title": "Known", "provenance": {"source": "manual"}})
    found = {}
    for paper in PAPERS:
        known = paper.model_copy(update={"id": "known"})
        changes = [
            Change("a", None, paper),
            Change("b", harmless, known),
            Change("c", known, harmless),
            Change("d", paper, None),
        ]
        title = paper.title
        finding = Finding(
            code="invalid-value",
            severity=Severity.ERROR,
            message=f"title: {title}",
            file=f"content/{title}.yaml",
            line=1,
            suggestion=title,
        )
        found[paper.id] = render(Report(changes, [finding], {title: ([title], [title])}), catalog)
    return found


def html_of(text: str) -> str:
    """As CommonMark makes it where HTML is let through, which no host does."""
    return str(MarkdownIt("commonmark", {"html": True}).enable("table").render(text))


def assert_inert(html: str) -> None:
    """No tag but Markdown's own, no picture but the badge, no link to anything but the web and the same page."""
    bare = re.sub(r"<!--.*?-->", "", html)
    assert {tag.lower() for tag in re.findall(r"</?([a-zA-Z!?][\w-]*)", bare)} <= TAGS
    assert {
        attribute for tag in re.findall(r"<[a-z][^>]*>", bare) for attribute in re.findall(r' ([\w-]+)="', tag)
    } <= {"href", "src", "alt", "class", "start"}
    assert set(re.findall(r'<img src="([^"]*)"', bare)) <= {BADGE}
    assert [
        address for address in re.findall(r'href="([^"]*)"', bare) if not re.match(r"https?://|#|[\w./-]+$", address)
    ] == []


def test_the_comment_on_a_pull_request_is_text(comments: dict[str, str]) -> None:
    for paper_id, text in comments.items():
        html = html_of(text)
        assert_inert(html)
        assert html.count("<details>") == html.count("</details>") <= 1, paper_id
        assert len(text) < 65_536
        seen = re.sub(r"<code>.*?</code>|<pre>.*?</pre>|&#?\w+;", "", html, flags=re.DOTALL)
        assert not re.search(r"(?<![\w>])@\w|(?<![\w/])#[0-9]", re.sub(r'href="[^"]*"', "", seen)), (
            "it calls nobody and refers to no issue"
        )
        assert "\x1b" not in text
    tell("comments on pull requests of hostile records", len(comments))


def test_the_whole_corpus_as_one_pull_request(hostile: SmallIndex, tmp_path: Path) -> None:
    index = SmallIndex(tmp_path)
    shutil.copy(hostile.root / "mkdocs.yml", tmp_path)
    who = {f"GIT_{role}_{what}": "x@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    alone = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, **who}
    for arguments in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "x"]):
        subprocess.run(["git", *arguments], cwd=tmp_path, env=alone, check=True)
    shutil.copytree(hostile.root / "content", tmp_path / "content", dirs_exist_ok=True)
    index.write("content/papers/2024/::error file=x::@everyone <b>.yaml", corpus.refused("x", "title: [<script>]\n"))
    result = paperdex(tmp_path, "pr-report", "--base", "HEAD")
    assert (result.returncode, result.stderr) == (1, "")
    assert result.stdout.startswith(f"## {len(corpus.papers())} papers added")
    assert len(result.stdout) < 65_536
    assert_inert(html_of(result.stdout))
    annotations = paperdex(tmp_path, "check", "--changed-since", "HEAD", "--format", "github")
    assert all(
        re.match(r"::(error|warning|notice) file=[^:,]+,line=\d+", line) for line in annotations.stdout.splitlines()
    )


@pytest.fixture
def browse(browser: Browser) -> Iterator[Callable[[str, AbstractContextManager[str]], None]]:
    """Open documents in a browser that minds no policy, and see that nothing runs and nobody is asked for anything."""
    context: BrowserContext = browser.new_context(bypass_csp=True)

    def look(name: str, serving: AbstractContextManager[str]) -> None:
        said: list[str] = []
        page = context.new_page()
        page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
        page.on(
            "request",
            lambda request: (
                None if request.url.startswith(("http://127.0.0.1", "data:", BADGE)) else said.append(request.url)
            ),
        )
        with serving as address:
            page.goto(address + name)
            page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
            assert (page.evaluate("window.ran"), said) == (None, [])
        page.close()

    yield look
    context.close()


def test_in_a_browser_comments_lists_and_papers_as_markdown_run_nothing(
    hostile: SmallIndex,
    comments: dict[str, str],
    tmp_path: Path,
    browse: Callable[[str, AbstractContextManager[str]], None],
) -> None:
    readme = paperdex(hostile.root, "export", "readme").stdout
    whole = paperdex(hostile.root, "export", "markdown").stdout
    twins = [
        (hostile.root / f"site/papers/{paper.id}.md").read_text(encoding="utf-8").partition("\n---\n")[2]
        for paper in PAPERS
    ]
    for number, texts in enumerate([[readme], [whole], list(comments.values()), twins]):
        html = "".join(f"<section>{html_of(text)}</section>" for text in texts)
        (tmp_path / f"{number}.html").write_text(
            f"<!doctype html><meta charset=utf-8><title>x</title>{html}", encoding="utf-8"
        )
        browse(f"{number}.html", served(tmp_path))


@pytest.mark.parametrize(
    "name",
    [
        "feed.atom",
        "corrections.atom",
        "feeds.opml",
        "topics/topic-1/feed.atom",
        "sitemap.xml",
        "feed.json",
        "data/papers.json",
    ],
)
def test_in_a_browser_feeds_run_nothing(
    hostile: SmallIndex, name: str, tmp_path: Path, browse: Callable[[str, AbstractContextManager[str]], None]
) -> None:
    """As XML and JSON, which a browser shows where it saves a feed; and as HTML, which no server should call it."""
    data = (hostile.root / "site" / name).read_bytes()
    shown = f"x{Path(name).suffix.replace('.atom', '.xml').replace('.opml', '.xml')}"
    (tmp_path / shown).write_bytes(data)
    browse(shown, served(tmp_path))


def test_feeds_say_that_their_text_is_text(hostile: SmallIndex) -> None:
    for path in (hostile.root / "site").rglob("*.atom"):
        assert not re.search(r"<(title|subtitle|summary|content)[^>]* type=", path.read_text(encoding="utf-8")), (
            "else it is HTML to a reader"
        )
    assert "content_html" not in (hostile.root / "site/feed.json").read_text(encoding="utf-8")


def test_a_card_is_a_picture_and_holds_no_text(hostile: SmallIndex) -> None:
    found = list((hostile.root / "site").rglob("card.png"))
    assert len(found) > 10
    drawn = [
        card(text, text, "4 papers", [("2020", 1), ("2021", 3)])
        for text in (*corpus.TEXTS[:: 1 if TORTURE else 8], "a " * 500_000)
    ]
    for data in (*(path.read_bytes() for path in found), *drawn):
        with Image.open(io.BytesIO(data)) as image:
            image.load()
            assert (image.format, image.size, getattr(image, "text", {})) == ("PNG", (WIDTH, HEIGHT), {})
        assert len(data) < 200_000
    tell("cards of hostile names", len(drawn))
