"""Commands that make the site."""

import threading
from pathlib import Path

import click

from paperdex.cli.group import PROBLEMS, index_in, paperdex, print_findings
from paperdex.errors import PaperdexError
from paperdex.text import plural


@paperdex.command()
@click.pass_obj
def generate(root: Path) -> int:
    """Write only the Markdown tree, build/docs/."""
    index = index_in(root)
    print_findings(index.findings)
    if index.has_errors:
        return PROBLEMS
    changes = index.generate()
    click.echo(f"build/docs: {changes.written} written, {changes.unchanged} unchanged, {changes.removed} removed")
    return 0


@paperdex.command()
@click.option(
    "--renderer",
    type=click.Choice(["mkdocs", "zensical"]),
    default="mkdocs",
    show_default=True,
    help="What turns the Markdown tree into pages.",
)
@click.option("--keep-going", is_flag=True, help="Leave faulty records out and publish the rest.")
@click.option(
    "--shard",
    "part",
    metavar="I/N",
    help="Make only part I of N, one for each of N machines: all parts copied into one folder are the site.",
)
@click.pass_obj
def build(root: Path, renderer: str, keep_going: bool, part: str | None) -> int:
    """Make the website: content/ to site/."""
    from paperdex.commands.build import host_limits
    from paperdex.site.shard import parse_shard

    shard = None if part is None else parse_shard(part)
    if shard and renderer != "mkdocs":
        raise PaperdexError(f"--shard: {renderer} makes whole sites only; leave out one of --shard and --renderer")
    index = index_in(root)
    print_findings(index.findings)
    if index.has_errors and not keep_going:
        click.echo("site/: left as it was (mend what is wrong, or leave it out with --keep-going)", err=True)
        return PROBLEMS
    assembled = index.build(renderer, shard)
    click.echo(f"site/: {f'part {shard} of ' if shard else ''}{plural(len(index.papers), 'paper')}")
    for warning in host_limits(assembled):
        click.echo(warning, err=True)
    return PROBLEMS if index.has_errors else 0


@paperdex.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes any free one.")
@click.pass_obj
def serve(root: Path, port: int) -> int:
    """Preview the website on this machine; it follows every change."""
    from paperdex.commands.serve import serve as serving

    stop = threading.Event()
    try:
        serving(root, port, click.echo, stop)
    except KeyboardInterrupt:
        stop.set()
    return 0
