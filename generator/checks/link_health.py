"""Which links of the records are dead. Judges what the network answered; asks nobody itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from http.client import responses
from urllib.parse import urlsplit

from generator.checks.link_memory import Failing, LinkMemory
from generator.findings import Finding, Severity
from generator.records.identifiers import parse_arxiv, parse_doi
from generator.records.paper import Paper
from generator.text import plural
from generator.web import Probe
from generator.yaml_io import Location

FAILURES = 3
"""Days in a row on which a link must fail before it is called broken."""
_KINDS = ("url", "pdf", "acl", "code", "project", "dataset", "model", "demo", "video", "slides")
# Both ask not to be crawled, and an identifier of theirs that is well formed works.
_BY_SYNTAX = re.compile(r"(?:[\w-]+\.)*arxiv\.org|(?:dx\.)?doi\.org")
# These say that a program was recognised, not that the page is gone; 999 is LinkedIn's.
_SAYS_NOTHING = frozenset({401, 403, 407, 429, 451, 999})


@dataclass(frozen=True, slots=True)
class Link:
    """One address in one record."""

    url: str
    location: Location
    """Where it stands in the record, as keys and indexes."""

    @property
    def is_by_syntax(self) -> bool:
        return bool(_BY_SYNTAX.fullmatch(urlsplit(self.url).hostname or ""))


def links_of(paper: Paper) -> Iterator[Link]:
    """Every address of a record, in the order of its fields; bare identifiers are none."""
    for kind in _KINDS:
        value = getattr(paper.links, kind)
        if isinstance(value, str):
            yield Link(value, ("links", kind))
        else:
            for number, url in enumerate(value or ()):
                yield Link(url, ("links", kind, number))


def check_syntax(link: Link) -> Finding | None:
    """What is wrong with an address of arXiv or a DOI, which is not asked."""
    if parse_arxiv(link.url) or parse_doi(link.url):
        return None
    return _finding("link-malformed", Severity.WARNING, f"{link.url} is on {urlsplit(link.url).hostname}, but leads to no paper there")


def judge(url: str, probe: Probe, memory: LinkMemory, today: str, *, is_touched: bool) -> Finding | None:
    """What to say of a link, after taking the answer into the memory. A failure is worth a warning only to whoever touched the link."""
    if probe.status in _SAYS_NOTHING:
        return _finding("link-unknown", Severity.INFO, f"{url} cannot be checked: {_answer(probe)}")
    if probe.status and probe.status < HTTPStatus.BAD_REQUEST:
        memory.works(url, today)
        return None
    failing = memory.fails(url, _answer(probe), today, is_silence=probe.is_timeout)
    if failing.times >= FAILURES:
        return _finding("link-broken", Severity.ERROR, f"{url} is broken: {failing.problem}, {_history(failing, memory.worked.get(url))}")
    return _finding("link-fails", Severity.WARNING if is_touched else Severity.INFO, f"{url} does not work today: {failing.problem}")


def _answer(probe: Probe) -> str:
    return f"{probe.status} {responses.get(probe.status, '')}".strip() if probe.status else probe.problem


def _history(failing: Failing, worked: str | None) -> str:
    last = f"; it last worked on {worked}" if worked else ""
    return f"{plural(failing.times, 'day')} in a row since {failing.first}{last}"


def _finding(code: str, severity: Severity, message: str) -> Finding:
    return Finding(code=code, severity=severity, message=message)
