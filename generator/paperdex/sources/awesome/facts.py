"""What an entry says beside its title and links: authors, date, venue, remarks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from paperdex.sources.awesome.author_lists import AuthorList, read_author_list
from paperdex.sources.awesome.contexts import PublicationContext, read_context, read_date
from paperdex.sources.awesome.labels import key_and_value, label_kind
from paperdex.sources.awesome.link_targets import LINK_MARK
from paperdex.sources.awesome.pieces import Piece, without_symbols
from paperdex.text import MONTHS, squeeze

CAPTION = re.compile(r"(?:architecture )?(?:figure|fig\.?|table|图|表)\s*(?:[0-9]|:)", re.IGNORECASE)
"""How the words below a picture begin."""
_ON, _OFF, _CODE = "\ue000", "\ue001", "\ue002"
"""Stand around text in italics or bold, and around code, while pieces are one string."""
_STYLES = re.compile(f"[{_ON}{_OFF}{_CODE}]")
_BRACKET = re.compile(r"[\[\(（【]([^\[\]()（）【】]{1,120})[\]\)）】]")
_NO_MONTH = "".join(rf"(?<!\b{month})" for month in MONTHS)
_SPLIT = re.compile(
    rf"([{_ON}{_OFF}{_CODE}{LINK_MARK}\n|]+|(?<!\b[A-Z]){_NO_MONTH}[.;。；](?:\s+|$)(?=[^a-z]|$)|(?<=et al)\.,?\s+|"
    rf"\s[-–—•·]\s)"
)
_BETWEEN_NAMES = re.compile(rf"{_OFF}(\s*(?:,|&|and|,\s*and)\s*){_ON}")
_VENUE_STARTS = re.compile(r",\s*|\s+(?=(?:19|20)[0-9]{2}\b)|(?<=et al\.)\s*")
_EDGE = " \t\n,;:|/·•*_`~“-–—>+&#"
_NOTHING = re.compile(
    r"(?:new|hot|stars?|local|local demo|coming soon|soon|tba|tbd|todo|n a|na|none|no|yes|x|back to top|top)"
)
_FROM = re.compile(r"from\s+([A-Z].{1,80})")
_SCAFFOLD = frozenset({"in", "by", "proc", "proceedings", "of", "the", "pp", "pages", "p", "vol", "no"})
"""What is left of a citation whose venue and year were taken."""
_MAX_PART = 2000


@dataclass(slots=True)
class EntryFacts:
    """What an entry says beside its title and its links; of each kind, what stands first counts."""

    contexts: list[PublicationContext] = field(default_factory=list)
    people: AuthorList | None = None
    organization: str | None = None
    date: str | None = None
    """A date under a key or in a column of its own."""
    abstract: str | None = None
    notes: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    """What was read and has no place."""

    @property
    def is_citation(self) -> bool:
        """Says where, when or by whom, as a list of papers does."""
        return bool(self.contexts or self.people or self.date)

    def put(self, kind: str, value: str) -> None:
        """A value under a key or a column's head: `Date: May 2024`."""
        bare = "\n\n".join(
            line
            for part in value.split("\n\n")
            if (line := squeeze(without_symbols(part.replace(LINK_MARK, " "))).strip(" \t-–—|*_`"))
        )
        if not bare or _says_nothing(bare):
            return
        if kind == "authors":
            people = read_author_list(bare, strict=False) or self._people_and_context(bare)
            self.people = self.people or people
            self.lost += [] if people else [f"authors: {bare}"]
        elif kind == "organization":
            self.organization = self.organization or bare
        elif kind == "date":
            self.date = self.date or read_date(bare)
        elif kind == "abstract":
            self.abstract = self.abstract or bare
        elif kind in ("venue", "note"):
            context = read_context(bare, guess=True, loose=kind == "venue")
            self.contexts += [context] if context else []
            self.notes += [bare] if not context and is_remark(bare) else []

    def _people_and_context(self, text: str) -> AuthorList | None:
        """`张三、李四，2023年`: names with the date or the venue after them."""
        head, comma, tail = text.replace("，", ", ").rpartition(", ")
        context, people = read_context(tail, guess=True), read_author_list(head, strict=False) if comma else None
        if not context or not people:
            return None
        self.contexts.append(context)
        return people

    def gather(self, pieces: Sequence[Piece], *, in_own_line: bool = False) -> None:
        """Sort the pieces of a paragraph; `in_own_line` where the paragraph is not that of the title."""
        lines = [self._line(line, in_own_line=in_own_line or number > 0) for number, line in enumerate(_lines(pieces))]
        if note := " ".join(filter(None, lines)):
            self.notes.append(note)

    def _line(self, pieces: Sequence[Piece], *, in_own_line: bool) -> str:
        """Sort one line; what is left of it is a remark."""
        text = _one_string(pieces)
        plain = squeeze(_STYLES.sub("", text))
        if CAPTION.match(plain):
            self.lost.append(f"a caption ({plain.replace(LINK_MARK, '').strip()})")
            return ""
        pair = key_and_value(plain)
        if pair and (in_own_line or pair[0] in ("authors", "note", "abstract")):
            self.put(*pair)
            return ""
        if reads_as_prose(plain):
            return plain.replace(LINK_MARK, "").strip()
        known = self.people
        note = self._remark(_BRACKET.sub(self._bracket, text), is_strict=not in_own_line)
        if note and in_own_line and self.people is not known and not self.organization and _is_proper(note):
            self.organization = note
            return ""
        return note

    def _remark(self, text: str, *, is_strict: bool) -> str:
        left: list[str] = []
        is_styled = False
        for part, is_separator in _parts(text):
            if not is_separator:
                left.append(self._part(part, is_strict=is_strict and not is_styled))
                continue
            if left and left[-1]:
                left.append(" " if set(part) & {_ON, _OFF, _CODE, LINK_MARK} else part)
            is_styled = _ON in part or (is_styled and _OFF not in part)
        note = squeeze("".join(left)).strip(_EDGE)
        return note if is_remark(note) else ""

    def _bracket(self, match: re.Match[str]) -> str:
        """A bracket with date or venue is read; one that says nothing goes; any other stays."""
        inside = _STYLES.sub("", match[1])
        if not self.organization and (source := _FROM.fullmatch(inside)):
            self.organization = source[1]
            return f"{_OFF} "
        context = read_context(inside.replace(LINK_MARK, ""), guess=True)
        if context:
            self.contexts.append(context)
        is_kept = not context and (is_remark(inside) or LINK_MARK in inside or inside.strip().isdigit())
        return match[0] if is_kept else f"{_OFF} "

    def _part(self, part: str, *, is_strict: bool) -> str:
        """What is left of a part after what it states was taken."""
        bare = part.strip(_EDGE + '.")(][（）【】”')
        if not bare or _says_nothing(bare):
            return ""
        if bare[-1].isupper() and f"{bare}." in part:
            bare += "."  # that of an initial: `Hopper, G.`
        if len(bare) > _MAX_PART:
            return part
        if context := read_context(bare, guess=True):
            self.contexts.append(context)
            return ""
        if not self.people and (people := read_author_list(bare, strict=is_strict)):
            self.people = people
            return ""
        return self._split_venue_off(part, bare, is_strict=is_strict)

    def _split_venue_off(self, part: str, bare: str, *, is_strict: bool) -> str:
        """`Smith, Lee and Roy, CVPR 2023`, `A remark, 2023`: people or words with the venue at their end."""
        for match in _VENUE_STARTS.finditer(bare):
            context = read_context(bare[match.end() :], guess=True)
            people = read_author_list(bare[: match.start()], strict=is_strict) if context else None
            if context and people:
                self.people = self.people or people
                self.contexts.append(context)
                return ""
        while len(halves := bare.rsplit(", ", 1)) == 2 and (context := read_context(halves[1], guess=True)):
            self.contexts.append(context)
            bare = part = halves[0]
        return part


def is_remark(text: str) -> bool:
    """Whether a text says something: it has words that are neither labels nor only symbols."""
    bare = squeeze(without_symbols(text)).strip(_EDGE + '."”')
    is_scaffold = all(word in _SCAFFOLD or word.isdigit() for word in re.findall(r"\w+", bare.casefold()))
    return (
        len(bare) >= 2
        and not is_scaffold
        and any(char.isalpha() for char in bare)
        and not _says_nothing(bare)
        and label_kind(bare) is None
    )


def _is_proper(text: str) -> bool:
    """Whether a text is a name, such as that of the authors' institution after their names."""
    words = text.split()
    is_capital = all(word[0].isupper() or word in ("of", "and", "&", "for", "at") for word in words)
    return len(words) <= 5 and is_capital and "," not in text and not read_author_list(text, strict=False)


def reads_as_prose(text: str) -> bool:
    """Whether a text is made of sentences: a dozen words, most of them in small letters."""
    words = text.split()
    return len(words) >= 12 and sum(word[0].islower() for word in words) * 2 > len(words)


def _says_nothing(text: str) -> bool:
    return bool(_NOTHING.fullmatch(re.sub(r"[\W_]+", " ", text.casefold()).strip())) or not any(
        char.isalnum() for char in text
    )


def _lines(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces parted where the author asked for a line break."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        for number, text in enumerate(piece.text.split("\n")):
            if number:
                lines.append([])
            if text:
                lines[-1].append(replace(piece, text=text))
    return lines


def _one_string(pieces: Sequence[Piece]) -> str:
    def marked(piece: Piece) -> str:
        if piece.code:
            return f"{_CODE}{piece.text}{_CODE}"
        return f"{_ON}{piece.text}{_OFF}" if piece.italic or piece.bold else piece.text

    text = without_symbols("".join(marked(piece) for piece in pieces)).replace("，", ", ")
    return _BETWEEN_NAMES.sub(r"\1", text)


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """Parts between full stops, dashes and changes of style; True for what parts them."""
    yield from ((part, bool(number % 2)) for number, part in enumerate(_SPLIT.split(text)) if part)
