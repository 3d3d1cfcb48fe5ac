"""The text that GitHub makes of a form in .github/ISSUE_TEMPLATE: `### Label`, a blank line, what somebody wrote.

What comes out are plain values in the shape of a record, and findings at the lines of the text. Nothing is looked up.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from paperdex.findings import Finding, Severity
from paperdex.records.identifiers import parse_url, without_tracking
from paperdex.records.link_kinds import IDENTIFIERS, KINDS, LISTS, OTHERWISE
from paperdex.records.paper import drop_forbidden_characters
from paperdex.sources.paper_links import sort_addresses
from paperdex.sources.partial_dates import parse_date
from paperdex.sources.person_names import SPLIT_NAMES, author_from_display, has_split_names
from paperdex.text import slug, squeeze

PAPER_LABEL = "Identifier or address"
RECORD_LABEL = "Record"
WRONG_LABEL = "What is wrong"
TITLE_LABEL = "Title"
AUTHORS_LABEL = "Authors"
DATE_LABEL = "Date"
TOPICS_LABEL = "Topics"
LINKS_LABEL = "Links"
NOTE_LABEL = "Why it belongs here"
_SHARED = (TITLE_LABEL, AUTHORS_LABEL, DATE_LABEL, TOPICS_LABEL, LINKS_LABEL)
ADD_LABELS = (PAPER_LABEL, *_SHARED, NOTE_LABEL)
FIX_LABELS = (RECORD_LABEL, WRONG_LABEL, *_SHARED)
"""The fields of the two forms in their order; a test holds them to the files."""

_EMPTY = "_No response_"
_HEADING = re.compile(rf"^### ({'|'.join(map(re.escape, (*ADD_LABELS, *FIX_LABELS)))})[ \t]*$", re.MULTILINE)
_KINDS = [key for key in KINDS if key not in IDENTIFIERS]
_KIND = re.compile(rf"\s*(?:[-*]\s+)?(?P<kind>{'|'.join(_KINDS)})s?\s*:\s*(?=\S)(?!//)", re.IGNORECASE)


@dataclass(frozen=True)
class FormAnswer:
    """What somebody wrote into one field."""

    text: str
    line: int
    """Of its first line, counted from 1."""


@dataclass
class IssueForm:
    """One filled-in form."""

    answers: Mapping[str, FormAnswer]
    """By label; fields that were left empty are not there."""
    is_fix: bool
    """Whether it is about a record that there is."""
    values: dict[str, Any] = field(default_factory=dict)
    """In the shape of a record."""
    findings: list[Finding] = field(default_factory=list)

    def fault(self, code: str, message: str, line: int, suggestion: str | None = None) -> None:
        self.findings.append(
            Finding(code=code, severity=Severity.ERROR, message=message, line=line, suggestion=suggestion)
        )

    def put_link(self, kind: str, value: str) -> None:
        """One more in a list of links; of the others, the first stays."""
        links = self.values.setdefault("links", {})
        if kind not in LISTS:
            links.setdefault(kind, value)
        elif value not in links.setdefault(kind, []):
            links[kind].append(value)


def read_form(text: str) -> IssueForm | None:
    """The form, or None where the text is none."""
    text = text.replace("\r\n", "\n")
    headings = list(_HEADING.finditer(text))
    first = next((match for match in headings if match[1] in (PAPER_LABEL, RECORD_LABEL)), None)
    if first is None:
        return None
    is_fix = first[1] == RECORD_LABEL
    form = IssueForm(dict(_answers(text, headings, FIX_LABELS if is_fix else ADD_LABELS)), is_fix)
    if first[1] not in form.answers:
        form.fault("missing-field", f"the field {first[1]!r} is empty", text.count("\n", 0, first.start()) + 1)
    for label, read in _READERS.items():
        if answer := form.answers.get(label):
            read(form, answer)
    inferred = {"inferred": [SPLIT_NAMES]} if has_split_names(form.values.get("authors", ())) else {}
    form.values["provenance"] = {"source": "manual", **inferred}
    return form


def _answers(text: str, headings: Sequence[re.Match[str]], order: Sequence[str]) -> Iterator[tuple[str, FormAnswer]]:
    """The answers by label, from the last field to the first: a heading that somebody wrote into a field is then never
    taken for the field's own.
    """
    end = len(text)
    for label in reversed(order):
        heading = next((match for match in reversed(headings) if match[1] == label and match.end() <= end), None)
        if heading is None:
            continue
        body, end = text[heading.end() : end], heading.start()
        answer = body.strip()
        if answer and answer != _EMPTY:
            before = heading.end() + len(body) - len(body.lstrip())
            yield label, FormAnswer(drop_forbidden_characters(answer), text.count("\n", 0, before) + 1)


def _paper(form: IssueForm, answer: FormAnswer) -> None:
    _sort(form, squeeze(answer.text), answer.line)


def _title(form: IssueForm, answer: FormAnswer) -> None:
    form.values["title"] = squeeze(answer.text)


def _authors(form: IssueForm, answer: FormAnswer) -> None:
    names = [name.strip(" \t-*,") for name in re.split(r"[\n;]", answer.text)]
    form.values["authors"] = [author for name in names if (author := author_from_display(name))]


def _date(form: IssueForm, answer: FormAnswer) -> None:
    if date := parse_date(answer.text):
        form.values["date"] = date
    else:
        form.fault(
            "invalid-value",
            f"{squeeze(answer.text)[:80]!r} is not a date such as 2023-07-07, 2023-07 or 2023",
            answer.line,
        )


def _topics(form: IssueForm, answer: FormAnswer) -> None:
    words = [slug(part) for part in re.split(r"[,;\n]", answer.text)]
    form.values["topics"] = list(dict.fromkeys(word for word in words if word))


def _links(form: IssueForm, answer: FormAnswer) -> None:
    for number, line in enumerate(answer.text.split("\n"), answer.line):
        stated = _KIND.match(line)
        for address in line[stated.end() if stated else 0 :].replace(",", " ").split():
            if stated and (url := parse_url(address)):
                form.put_link(stated["kind"].lower(), without_tracking(url))
            elif address not in ("-", "*"):
                # An address of the paper itself has a field of the form for itself.
                _sort(form, address, number, otherwise=OTHERWISE)


def _note(form: IssueForm, answer: FormAnswer) -> None:
    form.values["note"] = answer.text


def _sort(form: IssueForm, address: str, line: int, *, otherwise: str = "url") -> None:
    links, refused = sort_addresses([address])
    for kind, value in links.items():
        form.put_link(otherwise if kind == "url" else kind, value[0] if isinstance(value, list) else value)
    if refused:
        form.fault(
            "invalid-value", f"{address[:120]!r} is neither an identifier nor a web address (http or https)", line
        )


_READERS: Mapping[str, Callable[[IssueForm, FormAnswer], None]] = {
    PAPER_LABEL: _paper,
    TITLE_LABEL: _title,
    AUTHORS_LABEL: _authors,
    DATE_LABEL: _date,
    TOPICS_LABEL: _topics,
    LINKS_LABEL: _links,
    NOTE_LABEL: _note,
}
