"""The same bytes wherever, whenever and by whichever Python a site is built, and no network for it."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from torture import ROOT, TORTURE, command, compared, digests, environment, paperdex

GOOD = ROOT / "tests/data/good"
PLACES = [
    {"TZ": "Asia/Kathmandu", "LC_ALL": "C", "PYTHONHASHSEED": "7"},
    {"TZ": "America/St_Johns", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "42", "PYTHONUTF8": "0"},
    *(
        [
            {"TZ": "Pacific/Kiritimati", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": str(seed)}
            for seed in range(2 * TORTURE)
        ]
    ),
]
VERSIONS = re.findall(r"Python :: (3\.\d+)", (ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def other_pythons() -> Iterator[str]:
    """Of each other supported version the first interpreter that works, on the path or of pyenv."""
    managed = Path(os.environ.get("PYENV_ROOT", "~/.pyenv")).expanduser() / "versions"
    for version in VERSIONS:
        if version != f"{sys.version_info.major}.{sys.version_info.minor}":
            candidates = [*map(str, sorted(managed.glob(f"{version}.*/bin/python"))), shutil.which(f"python{version}")]
            probe = ["-c", f"import sys, venv; sys.exit('%d.%d' % sys.version_info[:2] != '{version}')"]
            yield from [
                found
                for found in candidates
                if found and subprocess.run([found, *probe], capture_output=True, check=False).returncode == 0
            ][:1]


PYTHONS = list(other_pythons()) if TORTURE else []
NO_NETWORK = """
import socket
def refused(*_, **__):
    raise AssertionError("the build asked the network")
socket.socket.connect = socket.socket.connect_ex = socket.socket.sendto = refused
socket.create_connection = socket.getaddrinfo = socket.gethostbyname = refused
"""


def copied(to: Path) -> Path:
    shutil.copytree(GOOD, to)
    return to


@pytest.mark.parametrize("values", PLACES, ids=lambda values: values["TZ"] + values["PYTHONHASHSEED"])
def test_a_site_is_the_same_in_every_zone_locale_and_order_of_hashing(
    tiny_folder: Path, tmp_path: Path, values: dict[str, str]
) -> None:
    root = copied(tmp_path / "an ódd place")
    assert paperdex(root, "build", **values).returncode == 0
    assert digests(root / "site") == digests(tiny_folder)
    compared(tiny_folder, root / "site")


def test_the_supported_pythons_are_those_that_are_tested_and_those_that_are_stated() -> None:
    matrix = re.search(r"python: \[(.*)\]", (ROOT / ".github/workflows/code.yml").read_text(encoding="utf-8"))
    assert matrix
    assert re.findall(r"3\.\d+", matrix[1]) == VERSIONS
    stated = (
        (ROOT / "SECURITY.md")
        .read_text(encoding="utf-8")
        .partition("## Upkeep")[2]
        .partition("are tested at every change")[0]
    )
    assert re.findall(r"3\.\d+(?!\.)\b", stated.partition(":")[2]) == VERSIONS


@pytest.mark.skipif(
    not PYTHONS,
    reason="only where another supported Python is installed, in make torture; elsewhere code.yml compares them",
)
@pytest.mark.parametrize("python", PYTHONS)
def test_a_site_is_the_same_by_every_python(tiny_folder: Path, tmp_path: Path, python: str) -> None:
    root, venv = copied(tmp_path / "index"), tmp_path / "venv"
    subprocess.run([python, "-m", "venv", str(venv)], check=True)
    subprocess.run(
        [str(venv / "bin/pip"), "install", "--quiet", "--require-hashes", "-r", str(ROOT / "requirements.txt")],
        check=True,
    )
    subprocess.run(
        [str(venv / "bin/python"), "-m", "paperdex", "-C", str(root), "build"], check=True, env=environment()
    )
    assert digests(root / "site") == digests(tiny_folder)
    compared(tiny_folder, root / "site")


def test_a_build_asks_the_network_for_nothing(tiny_folder: Path, tmp_path: Path) -> None:
    """Every process of the build has a socket that refuses, and where the system lets us, no network at all."""
    root = copied(tmp_path / "index")
    (tmp_path / "offline").mkdir()
    (tmp_path / "offline/sitecustomize.py").write_text(NO_NETWORK, encoding="utf-8")
    cut_off = ["unshare", "--net", "--map-root-user"]
    is_possible = (
        sys.platform == "linux"
        and shutil.which("unshare")
        and subprocess.run([*cut_off, "true"], capture_output=True, check=False).returncode == 0
    )
    values = environment(PYTHONPATH=f"{tmp_path / 'offline'}:{ROOT / 'generator'}")
    for arguments in (["check"], ["build", "--renderer", "zensical"], ["build"], ["export", "readme"]):
        result = subprocess.run(
            [*(cut_off if is_possible else []), *command(root, *arguments)],
            env=values,
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode == 0, result.stderr
    assert digests(root / "site") == digests(tiny_folder)
    probe = [sys.executable, "-c", "import socket; socket.create_connection(('127.0.0.1', 9))"]
    assert (
        "the build asked the network"
        in subprocess.run(probe, env=values, capture_output=True, text=True, check=False).stderr
    )
