"""The command line: arguments, printing, exit codes. The only room that prints.

Exit codes: 0 fine, 1 problems found in the content, 2 wrong usage or an unreadable input.
"""

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import NoReturn

import click

from paperdex.cli import content, exchange, kit, ledger, network, site
from paperdex.cli.group import UNUSABLE, paperdex
from paperdex.errors import PaperdexError

__all__ = ["content", "exchange", "kit", "ledger", "main", "network", "run", "site"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; every error that a person can cause is one line."""
    # Ten thousand records are a million objects, none of them garbage; to look for some is a fifth of the work.
    gc.set_threshold(500_000, 50, 100)
    try:
        result = paperdex.main(
            args=list(argv) if argv is not None else None, prog_name="paperdex", standalone_mode=False
        )
    except click.exceptions.Abort:
        click.echo("paperdex: stopped", err=True)
        return 130
    except click.ClickException as error:
        error.show()
        return UNUSABLE
    except PaperdexError as error:
        click.echo(f"paperdex: {error}", err=True)
        return UNUSABLE
    except BrokenPipeError:
        # The reader of our output has gone (`paperdex export jsonl | head`).
        _forget_output()
        return 0
    except OSError as error:
        # Doors say better what cannot be read or written; this is for what has none: a full disk behind `>`, a folder
        # that went away.
        _forget_output()
        click.echo(f"paperdex: {error.filename or 'the output'}: {error.strerror or error}", err=True)
        return UNUSABLE
    return result if isinstance(result, int) else 0


def run() -> NoReturn:
    """Run one command as a process of its own, and end it."""
    code = main()
    with suppress(OSError, ValueError):
        sys.stdout.flush()
        sys.stderr.flush()
    # Python would take ten thousand records apart one by one, which takes longer than many a command.
    os._exit(code)


def _forget_output() -> None:
    """What is still buffered goes nowhere, or Python would say at the end that it could not be written."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
