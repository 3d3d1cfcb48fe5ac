"""The external links of the records, asked politely: one request at a time to a host, several hosts at once."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from http import HTTPStatus
from pathlib import Path
from threading import Event
from urllib.parse import urlsplit

from generator import files, yaml_io
from generator.checks.link_health import Link, check_syntax, judge, links_of
from generator.checks.link_memory import FILE, dump_memory, read_memory
from generator.errors import PaperdexError
from generator.findings import Finding, Severity
from generator.records.store import StoredPaper, read_record, record_paths
from generator.settings import Settings
from generator.sources.services import open_web
from generator.web import Probe, Web

HOSTS_AT_ONCE = 8


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
    web: Web | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> LinksResult:
    """Check the links of all records, or of those in `paths`. Only a check of all is remembered, so that no contribution touches the memory."""
    stored, faults = _read(settings, paths)
    found = [(paper, link) for paper in stored for link in links_of(paper.paper)]
    memory = read_memory(settings.content / FILE)
    asked = dict.fromkeys(link.url for _, link in found if not link.is_by_syntax)
    with closing(web or open_web(settings, is_cached=False, public_only=True)) as network:
        probes = probe_all(network, asked, progress)
    verdicts = {url: judge(url, probe, memory, today, is_touched=bool(paths)) for url, probe in probes.items()}
    findings = [_at(finding, paper, link, settings) for paper, link in found if (finding := check_syntax(link) if link.is_by_syntax else verdicts[link.url])]
    if not paths:
        if not faults:
            memory.keep_only(asked)
        files.write_text(settings.content / FILE, dump_memory(memory))
    return LinksResult([*faults, *findings], len({link.url for _, link in found}))


def probe_all(web: Web, urls: Iterable[str], progress: Callable[[int, int], None]) -> dict[str, Probe]:
    """How every address answers; a `PaperdexError` where not one of several hosts could be reached, for then it is we who are cut off."""
    hosts: dict[str, list[str]] = {}
    for url in urls:
        hosts.setdefault(urlsplit(url).netloc, []).append(url)
    stopped = Event()
    probes: dict[str, Probe] = {}
    with ThreadPoolExecutor(HOSTS_AT_ONCE) as workers:
        try:
            for done, answers in enumerate(workers.map(lambda batch: _probe_host(web, batch, stopped), hosts.values()), 1):
                probes |= answers
                progress(done, len(hosts))
        finally:
            stopped.set()
    silent = [probe for probe in probes.values() if probe.status is None]
    if len(hosts) > 1 and len(silent) == len(probes):
        raise PaperdexError(f"none of {len(hosts)} hosts could be reached, so nothing is known of their links: {silent[0].problem}; nothing was changed")
    return probes


def _probe_host(web: Web, urls: Sequence[str], stopped: Event) -> dict[str, Probe]:
    probes: dict[str, Probe] = {}
    is_enough = False
    for url in urls:
        if stopped.is_set():
            break
        # A host that has had enough is not asked any more today.
        probes[url] = Probe(HTTPStatus.TOO_MANY_REQUESTS) if is_enough else web.probe(url)
        is_enough = is_enough or probes[url].status == HTTPStatus.TOO_MANY_REQUESTS
    return probes


def _read(settings: Settings, paths: Sequence[Path]) -> tuple[list[StoredPaper], list[Finding]]:
    stored: list[StoredPaper] = []
    faults: list[Finding] = []
    for path in paths or record_paths(settings.papers):
        paper, findings = read_record(path)
        stored.extend([paper] if paper else [])
        faults.extend(finding.at(settings.shown(path)) for finding in findings)
    return stored, faults


def _at(finding: Finding, stored: StoredPaper, link: Link, settings: Settings) -> Finding:
    line, column = yaml_io.parse(stored.text).place(link.location)
    return replace(finding, file=settings.shown(stored.path), line=line, column=column)
