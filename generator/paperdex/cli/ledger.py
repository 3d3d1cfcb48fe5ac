"""The command that keeps addresses; the deploy workflow calls it."""

from pathlib import Path

import click

from paperdex.cli.group import paperdex
from paperdex.settings import read_settings
from paperdex.text import plural


@paperdex.command()
@click.pass_obj
def ledger(root: Path) -> int:
    """Add the addresses of all pages to content/addresses.txt, after they were published."""
    from paperdex.commands.ledger import keep

    kept = keep(read_settings(root))
    click.echo(f"content/addresses.txt: {plural(kept.addresses, 'address', 'addresses')}, {kept.new:,} new")
    return 0
