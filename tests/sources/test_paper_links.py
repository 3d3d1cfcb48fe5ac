from paperdex.sources.paper_links import sort_addresses


def test_every_address_goes_to_its_place():
    links, refused = sort_addresses(
        [
            "https://arxiv.org/abs/2307.03601v2",
            "https://huggingface.co/papers/2307.03602",
            "doi:10.1000/x",
            "https://openreview.net/forum?id=abcdefgh",
            "https://aclanthology.org/P19-1001.pdf",
            "https://github.com/a/b",
            "https://example.org/a.PDF",
            "https://example.org/a?utm_source=x",
            "https://example.org/other",
        ]
    )
    assert links == {
        "arxiv": "2307.03601",
        "doi": "10.1000/x",
        "openreview": "abcdefgh",
        "acl": "https://aclanthology.org/P19-1001/",
        "code": ["https://github.com/a/b"],
        "pdf": "https://example.org/a.PDF",
        "url": "https://example.org/a",
    }
    assert refused == []


def test_what_is_no_address_is_given_back():
    assert sort_addresses(["javascript:alert(1)", "  ", "n/a", "10.1000"]) == (
        {},
        ["javascript:alert(1)", "n/a", "10.1000"],
    )
