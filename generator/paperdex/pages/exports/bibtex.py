r"""BibTeX, for LaTeX and every reference manager; https://www.ctan.org/pkg/bibtex (btxdoc).

Text is UTF-8, as biber and every current BibTeX reads it. The key of an entry is the record's id, which never changes.

Styles lower the letters of a title, so words that keep their capitals stand in braces. Which words those are is
concluded from the record alone: words with a capital beyond the first letter or with a digit (`LLaMA`, `GPT4`), single
letters, and capitalised words that are names: the abstract writes them so in the midst of a sentence and never
otherwise, or the title as a whole is in lower case.
"""

import re
from collections.abc import Iterable, Iterator

from paperdex.pages.exports import reference, tex
from paperdex.records.paper import Author, Paper

_TYPES = {
    "article": "article",
    "conference-paper": "inproceedings",
    "book": "book",
    "chapter": "incollection",
    "thesis": "phdthesis",
    "report": "techreport",
}
_CONTAINER_FIELD = {"inproceedings": "booktitle", "incollection": "booktitle", "article": "journal"}
_INSTITUTION_FIELD = {"phdthesis": "school", "techreport": "institution"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_WORD = re.compile(r"((?:[^\W_]|[\u0300-\u036f])+)")
_STARTS_ANEW = re.compile(r"[:.?!—–]|\s-\s")
"""Between two words: what gives the second its capital, whatever it is."""
_NAME = re.compile(r"(?<=[a-z,;)]) ([A-Z][^\W\d_]+)")
"""A capitalised word in the midst of a sentence."""
_ORDINARY = re.compile(r"\b[a-z]+")
_EXPANSION = re.compile(r"(?<!\w)(?:[A-Z][^\W_]*[ -](?:(?:of|and|for|with|from|in)[ -])?){1,7}\([^)\s]+\)")
"""An abbreviation with what it stands for: `Large Language Model (LLM)`, capitals that only explain it."""
_VERBATIM = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})
"""For fields that TeX reads as they are: the one thing they must not do is to leave a brace open."""


def dump(papers: Iterable[Paper]) -> str:
    """A bibliography: the entries of papers, a blank line between two."""
    return join(entry(paper) for paper in papers)


def join(entries: Iterable[str]) -> str:
    """A file of entries, a blank line between two."""
    return "\n".join(entries)


def entry(paper: Paper) -> str:
    """The entry of one paper: `@misc{a-paper,`, a field a line, `}`."""
    fields = [f"  {name} = {value}," for name, value in _fields(paper)]
    return "\n".join([f"@{_type(paper)}{{{paper.id},", *fields, "}", ""])


def _type(paper: Paper) -> str:
    return _TYPES.get(reference.kind(paper), "misc")


def _fields(paper: Paper) -> Iterator[tuple[str, str]]:
    yield "title", _braced(_title(paper))
    if paper.authors:
        yield "author", _braced(" and ".join(_author(author) for author in paper.authors))
    yield from _published_in(paper)
    yield from _addresses(paper)
    if paper.language != "en":
        yield "language", _braced(paper.language)
    if paper.topics:
        yield "keywords", _braced(", ".join(paper.topics))
    if remarks := reference.remarks(paper):
        yield "note", _braced(tex.escape("; ".join(remarks)))


def _published_in(paper: Paper) -> Iterator[tuple[str, str]]:
    kind, container = _type(paper), paper.container
    if kind in _CONTAINER_FIELD and (title := reference.container_title(paper)):
        yield _CONTAINER_FIELD[kind], _braced(tex.escape(title))
    if paper.organization:
        yield _INSTITUTION_FIELD.get(kind, "organization"), _braced(tex.escape(paper.organization.name))
    year, month, day = [*(reference.issued(paper) or "").split("-"), "", ""][:3]
    if year:
        yield "year", _braced(year)
    if month:
        yield "month", _MONTHS[int(month) - 1]
    if day:
        yield "day", _braced(str(int(day)))
    for field, value in (
        (("volume", container.volume), ("number", container.issue), ("publisher", container.publisher))
        if container
        else ()
    ):
        if value:
            yield field, _braced(tex.escape(value))
    if pages := reference.page_range(paper):
        yield "pages", _braced("--".join(tex.escape(page) for page in dict.fromkeys(pages)))


def _addresses(paper: Paper) -> Iterator[tuple[str, str]]:
    if paper.links.doi:
        yield "doi", _braced(paper.links.doi.translate(_VERBATIM))
    if paper.links.arxiv:
        yield "eprint", _braced(paper.links.arxiv)
        yield "archiveprefix", "{arXiv}"
    if address := reference.address(paper):
        yield "url", _braced(address.translate(_VERBATIM))


def _author(author: Author) -> str:
    """A name: `Family, Given`. What the parser would split stands in braces, a name without parts always."""
    if author.literal or not author.given:
        return _braced(tex.escape(author.name))
    return ", ".join(map(_name_part, (author.family or "", author.given)))


def _name_part(part: str) -> str:
    escaped = tex.escape(part)
    # BibTeX looks for the case of a word's first letter, and a command in its place confuses it.
    return _braced(escaped) if _would_split(part) or " \\" in f" {escaped}" else escaped


def _would_split(part: str) -> bool:
    """Whether BibTeX finds the end of a name in it: at a comma, ` and `, or a brace, which counts even if escaped."""
    return any(char in part for char in ",{}") or " and " in f" {part} ".lower()


def _title(paper: Paper) -> str:
    names = _names(paper)
    return tex.convert(
        paper.title, lambda text: "".join(_with_capitals(word, starts, names) for word, starts in _words(text))
    )


def _words(text: str) -> Iterator[tuple[str, bool]]:
    """The words of a text and what stands between them, in turn, each with whether it begins a sentence:
    `("", False), ("Scaling", True), (" ", False), ("Laws", False)`.
    """
    parts = _WORD.split(text)
    for number, part in enumerate(parts):
        yield (
            part,
            number == 1 or bool(number % 2 and parts[number - 1] != " " and _STARTS_ANEW.search(parts[number - 1])),
        )


def _with_capitals(part: str, starts: bool, names: frozenset[str]) -> str:
    """A word in braces where styles would lower a capital of it: `{LLaMA}`, but `Models`."""
    if part == part.lower():
        return part if part == " " or part.isalnum() else tex.escape_plain(part)
    has_inner = part[1:] != part[1:].lower() or any(char.isdigit() for char in part)
    is_letter = len(part) == 1 and not (part == "A" and starts)
    return _braced(part) if has_inner or is_letter or part in names else part


def _names(paper: Paper) -> frozenset[str]:
    """Words of the title that are names, which is why they have a capital: `Swahili`."""
    candidates = {
        word for word, starts in _words(paper.title) if not starts and word[:1].isupper() and word[1:].islower()
    }
    if paper.language != "en" or _is_lower_case(paper.title):
        return frozenset(candidates)
    abstract = paper.abstract or ""
    likely = {word for word in candidates if f" {word}" in abstract and f" {word.lower()} " not in abstract}
    found = likely.intersection(_NAME.findall(_EXPANSION.sub("", abstract))) if likely else likely
    ordinary = set(_ORDINARY.findall(abstract)) if found else set()
    return frozenset(word for word in found if ordinary.isdisjoint((word.lower(), f"{word.lower()}s")))


def _is_lower_case(title: str) -> bool:
    """Whether a title is written like a sentence: most of its longer words have no capital, the first word aside."""
    longer: list[str] = [word for word in _WORD.findall(title)[1:] if len(word) > 4]
    return sum(word.islower() for word in longer) * 2 > len(longer)


def _braced(text: str) -> str:
    return f"{{{text}}}"
