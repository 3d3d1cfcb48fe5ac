"""Readers of what people already have: one format a file, any input in, drafts and findings out."""

from collections.abc import Callable
from dataclasses import dataclass

from paperdex.errors import PaperdexError
from paperdex.findings import nearest
from paperdex.sources import arxiv_atom, awesome, bibtex, csl_json, hf_json, hf_page, records_file, ris
from paperdex.sources.source import Reading, SourceText


@dataclass(frozen=True, slots=True)
class Format:
    """A format that can be read."""

    name: str
    recognises: Callable[[str], bool]
    """Whether a text is of this format; the first that says so reads it."""
    read: Callable[[SourceText], Reading]


# The first that recognises a text reads it. JSON with keys that only one program has comes before records of our own,
# and a bibliography before pages and lists, which may quote one.
FORMATS = (
    Format(csl_json.FORMAT, csl_json.recognises, csl_json.read),
    Format(hf_json.FORMAT, hf_json.recognises, hf_json.read),
    Format(arxiv_atom.FORMAT, arxiv_atom.recognises, arxiv_atom.read),
    Format(ris.FORMAT, ris.recognises, ris.read),
    Format(bibtex.FORMAT, bibtex.recognises, bibtex.read),
    Format(records_file.FORMAT, records_file.recognises, records_file.read),
    Format(hf_page.FORMAT, hf_page.recognises, hf_page.read),
    # Any Markdown with links may be a list of papers, so this one is asked last.
    Format(awesome.FORMAT, awesome.recognises, awesome.read),
)


def read(source: SourceText, format_name: str = "auto") -> Reading:
    """The drafts of one input; a `PaperdexError` where no reader knows it."""
    if format_name == "auto":
        found = next((candidate for candidate in FORMATS if candidate.recognises(source.text)), None)
        if found is None:
            known = ", ".join(candidate.name for candidate in FORMATS)
            raise PaperdexError(f"no known format (tried {known}); name one with --format", file=source.name)
        return found.read(source)
    names = {candidate.name: candidate for candidate in FORMATS}
    if format_name not in names:
        meant = nearest(format_name, names)
        raise PaperdexError(
            f"unknown format {format_name!r}; known are {', '.join(names)}"
            + (f" (did you mean {meant!r}?)" if meant else "")
        )
    return names[format_name].read(source)
