"""What a heading says of the entries below it: their topic, their year or venue, or that they are no papers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from paperdex.sources.awesome.contexts import PublicationContext, find_venue, read_context
from paperdex.sources.awesome.pieces import without_symbols
from paperdex.sources.awesome.printed_venues import is_venue_alone
from paperdex.text import fold, squeeze, word_set


class HeadingRole(StrEnum):
    """What a heading says of the entries below it."""

    TOPIC = "topic"
    CONTEXT = "context"
    """Year, month or venue: `2024`, `CVPR 2023`."""
    PAPERS = "papers"
    """Says only that papers follow, or everything: `Papers`, `Others`."""
    DATASETS = "datasets"
    """Lists data sets or metrics by their own names; the papers are named only to cite them."""
    OTHER = "other"
    """Tools, courses, blogs, other lists: a paper there must be one beyond doubt."""
    FURNITURE = "furniture"
    """Contents, news, licence: never a paper."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, or what serves as one: a summary, a bold line, a bullet above others."""

    name: str
    level: int
    line: int
    role: HeadingRole
    context: PublicationContext | None = None


_CONTENTS = re.compile(
    r"(?:table of )?contents?(?: list)?|table of contents? .{0,20}|toc|目录|quick links|navigation|index|outline|"
    r"papers? index"
)
_BELOW_ALL = 9
"""The level of a table of contents: whatever heading comes next ends it, though many lists put their sections below it.
"""
_FURNITURE = re.compile(
    r"(?:how to )?(?:contribut\w*|collaborat\w*)(?: to .*| guidelines?)?|.*\bcontributors?|contribution guidelines?|"
    r"贡献.*|"
    r"licen[cs]e|(?:git)?(?:hub)? ?star(?:s|gazers?)?(?: history| trend| growth)?.*|visitors?.*|acknowledge?ments?|"
    r"credits?|sponsors?|support(?: us)?|donate|"
    r"cit(?:e|ing|ation|ations)(?: us| this.*| our.*)?|bibtex|how to cite.*|引用|"
    r"(?:latest |recent |breaking )?(?:news|updates?|announcements?|changelog|change log|release notes)(?: .*)?|"
    r"what s new.*|更新.*|新闻|最新动态|"
    r"to ?dos?(?: lists?)?|roadmap|plans?|q a|faqs?|frequently asked questions|contacts?(?: us| me| info.*)?|"
    r"disclaimer|join us.*|wechat.*|discord|"
    r"交流群|联系.*|maintainers?|authors?|about(?: us| me| this.*)?|legend|table legend|markers?|usage|installation|"
    r"getting started|quick ?start|prerequisites|"
    r"license and .*|feedback|hiring|.*\bwelcome\b.*|hello|致谢|许可证|声明"
)
# A heading made of such words alone; at least one of them must be of the first group.
_THINGS = word_set(
    "tool tools toolkit toolkits toolbox toolboxes library libraries librairies software softwares framework "
    "frameworks package packages platform "
    "platforms codebase codebases repo repos repository repositories project projects resource resources course "
    "courses lecture lectures tutorial "
    "tutorials book books textbook textbooks blog blogs post posts article articles talk talks video videos podcast "
    "podcasts newsletter newsletters "
    "conference conferences journal journals venue venues event events website websites site sites link links workshop "
    "workshops competition "
    "competitions challenge challenges leaderboard leaderboards product products demo demos app apps perspective "
    "perspectives opinion opinions community "
    "communities people researcher researchers lab labs company companies organization organizations list lists "
    "collection collections material "
    "materials reading readings reference references thought thoughts slides playground playgrounds api apis service "
    "services source sources "
    "implementation implementations code codes example examples notebook notebooks cookbook cookbooks guide guides "
    "introduction introductions overview "
    "motivation miscellaneous misc deployment 工具 资源 课程 教程 书籍 博客 项目 链接 相关列表 代码库 推荐阅读"
)
_BESIDE_THINGS = word_set(
    "open source sourced useful other related awesome more additional external popular great and the of for on about "
    "online similar relevant important "
    "further public official trending llm ai ml deep learning learn machine curated github web free good recommended "
    "training evaluation inference data s "
    "or to in with autodl python research news blog"
)
_NO_PAPERS = word_set(
    "tools toolkits toolbox libraries software packages repos repositories courses lectures tutorials books textbooks "
    "blogs posts talks videos podcasts "
    "newsletters websites conferences journals workshops competitions leaderboards products apps communities labs "
    "companies lists"
)
"""What a section holds, whatever it is about, where its heading ends so: `Toaster Books`."""
_PAPERS = word_set("paper papers publication publications work works literature research reading")
_BESIDE_PAPERS = word_set(
    "the all full must read selected important related awesome key other others more our of relevant recent latest a "
    "and essential main complete content "
    "arxiv list lists collection collections"
)
_ALONE_PAPERS = word_set(
    "the list other others general misc miscellaneous uncategorized unsorted "
    "details detail information info show expand 论文 论文列表 其他 其它 展开 点击展开 查看"
)
_UNFOLD = word_set(
    "click tap here to show see view read expand unfold open display more full all the list details information info "
    "me collapse hide"
)
_DATASETS = word_set("dataset datasets metric metrics 数据集 评价指标")
_BESIDE_DATASETS = word_set(
    "data set sets public common popular open source available related existing widely used training the other awesome "
    "useful list resources evaluation quality"
)
_LEVEL_NUMBER = re.compile(r"^\W*[0-9]{1,2}(?:\.[0-9]{1,2})*(?:[.):、]?\s+|[.):、](?=[^\W\d]))")
_LETTER_NUMBER = re.compile(r"^(?:[A-Z][0-9]{0,2}|[IVX]{1,4})[.)、]\s*(?=\S)|^[一二三四五六七八九十]+[、.]\s*(?=\S)")
_PAIR = re.compile(r"(?:[&,/和与]|\band\b)\s*\S+$")
"""The last word is one of two: `Agents & Tools` may well hold papers."""
_COUNT = re.compile(r"\s*[\[(（][\s0-9,+]*(?:papers?|篇)?\s*[\])）]\s*$")
_BACK = re.compile(
    r"\W*(?:back to |return to |go to )?(?:the )?(?:top|contents?|toc|table of contents|index|⬆|🔝|返回.*)\W*",
    re.IGNORECASE,
)
MAX_TOPIC = 100


def read_heading(text: str, level: int, line: int) -> Heading:
    """A heading's name, cleaned of numbers, counts and symbols, and its role."""
    name = clean_name(text)
    folded = fold(name.replace("'", "").replace("’", " "))
    context = read_context(name)
    if not folded:
        role = HeadingRole.PAPERS
    elif (
        context
        and (context.date or context.kind or context.venue)
        and (not context.venue or is_venue_alone(context.venue))
    ):
        return Heading(name, level, line, HeadingRole.CONTEXT, context)
    elif _CONTENTS.fullmatch(folded):
        return Heading(name, max(level, _BELOW_ALL), line, HeadingRole.FURNITURE)
    elif _FURNITURE.fullmatch(folded):
        role = HeadingRole.FURNITURE
    else:
        role = _role_by_words(folded.replace("data set", "dataset").split(), is_pair=bool(_PAIR.search(name)))
    return Heading(name, level, line, role, find_venue(name))


def _role_by_words(words: Sequence[str], *, is_pair: bool) -> HeadingRole:
    said = set(words)
    if said & _DATASETS and said <= _DATASETS | _BESIDE_DATASETS:
        return HeadingRole.DATASETS
    if (said & _PAPERS and said <= _PAPERS | _BESIDE_PAPERS) or said <= _ALONE_PAPERS or said <= _UNFOLD:
        return HeadingRole.PAPERS
    is_other = (words[-1] in _NO_PAPERS and not is_pair) or (said & _THINGS and said <= _THINGS | _BESIDE_THINGS)
    return HeadingRole.OTHER if is_other else HeadingRole.TOPIC


def clean_name(text: str) -> str:
    """`2.1 Tool Use 🔧 (116)` as `Tool Use`."""
    name = re.sub(r"^\[[0-9]{1,4}\]\s*", "", squeeze(without_symbols(text)).strip(" \t-–—:：|*_~.#>"))
    name = _LEVEL_NUMBER.sub("", name) if _LEVEL_NUMBER.match(name) and not read_context(name) else name
    return _COUNT.sub("", _LETTER_NUMBER.sub("", name)).strip(" \t-–—:：|*_~#>")


def leads_back(text: str) -> bool:
    """`Back to top` and the like."""
    return bool(_BACK.fullmatch(squeeze(without_symbols(text))))
