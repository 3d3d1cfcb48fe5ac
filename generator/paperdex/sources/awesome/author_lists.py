"""Lists of authors as they are printed: `Kevin Lin, Linjie Li, and Lijuan Wang`, `J. Redmon et al.`, `张三、李四`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from paperdex.sources.awesome.labels import label_kind
from paperdex.sources.person_names import Author, author_from_display
from paperdex.text import squeeze, word_set

_AND = re.compile(r"\s*(?:,|，|、|;|；|&|\band\b|\s·\s|•)\s*(?:(?:and|&)\s+)?", re.IGNORECASE)
_ET_AL = re.compile(
    r"[,\s(]{0,4}\b(?:et\.?\s*al\b\.?|and others|and colleagues)[)*]*|[,，、\s]{0,4}等(?:人)?[.。]?$|"
    r"\s{0,2}(?:\.\.\.|…)\s*$",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s*[(（\[][^()（）\[\]]*[)）\]]")
_MARKS = re.compile(r"[*†‡§¶#^∗⋆✉📧🌟~]+|(?<=[^\W\d_])[0-9](?:\s*,\s*[0-9])*\b|[⁰¹²³⁴-⁹]+")
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[.'’‘`´·‐-])*")
_FAMILY_AND_INITIALS = re.compile(r"[^\W\d_][\w'’-]+ [A-Z]{1,3}\.?")
_CHINESE = re.compile(r"[\u4e00-\u9fff]{2,4}(?:·[\u4e00-\u9fff]+)*")
_PARTICLES = word_set("van von der den de da di del della dos du la le ten ter bin ibn al el d' st. zu af av")
_NOT_NAMES = word_set(
    "a an the of for with via in on to from by is are as at using towards toward learning model models network "
    "networks language neural deep data training vision image video generation reasoning survey benchmark framework "
    "team group lab labs university institute research google openai microsoft meta deepmind anthropic nvidia alibaba "
    "tencent bytedance baidu huawei ai inc conference workshop journal transactions proceedings arxiv preprint paper "
    "code project dataset towards large multimodal transformer transformers agent agents diffusion self-supervised "
    "unsupervised supervised attention contrastive graph knowledge robot robotics acm ieee surveys computing computer "
    "science sciences systems engineering international communications letters review advances annals nature springer"
)
_MAX_LENGTH = 30_000
"""Characters; the longest real list of authors has some three thousand names."""
_MAX_NAME = 8
"""Spaces in a name; prose has more between two commas, and is soon known by it."""


@dataclass(frozen=True, slots=True)
class AuthorList:
    """The authors of a paper as a list prints them, in this order: `Kevin Lin, Linjie Li et al.`"""

    names: Sequence[Author]
    is_cut: bool
    """`et al.` stands for the others."""


def read_author_list(text: str, *, strict: bool = True) -> AuthorList | None:
    """The authors that a text consists of; `strict`, for text in no place of its own, asks for two names or `et al.`"""
    if len(text) > _MAX_LENGTH:
        return None
    text, is_announced = _without_announcement(squeeze(text))
    bare = _ASIDE.sub("", text)
    without = _ET_AL.sub("", bare)
    is_cut = without != bare
    pieces = _AND.split(without)
    if any(piece.count(" ") > _MAX_NAME for piece in pieces):
        return None
    parts = [part for piece in pieces if (part := squeeze(_MARKS.sub("", piece)).strip(" .,;:|*_")) or part]
    parts = _join_names([_with_initials_dot(part, without) for part in parts])
    if not parts or not all(_is_name(part) and not label_kind(part) for part in parts):
        return None
    has_full = sum(len(part.split()) > 1 or bool(_CHINESE.fullmatch(part)) for part in parts)
    if has_full * 2 < len(parts) and not is_cut and not is_announced:
        return None
    if strict and len(parts) < 2 and not is_cut and not is_announced:
        return None
    return AuthorList([name for part in parts if (name := author_from_display(part))], is_cut)


def _without_announcement(text: str) -> tuple[str, bool]:
    """`by Liu, Kumar` without its `by`, and whether it had one."""
    bare = re.sub(r"^\W*(?:authors?|by|作者)\b\s*[:：]?\s*", "", text, flags=re.IGNORECASE)
    return bare, bare != text


def _with_initials_dot(part: str, text: str) -> str:
    """The full stop of a last initial, which the cleaning took for the end of the sentence."""
    return part + "." if re.search(r"(?:^|\s)[A-Z]$", part) and part + "." in text else part


def _join_names(parts: list[str]) -> list[str]:
    """`Bengio, Yoshua, Ian J. Goodfellow` and `Lu, L., Jin, P.`: a family name before its given names."""
    pairs = list(zip(parts[::2], parts[1::2], strict=False))
    is_even = len(parts) % 2 == 0
    if pairs and is_even and all(_is_initials(given) and not _is_initials(family) for family, given in pairs):
        return [f"{family}, {given}" for family, given in pairs]
    if len(parts) >= 2 and all(_FAMILY_AND_INITIALS.fullmatch(part) for part in parts):
        return [", ".join(part.rstrip(".").rsplit(" ", 1)) for part in parts]
    if (
        len(parts) >= 3
        and " " not in parts[0]
        and re.fullmatch(r"[^\W\d_]+(?: [A-Z]\.?)*", parts[1])
        and all(" " in part for part in parts[2:])
    ):
        return [f"{parts[0]}, {parts[1]}", *parts[2:]]
    return parts


def _is_initials(part: str) -> bool:
    return bool(re.fullmatch(r"(?:[A-Z]\.?[\s-]?){1,4}", part))


def _is_name(part: str) -> bool:
    if _CHINESE.fullmatch(part):
        return True
    words = part.replace(",", "").split()
    if not 1 <= len(words) <= 6 or any(_is_no_name(word) for word in words) or words[-1] in _PARTICLES:
        return False
    is_capitals = part.isupper() and not _is_initials(words[0])
    is_proper = all(word[0].isupper() or not word[0].isascii() or word.casefold() in _PARTICLES for word in words)
    return len(words) >= 2 if is_capitals else is_proper


def _is_no_name(word: str) -> bool:
    return not _NAME.fullmatch(word) or (word.casefold().strip(".") in _NOT_NAMES and len(word.strip(".")) > 1)
