"""Which links of the records are dead. Judges what the network answered; asks nobody itself."""

from http import HTTPStatus
from http.client import responses
from urllib.parse import urlsplit

from paperdex.checks.link_memory import LinkFailure, LinkMemory
from paperdex.checks.link_places import Link
from paperdex.findings import Finding, Severity
from paperdex.records.identifiers import parse_arxiv, parse_doi
from paperdex.text import plural
from paperdex.web import Probe

FAILURES = 3
"""Days in a row on which a link must fail before it is called broken."""
# These say that a program was recognised, not that the page is gone; 999 is LinkedIn's.
_SAYS_NOTHING = frozenset({401, 403, 407, 429, 451, 999})


def check_syntax(link: Link) -> Finding | None:
    """What is wrong with an address of arXiv or a DOI, which is not asked."""
    if parse_arxiv(link.url) or parse_doi(link.url):
        return None
    return _finding(
        "link-malformed",
        Severity.WARNING,
        f"{link.url} is on {urlsplit(link.url).hostname}, but leads to no paper there",
    )


def judge(url: str, probe: Probe, memory: LinkMemory, today: str, *, is_touched: bool) -> Finding | None:
    """What to say of a link, after taking the answer into the memory. A failure is worth a warning only to whoever
    touched the link.
    """
    if probe.status in _SAYS_NOTHING:
        return _finding("link-unknown", Severity.INFO, f"{url} cannot be checked: {_answer(probe)}")
    if probe.status and probe.status < HTTPStatus.BAD_REQUEST:
        memory.works(url, today)
        return None
    failing = memory.fails(url, _answer(probe), today, is_silence=probe.is_timeout)
    if failing.times >= FAILURES:
        return _finding(
            "link-broken",
            Severity.ERROR,
            f"{url} is broken: {failing.problem}, {_history(failing, memory.worked.get(url))}",
        )
    return _finding(
        "link-fails", Severity.WARNING if is_touched else Severity.INFO, f"{url} does not work today: {failing.problem}"
    )


def _answer(probe: Probe) -> str:
    return f"{probe.status} {responses.get(probe.status, '')}".strip() if probe.status else probe.problem


def _history(failing: LinkFailure, worked: str | None) -> str:
    last = f"; it last worked on {worked}" if worked else ""
    return f"{plural(failing.times, 'day')} in a row since {failing.first}{last}"


def _finding(code: str, severity: Severity, message: str) -> Finding:
    return Finding(code=code, severity=severity, message=message)
