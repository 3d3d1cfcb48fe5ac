"""The permanent addresses of the site, and nothing else: the only place where one is spelled.

An address is written from the site's root without a leading slash: `papers/<id>/`.
"""

from generator.text import slug


def paper(paper_id: str) -> str:
    return f"papers/{paper_id}/"


def topic(topic_slug: str) -> str:
    return f"topics/{topic_slug}/"


def organization(name: str) -> str:
    return f"organizations/{slug(name, prefix='org-')}/"


def venue(venue_slug: str) -> str:
    return f"venues/{venue_slug}/"


def author(author_slug: str) -> str:
    return f"authors/{author_slug}/"


def date(date_text: str | None) -> str:
    """The page of a date: its month where one is known, with the day as anchor."""
    if not date_text:
        return "dates/undated/"
    year, *rest = date_text.split("-")
    page = f"dates/{year}/" + (f"{rest[0]}/" if rest else "")
    return f"{page}#{date_text}" if len(rest) > 1 else page


HOME = ""
TOPICS = "topics/"
DATES = "dates/"
UNDATED = "dates/undated/"
AUTHORS = "authors/"
ORGANIZATIONS = "organizations/"
VENUES = "venues/"
SEARCH = "search/"
