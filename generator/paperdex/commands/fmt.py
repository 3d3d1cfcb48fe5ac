"""Records into their canonical form. What they say stays, and so do a person's comments."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from paperdex import yaml_io
from paperdex.catalog.content import Content, read_content
from paperdex.commands.named_files import named_files
from paperdex.errors import PaperdexError
from paperdex.findings import Finding, Severity
from paperdex.records.canonical import canonical
from paperdex.records.folder import record_paths, rewrite_record
from paperdex.records.record import SUFFIX
from paperdex.settings import Settings


@dataclass
class FmtResult:
    """What was written anew, or would be."""

    changed: list[str] = field(default_factory=list)
    """Paths as the user would type them."""
    unchanged: int = 0
    findings: list[Finding] = field(default_factory=list)
    """Faults of files that were left alone for them."""


def fmt(settings: Settings, paths: Sequence[Path] = (), *, is_trial: bool = False) -> FmtResult:
    """Write all records, or those in `paths`, in canonical form; with `is_trial`, nothing is written.

    A record that cannot be read is left alone, and so are the vocabularies, in whose layout a person may have put some
    thought.
    """
    result = FmtResult()
    content = read_content(settings)
    vocabularies = [path for path in (settings.topics, settings.venues) if path.exists()]
    for path in sorted(named_files(settings, paths)) if paths else [*record_paths(settings.papers), *vocabularies]:
        is_vocabulary = path in vocabularies
        if is_vocabulary or path.suffix == SUFFIX:
            is_changed, faults = (False, _faults(path)) if is_vocabulary else _format(path, content, is_trial=is_trial)
            result.findings += [fault.at(settings.shown(path)) for fault in faults]
            result.changed += [settings.shown(path)] if is_changed else []
            result.unchanged += not is_changed and not faults
    return result


def _format(path: Path, content: Content, *, is_trial: bool) -> tuple[bool, Sequence[Finding]]:
    record, faults = content.record_at(path)
    if record is None or record.is_canonical:
        return False, faults
    if is_trial:
        return canonical(record.text, record.paper) != record.text, []
    return rewrite_record(record, record.paper), []


def _faults(path: Path) -> list[Finding]:
    try:
        faults = yaml_io.parse(yaml_io.read_text(path)).faults
    except PaperdexError as error:
        return [Finding(code="unreadable-file", severity=Severity.ERROR, message=error.message)]
    return [
        Finding(code=fault.code, severity=Severity.ERROR, message=fault.message, line=fault.line, column=fault.column)
        for fault in faults
    ]
