"""Everything that is wrong with the content, at once."""

import subprocess
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from paperdex.catalog.content import Content, read_content
from paperdex.checks import all_findings
from paperdex.commands.named_files import named_files
from paperdex.errors import PaperdexError
from paperdex.findings import Finding, Severity, place_order
from paperdex.settings import Settings

_OF_OTHERS = {"unknown-topic": "topics", "unknown-venue": "venues"}
"""What a record is blamed for when a word goes from a vocabulary, by the setting that names the vocabulary's file."""


@dataclass(frozen=True)
class CheckResult:
    """What is wrong, in order of place, and how much was looked at."""

    findings: Sequence[Finding]
    checked: int
    """Files."""

    @property
    def has_errors(self) -> bool:
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def check(settings: Settings, paths: Sequence[Path] = (), *, since: str | None = None, today: date) -> CheckResult:
    """Check all content. With `paths`, or a Git revision `since`, only what concerns those files is said, but they are
    compared with all.
    """
    return check_content(read_content(settings), paths, since=since, today=today)


def check_content(
    content: Content, paths: Sequence[Path] = (), *, since: str | None = None, today: date
) -> CheckResult:
    """The same of content that was read already."""
    settings = content.settings
    only = named_files(settings, paths) if paths else None
    if since is not None:
        changed = {path for path in changed_files(settings.root, since) if path.is_relative_to(settings.content)}
        only = changed | (only or set())
    found = all_findings(content.ending_with(only or ()), today)
    concerned = [finding for finding in found if only is None or _concerns(finding, only, settings)]
    shown = sorted((finding.at(settings.shown(Path(finding.file))) for finding in concerned), key=place_order)
    return CheckResult(shown, len(only) if only is not None else _count(content))


def changed_files(root: Path, revision: str) -> frozenset[Path]:
    """Files below `root` that differ from where the present state left `revision`, new and deleted ones included."""
    changed = _git(
        root,
        "diff",
        "--name-only",
        "--no-renames",
        "--relative",
        "-z",
        "--end-of-options",
        fork_point(root, revision),
        "--",
        ".",
    )
    added = _git(root, "ls-files", "--others", "--exclude-standard", "-z")
    return frozenset(root / name for name in (changed + added).split("\0") if name)


def fork_point(root: Path, revision: str) -> str:
    """The commit at which the present state left `revision`."""
    _git(root, "rev-parse", "--is-inside-work-tree")
    _git(
        root,
        "rev-parse",
        "--verify",
        "--quiet",
        "--end-of-options",
        f"{revision}^{{commit}}",
        problem=f"Git knows no revision {revision!r}",
    )
    return _git(root, "merge-base", "--", revision, "HEAD", problem=None).strip() or revision


def text_at(root: Path, path: Path, commit: str) -> str:
    """A file as it was in a commit; nothing where it did not exist."""
    return _git(root, "show", "--end-of-options", f"{commit}:./{path.relative_to(root).as_posix()}", problem=None)


def _git(root: Path, *arguments: str, problem: str | None = "") -> str:
    """What Git prints; where it fails, nothing if `problem` is None, else a `PaperdexError` of that text or of Git's
    own.
    """
    try:
        result = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=False)  # noqa: S603, S607 - our own arguments
    except FileNotFoundError:
        raise PaperdexError(
            "Git is needed to find what has changed, and it is not installed; name the files instead"
        ) from None
    if result.returncode == 0:
        return result.stdout.decode(errors="surrogateescape")
    if problem is None:
        return ""
    said = result.stderr.decode(errors="replace").strip().splitlines()
    raise PaperdexError(problem or f"Git: {said[-1] if said else 'failed and gave no reason'}", file=root)


def _concerns(finding: Finding, only: Collection[Path], settings: Settings) -> bool:
    """Whether a finding is of one of the files, or came about as a vocabulary or a paper changed in one of them."""
    if Path(finding.file) in only:
        return True
    if vocabulary := _OF_OTHERS.get(finding.code):
        return getattr(settings, vocabulary) in only
    if finding.code == "address-vanished" and settings.topics in only:
        return True
    return finding.code in ("unknown-paper", "address-vanished") and any(
        path.is_relative_to(settings.papers) for path in only
    )


def _count(content: Content) -> int:
    faulty = {record.path for record in content.records if record.digest is None}
    return len(content.records) + len({Path(fault.file) for fault in content.faults} - faulty)
