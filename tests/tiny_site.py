"""The tiny index of data/good, one of its records with every field, and its finished website behind a real server.

`def test_x(tiny_site)`: the site's address, ending in a slash; it is built once for all tests.
"""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

GOOD = Path(__file__).parent / "data" / "good"


class _Quiet(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Tests say themselves what went wrong."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder on a server of its own."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="session")
def tiny_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the tiny index; tests may build it and must not change its content."""
    root = tmp_path_factory.mktemp("tiny") / "index"
    shutil.copytree(GOOD, root)
    return root


@pytest.fixture(scope="session")
def tiny_folder(tiny_index: Path) -> Path:
    """Its finished website as files."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1] / "generator")}
    subprocess.run(
        [sys.executable, "-m", "paperdex", "build"],
        check=True,
        cwd=tiny_index,
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    return tiny_index / "site"


@pytest.fixture(scope="session")
def tiny_site(tiny_folder: Path) -> Iterator[str]:
    """Its finished website on a server."""
    with served(tiny_folder) as address:
        yield address


@pytest.fixture(scope="session")
def tiny_site_below_a_path(tiny_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same site below a path, as on a host that many projects share."""
    top = tmp_path_factory.mktemp("host")
    (top / "below/a").mkdir(parents=True)
    (top / "below/a/path").symlink_to(tiny_folder)
    with served(top) as address:
        yield f"{address}below/a/path/"
