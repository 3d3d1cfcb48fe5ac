"""The table of import formats, and the reading of a file by it.

To add a format, write a module that ends with its `FORMAT` and name it in `IMPORT_FORMATS`. The choice of `--format`,
what `auto` tries, the help of the command line and the list in docs/formats.md follow from there.
"""

from paperdex.errors import PaperdexError
from paperdex.findings import nearest
from paperdex.sources import arxiv_atom, awesome, bibtex, csl_json, hf_json, hf_page, records_file, ris
from paperdex.sources.source import ImportFormat, Reading, SourceText

AUTO = "auto"
"""Given for a format: the first that recognises a text reads it."""

IMPORT_FORMATS: tuple[ImportFormat, ...] = (
    # JSON with keys that only one program has comes before records of our own, and a bibliography before pages and
    # lists, which may quote one.
    csl_json.FORMAT,
    hf_json.FORMAT,
    arxiv_atom.FORMAT,
    ris.FORMAT,
    bibtex.FORMAT,
    records_file.FORMAT,
    hf_page.FORMAT,
    # Any Markdown with links may be a list of papers, so this one is asked last.
    awesome.FORMAT,
)


def read(source: SourceText, format_name: str = AUTO) -> Reading:
    """The drafts of one input; a `PaperdexError` where no reader knows it."""
    return (_format_of(source) if format_name == AUTO else _format_by_name(format_name)).read(source)


def help_text() -> str:
    """The choices of `--format` for its help: `auto (looks at them), csl-json (...), ...`."""
    return ", ".join([f"{AUTO} (looks at them)", *(f"{each.name} ({each.title})" for each in IMPORT_FORMATS)])


def _format_of(source: SourceText) -> ImportFormat:
    found = next((candidate for candidate in IMPORT_FORMATS if candidate.recognises(source.text)), None)
    if found is None:
        known = ", ".join(candidate.name for candidate in IMPORT_FORMATS)
        raise PaperdexError(f"no known format (tried {known}); name one with --format", file=source.name)
    return found


def _format_by_name(format_name: str) -> ImportFormat:
    names = {candidate.name: candidate for candidate in IMPORT_FORMATS}
    if format_name not in names:
        meant = nearest(format_name, names)
        raise PaperdexError(
            f"unknown format {format_name!r}; known are {', '.join(names)}"
            + (f" (did you mean {meant!r}?)" if meant else "")
        )
    return names[format_name]
