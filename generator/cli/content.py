"""Commands that judge the content, put it into form, and change it without breaking an address."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import click

from generator.cli.group import PROBLEMS, paperdex
from generator.findings import Finding, Severity, as_github, as_json, as_text
from generator.settings import read_settings
from generator.text import plural

_FILES = click.argument("files", nargs=-1, type=click.Path(path_type=Path))


@paperdex.command()
@_FILES
@click.option("--format", "format_name", type=click.Choice(["text", "github", "json"]), default="text", help="How findings are printed.")
@click.option("--changed-since", metavar="REV", help="Say only what concerns files that changed since this Git revision.")
@click.option("--today", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day after which a date lies in the future; else the present one.")
@click.pass_obj
def check(root: Path, files: tuple[Path, ...], format_name: str, changed_since: str | None, day: datetime | None) -> int:
    """Say everything that is wrong with the content, or with FILES; all is compared with all."""
    from generator.commands import check as checking

    result = checking.check(read_settings(root), files, since=changed_since, today=_day(day))
    _print(result.findings, format_name)
    click.echo(_summary(result.findings, result.checked), err=True)
    return PROBLEMS if result.has_errors else 0


@paperdex.command()
@_FILES
@click.option("--check", "is_trial", is_flag=True, help="Write nothing; say which files would change, and exit with 1 if any would.")
@click.pass_obj
def fmt(root: Path, files: tuple[Path, ...], is_trial: bool) -> int:
    """Put all records, or FILES, into their canonical form."""
    from generator.commands import fmt as formatting

    result = formatting.fmt(read_settings(root), files, is_trial=is_trial)
    _print(result.findings, "text")
    for path in result.changed:
        click.echo(f"{path}: {'is not in canonical form' if is_trial else 'written anew'}")
    click.echo(f"{plural(len(result.changed), 'file')} {'to be ' if is_trial else ''}written anew, {result.unchanged:,} in canonical form", err=True)
    return PROBLEMS if result.findings or (is_trial and result.changed) else 0


@paperdex.command()
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to a file instead of the terminal.")
def schema(output: Path | None) -> int:
    """Print the JSON Schema of a record, for editors and other programs."""
    from generator.commands.schema import schema_text, write_schema

    if output:
        write_schema(output)
    else:
        click.echo(schema_text(), nl=False)
    return 0


def _day(day: datetime | None) -> date:
    return (day or datetime.now(UTC)).date()


def _print(findings: Sequence[Finding], format_name: str) -> None:
    if format_name == "json":
        click.echo(as_json(findings))
    else:
        for finding in findings:
            click.echo(as_github(finding) if format_name == "github" else as_text(finding))


def _summary(findings: Sequence[Finding], checked: int) -> str:
    counts = [(sum(finding.severity is severity for finding in findings), severity) for severity in Severity]
    said = ", ".join(plural(count, "note" if severity is Severity.INFO else severity) for count, severity in counts if count)
    return f"{plural(checked, 'file')} checked: {said or 'no problems'}"
