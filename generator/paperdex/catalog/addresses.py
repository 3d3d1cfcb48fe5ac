"""The permanent addresses of the site, and nothing else: the only place where one is spelled.

An address is written from the site's root without a leading slash: `papers/<id>/`.
"""

from collections.abc import Sequence
from functools import lru_cache

from paperdex.records.facts import organization_slug


def paper(paper_id: str) -> str:
    return f"papers/{paper_id}/"


def topic(topic_slug: str) -> str:
    return f"topics/{topic_slug}/"


def organization(name: str) -> str:
    return f"organizations/{organization_slug(name)}/"


def venue(venue_slug: str) -> str:
    return f"venues/{venue_slug}/"


def author(author_slug: str) -> str:
    return f"authors/{author_slug}/"


def page(address: str, number: int) -> str:
    """A page of a list that takes several: the first has the list's own address."""
    return address if number == 1 else f"{address}page/{number}/"


def date(date_text: str | None) -> str:
    """The page of a date: its month where one is known, with the day as anchor."""
    if not date_text:
        return "dates/undated/"
    year, *rest = date_text.split("-")
    page = f"dates/{year}/" + (f"{rest[0]}/" if rest else "")
    return f"{page}#{date_text}" if len(rest) > 1 else page


def twin(paper_id: str, ending: str) -> str:
    """A paper in another format: `bib`, `ris`, `json` or `md`."""
    return f"papers/{paper_id}.{ending}"


def topic_bibliography(topic_slug: str) -> str:
    return f"topics/{topic_slug}.bib"


def dump(ending: str) -> str:
    """The whole index in one file: `json`, `jsonl`, `csv` or `bib`."""
    return f"data/papers.{ending}"


def feed(page: str = "") -> str:
    """The feed of a page: of the whole site, a topic, an author, an organisation or a venue."""
    return f"{page}feed.atom"


def card(page: str = "") -> str:
    """The picture that stands for a page elsewhere: for the site or a topic."""
    return f"{page}card.png"


def absolute(site_url: str, address: str) -> str:
    """The address as the world knows it; as it stands where the site has no address of its own."""
    return f"{site_url.rstrip('/')}/{address}" if site_url else address


def relative(address: str, page: str) -> str:
    """The address as a link on the page at another one, so that a site works below any path; folders that both share
    are not said.
    """
    return as_links(f"{ROOT}{address}", page) or "./"


def as_links(text: str, page: str) -> str:
    """The text with every address in it that stands after `ROOT` as a link on a page."""
    for start, way in _ways(page):
        text = text.replace(start, way)
    return text


@lru_cache
def _ways(page: str) -> Sequence[tuple[str, str]]:
    """What becomes of the beginnings of addresses, the longest first."""
    folders = page.split("/")[:-1]
    return [
        (ROOT + "".join(f"{folder}/" for folder in folders[: len(folders) - up]), "../" * up)
        for up in range(len(folders) + 1)
    ]


ROOT = "\0"
"""Stands for the way up to the site's root in a text that is for several pages; no record holds this character."""

HOME = ""
TOPICS = "topics/"
DATES = "dates/"
UNDATED = "dates/undated/"
AUTHORS = "authors/"
ORGANIZATIONS = "organizations/"
VENUES = "venues/"
SEARCH = "search/"
LIBRARY = "library/"
BROWSE = "browse/"
STATS = "stats/"
SCHEMA = "data/record.schema.json"
JSON_FEED = "feed.json"
CORRECTIONS_FEED = "corrections.atom"
FEEDS = "feeds.opml"
LLMS = "llms.txt"
