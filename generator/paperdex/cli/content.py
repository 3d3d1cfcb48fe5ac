"""Commands that judge the content, put it into form, and change it without breaking an address."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from paperdex.cli.group import PROBLEMS, index_in, paperdex
from paperdex.findings import Finding, Severity, as_github, as_json, as_text
from paperdex.text import plural

if TYPE_CHECKING:
    from paperdex.commands.desk import DeskResult

_FILES = click.argument("files", nargs=-1, type=click.Path(path_type=Path))


@paperdex.command()
@_FILES
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "github", "json"]),
    default="text",
    help="How findings are printed.",
)
@click.option(
    "--changed-since", metavar="REV", help="Say only what concerns files that changed since this Git revision."
)
@click.option(
    "--today",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day after which a date lies in the future; else the present one.",
)
@click.pass_obj
def check(
    root: Path, files: tuple[Path, ...], format_name: str, changed_since: str | None, day: datetime | None
) -> int:
    """Say everything that is wrong with the content, or with FILES; all is compared with all."""
    result = index_in(root).check(files, since=changed_since, today=_day(day))
    _print(result.findings, format_name)
    click.echo(_summary(result.findings, result.checked), err=True)
    return PROBLEMS if result.has_errors else 0


@paperdex.command()
@_FILES
@click.option(
    "--check",
    "is_trial",
    is_flag=True,
    help="Write nothing; say which files would change, and exit with 1 if any would.",
)
@click.pass_obj
def fmt(root: Path, files: tuple[Path, ...], is_trial: bool) -> int:
    """Put all records, or FILES, into their canonical form."""
    from paperdex.commands import fmt as formatting

    result = formatting.fmt(index_in(root).settings, files, is_trial=is_trial)
    _print(result.findings, "text")
    for path in result.changed:
        click.echo(f"{path}: {'is not in canonical form' if is_trial else 'written anew'}")
    changed = f"{plural(len(result.changed), 'file')} {'to be ' if is_trial else ''}written anew"
    click.echo(f"{changed}, {result.unchanged:,} in canonical form", err=True)
    return PROBLEMS if result.findings or (is_trial and result.changed) else 0


@paperdex.command()
@click.argument("paper_id", metavar="ID")
@click.argument("new_id", metavar="NEW-ID")
@click.pass_obj
def rename(root: Path, paper_id: str, new_id: str) -> int:
    """Give a paper another id; its earlier address leads on."""
    from paperdex.commands.rename import rename as renamed

    return _print_changes(renamed(index_in(root).settings, paper_id, new_id))


@paperdex.command()
@click.argument("paper_id", metavar="ID")
@click.argument("other_id", metavar="OTHER-ID")
@click.pass_obj
def merge(root: Path, paper_id: str, other_id: str) -> int:
    """Make two records one: the first, with what only the second says."""
    from paperdex.commands.merge import merge as merged

    return _print_changes(merged(index_in(root).settings, paper_id, other_id))


@paperdex.command()
@click.argument("paper_id", metavar="ID")
@click.option("--reason", required=True, help="What readers will find at the paper's address.")
@click.pass_obj
def remove(root: Path, paper_id: str, reason: str) -> int:
    """Take a paper out of the index; its address says why, and no import brings it back."""
    from paperdex.commands.remove import remove as removed

    return _print_changes(removed(index_in(root).settings, paper_id, reason, today=_day(None).isoformat()))


@paperdex.group()
def topics() -> None:
    """Change the topics, in topics.yaml and in all records."""


@topics.command("rename")
@click.argument("slug")
@click.argument("new_slug", metavar="NEW-SLUG")
@click.pass_obj
def rename_topic(root: Path, slug: str, new_slug: str) -> int:
    """Give a topic another slug; its earlier address leads on."""
    from paperdex.commands.topics import rename_topic as renamed

    return _print_changes(renamed(index_in(root).settings, slug, new_slug))


@topics.command("merge")
@click.argument("slug")
@click.argument("other_slug", metavar="OTHER-SLUG")
@click.pass_obj
def merge_topics(root: Path, slug: str, other_slug: str) -> int:
    """Make two topics one: the first, with all papers of the second."""
    from paperdex.commands.topics import merge_topics as merged

    return _print_changes(merged(index_in(root).settings, slug, other_slug))


@paperdex.command()
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to a file instead of the terminal."
)
def schema(output: Path | None) -> int:
    """Print the JSON Schema of a record, for editors and other programs."""
    from paperdex.commands.schema import schema_text, write_schema

    if output:
        write_schema(output)
    else:
        click.echo(schema_text(), nl=False)
    return 0


def _day(day: datetime | None) -> date:
    return (day or datetime.now(UTC)).date()


def _print_changes(changes: "DeskResult") -> int:
    for paths, what in ((changes.written, "written"), (changes.removed, "deleted")):
        for path in paths:
            click.echo(f"{path}: {what}")
    _print(changes.findings, "text")
    return 0


def _print(findings: Sequence[Finding], format_name: str) -> None:
    if format_name == "json":
        click.echo(as_json(findings))
    else:
        for finding in findings:
            click.echo(as_github(finding) if format_name == "github" else as_text(finding))


def _summary(findings: Sequence[Finding], checked: int) -> str:
    counts = [(sum(finding.severity is severity for finding in findings), severity) for severity in Severity]
    said = ", ".join(
        plural(count, "note" if severity is Severity.INFO else severity) for count, severity in counts if count
    )
    return f"{plural(checked, 'file')} checked: {said or 'no problems'}"
