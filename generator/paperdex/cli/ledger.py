"""The command that keeps addresses; the deploy workflow calls it."""

from pathlib import Path

import click

from paperdex.cli.group import index_in, paperdex
from paperdex.text import plural


@paperdex.command()
@click.pass_obj
def ledger(root: Path) -> int:
    """Add the addresses of all pages to content/addresses.txt, after they were published."""
    from paperdex.commands.ledger import keep

    kept = keep(index_in(root).settings)
    click.echo(f"content/addresses.txt: {plural(kept.addresses, 'address', 'addresses')}, {kept.new:,} new")
    return 0
