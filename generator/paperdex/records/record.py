"""A file of the index as it was read, and what lists, checks and indexes take from its paper without making that."""

import hashlib
import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from paperdex import files, yaml_io
from paperdex.errors import PaperdexError
from paperdex.findings import Finding, FindingKind
from paperdex.records import facts, quick_json
from paperdex.records.paper import Paper

SUFFIX = ".yaml"


def digest(data: bytes) -> str:
    """Of a record's bytes, 32 letters: equal bytes are the same record."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


class Record:
    """One record: `content/papers/2023/gpt4roi.yaml`. Of a faulty one, the paper is what can be read of it."""

    location: str
    """The path of the file, as the system spells it."""
    name: str
    """The path below the folder of records, as the system spells it: `2023/gpt4roi.yaml`."""
    digest: str | None
    """Of the file's bytes; None where the record is faulty."""
    is_canonical: bool
    """Whether the file is known to be as `paperdex fmt` writes it; one with comments may be so all the same."""
    id: str
    sort_title: str
    """The title by which lists are sorted."""
    date: str | None
    retrieved: str | None
    """The day on which its source was saved or asked."""
    updated: str
    """The day, `YYYY-MM-DD`, of the last thing that readers should hear of."""
    topics: Sequence[str]
    author_slugs: Sequence[str]
    """Addresses of the authors' names, in printed order: `ada-lovelace`."""
    organization: str | None
    """The organisation's name."""
    venue_id: str | None
    venue_name: str | None
    """The venue's name as the record has it."""
    venue_year: int | None
    aliases: Sequence[str]
    status_kind: str | None
    """`withdrawn`, `removed` ..."""
    status_by: str | None
    """Who or what its status names: the id of the paper that supersedes it."""
    is_corrected: bool
    counted_facts: int
    """A bit for each of `facts.COUNTED_FACTS`, the first for the lowest."""

    def __init__(
        self,
        location: str,
        name: str,
        digest: str | None,
        values: Sequence[Any],
        paper: Paper | bytes | memoryview,
        *,
        is_canonical: bool = False,
        text: str | None = None,
    ) -> None:
        """`values` come from `values_of`, `paper` may be as `quick_json` wrote it, `text` that of a faulty record."""
        self.location = location
        self.name = name
        self.digest = digest
        self.is_canonical = is_canonical
        self._paper = paper
        self._text = text
        (
            self.id,
            self.sort_title,
            self.date,
            self.retrieved,
            self.updated,
            self.topics,
            self.author_slugs,
            self._author_names,
            self._author_short_names,
            self.organization,
            self.venue_id,
            self.venue_name,
            self.venue_year,
            self.aliases,
            self.status_kind,
            self.status_by,
            self.is_corrected,
            self.counted_facts,
        ) = values

    @classmethod
    def of(cls, paper: Paper, digest: str | None = None, name: str = "") -> "Record":
        """That of a paper which lies in no file."""
        return cls(name, name, digest, values_of(paper), paper)

    @cached_property
    def paper(self) -> Paper:
        """The whole record. Of ten thousand, a page, an export or a check makes few."""
        return self._paper if isinstance(self._paper, Paper) else quick_json.load(self._paper)

    def forget_paper(self) -> None:
        """Let the paper be made again when somebody asks for it: ten thousand take much room."""
        if not isinstance(self._paper, Paper):
            self.__dict__.pop("paper", None)

    @cached_property
    def path(self) -> Path:
        return Path(self.location)

    @property
    def stem(self) -> str:
        """What the file is called, without its ending: `gpt4roi`."""
        return self.location.rpartition(os.sep)[2].removesuffix(SUFFIX)

    @property
    def year(self) -> str | None:
        return self.date[:4] if self.date else None

    @property
    def author_text(self) -> str:
        """All that there is to know of the authors' names, as one text."""
        return f"{self._author_names}\n\n{self._author_short_names}"

    @cached_property
    def author_names(self) -> Sequence[str]:
        """In reading order: `Ada Lovelace`. Few of forty thousand are ever asked for."""
        return _items(self._author_names)

    @cached_property
    def author_short_names(self) -> Sequence[str]:
        """Family names, in the same order."""
        return _items(self._author_short_names)

    def spelling_of(self, slug: str) -> tuple[str, str]:
        """How the paper spells the name of one of its authors, and the family name."""
        place = self.author_slugs.index(slug)
        return self.author_names[place], self.author_short_names[place]

    @property
    def organization_slug(self) -> str:
        """The address of the organisation; empty where there is none."""
        return facts.organization_slug(self.organization) if self.organization else ""

    @property
    def venue_slug(self) -> str:
        """The address of the venue; empty where there is none."""
        return facts.venue_slug(self.venue_id, self.venue_name) if self.venue_name else ""

    @property
    def is_removed(self) -> bool:
        """Whether curators took the paper out of the index."""
        return self.status_kind == "removed"

    @cached_property
    def text(self) -> str:
        """The record as it stands on disk; a `PaperdexError` where that is no longer what was read."""
        if self._text is not None:
            return self._text
        data = files.read_bytes(self.path)
        if digest(data) != self.digest:
            raise PaperdexError(
                "was changed by somebody else meanwhile, so it was left as it is; run the command again", file=self.path
            )
        return data.decode()

    def finding(
        self, kind: FindingKind, message: str, at: yaml_io.Location = (), *, suggestion: str | None = None
    ) -> Finding:
        """What is to be said of a field of the record, `("links", "code", 0)`, or of its first line."""
        line, column = self._document.place(at)
        return kind.finding(message, file=self.path.as_posix(), line=line, column=column, suggestion=suggestion)

    @cached_property
    def _document(self) -> yaml_io.Document:
        return yaml_io.parse(self.text)


def values_of(paper: Paper) -> tuple[Any, ...]:
    """What a `Record` has of its paper, as plain values in the order in which its `__init__` takes them."""
    status, venue = paper.status, paper.venue
    names = [author.name for author in paper.authors]
    return (
        paper.id,
        paper.title.casefold(),
        paper.date,
        paper.provenance.retrieved,
        facts.updated(paper),
        paper.topics,
        list(map(facts.author_slug, names)),
        "\n".join(names),  # one text is quicker to read than a list
        "\n".join([author.short_name for author in paper.authors]),
        paper.organization.name if paper.organization else None,
        venue.id if venue else None,
        venue.name if venue else None,
        venue.year if venue else None,
        paper.aliases,
        status.kind if status else None,
        status.by if status else None,
        bool(paper.corrected),
        facts.counted_facts(paper),
    )


def _items(lines: str) -> Sequence[str]:
    return tuple(lines.split("\n")) if lines else ()
