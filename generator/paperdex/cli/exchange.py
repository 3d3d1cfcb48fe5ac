"""Commands that bring records in and give them out."""

import json
import re
from collections.abc import Sequence
from datetime import date as calendar_date
from pathlib import Path

import click

from paperdex.cli.group import PROBLEMS, index_in, paperdex, print_findings
from paperdex.export_formats import names_for_help


class _ImportFormatOption(click.Option):
    """`--format` of an import. Its help names the formats; their readers are loaded only when somebody asks for it."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        from paperdex.sources.formats import help_text

        self.help = f"The format of the files: {help_text()}."
        return super().get_help_record(ctx)


_SHOWN = 10
"""New words that are named; all are under `--json`, and in the file."""


@paperdex.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "format_name", metavar="NAME", default="auto", cls=_ImportFormatOption)
@click.option(
    "--date", help="The day the page was saved, YYYY-MM-DD; else it is taken from the file's name or the page."
)
@click.option("--dry-run", is_flag=True, help="Say what would be done; write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_obj
def import_command(
    root: Path, files: tuple[Path, ...], format_name: str, date: str | None, dry_run: bool, as_json: bool
) -> int:
    """Turn saved pages, lists and bibliographies into records."""
    from paperdex.commands.import_ import import_files

    if date is not None and not _is_day(date):
        raise click.BadParameter(f"{date!r} is not a day such as 2025-10-29", param_hint="--date")
    result = import_files(index_in(root).settings, files, format_name=format_name, date=date, dry_run=dry_run)
    if as_json:
        click.echo(json.dumps(result.as_dict(), ensure_ascii=False, indent=2))
    else:
        print_findings(result.problems)
        _print_new("topics", [topic.slug for topic in result.topics])
        _print_new("venues", [venue.id for venue in result.venues])
        click.echo(
            f"{result.added} added, {result.merged} merged, {result.skipped} unchanged"
            + (" (dry run: nothing written)" if dry_run else "")
        )
    return PROBLEMS if result.has_errors else 0


@paperdex.command(
    help=f"Print the papers in another program's format.\n\nFORMAT is one of {names_for_help()}.",
)
@click.argument("format_name", metavar="FORMAT")
@click.option("--topic", metavar="SLUG", help="Only papers of this topic and the narrower ones.")
@click.option("--year", metavar="YYYY", help="Only papers of this year.")
@click.option("--has-code", is_flag=True, help="Only papers with a link to code.")
@click.option(
    "--query",
    metavar="TEXT",
    help="Only papers with this in title, abstract or authors; case and accents do not matter.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to a file instead of the terminal."
)
@click.pass_obj
def export(
    root: Path,
    format_name: str,
    topic: str | None,
    year: str | None,
    has_code: bool,
    query: str | None,
    output: Path | None,
) -> int:
    from paperdex.commands.export import Filters, save

    index = index_in(root)
    print_findings(index.findings)
    text = index.export(format_name, filters=Filters(topic, year, has_code, query))
    if output:
        save(output, text, format_name)
    else:
        # Bytes: on Windows, text would get a carriage return for every line feed.
        click.echo(text.encode(), nl=False)
    return PROBLEMS if index.has_errors else 0


def _print_new(vocabulary: str, words: Sequence[str]) -> None:
    others = f" and {len(words) - _SHOWN:,} others" if len(words) > _SHOWN else ""
    if words:
        click.echo(f"{len(words):,} new in content/{vocabulary}.yaml: {', '.join(words[:_SHOWN])}{others}")


def _is_day(text: str) -> bool:
    try:
        return bool(re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text)) and bool(calendar_date.fromisoformat(text))
    except ValueError:
        return False
