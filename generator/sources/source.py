"""What every reader gives back, and what a file is before anybody has read it."""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.findings import Finding
from generator.records.draft import Draft


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
class Reading:
    """The papers of one input, and everything else that was in it."""

    drafts: Sequence[Draft]
    findings: Sequence[Finding]
