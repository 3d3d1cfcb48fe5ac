from urllib.parse import urljoin

import pytest
from catalogs import view_of
from markup import parse
from paperdex.pages import names
from paperdex.pages.author_pages import author_pages
from paperdex.pages.names import Name, name_pages
from paperdex.pages.render import Renderer
from paperdex.records.paper import Paper


def bodies(entries: list[Name]) -> list[str]:
    renderer = Renderer(view_of([]))
    return [
        page.make().body
        for page in name_pages(renderer, "authors/", "Authors", entries, section="authors", description="All")
    ]


def test_names_are_in_order_of_family_names_whatever_their_accents() -> None:
    entries = [
        Name("Zoë Éluard", "z/", 2, "Éluard"),
        Name("Ann Frank", "f/", 2, "Frank"),
        Name("Bo Dahl", "d/", 3, "Dahl"),
    ]
    [body] = bodies(entries)
    assert body.index("Bo Dahl") < body.index("Zoë Éluard") < body.index("Ann Frank")
    assert 'class="letters"' not in body, "three names need no letters"


def test_letters_lead_to_the_page_on_which_they_begin() -> None:
    entries = [
        Name(f"{letter}{number:03}", f"{letter}{number}/", 1)
        for letter in "ABC"
        for number in range(names.NAMES_A_PAGE // 2 + 10)
    ]
    pages = bodies([*entries, Name("3M", "3m/", 1), Name("张伟", "zw/", 1)])
    assert len(pages) == 2
    for address, body in zip(("authors/", "authors/page/2/"), pages, strict=True):
        letters = parse(body).all("nav", "letters")[0].all("a")
        found = {
            one.line: urljoin(f"https://a.example/{address}", one.attributes["href"]).removeprefix("https://a.example/")
            for one in letters
        }
        assert found == {
            "0–9": "authors/#from-0",
            "A": "authors/#from-a",
            "B": "authors/#from-b",
            "C": "authors/page/2/#from-c",
            "Other scripts": "authors/page/2/#from-other",
        }
    assert 'id="from-b"' in pages[0]
    assert 'id="from-c"' in pages[1]
    assert "Page 2 of 2" in pages[1]


@pytest.mark.parametrize(("count", "is_divided"), [(20, False), (21, True)])
def test_papers_of_a_name_are_divided_by_years_where_they_are_many(count: int, is_divided: bool) -> None:
    author = {"family": "Sun", "given": "Ann"}
    papers = [
        Paper.model_validate(
            {
                "id": f"p{number}",
                "title": f"Paper {number}",
                "date": f"{2000 + number}",
                "authors": [author],
                "provenance": {"source": "manual"},
            }
        )
        for number in range(count)
    ]
    renderer = Renderer(view_of(papers))
    [page] = author_pages(renderer, "ann-sun")
    body = page.make().body
    assert [heading.line for heading in parse(body).all("h3" if is_divided else "h2")] == [
        f"Paper {number}" for number in reversed(range(count))
    ]
    assert bool(parse(body).all("svg", "spark")) is is_divided


def test_no_names_are_a_page_too() -> None:
    [body] = bodies([])
    assert "0 names" in body
