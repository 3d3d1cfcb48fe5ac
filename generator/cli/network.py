"""Commands that ask services on the network, and the report on what there is to ask."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from generator.cli.group import PROBLEMS, paperdex, print_findings
from generator.findings import as_github, as_json, place_order
from generator.settings import read_settings
from generator.text import plural


def today() -> str:
    return datetime.now(UTC).date().isoformat()


@paperdex.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--format", "format_name", type=click.Choice(["text", "json", "github"]), default="text", help="How findings are printed.")
@click.pass_obj
def links(root: Path, files: tuple[Path, ...], format_name: str) -> int:
    """Ask politely whether the links of all records, or of FILES, still work."""
    from generator.commands.links import check_links

    result = check_links(read_settings(root), files, today=today(), progress=_show_progress)
    if format_name == "json":
        click.echo(as_json(sorted(result.findings, key=place_order)))
    elif format_name == "github":
        for finding in sorted(result.findings, key=place_order):
            click.echo(as_github(finding))
    else:
        print_findings(result.findings)
        click.echo(f"{plural(result.checked, 'link')} checked")
    return PROBLEMS if result.has_errors else 0


@paperdex.command()
@click.option("--today", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day to report on; else the present one.")
@click.option("--json", "is_json", is_flag=True, help="Print one JSON object.")
@click.pass_obj
def report(root: Path, day: datetime | None, is_json: bool) -> int:
    """Say what the records lack, and what has gone stale."""
    from generator.commands import report as reporting

    settings, date = read_settings(root), day.date().isoformat() if day else today()
    coverage = reporting.report(settings, date)
    if is_json:
        click.echo(json.dumps(reporting.as_dict(coverage, date), ensure_ascii=False, indent=2))
    else:
        click.echo(reporting.as_markdown(coverage, settings, date), nl=False)
    return 0


def _show_progress(done: int, total: int) -> None:
    """On a terminal; in a pipe there is nobody to wait."""
    if sys.stderr.isatty():
        click.echo(f"\r{done:,} of {plural(total, 'host')}", err=True, nl=done == total)
