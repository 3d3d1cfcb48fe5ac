import pytest
from paperdex.records.link_kinds import FRONT_PAGE, PAPER, better_kind, kind_of


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://www.github.com/a/b", "code"),
        ("https://huggingface.co/datasets/a/b", "dataset"),
        ("https://huggingface.co/a/b", "model"),
        ("https://youtu.be/x", "video"),
        ("https://arxiv.org/abs/2307.03601", PAPER),
        ("https://github.com", FRONT_PAGE),
        ("https://a.github.io/b", None),
    ],
)
def test_host_and_path_tell_what_an_address_leads_to(url, kind):
    assert kind_of(url) == kind


@pytest.mark.parametrize(
    ("kind", "url", "better"),
    [
        ("dataset", "https://github.com/a/b", "code"),
        ("url", "https://github.com/a/b", "code"),
        ("code", "https://huggingface.co/datasets/a/b", "dataset"),
        ("code", "https://www.youtube.com/watch?v=x", "video"),
        ("dataset", "https://huggingface.co/a/b", "model"),
        ("url", "https://arxiv.org/abs/2307.03601", "arxiv"),
        ("project", "https://aclanthology.org/P19-1001/", "acl"),
        ("url", "https://doi.org/10.1007/x", "doi"),
        ("code", "https://openreview.net/forum?id=YuHQTo6G9S", "openreview"),
        ("pdf", "https://arxiv.org/abs/2307.03601", "arxiv"),
    ],
)
def test_an_address_under_the_wrong_field_has_a_better_one(kind, url, better):
    assert better_kind(kind, url) == better


@pytest.mark.parametrize(
    ("kind", "url"),
    [
        ("code", "https://github.com/a/b"),
        ("project", "https://github.com/a/b"),
        ("dataset", "https://github.com/a/b/tree/main/data"),
        ("model", "https://github.com/a/b/releases/tag/v1"),
        ("dataset", "https://doi.org/10.5281/zenodo.1"),
        ("code", "https://zenodo.org/records/1"),
        ("demo", "https://www.youtube.com/watch?v=x"),
        ("dataset", "https://huggingface.co/collections/a/b"),
        ("pdf", "https://arxiv.org/pdf/2307.03601"),
        ("pdf", "https://aclanthology.org/P19-1001.pdf"),
        ("video", "https://aclanthology.org/2020.acl-main.1.mp4"),
        ("code", "https://openreview.net/attachment?id=YuHQTo6G9S&name=code"),
        ("project", "https://a.github.io"),
    ],
)
def test_nothing_is_said_of_an_address_that_may_be_right(kind, url):
    assert better_kind(kind, url) is None
