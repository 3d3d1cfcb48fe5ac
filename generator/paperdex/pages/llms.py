"""`/llms.txt`: what a language model should read of this site first; https://llmstxt.org."""

from collections.abc import Iterator

from paperdex.catalog import addresses
from paperdex.catalog.view import View
from paperdex.export_formats import OF_ALL_PAPERS
from paperdex.pages.exports.markdown import escape
from paperdex.pages.page import Asset
from paperdex.settings import Settings
from paperdex.text import first_sentence, plural, squeeze


def llms(view: View) -> Asset:
    """Title, what it is, and links to the topics, the newest papers, the data and the feeds."""
    settings = view.settings
    blocks = [f"# {escape(squeeze(settings.site_name))}"]
    if settings.site_description:
        blocks.append(f"> {escape(squeeze(settings.site_description))}")
    blocks.append(f"{plural(view.count('all'), 'paper')}, one page each." + _twins(settings))
    for heading, links in (
        ("Data", _data(settings)),
        ("Topics", _topics(view)),
        ("Newest papers", _newest(view)),
        ("Feeds", _feeds(settings)),
    ):
        if lines := "\n".join(links):
            blocks.append(f"## {heading}\n\n{lines}")
    return Asset(addresses.LLMS, ("\n\n".join(blocks) + "\n").encode())


def _twins(settings: Settings) -> str:
    endings = [f"`{addresses.twin('<id>', ending)}`" for ending in settings.options.twins]
    return f" Every paper is also at {', '.join(endings)}." if endings else ""


def _data(settings: Settings) -> Iterator[str]:
    """Formats for programs first: people are offered them in the other order."""
    for each in reversed(OF_ALL_PAPERS):
        yield _link(settings, each.all_papers, addresses.dump(each.ending), each.all_papers_note or each.label)


def _topics(view: View) -> Iterator[str]:
    for topic in view.tree.topics:
        count = plural(view.count(f"topic/{topic.slug}"), "paper")
        yield _link(
            view.settings,
            topic.name,
            addresses.topic(topic.slug),
            f"{count}. {first_sentence(topic.description or '')}".strip(),
        )


def _newest(view: View) -> Iterator[str]:
    settings = view.settings
    is_twin = "md" in settings.options.twins
    for item in view.shelf("all")[: settings.options.newest]:
        paper = view.paper(item.id)
        address = addresses.twin(paper.id, "md") if is_twin else addresses.paper(paper.id)
        yield _link(settings, paper.title, address, first_sentence(paper.abstract or ""))


def _feeds(settings: Settings) -> Iterator[str]:
    if settings.site_url:
        yield _link(settings, "New papers", addresses.feed(), "Atom")
        yield _link(settings, "New papers", addresses.JSON_FEED, "JSON Feed")
        yield _link(settings, "Corrections and retractions", addresses.CORRECTIONS_FEED, "Atom")
        yield _link(settings, "All feeds", addresses.FEEDS, "OPML")


def _link(settings: Settings, name: str, address: str, note: str) -> str:
    return f"- [{escape(name)}]({addresses.absolute(settings.site_url, address)})" + (
        f": {escape(note)}" if note else ""
    )
