"""A round of all links, asked politely: one request at a time to a host, several hosts at once."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from threading import Event
from urllib.parse import urlsplit

from generator.errors import PaperdexError
from generator.web import Probe, Web

HOSTS_AT_ONCE = 8


def ask_all(web: Web, urls: Iterable[str], progress: Callable[[int, int], None]) -> dict[str, Probe]:
    """How every address answers; a `PaperdexError` where not one of several hosts could be reached, for then it is we who are cut off."""
    hosts: dict[str, list[str]] = {}
    for url in urls:
        hosts.setdefault(urlsplit(url).netloc, []).append(url)
    stopped = Event()
    probes: dict[str, Probe] = {}
    with ThreadPoolExecutor(HOSTS_AT_ONCE) as workers:
        try:
            for done, answers in enumerate(workers.map(lambda batch: _ask_host(web, batch, stopped), hosts.values()), 1):
                probes |= answers
                progress(done, len(hosts))
        finally:
            stopped.set()
    silent = [probe for probe in probes.values() if probe.status is None]
    if len(hosts) > 1 and len(silent) == len(probes):
        raise PaperdexError(f"none of {len(hosts)} hosts could be reached, so nothing is known of their links: {silent[0].problem}; nothing was changed")
    return probes


def _ask_host(web: Web, urls: Sequence[str], stopped: Event) -> dict[str, Probe]:
    probes: dict[str, Probe] = {}
    is_enough = False
    for url in urls:
        if stopped.is_set():
            break
        # A host that has had enough is not asked any more today.
        probes[url] = Probe(HTTPStatus.TOO_MANY_REQUESTS) if is_enough else web.probe(url)
        is_enough = is_enough or probes[url].status == HTTPStatus.TOO_MANY_REQUESTS
    return probes
