"""Dates and venues, names of people, titles and addresses, as lists print them."""

import pytest
from paperdex.sources.awesome.author_lists import read_author_list
from paperdex.sources.awesome.contexts import read_context
from paperdex.sources.awesome.headings import HeadingRole, read_heading
from paperdex.sources.awesome.labels import key_and_value, label_kind
from paperdex.sources.awesome.link_targets import Link, link_target
from paperdex.sources.awesome.title_text import clean_title, word_count

CONTEXTS = [
    ("Dec 2023", ("2023-12", None, None)),
    ("2023/05", ("2023-05", None, None)),
    ("2022.12", ("2022-12", None, None)),
    ("4 Oct 2023", ("2023-10-04", None, None)),
    ("February 16, 2026", ("2026-02-16", None, None)),
    ("2024年5月", ("2024-05", None, None)),
    ("Year 2024", ("2024", None, None)),
    ("NeurIPS'24 D&B", ("2024", "NeurIPS D&B", 2024)),
    ("ICML2023", ("2023", "ICML", 2023)),
    ("WSDM '25", ("2025", "WSDM", 2025)),
    ("ACL'23 Findings", ("2023", "ACL Findings", 2023)),
    ("Accepted to AAAI 2026", ("2026", "AAAI", 2026)),
    ("CRL WS @ CoRL 2023", ("2023", "CRL WS @ CoRL", 2023)),
    ("MobiCom 2024, Dec 2023", ("2023-12", "MobiCom", 2024)),
    ("CVPR 2024 (Oral)", ("2024", "CVPR", 2024)),
    ("IEEE Transactions on Computers, 2020", ("2020", "IEEE Transactions on Computers", 2020)),
    ("ICLR", (None, "ICLR", None)),
    ("SIGIR 22", ("2022", "SIGIR", 2022)),
    ("arXiv 2023，", ("2023", None, None)),
]
NO_CONTEXTS = [
    "Visual Instruction Tuning",
    "CPM-2. Cost-Effective Toasters, 2021",
    "NeurIPS Benchmarking Agentic Workflow Generation 2024",
    "GPT 4",
    "Code",
    "",
]
PEOPLE = [
    ("Kevin Lin, Linjie Li, and Lijuan Wang", ["Kevin Lin", "Linjie Li", "Lijuan Wang"], False),
    ("J. Redfern et al.", ["J. Redfern"], True),
    ("Zehui Chen (USTC, Lab A) and Ada Lovelace (ETH)", ["Zehui Chen", "Ada Lovelace"], False),
    ("Benson, Yolanda, Ian J. Goodman, and Aaron Court", ["Yolanda Benson", "Ian J. Goodman", "Aaron Court"], False),
    ("Lu, L., Jin, P.", ["L. Lu", "P. Jin"], False),
    ("Ana Marasović*, Jaap van der Berg†", ["Ana Marasović", "Jaap van der Berg"], False),
    ("张三、李四 等", ["张三", "李四"], True),
    ("by Lind, Kumari", ["Lind", "Kumari"], False),
    ("Hopper G, Lovelace AB.", ["G Hopper", "AB Lovelace"], False),
]
NO_PEOPLE = [
    "Visual Instruction Tuning",
    "A Survey, Methods and Data",
    "ACM Computing Surveys",
    "pdf, code",
    "Ada Lovelace",
    "a toaster, which toasts",
    "代码, 论文",
]
TITLES = [
    ('"A Title in Quotes."', "A Title in Quotes"),
    ("🔥 A Title 🚀 with Symbols :star:", "A Title with Symbols"),
    ("A Title (CVPR 2024) ", "A Title"),
    ("A Title [paper] -", "A Title"),
    ("[A Whole Title in Brackets]", "A Whole Title in Brackets"),
    ("Can Toasters Plan?", "Can Toasters Plan?"),
    ("And Then There Were...", "And Then There Were..."),
    ("Toast (for everyone)", "Toast (for everyone)"),
    ("33. A Numbered Title", "A Numbered Title"),
    ("Hard-wrapped\n   Title", "Hard-wrapped Title"),
    ("**Left-over Stars**", "Left-over Stars"),
]
ADDRESSES = [
    ("Paper", "http://www.arxiv.org/pdf/2401.00001v3.pdf", ("arxiv", "2401.00001")),
    ("pdf", "https://export.arxiv.org/abs/2401.00001", ("arxiv", "2401.00001")),
    ("pdf", "https://browse.arxiv.org/pdf/2401.00001.pdf", ("arxiv", "2401.00001")),
    ("paper", "arxiv.org/abs/2401.00001", ("arxiv", "2401.00001")),
    ("paper", "https://arxiv.org/ftp/arxiv/papers/2401/2401.00001.pdf", ("arxiv", "2401.00001")),
    ("HF", "https://huggingface.co/papers/2401.00001", ("arxiv", "2401.00001")),
    ("paper", "http://https://arxiv.org/abs/2401.00001.", ("arxiv", "2401.00001")),
    ("DOI", "https://doi.org/10.48550/arXiv.2401.00001", ("arxiv", "2401.00001")),
    ("paper", "https://dl.acm.org/doi/abs/10.1145/1234567.1234568", ("doi", "10.1145/1234567.1234568")),
    ("paper", "https://link.springer.com/chapter/10.1007/978-3-031-00000-1_4", ("doi", "10.1007/978-3-031-00000-1_4")),
    (
        "paper",
        "https://www.biorxiv.org/content/10.1101/2024.01.01.123456v2.full.pdf",
        ("doi", "10.1101/2024.01.01.123456"),
    ),
    ("paper", "https://openreview.net/forum?id=aBcDeFgH12", ("openreview", "aBcDeFgH12")),
    ("paper", "https://www.aclweb.org/anthology/papers/N/N19/N19-1112/", ("acl", "https://aclanthology.org/N19-1112/")),
    (
        "paper",
        "https://openaccess.thecvf.com/content/A_paper.pdf",
        ("pdf", "https://openaccess.thecvf.com/content/A_paper.pdf"),
    ),
    ("paper", "https://proceedings.mlr.press/v162/a22a.html", ("url", "https://proceedings.mlr.press/v162/a22a.html")),
    ("Official Code", "https://github.com/acme/toast", ("code", "https://github.com/acme/toast")),
    ("Project Page", "https://toast.example.org/?utm_source=x", ("project", "https://toast.example.org/")),
    (
        "HuggingFace",
        "https://huggingface.co/datasets/acme/toast",
        ("dataset", "https://huggingface.co/datasets/acme/toast"),
    ),
    ("", "https://youtu.be/toast", ("video", "https://youtu.be/toast")),
]
NO_ADDRESSES = [
    "#contents",
    "./abs/2401.md",
    "https://arxiv.org/abs/2413.99",
    "https://img.shields.io/github/stars/a/b",
    "javascript:alert(1)",
    "mailto:a@b.example",
]


@pytest.mark.parametrize(("text", "expected"), CONTEXTS)
def test_a_date_or_a_venue_is_read_as_it_is_printed(text, expected):
    context = read_context(text, guess=True)
    assert context is not None
    assert (context.date, context.venue, context.year) == expected


@pytest.mark.parametrize("text", NO_CONTEXTS)
def test_a_title_is_no_venue(text):
    assert read_context(text) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("arXiv 2024.10", "preprint"),
        ("Preprint'24", "preprint"),
        ("Technical Report", "report"),
        ("PhD thesis 2020", "thesis"),
    ],
)
def test_what_is_no_venue_tells_the_kind_of_publication(text, kind):
    context = read_context(text)
    assert context is not None
    assert (context.kind, context.venue) == (kind, None)


@pytest.mark.parametrize(("text", "expected", "is_cut"), PEOPLE)
def test_names_are_read_in_every_order_and_without_what_hangs_on_them(text, expected, is_cut):
    people = read_author_list(text)
    assert people is not None
    assert [name.get("literal") or f"{name['given']} {name['family']}" for name in people.names] == expected
    assert people.is_cut is is_cut


@pytest.mark.parametrize("text", NO_PEOPLE)
def test_words_are_not_taken_for_people(text):
    assert read_author_list(text) is None


@pytest.mark.parametrize(("text", "expected"), TITLES)
def test_a_title_loses_what_lists_put_around_it_and_nothing_of_its_own(text, expected):
    assert clean_title(text) == expected


def test_words_are_counted_in_every_script():
    assert word_count("OPT-1.3|6.7|13|30|66B") == 2
    assert word_count("检测很小的面包") == 4


@pytest.mark.parametrize(("label", "href", "expected"), ADDRESSES)
def test_an_address_goes_to_the_field_where_a_record_keeps_it(label, href, expected):
    place = link_target(Link(label, href))
    assert place is not None
    assert (place.field, place.value) == expected


@pytest.mark.parametrize("href", NO_ADDRESSES)
def test_an_address_that_leads_to_nothing_of_a_paper_is_refused(href):
    assert link_target(Link("paper", href)) is None


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("code & model", "code"),
        ("📄", "vague"),
        ("arXiv:2401.00001", "paper"),
        ("论文", "paper"),
        ("Attention Is All You Need", None),
    ],
)
def test_a_label_is_told_from_a_title(label, kind):
    assert label_kind(label) == kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("🏛️ Institutions: Acme", ("organization", "Acme")),
        ("作者：张三", ("authors", "张三")),
        ("TL;DR: Toast is good.", ("note", "Toast is good.")),
        ("ToastGPT: Toasting with Words", None),
    ],
)
def test_a_line_with_a_key_is_told_from_a_title_with_a_colon(text, expected):
    assert key_and_value(text) == expected


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("2.1 Tool Use 🔧 (116)", HeadingRole.TOPIC),
        ("Papers on Prompting", HeadingRole.TOPIC),
        ("Agents & Tools", HeadingRole.TOPIC),
        ("Must-Read Papers", HeadingRole.PAPERS),
        ("其它(Others)", HeadingRole.PAPERS),
        ("2024", HeadingRole.CONTEXT),
        ("CVPR 2023 Workshops", HeadingRole.CONTEXT),
        ("CVPR 2023 Diffusion Models", HeadingRole.TOPIC),
        ("Public Datasets", HeadingRole.DATASETS),
        ("Toaster Books", HeadingRole.OTHER),
        ("Other Awesome Lists", HeadingRole.OTHER),
        ("Open-source Libraries", HeadingRole.OTHER),
        ("Table of Contents", HeadingRole.FURNITURE),
        ("⭐ Star History", HeadingRole.FURNITURE),
        ("How to contribute", HeadingRole.FURNITURE),
    ],
)
def test_a_heading_says_what_follows_it(text, role):
    assert read_heading(text, 2, 1).role is role


def test_the_name_of_a_heading_loses_its_number_its_symbols_and_its_count():
    assert read_heading("2.1 Tool Use 🔧 (116)", 2, 1).name == "Tool Use"
    assert read_heading("33.NeRF", 2, 1).name == "NeRF"
    assert read_heading("3D Vision", 2, 1).name == "3D Vision"


def test_a_word_that_is_nearly_a_name_is_soon_known_to_be_none() -> None:
    """The time it took doubled with every apostrophe."""
    assert read_author_list("O" + "'" * 200 + "1, Ada Lovelace") is None
