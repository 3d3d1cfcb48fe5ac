"""An issue that was filled in on a form becomes a record, or a change of one, and an answer for whoever wrote it.

The issue is anybody's text: it is read as data, and what cannot be read is said and not guessed.
"""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from paperdex import yaml_io
from paperdex.catalog.content import Content, read_content
from paperdex.commands.intake import Intake, Outcome
from paperdex.errors import PaperdexError
from paperdex.findings import Finding, Severity, nearest
from paperdex.pages import comments
from paperdex.records.draft import Draft
from paperdex.records.folder import rewrite_record
from paperdex.records.identity import identity_keys
from paperdex.records.paper import Paper
from paperdex.records.parse import parse_mapping
from paperdex.records.record import Record
from paperdex.records.write import to_mapping
from paperdex.settings import Settings
from paperdex.sources.issue_form import PAPER_LABEL, RECORD_LABEL, TOPICS_LABEL, IssueForm, read_form
from paperdex.sources.paper_links import sort_addresses
from paperdex.sources.providers import accepted_input, fetch, possible_lookups
from paperdex.sources.services import open_web, service_addresses
from paperdex.text import slug
from paperdex.web import Web, WebError


@dataclass(frozen=True)
class IssueResult:
    """What became of an issue."""

    outcome: Outcome
    paper: Paper | None
    findings: list[Finding]
    """At the lines of the issue."""

    @property
    def has_errors(self) -> bool:
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def from_issue(settings: Settings, path: Path, *, today: str, web: Web | None = None) -> IssueResult:
    """Take over what the issue in a file says; nothing is written where anything in it is wrong."""
    form = read_form(yaml_io.read_text(path))
    if form is None:
        raise PaperdexError(
            f"is not what a form of this index gives: it has no line `### {PAPER_LABEL}` and none `### {RECORD_LABEL}`",
            file=path,
        )
    content = read_content(settings)
    _name_topics(form, content)
    return _fix(content, form) if form.is_fix else _add(content, form, today, web)


def as_markdown(result: IssueResult) -> str:
    """The answer, for the issue or the pull request that comes of it."""
    paper = result.paper
    name = f"{comments.text(paper.title)} ({comments.code(paper.id)})" if paper else ""
    said = {
        Outcome.ADDED: f"Adds {name}.",
        Outcome.MERGED: f"Changes the record of {name}.",
        Outcome.SKIPPED: f"This says nothing that the record of {name} does not say already; a person will look at it.",
        Outcome.REFUSED: "This cannot be taken over as it is. Please edit the text above, and it will be read again:",
    }[result.outcome]
    lines = [f"- {_place(finding)}{comments.text(finding.message)}{_meant(finding)}" for finding in result.findings]
    return "\n".join([said, "", *lines, ""] if lines else [said, ""])


def _add(content: Content, form: IssueForm, today: str, web: Web | None) -> IssueResult:
    values = form.values
    if "title" not in values and not form.findings:
        values = {**_looked_up(content.settings, form, today, web), **values}
    if form.findings:
        return IssueResult(Outcome.REFUSED, None, form.findings)
    intake = Intake(content)
    taken = intake.take(Draft(values))
    result = IssueResult(taken.outcome, taken.paper, taken.findings)
    if not result.has_errors:
        intake.write()
    return result


def _looked_up(settings: Settings, form: IssueForm, today: str, web: Web | None) -> Mapping[str, Any]:
    """What a service states of a paper of which the form gives only the identifier."""
    answer = form.answers[PAPER_LABEL]
    candidates = possible_lookups(answer.text)
    if not candidates:
        form.fault(
            "missing-field",
            f"the title is needed too, because this is none of what can be looked up: {accepted_input()}",
            answer.line,
        )
        return {}
    try:
        with closing(web or open_web(settings)) as network:
            found = dict(fetch(network, service_addresses(settings), candidates, today).values)
    except WebError as error:
        form.fault("no-answer", f"{error.message}; with the title filled in, nothing has to be looked up", answer.line)
        return {}
    found["links"] = {**found.get("links", {}), **form.values.pop("links", {})}
    stated = form.values.pop("provenance")
    found["provenance"]["inferred"] = [*found["provenance"].get("inferred", []), *stated.get("inferred", [])]
    return found


def _fix(content: Content, form: IssueForm) -> IssueResult:
    record = _find(content, form) if RECORD_LABEL in form.answers else None
    if record is None or form.findings:
        return IssueResult(Outcome.REFUSED, None, form.findings)
    paper, findings = parse_mapping(_corrected(to_mapping(record.paper), form.values))
    if paper is None:
        return IssueResult(Outcome.REFUSED, None, findings)
    if paper == record.paper:
        return IssueResult(Outcome.SKIPPED, paper, [])
    rewrite_record(record, paper)
    return IssueResult(Outcome.MERGED, paper, [])


def _find(content: Content, form: IssueForm) -> Record | None:
    """The record by its id, an earlier one, the address of its page, or an identifier of the paper."""
    answer = form.answers[RECORD_LABEL]
    links, _ = sort_addresses([answer.text])
    asked, _ = parse_mapping({"id": "x", "title": "x", "links": links, "provenance": {"source": "manual"}})
    keys = set(identity_keys(asked)) if asked else set()
    name = answer.text.partition("#")[0].rstrip("/").rpartition("/")[2].removesuffix(".yaml")
    for record in content.sound_records:
        if name in (record.id, *record.aliases) or not keys.isdisjoint(identity_keys(record.paper)):
            return record
    meant = nearest(name, [record.id for record in content.sound_records])
    form.fault("unknown-paper", f"{answer.text[:120]!r} is not a record of this index", answer.line, meant)
    return None


def _corrected(values: dict[str, Any], stated: Mapping[str, Any]) -> dict[str, Any]:
    """What somebody states stands in the place of what was there, and is no longer a guess; addresses come beside the
    others.
    """
    links = dict(values.get("links", {}))
    for kind, value in stated.get("links", {}).items():
        links[kind] = list(dict.fromkeys([*links.get(kind, []), *value])) if isinstance(value, list) else value
    fields = {key: value for key, value in stated.items() if key not in ("links", "provenance")}
    provenance = dict(values["provenance"])
    for mark in ("inferred", "proposed"):
        provenance[mark] = [name for name in provenance.get(mark, []) if name.split(".")[0] not in fields]
    provenance["inferred"] += stated["provenance"].get("inferred", [])
    return {**values, **fields, "links": links, "provenance": provenance}


def _name_topics(form: IssueForm, content: Content) -> None:
    """People write a topic's name, or its slug of long ago."""
    topics = content.topics.topics
    slugs = {name: topic.slug for topic in topics for name in (*topic.aliases, slug(topic.name), topic.slug)}
    for word in form.values.get("topics", ()):
        if word not in slugs:
            meant = nearest(word, slugs)
            form.fault(
                "unknown-topic",
                f"{word!r} is not a topic of content/topics.yaml",
                form.answers[TOPICS_LABEL].line,
                slugs.get(meant or ""),
            )
    if "topics" in form.values:
        form.values["topics"] = list(dict.fromkeys(slugs.get(word, word) for word in form.values["topics"]))


def _place(finding: Finding) -> str:
    return f"Line {finding.line}: " if finding.line else ""


def _meant(finding: Finding) -> str:
    return f" (did you mean {comments.code(finding.suggestion)}?)" if finding.suggestion else ""
