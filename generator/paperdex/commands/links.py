"""The health of the links in the records: asked, remembered, and judged by what is remembered."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from paperdex import files, yaml_io
from paperdex.catalog.content import Content, read_content
from paperdex.checks.link_health import check_syntax, judge
from paperdex.checks.link_memory import FILE, LinkMemory, dump_memory, read_memory
from paperdex.checks.link_places import Link, links_of
from paperdex.commands.check import changed_files, fork_point, text_at
from paperdex.commands.link_round import ask_all
from paperdex.commands.named_files import named_records
from paperdex.findings import Finding, Severity
from paperdex.records.parse import parse_text
from paperdex.records.record import Record
from paperdex.settings import Settings
from paperdex.sources.services import open_web
from paperdex.web import Probe, Web


@dataclass
class LinksResult:
    """What the links of an index are like today."""

    findings: Sequence[Finding]
    checked: int
    """Addresses, each counted once however many records have it."""

    @property
    def has_errors(self) -> bool:
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def check_links(
    settings: Settings,
    paths: Sequence[Path] = (),
    *,
    today: str,
    since: str | None = None,
    web: Web | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> LinksResult:
    """Check the links of all records, or of those in `paths`, or those links that are new since the Git revision
    `since`.

    Only a check of all is remembered, so that no contribution touches the memory.
    """
    is_all = not paths and since is None
    commit = fork_point(settings.root, since) if since is not None else None
    changed = changed_files(settings.root, since) if since is not None else None
    named = [path for path in named_records(settings, paths) if changed is None or path in changed]
    records, faults = _sound_records(read_content(settings), named)
    found = [(record, link) for record in records for link in _links(record, settings, commit)]
    memory = read_memory(settings.content / FILE)
    asked = dict.fromkeys(link.url for _, link in found if not link.is_by_syntax)
    probes: dict[str, Probe] = {}
    with closing(web or open_web(settings, is_cached=False, public_only=True)) as network:
        try:
            for answers in ask_all(network, asked, progress):
                probes |= answers
        except KeyboardInterrupt:
            if is_all:
                _remember(
                    settings, memory, {url: probe for url, probe in probes.items() if probe.status is not None}, today
                )
            raise
    verdicts = {url: judge(url, probe, memory, today, is_touched=not is_all) for url, probe in probes.items()}
    findings = [
        _at(finding, record, link, settings)
        for record, link in found
        if (finding := check_syntax(link) if link.is_by_syntax else verdicts[link.url])
    ]
    if is_all:
        if not faults:
            memory.keep_only(asked)
        files.write_text(settings.content / FILE, dump_memory(memory))
    return LinksResult([*faults, *findings], len({link.url for _, link in found}))


def _remember(settings: Settings, memory: LinkMemory, probes: Mapping[str, Probe], today: str) -> None:
    """What had answered when somebody stopped a round, which may have taken an hour by then."""
    for url, probe in probes.items():
        judge(url, probe, memory, today, is_touched=False)
    files.write_text(settings.content / FILE, dump_memory(memory))


def _links(record: Record, settings: Settings, commit: str | None) -> list[Link]:
    """All links of a record, or those that it did not have in a commit: nobody is blamed for the others."""
    links = list(links_of(record.paper))
    before = parse_text(text_at(settings.root, record.path, commit))[0] if commit else None
    known = {link.url for link in links_of(before)} if before else set()
    return [link for link in links if link.url not in known]


def _sound_records(content: Content, paths: Sequence[Path]) -> tuple[list[Record], list[Finding]]:
    records: list[Record] = []
    faults: list[Finding] = []
    for path in paths:
        record, findings = content.record_at(path)
        records.extend([record] if record else [])
        faults.extend(finding.at(content.settings.shown(path)) for finding in findings)
    return records, faults


def _at(finding: Finding, record: Record, link: Link, settings: Settings) -> Finding:
    line, column = yaml_io.parse(record.text).place(link.location)
    return replace(finding, file=settings.shown(record.path), line=line, column=column)
