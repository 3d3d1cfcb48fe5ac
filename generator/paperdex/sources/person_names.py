"""Names of people as sources print them to the `authors` of a record.

A record keeps family and given names apart. Where a source prints one string (`Ada Lovelace`), the split follows
BibTeX's rule: the family name starts at the first particle in small letters, else it is the last word. That is
a conclusion, and readers mark it as `authors.family` under `provenance.inferred`.
"""

import re
from collections.abc import Iterable

from bibtexparser.middlewares.names import NameParts, parse_single_name_into_parts, split_multiple_persons_names

from paperdex.sources.tex_text import decode_tex
from paperdex.text import squeeze

Author = dict[str, str]
"""`{family, given}` or `{literal}`."""

SPLIT_NAMES = "authors.family"
"""What `provenance.inferred` says of names that were split here."""

_OTHERS = frozenset({"others", "et al", "et al.", "al."})
_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV")
_NAMED_PART = re.compile(r"(?:^|,)\s*(?P<key>family|given|prefix|suffix)\s*=\s*(?P<value>\{[^{}]*\}|\"[^\"]*\"|[^,]*)")
"""BibLaTeX's own form, which Better BibTeX writes: `family=Meij, given=Vincent, prefix=van der, useprefix=true`."""
_GROUP = re.compile(
    r"\b(?:teams?|groups?|collaborations?|consortium|labs?|laborator(?:y|ies)|universit\w+|institut\w+|compan(?:y|ies)|"
    r"community|alliance"
    r"|foundation|initiative|committee|project|contributors|authors|organi[sz]ation|society|inc|research|"
    r"technologies)\b|(?-i:\bAI\b)|\d",
    re.IGNORECASE,
)


def authors_from_bibtex(field: str) -> tuple[list[Author], bool]:
    """The people of an `author` field, and whether it ends in `and others`, so that some are missing.

    Names are divided before TeX is decoded: `{Barnes and Noble}` is one, and `{OpenAI}` has no parts.
    """
    joined = re.sub(r"^(?:and\s+)+|(?:\s+and)+$", "", squeeze(field), flags=re.IGNORECASE)
    persons = split_multiple_persons_names(joined)
    if len(persons) == 1 and not _is_whole(joined):
        persons = _split_list(joined)
    names = [name for person in persons if (name := person.strip())]
    known = [name for name in names if name.lower() not in _OTHERS]
    return [author for name in known if (author := _from_bibtex_name(name))], len(known) < len(names)


def author_from_display(name: str) -> Author | None:
    """`Ada Lovelace`, `Lovelace, Ada` or a group."""
    name = squeeze(name)
    before, comma, after = (part.strip() for part in name.partition(","))
    if comma and after and not _SUFFIX.fullmatch(after):
        return author_from_parts(before, after)
    words = name.replace(",", "").split()
    if len(words) < 2 or _GROUP.search(name):
        return {"literal": name} if words else None
    suffix = [words.pop()] if _SUFFIX.fullmatch(words[-1]) and len(words) > 2 else []
    particle = next((index for index, word in enumerate(words[1:-1], 1) if word[0].islower()), len(words) - 1)
    return author_from_parts(" ".join([*words[particle:], *suffix]), " ".join(words[:particle]))


def author_from_parts(family: str, given: str = "", suffix: str = "") -> Author | None:
    """An author with family and given name; a family name alone may be a group, and is kept as it stands."""
    family, given = squeeze(f"{family} {suffix}" if family else given), squeeze(given) if family else ""
    if not family:
        return None
    return {"family": family, "given": given} if given else {"literal": family}


def has_split_names(authors: Iterable[Author]) -> bool:
    return any("family" in author for author in authors)


def _from_bibtex_name(name: str) -> Author | None:
    if _is_whole(name):
        return author_from_parts(decode_tex(name))
    if named := {part["key"].lower(): decode_tex(part["value"].strip('"')) for part in _NAMED_PART.finditer(name)}:
        family = " ".join(part for part in (named.get("prefix"), named.get("family")) if part)
        return author_from_parts(family, named.get("given", ""), named.get("suffix", ""))
    parts: NameParts = parse_single_name_into_parts(name, strict=False)
    family, given, suffix = (
        decode_tex(" ".join(words)) for words in ([*parts.von, *parts.last], parts.first, parts.jr)
    )
    return author_from_parts(family, given, suffix)


def _is_whole(name: str) -> bool:
    """Whether one pair of braces holds the whole name."""
    if not (name.startswith("{") and name.endswith("}")):
        return False
    depth = 0
    for index, char in enumerate(name):
        depth += (char == "{") - (char == "}")
        if depth == 0:
            return index == len(name) - 1
    return False


def _split_list(field: str) -> list[str]:
    """Names that people parted without `and`: `Lovelace, A.; Hopper, G.` or `Ada Lovelace, Grace Hopper, Mary Shaw`."""
    if ";" in field:
        return field.split(";")
    parts = field.split(",")
    is_list = len(parts) > 3 or (len(parts) == 3 and not _SUFFIX.fullmatch(parts[1].strip()))
    return parts if is_list and all(" " in part.strip() for part in parts) else [field]
