"""A round of all links, asked politely: one request at a time to a host, several hosts at once."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from http import HTTPStatus
from threading import Event
from urllib.parse import urlsplit

from paperdex.errors import PaperdexError
from paperdex.web import Probe, Web

HOSTS_AT_ONCE = 8
SILENCES = 3
"""In a row, after which a host is given up."""


def ask_all(web: Web, urls: Iterable[str], progress: Callable[[int, int], None]) -> Iterator[dict[str, Probe]]:
    """How every address answers, host by host; a `PaperdexError` where not one of several could be reached, for then it
    is we who are cut off.
    """
    hosts: dict[str, list[str]] = {}
    for url in urls:
        hosts.setdefault(urlsplit(url).netloc, []).append(url)
    stopped = Event()
    silent: list[Probe] = []
    with ThreadPoolExecutor(HOSTS_AT_ONCE) as workers:
        try:
            for done, answers in enumerate(
                workers.map(lambda batch: _ask_host(web, batch, stopped), hosts.values()), 1
            ):
                silent += [probe for probe in answers.values() if probe.status is None]
                yield answers
                progress(done, len(hosts))
        finally:
            stopped.set()
    if len(hosts) > 1 and len(silent) == sum(map(len, hosts.values())):
        raise PaperdexError(
            f"none of {len(hosts)} hosts could be reached, so nothing is known of their links: "
            f"{silent[0].problem}; nothing was changed"
        )


def _ask_host(web: Web, urls: Sequence[str], stopped: Event) -> dict[str, Probe]:
    """Every address of one host. A host that has had enough, or says nothing time after time, is not asked for the
    rest.
    """
    probes: dict[str, Probe] = {}
    silences = 0
    rest: Probe | None = None
    for url in urls:
        if stopped.is_set():
            break
        probe = probes[url] = rest or web.probe(url)
        silences = silences + 1 if probe.status is None else 0
        if probe.status == HTTPStatus.TOO_MANY_REQUESTS:
            rest = probe
        elif silences == SILENCES:
            rest = replace(probe, is_timeout=True)
    return probes
