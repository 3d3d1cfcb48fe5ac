"""A real HTTP server on this machine that answers what a test says, badly too. `from web_server import Reply`; fixture
`server`.
"""

import gzip
import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import stamina

REPLIES = Path(__file__).parent / "data" / "replies"


@dataclass(frozen=True)
class Reply:
    """One answer. `cut` bytes are promised and never sent; with `hangs` nothing is ever sent; `hangs_up` closes the
    connection at once.
    """

    body: str | bytes = b""
    status: int = 200
    content_type: str = "text/plain; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    cut: int = 0
    hangs: bool = False
    hangs_up: bool = False

    @classmethod
    def json(cls, values: Any, **rest: Any) -> "Reply":
        return cls(json.dumps(values), content_type="application/json", **rest)

    @classmethod
    def atom(cls, text: str, **rest: Any) -> "Reply":
        return cls(text, content_type="application/atom+xml; charset=utf-8", **rest)

    @classmethod
    def html(cls, status: int = 200) -> "Reply":
        return cls("<!DOCTYPE html><html><body>Down for maintenance</body></html>", status, "text/html")

    @classmethod
    def gzipped(cls, text: str, **rest: Any) -> "Reply":
        return cls(gzip.compress(text.encode()), headers={"Content-Encoding": "gzip"}, **rest)

    @classmethod
    def to(cls, address: str) -> "Reply":
        return cls(status=302, headers={"Location": address})


@dataclass(frozen=True)
class Asked:
    """One request as it arrived."""

    method: str
    path: str
    """With its query."""
    headers: dict[str, str]


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A client that gives up is what some tests are about."""


class Server:
    """Answers by path (with its query, or else without); several answers to one path are given in turn, the last one
    from then on.
    """

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self._replies: dict[str, list[Reply]] = {}
        self._over = threading.Event()
        self._http = _Quiet(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}"

    def reply(self, path: str, *replies: Reply) -> str:
        """The address that answers so."""
        self._replies[path] = list(replies)
        return self.url + path

    @property
    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]

    def close(self) -> None:
        self._over.set()
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                server.asked.append(Asked(self.command, self.path, dict(self.headers)))
                replies = (
                    server._replies.get(self.path)
                    or server._replies.get(self.path.partition("?")[0])
                    or [Reply("no such thing", 404)]
                )
                reply = replies.pop(0) if len(replies) > 1 else replies[0]
                self._send(reply)

            do_HEAD = do_GET  # noqa: N815 - the name that http.server calls

            def _send(self, reply: Reply) -> None:
                if reply.hangs:
                    server._over.wait(30)
                if reply.hangs or reply.hangs_up:
                    self.close_connection = True
                    self.connection.shutdown(socket.SHUT_RDWR)
                    return
                body = reply.body.encode() if isinstance(reply.body, str) else reply.body
                self.send_response(reply.status)
                self.send_header("Content-Type", reply.content_type)
                self.send_header("Content-Length", str(len(body) + reply.cut))
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(body)
                self.close_connection = self.close_connection or bool(reply.cut)

            def log_message(self, *_: object) -> None:
                pass

        return Handler


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server for one test. Retries do not wait, and no proxy stands between."""
    monkeypatch.setenv("NO_PROXY", "*")
    running = Server()
    with stamina.set_testing(True, attempts=10, cap=True):
        yield running
    running.close()
