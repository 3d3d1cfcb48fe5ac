"""An Awesome README to drafts: parse, sort, read each candidate, choose the papers, account for every line."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from paperdex.findings import Finding
from paperdex.records.draft import Draft
from paperdex.sources.awesome.choice import Verdict, choose
from paperdex.sources.awesome.drafts import NAME, draft_of_entry, shared_identifiers
from paperdex.sources.awesome.entries import read_entry
from paperdex.sources.awesome.heading_topics import HeadingTopics
from paperdex.sources.awesome.line_account import account
from paperdex.sources.awesome.list_entry import ListEntry
from paperdex.sources.awesome.markdown_blocks import parse_markdown
from paperdex.sources.awesome.outline import read_outline
from paperdex.sources.source import ImportFormat, Reading, SourceText
from paperdex.text import fold

_HEADING = re.compile(r"^ {0,3}#{1,6} +\S|^<h[1-6][ >]", re.MULTILINE | re.IGNORECASE)
_LINK = re.compile(r"\]\(\s*<?https?://|<a\s[^>]{0,300}href\s*=", re.IGNORECASE)
_ENTRY = re.compile(r"^\s*(?:[-*+]|[0-9]{1,4}[.)]|\||<(?:li|tr|p|td)\b|\*\*|#{2,6} )", re.MULTILINE | re.IGNORECASE)


def recognises(text: str) -> bool:
    """Whether a text is Markdown with links in what could be entries. Ask the stricter readers first."""
    head = text.lstrip("\ufeff \t\r\n")
    if head.startswith(("{", "<?xml", "@", "%PDF", "TY  -")) or re.match(r"<!doctype|<html", head, re.IGNORECASE):
        return False
    links = len(_LINK.findall(text))
    return links >= 1 and bool(_ENTRY.search(text)) and (links >= 3 or bool(_HEADING.search(text)))


def read(source: SourceText) -> Reading:
    """Drafts in the order of the list, repeated ones with the topics of all their places; findings for the rest."""
    text = source.text.replace("\r\n", "\n")
    found = read_outline(parse_markdown(text))
    entries = [entry for candidate in found.candidates if (entry := read_entry(candidate))]
    verdicts = choose(entries)
    chosen = [entry for entry, verdict in zip(entries, verdicts, strict=True) if verdict is Verdict.PAPER]
    left = [(entry, verdict) for entry, verdict in zip(entries, verdicts, strict=True) if verdict is not Verdict.PAPER]
    topics = HeadingTopics()
    own = [topics.of(entry.candidate.path) for entry in chosen]
    drafts, findings = _drafts(chosen, own, source)
    findings.extend(
        account(text.split("\n"), found, [(entry.candidate.first, entry.candidate.last) for entry in chosen], left)
    )
    return Reading(_with_united_topics(drafts), findings, topics.proposals)


def _drafts(
    entries: Sequence[ListEntry], topics: Sequence[str | None], source: SourceText
) -> tuple[list[Draft], list[Finding]]:
    drafts: list[Draft] = []
    findings: list[Finding] = []
    for entry, topic in zip(entries, topics, strict=True):
        made, remarks = draft_of_entry(entry, [topic] if topic else [], source)
        drafts.extend([made] if made else [])
        findings.extend(remarks)
    return drafts, findings


def _with_united_topics(drafts: Sequence[Draft]) -> list[Draft]:
    """Entries of one paper each with the topics of all of them: a person may take any of these away later."""
    groups: dict[str, list[str]] = {}
    for each in drafts:
        keys = _keys(each.values)
        known = [groups[key] for key in keys if key in groups]
        united = list(
            dict.fromkeys([slug for topics in known for slug in topics] + list(each.values.get("topics", [])))
        )
        for topics in known:
            topics[:] = united
        for key in keys:
            groups[key] = known[0] if known else groups.get(key, united)
        if len(known) > 1:
            for key, topics in groups.items():
                if any(topics is other for other in known):
                    groups[key] = known[0]
    return [
        Draft(_with_topics(each.values, groups[_keys(each.values)[0]]), each.lines, each.confidence) for each in drafts
    ]


def _keys(values: Mapping[str, Any]) -> list[str]:
    return [*shared_identifiers(values), f"title:{fold(values['title']) or values['title']}"]


def _with_topics(values: Mapping[str, Any], topics: Sequence[str]) -> Mapping[str, Any]:
    own = list(values.get("topics", []))
    united = [*own, *(slug for slug in topics if slug not in own)]
    return {**values, "topics": united} if united else values


FORMAT = ImportFormat(
    name=NAME,
    title="a list of papers in Markdown, such as an Awesome README",
    recognises=recognises,
    read=read,
)
