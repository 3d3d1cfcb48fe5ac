"""JSON Feed 1.1, the site's feed for programs; https://www.jsonfeed.org/version/1.1/."""

from collections.abc import Iterable, Mapping
from typing import Any

import orjson

from paperdex.catalog.vocabulary import Topic
from paperdex.pages.exports import reference
from paperdex.pages.exports.atom import instant
from paperdex.records.facts import updated
from paperdex.records.paper import Paper


def dump(head: Mapping[str, Any], items: Iterable[Mapping[str, Any]]) -> str:
    """The text of a feed; `head` holds its own fields, such as `title` and `feed_url`."""
    feed = {"version": "https://jsonfeed.org/version/1.1", **head, "items": list(items)}
    return orjson.dumps(feed, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode()


def item(paper: Paper, page: str, topics: Iterable[Topic]) -> dict[str, Any]:
    """The item of one paper: `{"id": page, "url": page, "title": "A Paper", ...}`."""
    values = {
        "id": page,
        "url": page,
        "external_url": reference.address(paper) or reference.permanent_address(paper),
        "title": f"[{paper.status.kind.capitalize()}] {paper.title}" if paper.status else paper.title,
        "content_text": paper.abstract or paper.title,
        "date_published": instant(paper.date) if paper.date and len(paper.date) == len("2023-07-07") else None,
        "date_modified": instant(updated(paper)),
        "authors": [{"name": author.name} for author in paper.authors],
        "tags": [topic.name for topic in topics],
        "language": paper.language,
    }
    return {name: value for name, value in values.items() if value}
