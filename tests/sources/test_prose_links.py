import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paperdex.records.identifiers import parse_url
from paperdex.sources.prose_links import find_links

KINDS = {"code", "project", "dataset", "model", "demo", "video"}
SORTED = [
    ("The code, data, and demo can be found at https://github.com/a/b.", {"code": ["https://github.com/a/b"]}),
    ("It is available at the Github: https://github.com/a/b.", {"code": ["https://github.com/a/b"]}),
    ("Our project is available at https://gitlab.com/a/b", {"code": ["https://gitlab.com/a/b"]}),
    ("We listed the papers at https://github.com/a/Awesome-Papers.", {"code": ["https://github.com/a/Awesome-Papers"]}),
    (
        "The project page of this paper is available at https://github.com/a/Awesome-X/tree/Y.",
        {"project": ["https://github.com/a/Awesome-X/tree/Y"]},
    ),
    ("Project: https://github.com/a/b", {"project": ["https://github.com/a/b"]}),
    ("Code and project page: https://github.com/a/b", {"code": ["https://github.com/a/b"]}),
    ("It has a project page. Released at https://github.com/a/b", {"code": ["https://github.com/a/b"]}),
    ("Our project page is https://a.github.io.", {"project": ["https://a.github.io"]}),
    (
        "See https://sites.google.com/view/a and https://a.example.org/b/.",
        {"project": ["https://sites.google.com/view/a", "https://a.example.org/b/"]},
    ),
    ("Demonstrations will be available at https://a.github.io/b/.", {"project": ["https://a.github.io/b/"]}),
    ("Our dataset can be found at https://opendata.example.com/c.", {"dataset": ["https://opendata.example.com/c"]}),
    ("Try the demo at https://a.github.io/demo", {"demo": ["https://a.github.io/demo"]}),
    ("Data, models and demo: https://a.github.io", {"project": ["https://a.github.io"]}),
    ("For details on the data visit https://a.org", {"project": ["https://a.org"]}),
    (
        "Our code is publicly at https://huggingface.co/datasets/a/b/ for",
        {"dataset": ["https://huggingface.co/datasets/a/b/"]},
    ),
    (
        "See https://www.kaggle.com/datasets/a and https://zenodo.org/records/1",
        {"dataset": ["https://www.kaggle.com/datasets/a", "https://zenodo.org/records/1"]},
    ),
    (
        "Leaderboard: https://huggingface.co/spaces/a/B, Code: https://github.com/a/B.",
        {"demo": ["https://huggingface.co/spaces/a/B"], "code": ["https://github.com/a/B"]},
    ),
    (
        "Models at https://github.com/Org and https://huggingface.co/Org.",
        {"code": ["https://github.com/Org"], "model": ["https://huggingface.co/Org"]},
    ),
    ("weights: https://hf.co/a/b-7B", {"model": ["https://hf.co/a/b-7B"]}),
    (
        "https://youtu.be/abc and https://www.youtube.com/watch?v=abc",
        {"video": ["https://youtu.be/abc", "https://www.youtube.com/watch?v=abc"]},
    ),
]
CLEANED = [
    ("(see https://a.org/x_(y)).", "https://a.org/x_(y)"),
    ("(https://a.org/b)", "https://a.org/b"),
    ("[page](https://a.org/b).", "https://a.org/b"),
    ("“https://a.org/b”，", "https://a.org/b"),
    ("https://A.org/B!?", "https://a.org/B"),
    ("https://a.org/b{https://a.org/b}", "https://a.org/b"),
    (r"\href{https://a.org/b/{https://a.org/b/}},", "https://a.org/b/"),
    (r"\textbf{at https://a.org/b.}", "https://a.org/b"),
    (r"at https://a.org/b\_c.", "https://a.org/b_c"),
    ("http://a.org/b and https://a.org/b/", "http://a.org/b"),
]
LEFT_OUT = [
    "https://arxiv.org/abs/2307.03601, http://www.arxiv.org/pdf/2307.03601",
    "https://doi.org/10.1000/x, https://dx.doi.org/10.1000/x",
    "https://openreview.net/forum?id=abcdef, https://aclanthology.org/P19-1001/",
    "https://huggingface.co/papers/2307.03601",
    "www.example.org/x, example.org, ftp://example.org",
    "https://github.com/ and https://huggingface.co",
    "https://api.example.org/{id}/x",
    "https://, https://..., http://user@example.org, https://localhost:x/",
    "no address at all",
]


@pytest.mark.parametrize(("text", "links"), SORTED)
def test_host_and_words_say_what_an_address_leads_to(text: str, links: dict[str, list[str]]) -> None:
    assert find_links(text) == links
    assert list(find_links(text)) == list(links)


@pytest.mark.parametrize(("text", "url"), CLEANED)
def test_an_address_is_found_once_and_without_what_surrounds_it(text: str, url: str) -> None:
    assert find_links(text) == {"project": [url]}


@pytest.mark.parametrize("text", LEFT_OUT)
def test_papers_front_pages_and_broken_addresses_are_left_out(text: str) -> None:
    assert find_links(text) == {}


@given(
    st.text()
    | st.lists(
        st.sampled_from(
            [
                "https://",
                "http://a.org/",
                "[",
                "]",
                "(",
                ")",
                "{",
                "}",
                "@",
                ":",
                "\\",
                "%",
                "x",
                " ",
                ".",
                "github.com/a",
                "é",
            ]
        ),
        max_size=12,
    ).map("".join)
)
@settings(max_examples=200, deadline=None)
def test_any_text_gives_sound_addresses_of_known_kinds_each_once(text: str) -> None:
    links = find_links(text)
    found = [url for urls in links.values() for url in urls]
    assert set(links) <= KINDS
    assert all(parse_url(url) == url for url in found)
    assert len(set(found)) == len(found)


@given(
    st.from_regex(r"https://github\.com/[A-Za-z0-9-]{1,9}/[A-Za-z0-9_.-]{0,9}[A-Za-z0-9]", fullmatch=True),
    st.sampled_from([".", ",", ")", ").", "}", "", "\n"]),
)
@settings(max_examples=100, deadline=None)
def test_punctuation_after_an_address_is_not_part_of_it(url: str, after: str) -> None:
    assert find_links(f"Code: {url}{after}") == {"code": [url]}


@pytest.mark.parametrize("unit", ["https://", "https://a.org/ ", ")", "https://a.org/)", "("])
def test_time_grows_with_the_length_and_not_with_its_square(unit: str) -> None:
    started = time.process_time()
    find_links("https://a.org/" + unit * (300_000 // len(unit)))
    assert time.process_time() - started < 5
