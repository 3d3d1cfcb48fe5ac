"""Measure Paperdex beside other generators on the same papers: `make bench CORPUS=file.jsonl N=10000`.

Every figure is of whole processes, taken from the operating system when they end; commands that are compared
run in turn, pair by pair, so that a ratio holds when the machine's speed drifts.
"""

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

BENCHMARKS = Path(__file__).parent
PAPERDEX = [sys.executable, "-m", "paperdex"]
WORDS = [
    *("model", "language", "alignment", "reward", "preference", "learning", "safety", "multilingual", "vision"),
    *("policy", "retrieval", "data", "human", "feedback", "benchmark", "task", "method"),
]


def corpus(path: Path, count: int) -> None:
    """A seeded corpus of our own, of about the size of real records."""
    chance = random.Random(7)  # noqa: S311 - not for secrets
    with path.open("w") as stream:
        for number in range(count):
            title = " ".join(chance.choices(WORDS, k=7)).title() + f" {number}"
            abstract = ". ".join(" ".join(chance.choices(WORDS, k=14)).capitalize() for _ in range(12)) + "."
            authors = [{"family": f"Family{chance.randrange(count)}", "given": "A."} for _ in range(5)]
            date = f"{chance.randrange(2018, 2026)}-{chance.randrange(1, 13):02}"
            record = {
                "title": title,
                "authors": authors,
                "date": date,
                "abstract": abstract,
                "links": {"arxiv": f"{20 + number // 99999:02}01.{number % 99999:05}"},
            }
            stream.write(json.dumps({**record, "provenance": {"source": "synthetic"}}) + "\n")


def measure(*commands: Sequence[str], cwd: Path) -> dict[str, float]:
    """Wall and CPU seconds of commands one after the other, and the memory of the largest process in MB."""
    os.sync()  # what was written before is nobody's business any more
    wall, cpu, memory = time.perf_counter(), 0.0, 0.0
    for command in commands:
        process = subprocess.Popen(
            command, cwd=cwd, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        _, status, used = os.wait4(process.pid, 0)
        if status != 0:
            raise SystemExit(
                f"{' '.join(command)} failed: {process.stderr.read().decode()[-500:] if process.stderr else ''}"
            )
        cpu += used.ru_utime + used.ru_stime
        memory = max(memory, used.ru_maxrss / (1024 if sys.platform == "linux" else 1024**2))
    return {"wall": time.perf_counter() - wall, "cpu": cpu, "memory": memory}


def environment() -> dict[str, str]:
    """With the bytecode that every installed program has, ours as the others'."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": str(BENCHMARKS.parent), "NO_MKDOCS_2_WARNING": "1"}


def make_index(root: Path, source: Path, topics: Path | None) -> None:
    subprocess.run([*PAPERDEX, "new", str(root)], check=True, env=environment(), stdout=subprocess.DEVNULL)
    config = root / "mkdocs.yml"
    config.write_text(
        config.read_text().replace('site_url: ""', "site_url: https://papers.example/")
    )  # without one there are no feeds
    if topics:
        shutil.copy(topics, root / "content/topics.yaml")
    subprocess.run(
        [*PAPERDEX, "-C", str(root), "import", str(source)],
        check=False,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def put_aside(path: Path) -> None:
    """Deleting it first would slow down whoever writes next: a file system looks longer for places that have just
    become free.
    """
    if path.exists():
        path.rename(Path(tempfile.mkdtemp(dir=path.parent, prefix=".old-")) / path.name)


def hugo_tree(root: Path) -> Path:
    """The generated pages and the same shell for Hugo: every page is a branch bundle, since they nest."""
    hugo = root / "build/hugo"
    put_aside(hugo)
    shutil.copytree(BENCHMARKS / "hugo", hugo)
    shutil.copytree(root / "build/docs/assets", hugo / "static/assets")
    for path in (root / "build/docs").rglob("index.md"):
        target = hugo / "content" / path.relative_to(root / "build/docs").with_name("_index.md")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    return hugo


def pairs(one: Callable[[], dict[str, float]], other: Callable[[], dict[str, float]], runs: int) -> dict[str, object]:
    """Both in turn; medians, and the ratio of wall times with its spread."""
    found = [(one(), other()) for _ in range(runs)]
    ratios = [first["wall"] / second["wall"] for first, second in found]
    return {
        "ours": medians([first for first, _ in found]),
        "other": medians([second for _, second in found]),
        "ratio": statistics.median(ratios),
        "ratio_range": [min(ratios), max(ratios)],
    }


def typical(one: Callable[[], dict[str, float]], runs: int) -> dict[str, float]:
    """Medians of several runs: seconds are few, and the machine has its moods."""
    return medians([one() for _ in range(runs)])


def medians(found: Sequence[dict[str, float]]) -> dict[str, float]:
    return {key: statistics.median(run[key] for run in found) for key in ("wall", "cpu", "memory")}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--topics", type=Path, help="a topics.yaml for the corpus")
    parser.add_argument("-n", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="paperdex-bench-") as name:
        print(json.dumps(bench(Path(name), options), indent=2))


def bench(work: Path, options: argparse.Namespace) -> dict[str, object]:
    source = work / "corpus.jsonl"
    if options.corpus:
        with options.corpus.open() as lines:
            source.write_text("".join(line for _, line in zip(range(options.n), lines, strict=False)))
    else:
        corpus(source, options.n)
    root, tree = work / "index", work / "tree"
    make_index(root, source, options.topics)
    shutil.copytree(root, tree)
    subprocess.run(
        [*PAPERDEX, "generate"], cwd=tree, check=True, env=environment(), stdout=subprocess.DEVNULL
    )  # what the others render

    def fresh() -> dict[str, float]:
        put_aside(root / "build")
        put_aside(root / "site")
        return measure([*PAPERDEX, "build"], cwd=root)

    def stock() -> dict[str, float]:
        put_aside(tree / "build/stock")
        return measure(
            [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", "build/stock"],
            [sys.executable, "-m", "pagefind", "--site", "build/stock", "--quiet"],
            cwd=tree,
        )

    def hugo() -> dict[str, float]:
        shell = hugo_tree(tree)
        return measure(
            [sys.executable, "-m", "hugo", "--quiet"],
            [sys.executable, "-m", "pagefind", "--site", "public", "--quiet"],
            cwd=shell,
        )

    def zensical() -> dict[str, float]:
        put_aside(tree / ".cache")
        put_aside(tree / "site")
        return measure([sys.executable, "-m", "zensical", "build", "--clean"], cwd=tree)

    records = sorted((root / "content/papers").rglob("*.yaml"))
    chance = random.Random(7)  # noqa: S311 - not for secrets

    def one_edit() -> dict[str, float]:
        path = chance.choice(records)
        path.write_text(path.read_text().replace('title: "', 'title: "Edited ', 1))
        return measure([*PAPERDEX, "build"], cwd=root)

    results: dict[str, object] = {"papers": len(records), "cores": os.cpu_count(), "python": sys.version.split()[0]}
    results["hugo_pagefind"] = pairs(fresh, hugo, options.runs)
    results["mkdocs_pagefind"] = pairs(fresh, stock, options.runs)
    results["zensical"] = pairs(fresh, zensical, 1)
    results["full"] = fresh()
    results["one_edit"] = typical(one_edit, 3 * options.runs)
    results["nothing_changed"] = typical(lambda: measure([*PAPERDEX, "build"], cwd=root), options.runs)
    files = [path for path in (root / "site").rglob("*") if path.is_file()]
    results["site"] = {
        "files": len(files),
        "bytes_per_paper": sum(path.stat().st_size for path in files) // max(len(records), 1),
    }

    def check() -> dict[str, float]:
        return measure([*PAPERDEX, "check"], cwd=root)

    def check_all() -> dict[str, float]:
        for name in ("store", "store-wal", "store-shm"):
            put_aside(root / "build" / name)
        return check()

    results["check_cold"] = typical(check_all, 2 * options.runs - 1)
    results["check_warm"] = typical(check, 2 * options.runs - 1)
    (BENCHMARKS / "results.json").write_text(json.dumps(results, indent=2) + "\n")
    return results


if __name__ == "__main__":
    main()
