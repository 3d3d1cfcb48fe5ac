"""Commands that ask services on the network, and the report on what there is to ask."""

import json
import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import click

from paperdex.cli.group import PROBLEMS, index_in, paperdex, print_findings
from paperdex.findings import as_github, as_json, place_order
from paperdex.text import plural


def today() -> str:
    return datetime.now(UTC).date().isoformat()


@paperdex.command()
@click.argument("papers", metavar="ID-OR-URL...", nargs=-1, required=True)
@click.option(
    "--topic",
    "topics",
    metavar="SLUG",
    multiple=True,
    help="A topic; may be given several times. Without it, topics are proposed.",
)
@click.option("--note", help="Why the paper is in the index.")
@click.option("--dry-run", is_flag=True, help="Say what would be done; write nothing.")
@click.option("--json", "is_json", is_flag=True, help="Print one JSON object.")
@click.pass_obj
def add(
    root: Path, papers: tuple[str, ...], topics: tuple[str, ...], note: str | None, dry_run: bool, is_json: bool
) -> int:
    """Make records of papers: arXiv ids, DOIs, addresses at OpenReview, ACL Anthology, Hugging Face."""
    from paperdex.commands.add import add as added

    result = added(index_in(root).settings, papers, today=today(), topics=topics, note=note, dry_run=dry_run)
    if is_json:
        click.echo(json.dumps(result.as_dict(), ensure_ascii=False, indent=2))
        return PROBLEMS if result.has_errors else 0
    print_findings(result.problems)
    for outcome, paper in result.papers:
        proposed = " (proposed)" if "topics" in paper.provenance.proposed else ""
        click.echo(
            f"{outcome} {paper.id}: {paper.title}"
            + (f"; topics: {', '.join(paper.topics)}{proposed}" if paper.topics else "")
        )
    if dry_run or not result.papers:
        click.echo("nothing was changed", err=True)
    return PROBLEMS if result.has_errors else 0


@paperdex.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--changed-since", metavar="REV", help="Only the links that are new since this Git revision.")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "github", "json"]),
    default="text",
    help="How findings are printed.",
)
@click.pass_obj
def links(root: Path, files: tuple[Path, ...], changed_since: str | None, format_name: str) -> int:
    """Ask politely whether the links of all records, or of FILES, still work."""
    from paperdex.commands.links import check_links

    result = check_links(
        index_in(root).settings, files, today=today(), since=changed_since, progress=partial(_show_progress, "host")
    )
    findings = sorted(result.findings, key=place_order)
    if format_name == "json":
        click.echo(as_json(findings))
    elif format_name == "github":
        for finding in findings:
            click.echo(as_github(finding))
    else:
        print_findings(findings)
    click.echo(f"{plural(result.checked, 'link')} checked", err=True)
    return PROBLEMS if result.has_errors else 0


@paperdex.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--write", is_flag=True, help="Change the records, for a commit that somebody looks through.")
@click.option("--json", "is_json", is_flag=True, help="Print one JSON object.")
@click.pass_obj
def refresh(root: Path, files: tuple[Path, ...], write: bool, is_json: bool) -> int:
    """Find published versions, withdrawals and retractions, of all papers or those of FILES."""
    from paperdex.commands.refresh import refresh as refreshed

    result = refreshed(index_in(root).settings, files, write=write, progress=partial(_show_progress, "record"))
    if is_json:
        click.echo(json.dumps(result.as_dict(), ensure_ascii=False, indent=2))
        return PROBLEMS if result.has_errors else 0
    print_findings(result.problems)
    for file, change in result.changes:
        click.echo(
            f"{file}: {change.field}: {_shown(change.old)} -> {_shown(change.new)}\n"
            f"    {change.reason}: {change.evidence}"
        )
    done = "changed" if write else "proposed, nothing was changed (--write does it)"
    click.echo(
        f"{plural(result.checked, 'record')} asked after: {plural(len(result.changes), 'change')} {done}"
        if result.changes
        else "nothing new"
    )
    return PROBLEMS if result.has_errors else 0


@paperdex.command()
@click.option("--today", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day to report on; else the present one.")
@click.option("--json", "is_json", is_flag=True, help="Print one JSON object.")
@click.pass_obj
def report(root: Path, day: datetime | None, is_json: bool) -> int:
    """Say what the records lack, and what has gone stale."""
    from paperdex.commands import report as reporting

    settings, date = index_in(root).settings, day.date().isoformat() if day else today()
    coverage = reporting.report(settings, date)
    if is_json:
        click.echo(json.dumps(reporting.as_dict(coverage, date), ensure_ascii=False, indent=2))
    else:
        click.echo(reporting.as_markdown(coverage, settings, date), nl=False)
    return 0


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {item}" for name, item in value.items())
    return "nothing" if value is None else str(value)


def _show_progress(noun: str, done: int, total: int) -> None:
    """On a terminal; in a pipe there is nobody to wait."""
    if sys.stderr.isatty():
        click.echo(f"\r{done:,} of {plural(total, noun)}", err=True, nl=done == total)
