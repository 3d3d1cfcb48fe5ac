"""What curators have still to do, from the records alone: coverage and freshness on a day."""

from collections.abc import Iterable, Sequence
from typing import Any

from paperdex.catalog.coverage import PREPRINT_MONTHS, Coverage, QuietTopic, measure
from paperdex.commands.build import load
from paperdex.pages.markdown import escape_text
from paperdex.records.paper import Paper
from paperdex.settings import Settings
from paperdex.text import plural, readable_date


def report(settings: Settings, today: str) -> Coverage:
    """The state of the index on `today`, YYYY-MM-DD. Faulty records are left out: they are for `paperdex check`."""
    return measure(load(settings).catalog, today)


def as_markdown(coverage: Coverage, settings: Settings, today: str) -> str:
    """For a terminal, an issue or a pull request."""
    sections = (
        _papers(f"On arXiv only for over {PREPRINT_MONTHS} months", coverage.only_preprints),
        _papers("Topics proposed by a rule, unconfirmed", coverage.unconfirmed),
        _papers("Undated", coverage.undated),
        _papers("No abstract", coverage.without_abstract),
        _papers("No code", coverage.without_code),
        _topics(coverage.quiet_topics),
    )
    head = f"# {escape_text(settings.site_name)} on {readable_date(today)}\n\n{plural(coverage.papers, 'paper')}.\n"
    return "\n".join([head, _table(coverage), *(section for section in sections if section)])


def as_dict(coverage: Coverage, today: str) -> dict[str, Any]:
    """The object that `--json` prints; papers by their ids."""
    return {
        "date": today,
        "papers": coverage.papers,
        "fields": dict(coverage.fields),
        "only_preprints": _ids(coverage.only_preprints),
        "unconfirmed_topics": _ids(coverage.unconfirmed),
        "undated": _ids(coverage.undated),
        "without_abstract": _ids(coverage.without_abstract),
        "without_code": _ids(coverage.without_code),
        "quiet_topics": [{"slug": quiet.topic.slug, "newest": quiet.newest} for quiet in coverage.quiet_topics],
    }


def _table(coverage: Coverage) -> str:
    rows = [f"| {name} | {count:,} | {_percent(count, coverage.papers)} |" for name, count in coverage.fields.items()]
    return "\n".join(["| field | papers | share |", "| --- | ---: | ---: |", *rows, ""])


def _percent(count: int, total: int) -> str:
    """Rounded down, so that 100 % means all."""
    return f"{count * 100 // total} %" if total else "-"


def _papers(heading: str, papers: Sequence[Paper]) -> str:
    return _section(
        heading, [f"{escape_text(paper.title)} (`{paper.id}`, {readable_date(paper.date)})" for paper in papers]
    )


def _topics(quiet: Sequence[QuietTopic]) -> str:
    lines = [f"{escape_text(entry.topic.name)} (`{entry.topic.slug}`, {_newest(entry)})" for entry in quiet]
    return _section("Topics without additions for a year", lines)


def _newest(entry: QuietTopic) -> str:
    return f"last on {readable_date(entry.newest)}" if entry.newest else "no papers"


def _section(heading: str, lines: Sequence[str]) -> str:
    return "\n".join([f"## {heading}: {len(lines):,}\n", *(f"- {line}" for line in lines), ""]) if lines else ""


def _ids(papers: Iterable[Paper]) -> list[str]:
    return [paper.id for paper in papers]
