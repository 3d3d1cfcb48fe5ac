"""A title alone: without the emoji, quotes, brackets and full stops that lists put around it."""

import re

from paperdex.sources.awesome.contexts import read_context
from paperdex.sources.awesome.labels import label_kind
from paperdex.sources.awesome.link_targets import LINK_MARK
from paperdex.sources.awesome.pieces import without_symbols
from paperdex.text import squeeze

MAX_TITLE = 500
"""Characters; what is longer is a paragraph."""
_EDGE = " \t\n-–—|•·,;:：，；、/*_`~>"
_PAIRS = ('""', "“”", "„“", "«»", "「」", "『』", "《》", "''", "‘’", "**", "__", "``")
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_EASTERN = re.compile(r"[\u3040-\u9fff\uac00-\ud7af]")
_LOOSE_END = re.compile(r"[,，.]\s+[iI]n$")
"""What leads from the title to the venue."""
_LAST_BRACKET = re.compile(r"\s*[\[\(（【]([^\[\]()（）【】]{1,80})[\]\)）】][\s.]*$")


def clean_title(text: str) -> str:
    """The title without what is around it."""
    title = squeeze(without_symbols(text.replace(LINK_MARK, " "))).strip(_EDGE)
    title = re.sub(r"^(?:\[\^?[0-9]{1,4}\]|[0-9]{1,3}[.)](?=\s))\s*", "", title)
    for _ in range(3):
        title = _without_brackets(_without_quotes(title)).strip(_EDGE)
    title = _LOOSE_END.sub("", title)
    return title if title.endswith(("...", "etc.", "et al.")) else title.rstrip(".。 ")


def word_count(text: str) -> int:
    """Words with a letter in them; a Chinese, Japanese or Korean character counts half."""
    eastern = len(_EASTERN.findall(text))
    return (
        sum(any(char.isalpha() for char in word) for word in _WORD.findall(_EASTERN.sub(" ", text)))
        + (eastern + 1) // 2
    )


def _without_quotes(title: str) -> str:
    for pair in _PAIRS:
        is_wrapped = len(title) > 2 and title[0] == pair[0] and title[-1] == pair[1]
        # `""Teach AI How to Code": Using ..."` has quotes within its quotes.
        if is_wrapped and (pair[0] not in title[1:-1] or title[1] == pair[0]):
            return title[1:-1].strip()
    if title.startswith('"') and title.count('"') == 3:
        # A quote too many: `"Lafite-RL: "Accelerating ..."`.
        return title.replace('"', "").strip()
    if title.startswith(("“", '"')) and not re.search(r"[\"”]", title[1:]):
        return title[1:].strip()
    if title.endswith(("”", '"')) and not re.search(r"[\"“]", title[:-1]):
        return title[:-1].strip()
    return title.rstrip("*_ ")


def _without_brackets(title: str) -> str:
    """The title without venue and date in brackets at its end, and without brackets that nothing opens or closes."""
    match = _LAST_BRACKET.search(title)
    if match and match.start() > 0 and (read_context(match[1]) or label_kind(match[1]) in ("paper", "code")):
        return title[: match.start()]
    if match := re.fullmatch(r"[\[【]([^\[\]【】]+)[\]】]", title):
        return match[1]
    if title.endswith((")", "]", "）")) and not re.search(r"[(\[（]", title):
        title = title.rstrip(")]） ")
    return re.sub(r"[\s\[\(（【]+$", "", title)
