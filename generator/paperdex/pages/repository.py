"""Where a record can be changed at the repository's host: its editor, and a form for people without Git."""

from typing import NamedTuple
from urllib.parse import quote, urlencode, urlsplit

from paperdex.settings import Settings


class Fix(NamedTuple):
    """Addresses at the host."""

    edit: str
    report: str


def fix(settings: Settings, path: str, paper_id: str, title: str) -> Fix | None:
    """How to mend the record that lies at `path`; None where the index names no repository."""
    base = (settings.options.repository or "").rstrip("/").removesuffix(".git")
    if not base:
        return None
    host = urlsplit(base).hostname or ""
    file = f"{quote(settings.options.branch)}/{quote(path)}"
    subject = f"Fix: {title}"
    body = f"Record: {paper_id}\n\nWhat is wrong, and what would be right (with an address that says so):\n"
    if "gitlab" in host:
        return Fix(
            f"{base}/-/edit/{file}",
            f"{base}/-/issues/new?{urlencode({'issue[title]': subject, 'issue[description]': body})}",
        )
    if any(name in host for name in ("codeberg", "gitea", "forgejo")):
        return Fix(f"{base}/_edit/{file}", f"{base}/issues/new?{urlencode({'title': subject, 'body': body})}")
    # The fields of .github/ISSUE_TEMPLATE/fix-record.yml by their ids; where there is no such form, GitHub opens an
    # empty issue.
    return Fix(
        f"{base}/edit/{file}",
        f"{base}/issues/new?{urlencode({'template': 'fix-record.yml', 'title': subject, 'record': paper_id})}",
    )
