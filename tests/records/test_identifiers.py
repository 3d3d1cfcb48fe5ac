import re
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paperdex.records import identifiers


@pytest.mark.parametrize(
    "text",
    [
        "2307.03601",
        "arXiv:2307.03601v2",
        "arXiv: 2307.03601 [cs.CV]",
        "https://arxiv.org/abs/2307.03601",
        "http://arxiv.org/abs/2307.03601v4",
        "https://www.arxiv.org/pdf/2307.03601v1.pdf",
        "arxiv.org/abs/2307.03601",
        "https://export.arxiv.org/abs/2307.03601",
        "https://ar5iv.labs.arxiv.org/html/2307.03601",
        "https://arxiv.org/pdf/2307.03601#page=3",
        "https://arxiv.org/abs/2307.03601?context=cs",
        "https://huggingface.co/papers/2307.03601",
        "https://www.alphaxiv.org/abs/2307.03601",
        "10.48550/arXiv.2307.03601",
        "https://doi.org/10.48550/arXiv.2307.03601",
        " 2307.03601 ",
    ],
)
def test_an_arxiv_id_is_known_in_every_spelling(text):
    assert identifiers.parse_arxiv(text) == "2307.03601"


def test_old_arxiv_ids_keep_their_archive():
    assert identifiers.parse_arxiv("https://arxiv.org/abs/cs/0501001v1") == "cs/0501001"
    assert identifiers.parse_arxiv("math.GT/0309136") == "math.GT/0309136"


@pytest.mark.parametrize(
    "text",
    [
        "2313.03601",
        "2307.036",
        "12307.03601",
        "https://example.org/abs/2307.03601",
        "https://notarxiv.org.evil.example/abs/2307.03601",
        "",
        "v2",
    ],
)
def test_what_is_no_arxiv_id_is_none(text):
    assert identifiers.parse_arxiv(text) is None


def test_the_month_of_an_arxiv_id():
    assert identifiers.arxiv_month("2307.03601") == "2023-07"
    assert identifiers.arxiv_month("math.GT/9909136") == "1999-09"


@pytest.mark.parametrize(
    "text",
    [
        "10.18653/v1/P19-1001",
        "doi:10.18653/v1/P19-1001",
        "https://doi.org/10.18653/v1/P19-1001",
        "http://dx.doi.org/10.18653/v1/P19-1001.",
    ],
)
def test_a_doi_is_known_in_every_spelling(text):
    assert identifiers.parse_doi(text) == "10.18653/v1/P19-1001"


def test_openreview_and_acl_addresses_give_their_ids():
    assert identifiers.parse_openreview("https://openreview.net/forum?id=YuHQTo6G9S&noteId=abcdefg") == "YuHQTo6G9S"
    assert identifiers.parse_openreview("https://openreview.net/pdf?id=YuHQTo6G9S") == "YuHQTo6G9S"
    assert identifiers.parse_acl("https://aclanthology.org/2020.acl-main.1/") == "2020.acl-main.1"
    assert identifiers.parse_acl("https://www.aclweb.org/anthology/P19-1001.pdf") == "P19-1001"
    assert identifiers.parse_acl("10.18653/v1/2020.acl-main.1") == "2020.acl-main.1"


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "ftp://example.org/x",
        "https://",
        "https:/example.org",
        "//example.org/x",
        "https://user:pass@example.org",
        "https://exa mple.org",
        "https://example.org/\x00",
        'https://example.org/"onclick=',
        "https://example.org/<script>",
        "https://example.org:99999/",
        "http://[::1",
    ],
)
def test_addresses_that_are_not_safe_to_link_to_are_refused(text):
    assert identifiers.parse_url(text) is None


def test_an_address_keeps_its_path_and_query_and_loses_capitals_of_its_host():
    assert identifiers.parse_url("HTTPS://Example.ORG/A/b?C=d#E") == "https://example.org/A/b?C=d#E"


def test_tracking_parameters_go_and_others_stay():
    assert (
        identifiers.without_tracking("https://example.org/?utm_source=x&id=3&fbclid=y") == "https://example.org/?id=3"
    )


@given(st.text(max_size=80))
def test_no_text_makes_a_parser_raise_and_every_result_is_canonical(text):
    for parse in (
        identifiers.parse_arxiv,
        identifiers.parse_doi,
        identifiers.parse_openreview,
        identifiers.parse_acl,
        identifiers.parse_url,
    ):
        found = parse(text)
        assert found is None or parse(found) == found


@given(
    st.one_of(
        st.from_regex(identifiers._PLAIN_ADDRESS, fullmatch=True),
        st.from_regex(identifiers._ACL_ADDRESS, fullmatch=True),
    )
)
def test_what_is_recognised_at_a_glance_is_what_a_closer_look_finds(url: str) -> None:
    at_a_glance = identifiers.parse_url(url), identifiers.parse_acl(url)
    nothing = re.compile("(?!)")
    with patch.multiple(identifiers, _PLAIN_ADDRESS=nothing, _ACL_ADDRESS=nothing):
        assert (identifiers.parse_url(url), identifiers.parse_acl(url)) == at_a_glance
