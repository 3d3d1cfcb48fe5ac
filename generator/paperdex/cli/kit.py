"""Commands that make an index, keep it up to date, and do what its workflows call."""

import shlex
from datetime import UTC, datetime
from pathlib import Path

import click

from paperdex.cli.group import PROBLEMS, index_in, paperdex, print_findings
from paperdex.text import plural


@paperdex.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def new(folder: Path) -> int:
    """Make a new, empty index in DIR: content, settings, workflows, README."""
    from paperdex.commands.new import new_index

    requirement = new_index(folder)
    click.echo(f"{folder}: a new index. To look at it: cd {shlex.quote(str(folder))} && make serve")
    if " @ file:" in requirement:
        click.echo(
            f"{folder}/requirements.txt names the Paperdex of this computer; "
            "before you publish, put its Git address or a version there",
            err=True,
        )
    return 0


@paperdex.command("pr-report")
@click.option("--base", required=True, metavar="REV", help="The Git revision that the change is compared with.")
@click.option(
    "--today",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day after which a date lies in the future; else the present one.",
)
@click.pass_obj
def pr_report(root: Path, base: str, day: datetime | None) -> int:
    """Say what has changed since a revision, and what is wrong with it, as Markdown for one comment."""
    from paperdex.commands.pr_report import pr_report as reported

    text, has_errors = reported(index_in(root).settings, base, today=(day or datetime.now(UTC)).date())
    click.echo(text.encode(), nl=False)
    return PROBLEMS if has_errors else 0


@paperdex.command("from-issue")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def from_issue(root: Path, file: Path) -> int:
    """Make a record, or a change of one, of an issue that was filled in on a form; FILE holds the issue's text."""
    from paperdex.cli.network import today
    from paperdex.commands.from_issue import as_markdown
    from paperdex.commands.from_issue import from_issue as taken_over

    result = taken_over(index_in(root).settings, file, today=today())
    click.echo(as_markdown(result).encode(), nl=False)
    return PROBLEMS if result.has_errors else 0


@paperdex.command()
@click.pass_obj
def upgrade(root: Path) -> int:
    """Bring the records of an older Paperdex to the form of this one."""
    from paperdex.commands.upgrade import upgrade as upgraded

    result = upgraded(index_in(root).settings)
    print_findings(result.records.findings)
    schema = ", and record.schema.json" if result.is_schema_new else ""
    click.echo(f"from version {result.before}: {plural(len(result.records.changed), 'record')} written anew{schema}")
    return PROBLEMS if result.records.findings else 0
