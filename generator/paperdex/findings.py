"""What a reader or a check has to say about one place in a file.

A finding is a value; text, GitHub annotations and JSON are three voices of it.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from difflib import get_close_matches
from enum import StrEnum


class Severity(StrEnum):
    ERROR = "error"
    """The content is wrong: `check` and `build` exit with 1."""
    WARNING = "warning"
    """Probably wrong; a person should look."""
    INFO = "info"
    """Worth knowing, nothing to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """`content/papers/2023/x.yaml:7:10: unknown-topic 'retreival' is not a topic (did you mean 'retrieval'?)`."""

    code: str
    """Kebab-case and permanent; explained in docs/findings.md."""
    severity: Severity
    message: str
    """One sentence: what is wrong and what would be right."""
    file: str = ""
    """Path as the user would type it, with forward slashes."""
    line: int | None = None
    """Counted by line feeds, from 1."""
    end_line: int | None = None
    column: int | None = None
    """Counted in characters, from 1."""
    suggestion: str | None = None
    """The value that was probably meant."""

    def at(self, file: str) -> "Finding":
        """The same finding in another file: parsers do not know what their text is called."""
        return replace(self, file=file)


@dataclass(frozen=True, slots=True)
class FindingKind:
    """What findings of one code have in common: `FindingKind("future-date", Severity.ERROR, "A date lies ...")`."""

    code: str
    """Kebab-case and permanent."""
    severity: Severity
    sentence: str
    """What docs/findings.md says of it first."""

    def finding(
        self,
        message: str,
        *,
        file: str = "",
        line: int | None = None,
        column: int | None = None,
        suggestion: str | None = None,
    ) -> Finding:
        """One of this kind, at a place."""
        return Finding(
            code=self.code,
            severity=self.severity,
            message=message,
            file=file,
            line=line,
            column=column,
            suggestion=suggestion,
        )


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` was probably meant to be."""
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=0.6)), None)


def place_order(finding: Finding) -> tuple[str, int, int, str, str]:
    """Sort key: file, line, column, code."""
    return (finding.file, finding.line or 0, finding.column or 0, finding.code, finding.message)


def as_text(finding: Finding) -> str:
    """`file:line:column: code message (did you mean ...?)`, the form that editors make clickable."""
    place = ":".join(str(part) for part in (finding.file or "-", finding.line, finding.column) if part is not None)
    meant = f" (did you mean {finding.suggestion!r}?)" if finding.suggestion else ""
    return f"{place}: {_one_line(finding.code)} {_one_line(finding.message)}{meant}"


def as_github(finding: Finding) -> str:
    """A workflow command; https://docs.github.com/actions/reference/workflow-commands-for-github-actions."""
    kind = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}[finding.severity]
    places = {
        "file": finding.file,
        "line": finding.line,
        "endLine": finding.end_line,
        "col": finding.column,
        "title": finding.code,
    }
    properties = ",".join(f"{key}={_escape_property(str(value))}" for key, value in places.items() if value)
    meant = f" (did you mean {finding.suggestion!r}?)" if finding.suggestion else ""
    return f"::{kind} {properties}::{_escape_data(finding.message + meant)}"


def as_json(findings: Iterable[Finding]) -> str:
    return json.dumps([as_dict(finding) for finding in findings], ensure_ascii=False, indent=2)


def as_dict(finding: Finding) -> dict[str, object]:
    return {key: str(value) if isinstance(value, Severity) else value for key, value in asdict(finding).items()}


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _escape_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")
