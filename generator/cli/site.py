"""Commands that make the site."""

import threading
from pathlib import Path

import click

from generator.cli.group import PROBLEMS, paperdex, print_findings
from generator.settings import read_settings


@paperdex.command()
@click.pass_obj
def generate(root: Path) -> int:
    """Write only the Markdown tree, build/docs/."""
    from generator.commands import build as building

    settings = read_settings(root)
    loaded = building.load(settings)
    print_findings(loaded.findings)
    if loaded.has_errors:
        return PROBLEMS
    changes = building.generate(settings, loaded.catalog)
    click.echo(f"build/docs: {changes.written} written, {changes.unchanged} unchanged, {changes.removed} removed")
    return 0


@paperdex.command()
@click.pass_obj
def build(root: Path) -> int:
    """Make the website: content/ to site/."""
    from generator.commands import build as building

    settings = read_settings(root)
    loaded = building.load(settings)
    print_findings(loaded.findings)
    if loaded.has_errors:
        return PROBLEMS
    building.build(settings, loaded.catalog)
    click.echo(f"site/: {len(loaded.catalog.papers):,} papers")
    return 0


@paperdex.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes any free one.")
@click.pass_obj
def serve(root: Path, port: int) -> int:
    """Preview the website on this machine; it follows every change."""
    from generator.commands.serve import serve as serving

    stop = threading.Event()
    try:
        serving(root, port, click.echo, stop)
    except KeyboardInterrupt:
        stop.set()
    return 0
