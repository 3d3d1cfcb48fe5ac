"""Build, serve, and build again on every change; a fault in the content leaves the last good site standing."""

import threading
from collections.abc import Callable
from pathlib import Path

from paperdex.commands.build import build, load
from paperdex.errors import PaperdexError
from paperdex.findings import Severity, as_text, place_order
from paperdex.look import LOOK
from paperdex.settings import Settings, read_settings
from paperdex.site.preview import HOST, Listeners, start_server, watch


def serve(root: Path, port: int, say: Callable[[str], None], stop: threading.Event) -> None:
    """Serve until `stop` is set. `say` gets one line per event."""
    listeners = Listeners()
    settings = read_settings(root)
    if problems := _rebuild(root):
        say(problems)
    server = start_server(settings.site, port, listeners)
    say(f"http://{HOST}:{server.server_port}/ shows the site and follows your changes; stop with Ctrl-C")

    def changed() -> None:
        problems = _rebuild(root)
        say(problems or "built again")
        listeners.tell(problems)

    try:
        watch(_watched(settings), changed, stop)
    finally:
        server.shutdown()
        server.server_close()


def _rebuild(root: Path) -> str:
    """Build; what is wrong, as text, where that cannot be done."""
    try:
        settings = read_settings(root)
        loaded = load(settings)
        if loaded.has_errors:
            errors = [finding for finding in loaded.findings if finding.severity is Severity.ERROR]
            return "\n".join(as_text(finding) for finding in sorted(errors, key=place_order))
        build(settings, loaded.catalog)
    except PaperdexError as error:
        return str(error)
    return ""


def _watched(settings: Settings) -> list[Path]:
    """The content, the configuration and the look; not the program, whose changes need a new process."""
    return [settings.content, settings.config, *([LOOK] if LOOK.is_relative_to(settings.root) else [])]
