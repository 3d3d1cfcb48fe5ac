"""A small list of every shape that curators use, each with what a careful reader would take from it."""

from pathlib import Path

import pytest
from paperdex.sources import awesome
from paperdex.sources.source import SourceText

LISTS = Path(__file__).parents[1] / "data/awesome"


def read(name):
    return awesome.read(SourceText(name, (LISTS / name).read_text(encoding="utf-8")))


def names(authors):
    return [author.get("literal") or f"{author.get('given', '')} {author['family']}".strip() for author in authors]


def told(values):
    """What a reader of a list would say of a paper, in short."""
    said = dict(values.get("links", {}))
    said |= {key: values[key] for key in ("title", "date", "abstract", "note", "type", "topics") if key in values}
    if "authors" in values:
        said["authors"] = ", ".join(names(values["authors"]))
    if "organization" in values:
        said["organization"] = values["organization"]["name"]
    if "venue" in values:
        said["venue"] = " ".join(str(values["venue"][key]) for key in ("name", "year") if key in values["venue"])
    return said


# Line of the entry, title, and everything else that must be there; what is not named here is not looked at.
EXPECTED = {
    "nested_bullets.md": [
        (28, "CrumbNet: Counting Crumbs in the Wild", {"arxiv": "2401.00001", "venue": "CVPR 2024",
             "topics": ["slices"], "code": ["https://github.com/acme/crumbnet"]}),
        (29, "ButterFlow: Spreading with Optimal Transport", {"arxiv": "2401.00002", "venue": "CVPR 2024"}),
        (30, "A Paper That Nobody Has Put Online Yet", {"venue": "CVPR 2024", "date": "2024"}),
        (32, "Wrapped Bread and How It Stays Fresh for Weeks", {"arxiv": "2402.00003", "type": "preprint",
             "video": ["https://youtu.be/crumbs"]}),
        (36, "ToastGPT: Toasting with Words", {"openreview": "aBcDeFgH12", "date": "2023"}),
    ],
    "authors_below.md": [
        (18, "Reasoning about Breakfast: A Comprehensive Survey", {"arxiv": "2503.00001",
             "authors": "Yan Ting, Shen Qi Wulf, Yue-Chen Zhang"}),
        (22, "Can Toasters Plan?", {"arxiv": "2402.00002", "authors": "Janine Ahlers, Jaap van der Berg",
             "venue": "ACL Findings 2024", "topics": ["survey"]}),
        (28, "A Benchmark Whose Links Stand Below", {"arxiv": "2205.00003", "authors": "Xia Yeo, Greg Dorn",
             "date": "2022-05"}),
        (32, "Indented Too Little to Be in the Bullet", {"arxiv": "2209.00004", "authors": "Yanis Chen, Chen Zola",
             "venue": "CoNLL 2023"}),
        (38, "Prompt Tuning for Toasters", {"arxiv": "2208.00005", "venue": "ICCV 2023", "topics": ["small-toasters"]}),
    ],
    "heading_entries.md": [
        (6, "Detecting Burnt Toast from Large Toasters", {"openreview": "zWqr3MQuNs", "venue": "ICLR 2024",
             "note": "Toast that is burnt has outliers, which the paper finds without training.",
             "abstract": "Large toasters are widely deployed. We study how to find out whether a slice was burnt, "
                         "given only its smell."}),
        (17, "ToastBench: Evaluating Toasters as Agents", {"openreview": "zAdUB0aCTQ"}),
    ],
    "badge_entries.md": [
        (11, "CrumbFormer: Attention over Crumbs", {"arxiv": "2407.00001",
             "code": ["https://github.com/acme/crumbformer"], "organization": "EPFL",
              "model": ["https://huggingface.co/acme/crumbformer"], "date": "2024-07-28", "topics": ["architectures"]}),
        (29, "Butter-VL: Vision and Language of Butter", {"arxiv": "2408.00002",
             "authors": "Ada Lovelace, Grace Hopper"}),
        (36, "Jam-8B: A Model Without a Paper", {"code": ["https://github.com/acme/jam"]}),
    ],
    "table_among_tools.md": [
        (18, "Browning Is All You Need", {"arxiv": "1706.00001", "date": "2017-06", "organization": "Acme",
             "topics": ["milestone-papers"]}),
        (19, "TOAST: Pre-heating of Deep Bidirectional Slots", {"acl": "https://aclanthology.org/N19-1423/"}),
        (20, "Beyond the Imitation Loaf: Quantifying Crumbs", {"code": ["https://github.com/acme/BIG-loaf"],
             "note": "BIG-loaf"}),
        (21, "Toast-4 Technical Report", {"url": "https://acme.example.org/research/toast-4"}),
    ],
    "one_line.md": [
        (4, "Can Crumbs Improve Planning?", {"arxiv": "2405.00001", "date": "2024-05", "venue": "NeurIPS 2024",
             "topics": ["agents-tools"]}),
        (5, '"Teach Toasters to Code": Using Toasters in Class', {"arxiv": "2308.00002", "type": "preprint"}),
        (6, "FastToast: The fastest way to breakfast", {"code": ["https://github.com/acme/fasttoast"],
             "date": "2023-08"}),
        (9, "Semi-supervised Toasting", {"arxiv": "1511.00003", "authors": "Ada M. Dane, Quill V. Le",
             "venue": "NIPS 2015", "note": "ToastLM"}),
        (10, "What do you learn from toast?", {"acl": "https://aclanthology.org/P19-1452/",
             "authors": "Iris Tanner, Pat Xenos, Elli Pavlova"}),
        (12, "CPM-1: Chinese Pre-heated Toaster Model", {"arxiv": "2012.00004",
             "code": ["https://github.com/acme/cpm"]}),
        (15, "BreadGraph: A Benchmark of Bread", {"arxiv": "2406.00005", "venue": "NeurIPS D&B 2024",
             "dataset": ["https://huggingface.co/datasets/acme/bread"]}),
        (16, "Integrating Bread with Butter", {"doi": "10.1109/MIS.2023.1234567",
             "venue": "IEEE Intelligent Systems 2023"}),
        (17, "Linked after Its Date", {"arxiv": "2405.00006", "date": "2024-05",
             "code": ["https://github.com/acme/linked"]}),
        (18, "Novel Toast Discovery", {"pdf": "https://openaccess.thecvf.com/content/ECCV2024/papers/Toast_paper.pdf",
             "venue": "ECCV 2024"}),
        (19, "Iterative Toasting", {"url": "https://ieeexplore.ieee.org/document/9741263",
             "authors": "Hong-yi Lin, Jo Lund, Zora Wulf"}),
        (20, "You only toast once", {"pdf": "http://papers.nips.cc/paper/5638-toast.pdf", "date": "2016"}),
        (21, "Loss-aware Crumbs", {"arxiv": "1611.00007", "venue": "ICLR 2017"}),
        (22, "Normalising Toast", {"arxiv": "1905.00008", "date": "2019-05-30", "authors": "Lind, Kumari",
              "note": "A new way to spread butter evenly, at half the memory."}),
    ],
    "paragraphs.md": [
        (5, "Editing Toast on a Graph", {"arxiv": "2310.00001", "authors": "Penny Guo, Warren Morgan, Karla Singh",
             "date": "2023-10-24"}),
        (10, "Toasting Bridges", {"arxiv": "2106.00002", "venue": "ICML 2021", "date": "2021-06-19"}),
        (17, "TDETRs Beat YOTOs on Real-time Toast", {"arxiv": "2304.00003", "code": ["https://github.com/acme/tdetr"],
             "project": ["https://tdetr.example.org/"]}),
        (23, "Boosting Toast Detection with Zero-Shot Butter Adaptation", {"arxiv": "2312.00004"}),
        (29, "SpatialToaster: Tracking Any Crumb in 3D", {"arxiv": "2404.00005",
             "authors": "Yuki Xia, Quinn Wang, Xaver Zhou", "video": ["https://youtu.be/spatial"]}),
        (43, "A Paper below a Bold Line", {"arxiv": "2305.00006", "date": "2023-05", "topics": ["in-kitchens"]}),
    ],
    "keys.md": [
        (5, "AutoToast: Synthesising Kitchens", {"arxiv": "2602.00001", "authors": "Yvonne Wu, Yusuf Peng, Yi Chen",
             "date": "2026-02-15",
             "note": "A model of kitchens for toasters."}),
        (13, "The Amazing Toaster Race", {"arxiv": "2604.00002", "date": "2026-04-11"}),
        (19, "Opt3DToast: Optimising 3D Toast", {"arxiv": "2511.00003", "authors": "Zia Huang, Jia Chen, Jin Lind",
             "venue": "AAAI 2026"}),
        (25, "Color3DToast: Colourful Toast", {"arxiv": "2510.00004", "authors": "张三, 李四",
             "code": ["https://github.com/acme/color"]}),
        (33, "Tiny Toast Detection with Scale", {"arxiv": "2403.00005", "code": ["https://github.com/acme/tiny"],
             "note": "检测很小的面包"}),
        (34, "Reinforced Serving of Toast", {"arxiv": "2509.00006", "note": "Serves toast at the right moment."}),
    ],
    "citations.md": [
        (7, "Hierarchical Toast Networks (ToastNN): A framework", {"authors": "Sonia Saha, Ada Lovelace, Grace Hopper",
             "date": "2021",
             "url": "https://www.sciencedirect.com/science/article/pii/S0001",
             "code": ["https://github.com/acme/toastnn"]}),
        (8, "EP-PINTs: Toast by physics", {"arxiv": "2203.00001", "authors": "C. Marten, A. Oved, M. Varga",
             "type": "preprint"}),
        (12, "Self-Evaluation Improves Selective Toasting", {"arxiv": "2312.00002", "date": "2023-12-14",
             "note": 'Reasoning about "drafts" improves toast.'}),
        (13, "Deep toasting", {"authors": "Yolanda Benson, Ian J. Goodman, Aaron Court", "date": "2015"}),
        (14, "A Linked Title after Its Authors", {"url": "https://proceedings.mlr.press/v162/doe22a.html",
             "authors": "Jane Doe, John Smith"}),
        (15, '"Is It Done Yet?": Explaining the Browning of Any Toaster', {"arxiv": "1602.00003"}),
        (21, "Cream of the Crop: Distilling Toast", {"venue": "NeurIPS 2020",
             "pdf": "https://papers.nips.cc/paper/2020/file/d0-Paper.pdf",
              "abstract": "We distil toast from a crop of cream and show that it is good."}),
        (22, "VITA-Toast: Expressive Toasters", {"arxiv": "2604.00004", "type": "preprint"}),
        (26, "An HTML Table Row", {"arxiv": "2401.00005", "authors": "Ada Lovelace, Grace Hopper",
             "date": "2024-01-07"}),
    ],
    "spanning_tables.md": [
        (5, "Heating Slices with Transformers", {"date": "2023", "venue": "CVPR",
             "code": ["https://github.com/acme/heat"]}),
        (6, "Holes in Slices: A Topological View", {"date": "2023", "venue": "ICML",
             "pdf": "https://example.org/holes.pdf"}),
        (7, "Blue Flames and How to Find Them", {"arxiv": "2401.00003", "date": "2024-01"}),
        (14, "GasNet: Learning from Flames", {"arxiv": "2101.00004", "code": ["https://github.com/acme/gas"],
             "note": None}),
        (15, "Soft Flames for Hard Crusts", {"arxiv": "2202.00005", "note": "Flame-2"}),
        (23, "Two Heads Are Better Than One", {"venue": "ECCV 2022", "date": "2022"}),
    ],
    "named_entries.md": [
        (5, "Upside-Down Learning of Robust Crusts", {"arxiv": "2203.00001", "venue": "CVPR 2022", "note": "Tarte"}),
        (6, "Rewards for the Brown Ones", {"arxiv": "2302.00002", "type": "preprint",
             "note": "Crust-RL\n\n(Lab of Crusts)"}),
        (7, "Collaborative Crusts for Distributed Bakers", {"arxiv": "2306.00003", "note": "CoCrust"}),
        (8, "Soft Centres Are Zero-Shot Bakers", {"arxiv": "2109.00004", "venue": "ICLR 2022", "note": "Flan"}),
        (9, "QuicheNet: Slicing at Scale", {"arxiv": "2302.00005", "type": "preprint", "note": None}),
        (13, "A Large Set of Crumbs for Bakers", {"arxiv": "2105.00006", "note": "CrumbSet"}),
    ],
    "cited_by_year.md": [
        (5, "Cherry jam and the limits of sweetness", {"doi": "10.1000/jam.2020.12",
             "authors": "A. Lovelace, G. Hopper", "date": "2020",
             "venue": "Journal of Jam", "note": None}),
        (6, "Is fresh jam better? A study", {"arxiv": "2410.00002", "authors": "Z. Zander, P. Perch, B. Bass",
             "type": "preprint", "note": None}),
        (7, "Jam and Cream: Which First?", {"acl": "https://aclanthology.org/D19-1001/", "venue": "EMNLP",
             "date": "2019"}),
        (8, "Apple jam: a unified approach", {"arxiv": "1901.00004", "authors": "A. Lovelace, G. Hopper",
             "venue": "ICML", "note": None}),
        (9, "Jam networks", {"authors": "G Hopper, A Lovelace", "venue": "Nature 2021", "note": None}),
        (10, "Pike: Spiking Networks for Jam", {"venue": "ICASSP 2024"}),
        (14, "Almond Alignment in Jam", {"arxiv": "2403.00006", "venue": "NeurIPS 2024"}),
        (15, "Cardamom: Pods of Queries", {"doi": "10.1145/3477495.3531001", "venue": "SIGIR 2022", "date": "2022"}),
        (16, "Vanilla Jam Revisited", {"arxiv": "2202.00008", "organization": "MIT"}),
        (17, "Routing Jam", {"arxiv": "2409.00009", "authors": "Ada Lovelace, Grace Hopper", "note": None}),
        (18, "Anchors in Jam", {"arxiv": "2406.00010", "authors": "Ada Lovelace, Grace Hopper", "venue": "WACV 2024"}),
        (22, "Dressing Jam: On Oils and Vinegars", {"arxiv": "2311.00011", "authors": "Ada Lovelace, Grace Hopper",
             "topics": ["in-paragraphs"]}),
    ],
    "eastern.md": [
        (5, "A Survey of Steamed Jam", {"arxiv": "2301.00001", "authors": "张三, 李四"}),
        (6, "果酱大模型综述: A Survey on Jam Models", {"arxiv": "2302.00002", "code": ["https://github.com/acme/jam"],
             "type": "preprint"}),
        (7, "果酱深度学习", {"pdf": "https://cjc.example.org/paper/1.pdf", "date": "2022", "note": "计算机学报"}),
        (11, "RepJam: Reparameterised Jam", {"arxiv": "2311.00003", "project": ["https://repjam.example.org/"],
             "topics": ["jian-ce"]}),
        (17, "Jamming: Pulling Networks by Hand", {"arxiv": "2305.00004", "organization": "清华大学",
             "code": ["https://github.com/acme/jamming"]}),
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", EXPECTED)
def test_every_paper_of_a_list_is_taken_with_its_title_and_nothing_else_is(name):
    assert [(draft.lines[0], draft.values["title"]) for draft in read(name).drafts] == [
        (line, title) for line, title, _ in EXPECTED[name]
    ]


@pytest.mark.parametrize(
    ("name", "line", "expected"), [(name, line, expected) for name in EXPECTED for line, _, expected in EXPECTED[name]]
)
def test_what_a_list_says_of_a_paper_is_in_its_draft(name, line, expected):
    draft = next(draft for draft in read(name).drafts if draft.lines[0] == line)
    said = told(draft.values)
    assert {key: said.get(key) for key in expected} == expected


@pytest.mark.parametrize("path", sorted(LISTS.glob("*.md")), ids=lambda path: path.name)
def test_every_list_has_its_expectations(path):
    assert path.name in EXPECTED


@pytest.mark.parametrize(
    ("name", "line", "words"),
    [
        ("nested_bullets.md", 21, "tools, courses, posts or other lists; it leads to arxiv 2401.00098"),
        (
            "nested_bullets.md",
            41,
            "a data set or a metric by its own name, in a section of such; it leads to arxiv 1212.00004",
        ),
        ("table_among_tools.md", 31, "a name among entries that are no papers; it leads to arxiv 1910.00002"),
        ("table_among_tools.md", 37, "tools, courses, posts or other lists"),
        ("authors_below.md", 44, "tools, courses, posts or other lists"),
        ("badge_entries.md", 7, "without a link to a paper"),
        ("badge_entries.md", 42, "tools, courses, posts or other lists"),
    ],
)
def test_what_is_no_paper_is_named_with_the_reason(name, line, words):
    finding = next(finding for finding in read(name).findings if finding.line == line and finding.code == "not-a-paper")
    assert words in finding.message


def test_a_paper_that_was_left_out_is_a_warning_and_a_tool_is_not():
    severities = {
        finding.line: str(finding.severity)
        for finding in read("table_among_tools.md").findings
        if finding.code == "not-a-paper"
    }
    assert severities[31] == "warning"
    assert severities[29] == "info"


def test_news_of_a_paper_is_no_entry_but_is_not_passed_over():
    reading = read("nested_bullets.md")
    assert all(draft.values.get("links", {}).get("arxiv") != "2401.00099" for draft in reading.drafts)
    assert any(finding.line == 5 and "2401.00099" in finding.message for finding in reading.findings)


def test_a_work_that_is_only_mentioned_gives_no_identifier():
    assert "2303.00003" not in str([draft.values for draft in read("table_among_tools.md").drafts])
    assert "1706.00009" not in str([draft.values for draft in read("badge_entries.md").drafts])


def test_headings_are_topics_in_a_tree_and_dates_venues_and_the_title_of_the_list_are_none():
    assert [(topic.slug, topic.name, topic.parent) for topic in read("paragraphs.md").topics] == [
        ("generation", "Generation", None),
        ("mu-biao-jian-ce-toast-detection", "目标检测(Toast Detection)", None),
        ("kitchen", "Kitchen", None),
        ("in-kitchens", "In kitchens", "kitchen"),
    ]
    assert [topic.slug for topic in read("authors_below.md").topics] == ["survey", "small-toasters"]
    assert read("heading_entries.md").topics == []


def test_names_of_which_only_some_are_given_are_reported_and_not_taken():
    reading = read("one_line.md")
    assert "authors" not in reading.drafts[0].values
    assert any(finding.line == 4 and "Mina Wu, Yara Shen and others" in finding.message for finding in reading.findings)
