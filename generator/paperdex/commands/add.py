"""Papers by their identifiers: each is asked of the service that knows it and becomes, or completes, one record."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import Any

from paperdex.catalog.content import Content, read_content
from paperdex.commands.intake import Intake, Outcome
from paperdex.errors import PaperdexError
from paperdex.findings import Finding, Severity, as_dict, nearest
from paperdex.records.draft import Draft
from paperdex.records.paper import Paper
from paperdex.records.write import to_mapping
from paperdex.settings import Settings
from paperdex.sources.providers import Lookup, accepted_input, fetch_all, possible_lookups
from paperdex.sources.services import open_web, service_addresses
from paperdex.web import Web, WebError


@dataclass
class AddResult:
    """What became of each identifier."""

    papers: list[tuple[Outcome, Paper]] = field(default_factory=list)
    """In the order asked for; a paper that was asked for in two ways stands twice."""
    problems: list[Finding] = field(default_factory=list)
    """Their `file` is the identifier as it was given."""

    @property
    def has_errors(self) -> bool:
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    def count(self, outcome: Outcome) -> int:
        return sum(found is outcome for found, _ in self.papers)

    def as_dict(self) -> dict[str, Any]:
        """The object that `--json` prints."""
        return {
            "papers": [to_mapping(paper) for _, paper in self.papers],
            "problems": [as_dict(problem) for problem in self.problems],
            **{str(outcome): self.count(outcome) for outcome in (Outcome.ADDED, Outcome.MERGED, Outcome.SKIPPED)},
        }


def add(
    settings: Settings,
    texts: Sequence[str],
    *,
    today: str,
    topics: Sequence[str] = (),
    note: str | None = None,
    dry_run: bool = False,
    web: Web | None = None,
) -> AddResult:
    """Look up every identifier; what is found is written, and what is not is a problem. A `PaperdexError` where one is
    no identifier at all.
    """
    wanted = {text: possible_lookups(text) for text in texts}
    _refuse_unknown(wanted)
    content = read_content(settings)
    _require_topics(content, topics)
    by_hand = {key: value for key, value in (("topics", list(topics)), ("note", note)) if value}
    intake, services, result = Intake(content), service_addresses(settings), AddResult()
    with closing(web or open_web(settings)) as network:
        for text, answer in fetch_all(network, services, wanted, today):
            if isinstance(answer, WebError):
                code = "not-found" if answer.is_unknown else "no-answer"
                result.problems.append(Finding(code=code, severity=Severity.ERROR, message=answer.message, file=text))
            else:
                _take(replace(answer, values={**answer.values, **by_hand}), text, intake, result)
    if not dry_run:
        intake.write()
    return result


def _take(draft: Draft, text: str, intake: Intake, result: AddResult) -> None:
    taken = intake.take(draft)
    result.problems.extend(replace(finding, file=text, line=None, end_line=None) for finding in taken.findings)
    if taken.paper is None:
        return
    result.papers.append((taken.outcome, taken.paper))
    note = draft.values.get("note")
    if note and taken.paper.note and taken.paper.note.split() != note.split():
        message = f"{taken.paper.id} has a note already, which was kept; to change it, edit the record"
        result.problems.append(Finding(code="note-kept", severity=Severity.WARNING, message=message, file=text))


def _refuse_unknown(wanted: Mapping[str, Sequence[Lookup]]) -> None:
    unknown = [text for text, candidates in wanted.items() if not candidates]
    if unknown:
        raise PaperdexError(
            f"{', '.join(map(repr, unknown))}: not an identifier of a paper; what is understood: {accepted_input()}"
        )


def _require_topics(content: Content, slugs: Sequence[str]) -> None:
    tree, settings = content.topics, content.settings
    for slug in slugs:
        if slug not in tree.by_slug:
            meant = nearest(slug, tree.by_slug)
            raise PaperdexError(
                f"unknown topic {slug!r}"
                + (f" (did you mean {meant!r}?)" if meant else f"; topics are in {settings.shown(settings.topics)}")
            )
