"""Paperdex as it is installed: the wheel alone, far from this repository, makes an index and its site."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    [path] = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def run(wheel, tmp_path_factory):
    """Run Python with the unpacked wheel before everything else on its path, in another folder, with the network out of
    reach.
    """
    unpacked, away = tmp_path_factory.mktemp("installed"), tmp_path_factory.mktemp("away")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(unpacked)
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")

    def python(*arguments):
        environment = {**os.environ, **nowhere, "PYTHONPATH": str(unpacked)}
        result = subprocess.run(
            [sys.executable, *arguments], cwd=away, env=environment, capture_output=True, text=True, check=False
        )
        assert result.returncode == 0, result.stdout + result.stderr
        return result.stdout

    python.folder = away
    python.installed = unpacked
    return python


def test_the_wheel_holds_the_program_and_what_it_needs_and_nothing_of_this_index(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {name.split("/")[0] for name in names} == {"paperdex", f"{wheel.name.split('-py3')[0]}.dist-info"}
    tracked = subprocess.run(
        ["git", "ls-files", "generator", "site_config"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    there = [name for name in tracked if (ROOT / name).exists()]
    assert {
        name.removeprefix("generator/") if name.startswith("generator/") else f"paperdex/{name}" for name in there
    } <= names


def test_an_installed_paperdex_makes_an_index_and_its_site(run):
    assert Path(run("-c", "import paperdex; print(paperdex.__file__)").strip()).is_relative_to(run.installed)
    run("-m", "paperdex", "new", "papers")
    index = run.folder / "papers"
    assert (index / "requirements.txt").read_text().splitlines()[-1].startswith("paperdex==")
    record = index / "content/papers/2024/a-paper.yaml"
    record.parent.mkdir(parents=True)
    record.write_text(
        'id: a-paper\ntitle: "A Paper $x^2$"\ndate: "2024-02-03"\ntopics: [surveys]\nprovenance: {source: manual}\n'
    )
    run("-m", "paperdex", "-C", "papers", "fmt")
    run("-m", "paperdex", "-C", "papers", "check")
    run("-m", "paperdex", "-C", "papers", "build")
    page = (index / "site/papers/a-paper/index.html").read_text()
    assert "<math" in page
    site = {path.relative_to(index / "site").as_posix() for path in (index / "site").rglob("*") if path.is_file()}
    assert {"404.html", "sitemap.xml", "assets/paperdex.css", "papers/a-paper.bib", "topics/surveys/index.html"} <= site
    assert any(name.endswith(".woff2") for name in site)
