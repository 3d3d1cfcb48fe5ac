"""A local web server for the finished site that tells open pages when it has changed. Listens on this machine only."""

import functools
import json
import queue
import threading
from collections.abc import Callable, Sequence
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from paperdex.errors import PaperdexError

HOST = "127.0.0.1"
QUIET_SECONDS = 0.05
"""A change is taken up when nothing more has changed for so long: editors write a file in several steps."""
_EVENTS = "/_paperdex/events"
_SCRIPT = "/_paperdex/reload.js"
_RELOAD = b"""\
const banner = document.createElement("pre");
banner.setAttribute("role", "alert");
banner.style.cssText = "position: fixed; inset: auto 0 0 0; margin: 0; padding: 1rem; " +
  "background: #8c1d18; color: #fff; white-space: pre-wrap";
new EventSource("/_paperdex/events").onmessage = ({ data }) => {
  const { problems } = JSON.parse(data);
  if (!problems) return location.reload();
  banner.textContent = problems;
  document.body.append(banner);
};
"""


class Listeners:
    """The pages that are open in a browser."""

    def __init__(self) -> None:
        self._queues: set[queue.Queue[str]] = set()
        self._lock = threading.Lock()

    def tell(self, problems: str = "") -> None:
        """Have every open page load again, or show what is wrong."""
        message = json.dumps({"problems": problems})
        with self._lock:
            for waiting in self._queues:
                waiting.put(message)

    def join(self) -> queue.Queue[str]:
        waiting: queue.Queue[str] = queue.Queue()
        with self._lock:
            self._queues.add(waiting)
        return waiting

    def leave(self, waiting: queue.Queue[str]) -> None:
        with self._lock:
            self._queues.discard(waiting)


class _Handler(SimpleHTTPRequestHandler):
    extensions_map = {  # noqa: RUF012 - as the base class has it
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".bib": "text/plain; charset=utf-8",
        ".md": "text/plain; charset=utf-8",
        ".ris": "text/plain; charset=utf-8",
    }

    def __init__(self, *args: Any, listeners: Listeners, **kwargs: Any) -> None:
        self._listeners = listeners
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        if self.path == _EVENTS:
            self._stream()
        elif self.path == _SCRIPT:
            self._send(HTTPStatus.OK, _RELOAD, "text/javascript")
        elif page := self._page():
            status = HTTPStatus.NOT_FOUND if page.name == "404.html" else HTTPStatus.OK
            html = page.read_bytes().replace(
                b"</head>", f'<script type="module" src="{_SCRIPT}"></script></head>'.encode(), 1
            )
            self._send(status, html, "text/html; charset=utf-8")
        else:
            super().do_GET()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it so
        """Say nothing: a line a request would hide what is wrong with the content."""

    def _page(self) -> Path | None:
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path = path / "index.html" if self.path.partition("?")[0].endswith("/") else path
        if path.suffix == ".html" and path.is_file():
            return path
        missing = Path(self.directory, "404.html")
        return missing if not path.exists() and missing.is_file() else None

    def _send(self, status: HTTPStatus, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _stream(self) -> None:
        waiting = self._listeners.join()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        try:
            while True:
                try:
                    message = f"data: {waiting.get(timeout=15)}\n\n"
                except queue.Empty:
                    message = ": still here\n\n"
                self.wfile.write(message.encode())
                self.wfile.flush()
        except OSError:  # the page was closed
            pass
        finally:
            self._listeners.leave(waiting)


def start_server(site: Path, port: int, listeners: Listeners) -> ThreadingHTTPServer:
    """Serve `site` in the background; port 0 takes any that is free."""
    handler = functools.partial(_Handler, directory=str(site), listeners=listeners)
    try:
        server = ThreadingHTTPServer((HOST, port), handler)
    except OSError as error:
        raise PaperdexError(f"port {port} cannot be had ({error.strerror}); name another with --port") from None
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


class _Changed(FileSystemEventHandler):
    def __init__(self, seen: threading.Event) -> None:
        self._seen = seen

    def on_any_event(self, event: FileSystemEvent) -> None:
        name = Path(str(event.dest_path or event.src_path)).name
        if (
            event.event_type in ("opened", "closed_no_write")
            or name.startswith(".")
            or name.endswith(("~", ".tmp", ".swp"))
        ):
            return
        self._seen.set()


def watch(paths: Sequence[Path], changed: Callable[[], None], stop: threading.Event) -> None:
    """Call `changed` after every change below `paths`, until `stop` is set."""
    seen = threading.Event()
    observer = Observer()
    for path in paths:
        observer.schedule(_Changed(seen), str(path if path.is_dir() else path.parent), recursive=path.is_dir())
    observer.start()
    try:
        while not stop.is_set():
            if not seen.wait(0.2):
                continue
            while seen.is_set():
                seen.clear()
                stop.wait(QUIET_SECONDS)
            changed()
    finally:
        observer.stop()
        observer.join()
