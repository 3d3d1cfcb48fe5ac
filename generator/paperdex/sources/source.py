"""What a reader of a format is declared as, what it is given, and what it gives back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from paperdex.findings import Finding
from paperdex.records.draft import Draft
from paperdex.sources.page_dates import date_in_name


@dataclass(frozen=True, slots=True)
class SourceText:
    """One input file, decoded. Lines are counted by line feeds, whatever else may break a line."""

    name: str
    """File name without its folder."""
    text: str
    date: str | None = None
    """The day the file was saved, where the user said so."""

    @property
    def lines(self) -> list[str]:
        return self.text.split("\n")


@dataclass(frozen=True, slots=True)
class TopicProposal:
    """A subject that an input has and the index may not have yet."""

    slug: str
    name: str
    parent: str | None = None
    """Slug of the broader one."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The papers of one input, and everything else that was in it."""

    drafts: Sequence[Draft]
    findings: Sequence[Finding]
    topics: Sequence[TopicProposal] = ()
    """The subjects to which the drafts belong, broader ones before their narrower ones."""


@dataclass(frozen=True, slots=True)
class ImportFormat:
    """A format of files that can be read: the one place where its module says what the rest of the program needs.

    It stands in the table `paperdex.sources.formats.IMPORT_FORMATS`, and whatever lists the formats follows from there.
    """

    name: str
    """What is given to `--format`, and what a record has under `provenance.source`: `csl-json`."""
    title: str
    """What it is called where people choose one: `CSL-JSON, of Zotero, Mendeley, doi.org and Crossref`."""
    recognises: Callable[[str], bool]
    """Whether a text is of this format."""
    read: Callable[[SourceText], Reading]
    """The papers in a text. It never raises: what is wrong with a text is a finding."""


def with_place(draft: Draft, source: SourceText, lines: tuple[int, int]) -> Draft:
    """The draft with where it stood, and the source's day where the user or the file's name says it."""
    provenance = {**draft.values.get("provenance", {}), "file": source.name, "lines": list(lines)}
    if day := source.date or date_in_name(source.name):
        provenance["retrieved"] = day
    return replace(draft, values={**draft.values, "provenance": provenance}, lines=lines)
