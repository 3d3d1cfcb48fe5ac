"""The whole way, from the records of this repository to its website."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from paperdex.commands.build import host_limits
from paperdex.site.assembly import Assembly

ROOT = Path(__file__).parents[1]


def build(folder, **environment):
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    command = [sys.executable, "-m", "paperdex", "-C", str(folder), "build"]
    subprocess.run(command, check=True, cwd=ROOT, env={**os.environ, **environment})
    return folder / "site"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return build(tmp_path_factory.mktemp("one"))


def digests(site):
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in site.rglob("*")
        if path.is_file()
    }


def test_every_paper_topic_year_and_month_has_its_page(site):
    pages = {path.parent.relative_to(site).as_posix() for path in site.rglob("index.html")}
    records = {path.stem for path in (ROOT / "content/papers").rglob("*.yaml")}
    assert {page.removeprefix("papers/") for page in pages if page.startswith("papers/")} == records
    assert len(records) >= 67
    dates = {path.parent.name for path in (ROOT / "content/papers").rglob("*.yaml")} - {"undated"}
    assert {f"dates/{year}" for year in dates} <= pages
    assert {"dates/undated", "dates/2025/10", "dates/2022/10", "topics", "search", "."} <= pages
    topics = [
        line.split(": ")[1]
        for line in (ROOT / "content/topics.yaml").read_text().splitlines()
        if line.startswith("- slug: ")
    ]
    assert topics
    assert {f"topics/{slug}" for slug in topics} <= pages


def test_the_page_of_a_paper_is_light(site):
    sizes = {path.parent.name: path.stat().st_size for path in site.glob("papers/*/index.html")}
    assert {name: size for name, size in sizes.items() if size >= 30_000} == {}


def test_two_builds_in_two_places_give_the_same_bytes(site, tmp_path):
    other = build(tmp_path / "other place", TZ="Asia/Kathmandu", LC_ALL="C", PYTHONHASHSEED="7")
    assert digests(other) == digests(site)


def test_building_again_changes_no_byte(site):
    before = digests(site)
    subprocess.run([sys.executable, "-m", "paperdex", "-C", str(site.parent), "build"], check=True, cwd=ROOT)
    assert digests(site) == before


def test_mkdocs_alone_renders_the_same_pages_from_the_generated_tree(site, tmp_path):
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(tmp_path / "stock")]
    subprocess.run(command, check=True, cwd=site.parent, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    ours = {path.relative_to(site): path.read_bytes() for path in site.rglob("*.html")}
    stock = {path: (tmp_path / "stock" / path).read_bytes() for path in ours}
    assert [str(path) for path in ours if ours[path] != stock[path]] == []


def test_no_page_asks_another_host_for_anything(site):
    for path in site.rglob("*.html"):
        html = path.read_text()
        for start in (
            'src="http',
            '<link rel="stylesheet" href="http',
            '<link rel="preload" href="http',
            "@import",
            '<link rel="icon" href="http',
        ):
            assert start not in html, f"{path} asks another host: {start}"


def test_a_build_says_what_the_usual_hosts_do_not_take_and_what_helps():
    assert list(host_limits(Assembly(1, 20_000, 10**9))) == []
    files, size = host_limits(Assembly(1, 64_000, 1_500_000_000))
    assert files.startswith("site/ has 64,000 files, and Cloudflare Pages takes 20,000: fewer `twins`")
    assert size.startswith("site/ takes 1.5 GB, and GitHub Pages takes 1 GB: ")
