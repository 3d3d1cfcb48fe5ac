"""Where drafts become records, whatever brings them in: known papers are completed, new ones entered, nothing is
overwritten.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from paperdex.catalog.content import Content
from paperdex.catalog.venue_names import VenueNames
from paperdex.catalog.vocabulary import VenueName
from paperdex.errors import PaperdexError
from paperdex.findings import Finding, Severity
from paperdex.records.draft import Draft, choose_id, complete
from paperdex.records.folder import rewrite_record, write_record
from paperdex.records.link_kinds import IDENTIFIERS
from paperdex.records.merge import merge
from paperdex.records.paper import Paper
from paperdex.records.record import Record
from paperdex.records.register import Match, Register


class Outcome(StrEnum):
    """What became of a draft."""

    ADDED = "added"
    MERGED = "merged"
    SKIPPED = "skipped"
    """It said nothing new, or must not come in."""
    REFUSED = "refused"
    """It is no record; its findings say why."""


@dataclass(frozen=True, slots=True)
class IntakeResult:
    """What one draft has become: `IntakeResult(Outcome.ADDED, paper, [])`."""

    outcome: Outcome
    paper: Paper | None
    """The record as it now stands."""
    findings: list[Finding]


class Intake:
    """The index while drafts come in; nothing is on disk before `write`."""

    def __init__(self, content: Content, more_venues: Iterable[VenueName] = ()) -> None:
        """`more_venues` are known from now on, beside those of venues.yaml. A `PaperdexError` where a record is
        faulty.
        """
        content.require_sound()
        self._settings = content.settings
        self._topics = content.topics
        self._venues = VenueNames([*content.venues.values(), *more_venues])
        self._register = Register()
        self._records: dict[str, Record] = {}
        self._changed: dict[str, None] = {}
        for record in content.records:
            self._register.put(record.paper)
            self._records[record.id] = record

    def take(self, draft: Draft) -> IntakeResult:
        """Complete the record of the paper, or make one; the findings have the draft's lines and no file."""
        paper, findings = complete(draft, self._register.ids)
        if paper is None:
            return IntakeResult(Outcome.REFUSED, None, findings)
        paper = self._with_known_venue(paper)
        match = self._register.find(paper)
        if match is None:
            return self._add(paper, draft, findings)
        known = match.paper
        if known.status and known.status.kind == "removed":
            text = f"{known.id} was removed from this index by its curators; it is not brought back"
            return IntakeResult(
                Outcome.SKIPPED, known, [*findings, _finding("removed-paper", Severity.INFO, text, draft)]
            )
        if match.is_doubtful:
            text = (
                f"{paper.title!r} has an identifier of {known.id}, but another title and other authors; "
                "nothing was taken over"
            )
            return IntakeResult(
                Outcome.SKIPPED, known, [*findings, _finding("identifier-shared", Severity.WARNING, text, draft)]
            )
        return self._merge(match, paper, draft, findings)

    def write(self) -> None:
        """Bring every new or completed record to its file; a `PaperdexError` names the first that could not be, and the
        others are written.
        """
        errors: list[PaperdexError] = []
        for paper_id in self._changed:
            try:
                if paper_id in self._records:
                    rewrite_record(self._records[paper_id], self._register[paper_id])
                else:
                    write_record(self._settings.papers, self._register[paper_id])
            except PaperdexError as error:
                errors.append(error)
        if errors:
            raise errors[0]

    def _add(self, paper: Paper, draft: Draft, findings: list[Finding]) -> IntakeResult:
        if paper.id in self._register.ids:
            text = f"the id {paper.id!r} belongs to another paper here; this one got a new id"
            findings = [*findings, _finding("id-taken", Severity.WARNING, text, draft)]
            paper = paper.model_copy(update={"id": choose_id(paper.title, self._register.ids)})
        paper = self._with_proposed_topics(paper)
        self._put(paper)
        return IntakeResult(Outcome.ADDED, paper, findings)

    def _merge(self, match: Match, paper: Paper, draft: Draft, findings: list[Finding]) -> IntakeResult:
        known = match.paper
        for rival in match.rivals:
            text = f"{known.id} and {rival.id} may be one paper: this entry has identifiers of both"
            findings.append(_finding("two-records", Severity.WARNING, text, draft))
        paper = _without_links_of(match.rivals, self._with_venue_named_as_in(known, paper))
        merged, disagreements = merge(known, paper)
        findings.extend(_disagreement(name, text, known, draft) for name, text in disagreements)
        if merged == known:
            return IntakeResult(Outcome.SKIPPED, known, findings)
        self._put(merged)
        return IntakeResult(Outcome.MERGED, merged, findings)

    def _put(self, paper: Paper) -> None:
        self._register.put(paper)
        self._changed[paper.id] = None

    def _with_known_venue(self, paper: Paper) -> Paper:
        venue = paper.venue
        known = self._venues.meant(venue.name, venue.id) if venue else None
        if not venue or not known or venue.id == known.id:
            return paper
        return paper.model_copy(update={"venue": venue.model_copy(update={"id": known.id, "name": known.name})})

    def _with_venue_named_as_in(self, known: Paper, paper: Paper) -> Paper:
        """The record's `NIPS` and the source's `NeurIPS` are no disagreement."""
        if not known.venue or not paper.venue or known.venue.id or not paper.venue.id:
            return paper
        named = self._venues.find(known.venue.name)
        if not named or named.id != paper.venue.id:
            return paper
        return paper.model_copy(update={"venue": paper.venue.model_copy(update={"name": known.venue.name})})

    def _with_proposed_topics(self, paper: Paper) -> Paper:
        if paper.topics:
            return paper
        topics = tuple(
            self._topics.propose(paper.title, paper.abstract or "", most=self._settings.options.topics_per_import)
        )
        if not topics:
            return paper
        provenance = paper.provenance.model_copy(update={"proposed": (*paper.provenance.proposed, "topics")})
        return paper.model_copy(update={"topics": topics, "provenance": provenance})


def _without_links_of(rivals: Sequence[Paper], paper: Paper) -> Paper:
    """An identifier that belongs to another record stays there."""
    theirs = {kind: value.lower() for rival in rivals for kind, value in _identifiers(rival).items()}
    taken = [kind for kind, value in _identifiers(paper).items() if theirs.get(kind) == value.lower()]
    return paper.model_copy(update={"links": paper.links.model_copy(update=dict.fromkeys(taken))}) if taken else paper


def _identifiers(paper: Paper) -> dict[str, str]:
    return {kind: value for kind in IDENTIFIERS if (value := getattr(paper.links, kind))}


def _disagreement(name: str, text: str, known: Paper, draft: Draft) -> Finding:
    code = (
        "author-count-differs"
        if name == "author_count"
        else "arxiv-month-differs"
        if "given out" in text
        else "source-differs"
    )
    return _finding(code, Severity.WARNING, f"{known.id}: {name}: {text}", draft)


def _finding(code: str, severity: Severity, message: str, draft: Draft) -> Finding:
    return Finding(code=code, severity=severity, message=message, line=draft.lines[0], end_line=draft.lines[1])
