"""An Awesome list from an index: its sections, its limits, and text that would like to be Markdown."""

from pathlib import Path

import pytest
from catalogs import catalog_of
from hypothesis import given, settings
from markdown_it import MarkdownIt
from paperdex.catalog.vocabulary import Topic, TopicTree
from paperdex.cli import main
from paperdex.pages.exports import readme
from paperdex.records.paper import Paper
from paperdex.settings import Settings
from strategies import paper_lists

TOPICS = [
    Topic(slug="methods", name="Methods", description="How it is done, and by whom. And more."),
    Topic(slug="search", name="Search", parent="methods"),
    Topic(slug="search-2", name="Search"),
    Topic(slug="empty", name="Empty"),
]


def paper(number, **values):
    return Paper.model_validate(
        {"id": f"paper-{number}", "title": f"Paper Number {number}", "provenance": {"source": "manual"}, **values}
    )


def dump(papers, *, topics=TOPICS, site_url="https://papers.example/", **values):
    catalog = catalog_of(papers, TopicTree(topics), {})
    return readme.dump(catalog, Settings(root=Path("/index"), site_name="Good Papers", site_url=site_url, **values))


def hrefs(text):
    tokens = MarkdownIt("commonmark").parse(text)
    return [child.attrs["href"] for token in tokens for child in token.children or [] if child.type == "link_open"]


def test_topics_become_sections_in_their_order_and_the_contents_lists_each():
    text = dump([paper(1, topics=["search"]), paper(2, topics=["methods"]), paper(3, topics=["search-2"]), paper(4)])
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert headings[1:] == [
        "## Contents",
        "## Methods",
        "### Search",
        "## Search",
        "## Other Papers",
        "## Contributing",
    ]
    contents = "- [Methods](#methods)\n  - [Search](#search)\n- [Search](#search-1)\n- [Other Papers](#other-papers)\n"
    assert f"## Contents\n\n{contents}" in text
    assert "## Methods\n\nHow it is done, and by whom.\n" in text


def test_a_line_says_who_when_and_where_and_ends_like_a_sentence():
    full = paper(
        1,
        topics=["methods"],
        date="2023-07-07",
        authors=[{"family": "van der Schaar", "given": "M."}, {"family": "Li", "given": "B."}],
        venue={"name": "ICLR", "year": 2024},
        links={"arxiv": "2307.00001", "code": ["https://git.example/a", "https://git.example/b"]},
    )
    line = "- [Paper Number 1](https://arxiv.org/abs/2307.00001) - By van der Schaar and Li, 7 Jul 2023, ICLR 2024."
    assert f"{line} [Code](https://git.example/a), [Code 2](https://git.example/b).\n" in dump([full])


def test_a_paper_of_two_topics_stands_under_the_first():
    assert dump([paper(1, topics=["search-2", "methods"])]).count("Paper Number 1") == 1


def test_no_address_is_linked_twice():
    shared = {"url": "https://shared.example/"}
    links = hrefs(
        dump([paper(1, links=shared), paper(2, links={**shared, "code": ["http://www.shared.example"]}), paper(3)])
    )
    assert links.count("https://shared.example/") == 1
    assert "https://papers.example/papers/paper-2/" in links
    assert "https://papers.example/papers/paper-3/" in links
    assert len(links) == len(set(links))


def test_a_retracted_paper_says_so():
    text = dump([paper(1, date="2020", status={"kind": "retracted"})])
    assert " - Retracted. 2020.\n" in text


def test_more_than_github_shows_leaves_the_older_papers_to_the_site(monkeypatch):
    monkeypatch.setattr(readme, "MAX_BYTES", 5_000)
    papers = [
        paper(number, topics=["methods" if number % 2 else "search"], date=str(1900 + number)) for number in range(100)
    ]
    text = dump(papers)
    listed = [number for number in range(100) if f"/paper-{number}/" in text]
    assert 4_500 < len(text.encode()) <= 5_000
    assert listed == list(range(100 - len(listed), 100)), "the newest are listed"
    assert f"100 papers in all, the newest {len(listed)} of them here" in text
    older = sum(number % 2 for number in range(100) if number not in listed)
    assert f"[{older} older papers on Methods](https://papers.example/topics/methods/)" in text


def test_without_a_site_the_older_papers_are_in_the_records(monkeypatch):
    monkeypatch.setattr(readme, "MAX_BYTES", 1_000)
    text = dump([paper(number) for number in range(100)], site_url="")
    assert len(text.encode()) <= 1_000
    assert " older papers: see the records in `content/papers/`." in text


def test_a_file_that_somebody_wrote_is_left_alone(tmp_path, capsys):
    (tmp_path / "mkdocs.yml").write_text("site_name: Good Papers\n")
    mine = tmp_path / "README.md"
    mine.write_text("# Mine\n")
    command = ["-C", str(tmp_path), "export", "readme", "-o"]
    assert main([*command, str(mine)]) == 2
    assert mine.read_text() == "# Mine\n"
    assert capsys.readouterr().err.count("\n") == 1
    ours = tmp_path / "PAPERS.md"
    assert main([*command, str(ours)]) == 0
    assert main([*command, str(ours)]) == 0
    assert ours.read_text().startswith("# Good Papers ")


def test_an_index_without_papers_is_a_whole_file():
    text = dump([], site_description="Nothing yet.")
    assert "> Nothing yet." in text
    assert "## Contents" not in text


def test_the_order_of_records_makes_no_difference():
    papers = [paper(number, date=str(2000 + number % 3), topics=["methods"]) for number in range(9)]
    assert dump(papers) == dump(papers[::-1])


@given(paper_lists)
@settings(max_examples=50, deadline=None)
def test_text_of_records_stays_text(papers):
    papers = [each.model_copy(update={"status": None}) for each in papers]
    topics = [Topic(slug=f"topic-{number}", name=each.title) for number, each in enumerate(papers)]
    papers = [each.model_copy(update={"topics": (topics[number].slug,)}) for number, each in enumerate(papers)]
    text = dump(papers, topics=topics, site_description=papers[0].title)
    tokens = MarkdownIt("commonmark").parse(text)
    assert {token.content.strip() for token in tokens if token.type == "html_block"} <= {
        readme.MARKER,
        readme._LINT_OFF,
    }
    inline = [child for token in tokens for child in token.children or []]
    assert {child.type for child in inline} <= {
        "text",
        "link_open",
        "link_close",
        "image",
        "softbreak",
        "text_special",
        "code_inline",
    }
    assert sum(token.type == "heading_open" for token in tokens) == 3 + len(topics)
    assert all(href.startswith(("http://", "https://", "#", "CONTRIBUTING.md")) for href in hrefs(text))
    shown = [
        "".join(child.content for child in token.children).replace("\\", "")
        for token in tokens
        if token.type == "inline" and token.level > 1
    ]
    for each in papers:
        title = each.title.replace("\\", "")
        assert sum(line.startswith(f"{title} - ") for line in shown) >= 1, (title, shown)


@pytest.mark.parametrize("address", ["https://a.example/x_(y)", "https://a.example/?a=1&copy;=2"])
def test_an_address_survives_markdown(address):
    (link,) = [href for href in hrefs(dump([paper(1, links={"url": address})])) if "a.example" in href]
    assert link.replace("%28", "(").replace("%29", ")") == address
