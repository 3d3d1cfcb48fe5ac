"""What all commands share: the group itself, the index's folder, how findings are printed."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from paperdex import __version__
from paperdex.findings import Finding, Severity, as_text, place_order

if TYPE_CHECKING:
    from paperdex.index import Index

PROBLEMS = 1
UNUSABLE = 2


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="paperdex")
@click.option(
    "-C",
    "--directory",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    default=".",
    help="The folder of the index.",
)
@click.pass_context
def paperdex(context: click.Context, directory: Path) -> None:
    """Turn a repository of paper records into a searchable, citable website."""
    context.obj = directory.resolve()


def index_in(root: Path) -> "Index":
    """The index that a command is about; a `PaperdexError` where the folder is none."""
    from paperdex import index

    return index.open(root)


def print_findings(findings: Iterable[Finding]) -> None:
    """Errors and warnings to standard error; what is only worth knowing is counted."""
    ordered = sorted(findings, key=place_order)
    shown = [finding for finding in ordered if finding.severity is not Severity.INFO]
    for finding in shown:
        click.echo(as_text(finding), err=True)
    if notes := len(ordered) - len(shown):
        click.echo(f"{notes} notes (see --json)", err=True)
