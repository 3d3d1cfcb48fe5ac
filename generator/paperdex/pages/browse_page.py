"""A table of all papers for people who think in tables; scripts draw it of one compact file.

::

    browse/papers.json  {"topics": [[slug, name]], "venues": [[slug, name]], "rows": [row, ...]}, newest first
    row                 [id, title, first author or group, number of authors, date, venue, topics, 1 with code]

Venues and topics are numbers in the lists of them, and a venue that is not known is -1. Most ids are the beginning
of the title's letters and digits: of those only the length is given. 10,000 papers take 1.3 MB, before compression.
"""

import re
from typing import Any

import orjson

from paperdex.catalog import addresses
from paperdex.catalog.view import View
from paperdex.pages.math import without_tex
from paperdex.pages.page import Page, RowFile
from paperdex.pages.render import Renderer
from paperdex.pages.strings import say
from paperdex.records.facts import venue_slug
from paperdex.records.paper import Paper

DATA = f"{addresses.BROWSE}papers.json"


def browse_page(renderer: Renderer) -> Page:
    return renderer.page(
        addresses.BROWSE,
        say("places.browse"),
        "browse.md.j2",
        kind="browse",
        description=say("browse.description"),
        total=renderer.view.count("all"),
    )


def table_file(view: View) -> RowFile:
    """The file that the table is drawn of."""
    topics = {topic.slug: number for number, topic in enumerate(view.tree.topics)}
    names = sorted((each.slug, each.name) for each in view.names("venue"))
    venues = {slug: number for number, (slug, _) in enumerate(names)}
    lists = _text({"topics": [[topic.slug, topic.name] for topic in view.tree.topics], "venues": names})
    return RowFile(
        DATA,
        "all",
        [(item.id,) for item in view.shelf("all")],
        lambda paper_id: _text(_row(view.paper(paper_id), view, topics, venues)),
        before=f'{lists.removesuffix("}")},"rows":[',
        between=",",
        after="]}",
    )


def _text(value: Any) -> str:
    return orjson.dumps(value).decode()


def beginning(title: str) -> str:
    """What an id of the title begins with, unless there was more to it; browse.js does the same."""
    return re.sub("[^a-z0-9]+", "-", title.lower()).strip("-")


def _row(paper: Paper, view: View, topics: dict[str, int], venues: dict[str, int]) -> list[Any]:
    title = without_tex(paper.title)
    who = paper.authors[0].short_name if paper.authors else paper.organization.name if paper.organization else ""
    return [
        len(paper.id) if beginning(title)[: len(paper.id)] == paper.id else paper.id,
        title,
        who,
        paper.number_of_authors or 0,
        paper.date or "",
        venues[venue_slug(paper.venue.id, paper.venue.name)] if paper.venue else -1,
        [topics[topic.slug] for topic in view.topics_of(paper)],
        int(bool(paper.links.code)),
    ]
