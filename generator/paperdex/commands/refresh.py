"""What has become of papers since: published versions, withdrawals and retractions, proposed with their evidence."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from paperdex.catalog.content import Content, read_content
from paperdex.catalog.venue_names import VenueNames
from paperdex.commands.named_files import named_records
from paperdex.errors import PaperdexError
from paperdex.findings import Finding, Severity, as_dict
from paperdex.records.draft import Draft
from paperdex.records.folder import rewrite_record
from paperdex.records.proposal import Fact, Proposal, apply, proposals
from paperdex.records.record import Record
from paperdex.settings import Settings
from paperdex.sources.publication_facts import AnotherPaperError, arxiv_entries, publication_facts
from paperdex.sources.services import open_web, service_addresses
from paperdex.text import plural
from paperdex.web import Web


@dataclass
class RefreshResult:
    """What the services give reason to change."""

    changes: list[tuple[str, Proposal]] = field(default_factory=list)
    """With the path of the record, as the user would type it; one for a field at most, from the surest source."""
    problems: list[Finding] = field(default_factory=list)
    checked: int = 0
    """Records."""

    @property
    def has_errors(self) -> bool:
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    def as_dict(self) -> dict[str, Any]:
        """The object that `--json` prints."""
        return {
            "proposals": [{"file": file, **asdict(change)} for file, change in self.changes],
            "problems": [as_dict(problem) for problem in self.problems],
            "checked": self.checked,
        }


def refresh(
    settings: Settings,
    paths: Sequence[Path] = (),
    *,
    write: bool = False,
    web: Web | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> RefreshResult:
    """Ask after all papers, or those in `paths`. Only with `write` are records changed, each with its evidence."""
    services, result, silent = service_addresses(settings), RefreshResult(), _Silence()
    paths = named_records(settings, paths)
    content = read_content(settings)
    names = VenueNames(content.venues.values())
    records = list(_sound_records(content, paths, result))
    result.checked = len(records)
    with closing(web or open_web(settings)) as network:
        entries: dict[str, Draft] = {}
        for answer in arxiv_entries([record.paper for record in records], network, services):
            if isinstance(answer, PaperdexError):
                silent.note(answer, "arXiv")
            else:
                entries.update(answer)
        for done, record in enumerate(records, 1):
            file = settings.shown(record.path)
            changes: dict[str, Proposal] = {}
            for fact in publication_facts(record.paper, entries.get(record.paper.links.arxiv or ""), network, services):
                if isinstance(fact, PaperdexError):
                    silent.note(fact, file)
                    continue
                for change in proposals(record.paper, _with_known_venue(fact, names)):
                    changes.setdefault(change.field, change)
            result.changes.extend((file, change) for change in changes.values())
            if write and changes:
                _write(record, changes.values(), file, result)
            progress(done, len(records))
    result.problems.extend(silent.findings())
    return result


class _Silence:
    """Who gave no answer; a service that is down is one problem, and not one a paper."""

    def __init__(self) -> None:
        self._places: dict[str, dict[str, None]] = {}
        self._doubts: set[str] = set()

    def note(self, error: PaperdexError, place: str) -> None:
        self._places.setdefault(error.message, {})[place] = None
        if isinstance(error, AnotherPaperError):
            self._doubts.add(error.message)

    def findings(self) -> Iterator[Finding]:
        for message, places in self._places.items():
            more = f" (and for {plural(len(places) - 1, 'more record')})" if len(places) > 1 else ""
            code, severity = (
                ("another-paper", Severity.WARNING) if message in self._doubts else ("no-answer", Severity.ERROR)
            )
            yield Finding(code=code, severity=severity, message=message + more, file=next(iter(places)))


def _sound_records(content: Content, paths: Sequence[Path], result: RefreshResult) -> Iterator[Record]:
    for path in paths:
        record, findings = content.record_at(path)
        result.problems.extend(finding.at(content.settings.shown(path)) for finding in findings)
        if record and not record.is_removed:
            yield record


def _write(record: Record, changes: Iterable[Proposal], file: str, result: RefreshResult) -> None:
    """A record that somebody edits meanwhile is theirs; the others are still written."""
    try:
        rewrite_record(record, apply(record.paper, changes))
    except PaperdexError as error:
        result.problems.append(Finding(code="not-written", severity=Severity.ERROR, message=error.message, file=file))


def _with_known_venue(fact: Fact, names: VenueNames) -> Fact:
    venue = fact.values.get("venue")
    known = names.find(venue["name"]) if venue else None
    return (
        replace(fact, values={**fact.values, "venue": {**venue, "id": known.id, "name": known.name}})
        if venue and known
        else fact
    )
