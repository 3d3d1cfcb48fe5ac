"""Errors that end a run and that a person can mend. Faults in content are findings, not errors."""

from pathlib import Path


class PaperdexError(Exception):
    """Cannot go on: wrong usage or an unreadable input. The command line prints it as one line, exit code 2."""

    def __init__(
        self, message: str, *, file: Path | str | None = None, line: int | None = None, column: int | None = None
    ) -> None:
        place = ":".join(str(part) for part in (file, line, column) if part is not None)
        super().__init__(f"{place}: {message}" if place else message)
        self.message = message
        self.file = file
        self.line = line
        self.column = column
