"""The one door to the network: an address in, an answer out, or one line on why there is none.

Polite by the services' published rules: every request says who asks, waits for its host's turn
and obeys `Retry-After`; answers are kept for a day. Knows nothing of papers, writes nothing but its cache.
"""

import ipaddress
import json
import logging
import re
import socket
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from http.client import responses
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import httpx2
import stamina
from hishel import SqliteStorage
from hishel.httpx2 import CacheTransport

from paperdex.errors import PaperdexError
from paperdex.text import squeeze

MAX_BYTES = 20_000_000
"""A longer answer is no metadata; refusing it bounds memory."""
ATTEMPTS = 4
LONGEST_PAUSE = 60.0
"""Seconds; a service that asks for a longer pause is left alone."""
DEADLINE = 60.0
"""Seconds for one whole answer, however slowly it trickles."""
CACHE_SECONDS = 86_400.0
"""Seconds for which an answer is taken from the cache."""

_INTERVALS: Mapping[str, float] = {
    "arxiv.org": 3.0,  # https://info.arxiv.org/help/api/tou.html: one request every three seconds
    "crossref.org": 0.25,  # https://www.crossref.org/documentation/retrieve-metadata/rest-api/access-and-authentication/
    "datacite.org": 0.6,  # https://support.datacite.org/docs/rate-limit: 500 in five minutes
    "huggingface.co": 0.6,  # https://huggingface.co/docs/hub/rate-limits: 500 in five minutes
}
"""Seconds between two requests, by the end of the host's name."""
_INTERVAL = 1.0
_TIMEOUT = httpx2.Timeout(30.0, connect=10.0)
_MOST_REDIRECTS = 8
_FAILURES: Mapping[type[Exception], str] = {
    httpx2.TimeoutException: "did not answer in time",
    httpx2.TooManyRedirects: f"redirects more than {_MOST_REDIRECTS} times",
    httpx2.RemoteProtocolError: "broke off its answer, or does not speak HTTP",
    httpx2.DecodingError: "sent an answer whose compression is damaged",
}
_DAMAGE: Mapping[type[Exception], str] = {
    TypeError: "a web page",
    UnicodeDecodeError: "what is not UTF-8 text",
    json.JSONDecodeError: "damaged JSON",
    ValueError: "a number of thousands of digits",
    RecursionError: "JSON nested too deeply",
}

# Both log what they can go on without; our own message says it when it matters.
for _library in ("hishel", "stamina"):
    logging.getLogger(_library).addHandler(logging.NullHandler())
    logging.getLogger(_library).propagate = False


class WebError(PaperdexError):
    """No usable answer: with an HTTP status where there was one, the pause in seconds that was asked for, and whether
    the thing is just unknown there.
    """

    def __init__(self, message: str, status: int | None = None, pause: float | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.pause = pause
        self.is_unknown = status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)


@dataclass(frozen=True, slots=True)
class Probe:
    """How an address answered when nothing but that was asked."""

    status: int | None = None
    """HTTP status after all redirects; None where no answer came."""
    problem: str = ""
    """Why no answer came."""
    is_timeout: bool = False


@dataclass
class Pace:
    """Turns at each host: requests to one wait for each other, requests to several do not."""

    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _next: dict[str, float] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def wait(self, host: str) -> None:
        queue, interval = _queue(host)
        with self._lock:
            now = self.clock()
            turn = max(now, self._next.get(queue, now))
            self._next[queue] = turn + interval
        if turn > now:
            self.sleep(turn - now)


class Web:
    """The network as one command sees it; `close` it at the end.

    `agent` is the User-Agent. Without `cache`, a file, nothing is remembered. With `public_only`,
    addresses of this machine and its local network are refused: for links that anybody may have written.
    """

    def __init__(
        self, agent: str, *, cache: Path | None = None, public_only: bool = False, pace: Pace | None = None
    ) -> None:
        courteous = _CourteousTransport(pace or Pace(), public_only=public_only)
        self._storage = SqliteStorage(database_path=cache, default_ttl=CACHE_SECONDS) if cache else None
        self._client = httpx2.Client(
            transport=CacheTransport(courteous, self._storage) if self._storage else courteous,
            headers={"User-Agent": agent, "Accept-Encoding": "gzip"},
            timeout=_TIMEOUT,
            follow_redirects=True,
            max_redirects=_MOST_REDIRECTS,
        )
        self._retrying = stamina.RetryingCaller(
            attempts=ATTEMPTS, timeout=3 * LONGEST_PAUSE, wait_initial=3, wait_max=24
        )
        self._silent: dict[str, WebError] = {}

    def close(self) -> None:
        self._client.close()

    def fetch_text(self, address: str, *, accept: str) -> str:
        """The answer as text; a `WebError` where there is none, or a web page instead."""
        return str(self._read(address, accept, str))

    def fetch_json(self, address: str, *, accept: str = "application/json") -> Any:
        """The answer's JSON values."""
        return self._read(address, accept, json.loads)

    def forget(self, address: str, *, accept: str = "application/json") -> None:
        """Drop a kept answer that turned out to be worth nothing."""
        if self._storage:
            for entry in self._storage.get_entries(f"{accept} {address}"):
                self._storage.remove_entry(entry.id)

    def probe(self, address: str) -> Probe:
        """Ask whether an address works, with HEAD and, where that does not, GET; the answer's body is not read."""
        probe = self._probe("HEAD", address)
        is_certain = probe.status in (HTTPStatus.OK, HTTPStatus.TOO_MANY_REQUESTS) or probe.is_timeout
        return probe if is_certain else self._probe("GET", address)

    def _probe(self, method: str, address: str) -> Probe:
        try:
            with self._client.stream(method, address) as response:
                return Probe(response.status_code)
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            return Probe(problem=_reason(error, address), is_timeout=isinstance(error, httpx2.TimeoutException))

    def _read(self, address: str, accept: str, parse: Callable[[str], Any]) -> Any:
        body, content_type = self._fetch(address, accept)
        try:
            return parse(_text(body, content_type))
        except tuple(_DAMAGE) as error:
            self.forget(address, accept=accept)
            raise WebError(
                f"{_host(address)} sent {_DAMAGE[type(error)]} instead of {accept.partition(';')[0]}"
            ) from None

    def _fetch(self, address: str, accept: str) -> tuple[bytes, str]:
        if failure := self._silent.get(_host(address)):
            raise failure
        try:
            return self._retrying(_backoff, self._ask, address, accept)
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            failure = WebError(_reason(error, address))
            if isinstance(error, httpx2.ConnectError | httpx2.ConnectTimeout | httpx2.ProxyError):
                self._silent[error.request.url.host] = failure
            raise failure from None

    def _ask(self, address: str, accept: str) -> tuple[bytes, str]:
        # One address has several answers, by what is accepted; redirects on the way to one share its key.
        kept = {"caching": {"key": f"{accept} {address}"}}
        with self._client.stream("GET", address, headers={"Accept": accept}, extensions=kept) as response:
            status, host = response.status_code, _host(str(response.url))
            if status >= HTTPStatus.BAD_REQUEST:
                hope = "; try again later" if _is_passing(status) else ""
                raise WebError(
                    f"{host} answered {status} {responses.get(status, 'an unknown status')}{hope}",
                    status,
                    _pause_of(response),
                )
            return _body(response, host), response.headers.get("Content-Type", "")


class _CourteousTransport(httpx2.BaseTransport):
    """Every request that leaves the machine, redirects too: waits its turn, takes the user's proxy."""

    def __init__(self, pace: Pace, *, public_only: bool) -> None:
        self._pace = pace
        self._public_only = public_only
        self._direct = httpx2.HTTPTransport()
        proxies = getproxies()
        named = {scheme: proxies.get(scheme) or proxies.get("all") for scheme in ("http", "https")}
        self._proxied = {scheme: httpx2.HTTPTransport(proxy=proxy) for scheme, proxy in named.items() if proxy}

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        scheme, host = request.url.scheme, request.url.host
        if scheme not in ("http", "https"):
            raise httpx2.UnsupportedProtocol(f"it leads to {_shown(scheme)}:, not to http or https")
        proxied = None if proxy_bypass(host) else self._proxied.get(scheme)
        if self._public_only and not _is_public(host):
            raise httpx2.UnsupportedProtocol(f"it leads to {_shown(host)}, which is not on the public internet")
        self._pace.wait(host)
        return (proxied or self._direct).handle_request(request)

    def close(self) -> None:
        for transport in (self._direct, *self._proxied.values()):
            transport.close()


def _queue(host: str) -> tuple[str, float]:
    """The queue that a host's requests wait in, and its interval; a service's hosts share one."""
    for name, interval in _INTERVALS.items():
        if host == name or host.endswith(f".{name}"):
            return name, interval
    return host, 0.0 if host in ("localhost", "127.0.0.1", "::1") else _INTERVAL


def _is_public(host: str) -> bool:
    """Whether nothing that `host` stands for is this machine or its local network. A name that cannot be resolved here
    may be known to a proxy.
    """
    try:
        found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError):
        return True
    return all(ipaddress.ip_address(address.partition("%")[0]).is_global for address in found)


def _backoff(error: Exception) -> bool | float:
    """Whether to try again, and after how many seconds where that is not for stamina to say."""
    if isinstance(error, WebError) and error.status and _is_passing(error.status):
        return error.pause is None or (error.pause if error.pause <= LONGEST_PAUSE else False)
    if isinstance(error, httpx2.ConnectError):
        # A name that nobody knows means, most often, that there is no network, and nobody should have to wait to be
        # told.
        return False if isinstance(getattr(error.__context__, "__context__", None), socket.gaierror) else 1.0
    return isinstance(
        error, httpx2.TimeoutException | httpx2.NetworkError | httpx2.RemoteProtocolError | httpx2.ProxyError
    )


def _is_passing(status: int) -> bool:
    """Whether a status speaks of the moment only: too busy (429) or broken (500 and above)."""
    return status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR


def _pause_of(response: httpx2.Response) -> float | None:
    """Seconds of a `Retry-After`, which is a number or a date."""
    value = response.headers.get("Retry-After", "").strip()
    if re.fullmatch(r"[0-9]{1,9}", value):
        return float(value)
    try:
        return max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None


def _body(response: httpx2.Response, host: str) -> bytes:
    if response.headers.get("Content-Encoding", "").strip().lower() not in ("", "identity", "gzip", "deflate"):
        # One layer can grow a thousandfold in memory before its length is seen; two, a millionfold.
        raise WebError(f"{host} sent an answer in a compression that was not asked for")
    chunks, length, end = [], 0, time.monotonic() + DEADLINE
    for chunk in response.iter_bytes():
        chunks.append(chunk)
        length += len(chunk)
        if length > MAX_BYTES:
            raise WebError(f"{host} sent more than {MAX_BYTES:,} bytes, which is no metadata")
        if time.monotonic() > end:
            raise httpx2.ReadTimeout("too slow", request=response.request)
    return b"".join(chunks)


def _text(body: bytes, content_type: str) -> str:
    kind, head = content_type.partition(";")[0].strip().lower(), body[:200].lstrip().lower()
    if kind in ("text/html", "application/xhtml+xml") or head.startswith((b"<!doctype html", b"<html")):
        raise TypeError(kind)
    return body.decode("utf-8-sig")


def _reason(error: Exception, address: str) -> str:
    """One line on why no answer came."""
    host = _host(str(error.request.url) if isinstance(error, httpx2.RequestError) else address)
    said = _shown(re.sub(r"^\[[^\]]*\] *", "", str(error)))
    if isinstance(error, httpx2.NetworkError | httpx2.ProxyError):
        return f"cannot reach {host}: {said or 'the connection broke'}"
    words = next((words for kind, words in _FAILURES.items() if isinstance(error, kind)), f"cannot be asked: {said}")
    return f"{host} {words}"


def _host(address: str) -> str:
    return urlsplit(address).hostname or _shown(address)


def _shown(text: str) -> str:
    """What a server said, safe to print on one line."""
    return squeeze("".join(char if char.isprintable() else " " for char in text))[:120]
