"""What the words of a link or the key of a line say: `[[Paper]](...)`, `**Code**: ...`, `- **作者**：...`.

A label names a kind of thing and nothing else; a title never consists of such words alone.
"""

import re
from functools import lru_cache

from paperdex.records.link_kinds import KINDS, LISTS, OTHERWISE
from paperdex.text import fold

_KINDS = {
    "paper": "paper papers pdf arxiv abs preprint openreview acl anthology cvf neurips nips pmlr ieee acm springer doi "
    "publication proceedings "
    "conference journal article fulltext manuscript biorxiv medrxiv scholar 论文 原文 文章 论文链接 论文地址 文章链接",
    **{key: f"{key} {KINDS[key].called}" for key in LISTS},
    "other": "blog blogs post tweet tweets twitter thread x news bib bibtex cite citation docs doc documentation supp "
    "supplementary supplement "
    "supplemental material materials appendix readme review reviews discussion reddit zhihu wechat medium tutorial "
    "podcast media summary "
    "博客 解读 知乎 公众号 介绍 翻译 中英摘要 摘要 笔记 补充材料",
    "vague": "huggingface hf hugging face link links here "
    "url source download view read more click official unofficial reproduced reproduction technical tech report "
    "version full text html in and or by the of chinese english third party original extended short long new 1 2 3 4 5 "
    "i ii iii v1 v2 v3 v4 "
    "main card series part other another author authors our coming soon tbd tba none null na n a "
    "链接 中文 英文 官方 地址 下载 无",
}
_BY_WORD = {word: kind for kind, words in _KINDS.items() for word in words.split()}
_ORDER = (*(key for key in LISTS if key != OTHERWISE), OTHERWISE, "paper", "other", "vague")
"""Of words that say several, the kind that is meant: `Code and Project Page` is code."""
_MAX_WORDS = 5
_NUMBER = re.compile(r"(?<=[^\W\d])[0-9]$")
"""That of `Paper1`; two digits may be a year: `NeurIPS'24`."""
_ID = re.compile(
    r"(?:arxiv|doi|abs|openreview)?[\s:./]*[0-9]{4}\.[0-9]{4,5}(?:v[0-9]+)?|10\.[0-9]{4,9}/\S+", re.IGNORECASE
)

_KEYS = {
    "title": "title name paper-title 标题 题目 论文标题",
    "authors": "author authors by 作者",
    "organization": "institution institutions institute affiliation affiliations organization organisation "
    "organizations company lab team 单位 机构 作者单位",
    "date": "date dates time published released release released-on publication-date submitted year month pub-date "
    "updated 日期 时间 发布时间 年份",
    "venue": "venue venues publisher conference journal published-in publication-venue published-at booktitle conf pub "
    "accepted-by accepted 会议 期刊 发表",
    "abstract": "abstract 摘要",
    "note": "note notes comment comments remark remarks tldr tl-dr tl dr summary description highlight highlights "
    "key-points main-idea idea "
    "contribution contributions takeaway insight 说明 备注 简介 总结 评论 解读",
    "ignored": "key keywords keyword tags tag topic topics env environment category categories task tasks session "
    "stars citations citation type field "
    "area method language license 关键词 标签 类别",
}
_BY_KEY = {word.replace("-", " "): kind for kind, words in _KEYS.items() for word in words.split()}
_PAIR = re.compile(
    r"[^\w(\[【]*(?P<key>[^\W\d_][\w &/;.'-]{0,30}?)(?:\s?[(（][^()（）]{1,20}[)）])?\s*[:：]\s*(?P<value>.*)",
    re.DOTALL,
)


@lru_cache(maxsize=4096)
def label_kind(label: str) -> str | None:
    """`code` for `Official Code`, `vague` for `link`, None for words that are no label, such as a title."""
    if _ID.fullmatch(label.strip(" []()")):
        return "paper"
    words = [_BY_WORD.get(word) or _BY_WORD.get(_NUMBER.sub("", word)) for word in _words(label)]
    if not words:
        return "vague"
    if len(words) > _MAX_WORDS or None in words:
        return None
    return next(kind for kind in _ORDER if kind in words)


def key_and_value(text: str) -> tuple[str, str] | None:
    """What a line `key: value` states (`authors`, `note`, `code` ...) and its value; None where the key is none that
    lists use.
    """
    match = _PAIR.fullmatch(text)
    if not match:
        return None
    key = fold(match["key"])
    kind = _BY_KEY.get(key) or label_kind(key)
    return (kind, match["value"].strip()) if kind and kind != "vague" else None


def _words(label: str) -> list[str]:
    folded = fold(label.replace("'", ""))
    whole = folded.replace(" ", "")
    return [whole] if whole in _BY_WORD else folded.split()
