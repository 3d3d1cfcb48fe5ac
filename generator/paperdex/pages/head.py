"""What a page tells programs in its head: Zotero and Google Scholar (`citation_*`), previews (Open Graph), search
engines (JSON-LD), harvesters (FAIR Signposting) and feed readers.

Each thing is said once. The abstract is the page's description, where Zotero takes it from
(https://github.com/zotero/translators, Embedded Metadata.js) and previews too, which cut it as long as they want it.

Finished tags, which the theme's templates take as they are. What is not known is left out: without an author's name
there is no `citation_*`, which would be no citation. There is no `cite-as` either: it has to lead back to the page
that gives it, and the papers are other people's (https://signposting.org/FAIR/).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import escape
from typing import Any

import orjson

from paperdex.catalog import addresses
from paperdex.catalog.view import View
from paperdex.export_formats import BESIDE_PAPERS
from paperdex.pages import card_size
from paperdex.pages.exports import reference
from paperdex.pages.feeds import feed_of
from paperdex.pages.page import FinishedPage, Page
from paperdex.records import identifiers
from paperdex.records.facts import NEVER, updated
from paperdex.records.paper import Author, Paper
from paperdex.settings import Settings

Tag = Mapping[str, str]
"""Attributes of a `<meta>` or a `<link>`."""

# Ranks above everything else that Zotero looks at: https://github.com/zotero/translators, Embedded Metadata.js.
_ZOTERO = {
    "preprint": "preprint",
    "article": "journalArticle",
    "conference-paper": "conferencePaper",
    "book": "book",
    "chapter": "bookSection",
    "thesis": "thesis",
    "report": "report",
    "dataset": "dataset",
    "other": "document",
}
_SCHEMA = {"book": "Book", "chapter": "Chapter", "thesis": "Thesis", "report": "Report", "dataset": "Dataset"}
_CONTAINER = {
    "article": "citation_journal_title",
    "conference-paper": "citation_conference_title",
    "chapter": "citation_book_title",
}
_INSTITUTION = {"thesis": "citation_dissertation_institution", "report": "citation_technical_report_institution"}


class Heads:
    """The heads of one site's pages."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._settings = view.settings

    def complete(self, page: Page) -> Page:
        """The page with what belongs in its head, as the front matter's `head`."""
        return replace(page, make=lambda: self._completed(page.make()))

    def _completed(self, page: FinishedPage) -> FinishedPage:
        address = _address(page.path)
        kind, description = str(page.meta.get("kind", "")), str(page.meta.get("description", ""))
        if kind == "paper":
            metas, links, data = self._paper(self._view.paper(address.split("/")[1]), page.title)
        elif kind == "list" and not address.startswith(addresses.TOPICS):
            # There are thousands of them, and title and description of the page say all that would stand here.
            metas, links, data = [], [], {}
        else:
            metas, links, data = self._list(page.title, address, kind, description)
        tags = [
            *(_tag("meta", values) for values in metas),
            *(_tag("link", values) for values in (*links, *self._feed_links(address))),
        ]
        if data:
            tags.append(f'<script type="application/ld+json">{script_text(data)}</script>')
        return replace(page, meta={**page.meta, "head": "\n".join(tags)}) if tags else page

    def _paper(self, paper: Paper, title: str) -> tuple[list[Tag], list[Tag], dict[str, Any]]:
        page = self._absolute(addresses.paper(paper.id))
        metas: list[Tag] = [
            {"name": name, "content": value} for name, value in _citation(paper, page, self._settings.language)
        ]
        # Zotero takes a page whose type is `website` for a web page, whatever else it says.
        metas += self._preview("article", title, page)
        if paper.date and len(paper.date) == len(NEVER):
            metas.append({"property": "article:published_time", "content": paper.date})
        return metas, list(_paper_links(paper, self._settings)), self._work(paper, page)

    def _list(
        self, title: str, address: str, kind: str, description: str
    ) -> tuple[list[Tag], list[Tag], dict[str, Any]]:
        url = self._absolute(address)
        schema = "WebPage" if kind in ("search", "removed", "moved") else "CollectionPage"
        site = {"@type": "WebSite", "@id": self._absolute(addresses.HOME), "name": self._settings.site_name}
        picture = [] if kind in ("removed", "moved") else list(self._card(address))
        return (
            [*self._preview("website", title, url), *picture],
            [],
            _data(schema, url, name=title, isPartOf=_filled(site), description=description),
        )

    def _preview(self, kind: str, title: str, page: str | None) -> list[Tag]:
        """Open Graph (https://ogp.me), which messengers show; else they take the page's description."""
        values = {"type": kind, "title": title, "url": page}
        return [{"property": f"og:{name}", "content": value} for name, value in values.items() if value]

    def _card(self, address: str) -> Iterator[Tag]:
        """The picture that previews show, which has to be absolute: a topic's own, else the site's."""
        topic = self._view.tree.by_slug.get(address.split("/")[1]) if address.startswith(addresses.TOPICS) else None
        if picture := self._absolute(addresses.card(addresses.topic(topic.slug) if topic else addresses.HOME)):
            values = {
                "": picture,
                ":width": str(card_size.WIDTH),
                ":height": str(card_size.HEIGHT),
                ":alt": topic.name if topic else self._settings.site_name,
            }
            yield from ({"property": f"og:image{name}", "content": value} for name, value in values.items())
            yield {"name": "twitter:card", "content": "summary_large_image"}

    def _work(self, paper: Paper, page: str | None) -> dict[str, Any]:
        """The page and the paper that it is about are two things, and only one of them is ours."""
        links = paper.links
        known = [
            identifiers.doi_url(links.doi) if links.doi else None,
            identifiers.arxiv_url(links.arxiv) if links.arxiv else None,
            reference.address(paper),
        ]
        first, *others = dict.fromkeys(address for address in known if address) or [None]
        work = {
            "@type": _SCHEMA.get(reference.kind(paper), "ScholarlyArticle"),
            "@id": first,
            "headline": paper.title,
            "author": [_person(author) for author in paper.authors],
            "sourceOrganization": {"@type": "Organization", "name": paper.organization.name}
            if paper.organization
            else None,
            "datePublished": reference.issued(paper),
            "inLanguage": paper.language if paper.language != "en" else None,
            "sameAs": others,
        }
        return _data("WebPage", page, mainEntity=_filled(work), dateModified=updated(paper))

    def _feed_links(self, address: str) -> Iterator[Tag]:
        """The site's feed, and that of the list which the page belongs to."""
        base = re.sub(r"page/[0-9]+/$", "", address)
        for page in dict.fromkeys((addresses.HOME, base)):
            if found := feed_of(self._view, page):
                feed = addresses.relative(found.address, address)
                yield {"rel": "alternate", "type": "application/atom+xml", "title": found.title, "href": feed}
        if self._settings.site_url and not address:
            title = self._settings.site_name
            yield {"rel": "alternate", "type": "application/feed+json", "title": title, "href": addresses.JSON_FEED}

    def _absolute(self, address: str) -> str | None:
        return addresses.absolute(self._settings.site_url, address) if self._settings.site_url else None


def _data(kind: str, page: str | None, **values: Any) -> dict[str, Any]:
    return _filled({"@context": "https://schema.org", "@type": kind, "@id": page, **values})


def _tag(name: str, values: Tag) -> str:
    attributes = "".join([f' {key}="{escape(value)}"' for key, value in values.items()])
    return f"<{name}{attributes}>"


def script_text(data: Mapping[str, Any]) -> str:
    """JSON for the inside of `<script>`, which no text in it can end."""
    return orjson.dumps(data).decode().replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _citation(paper: Paper, page: str | None, language: str) -> Iterator[tuple[str, str]]:
    kind = reference.kind(paper)
    yield "z:itemType", _ZOTERO[kind]
    if not paper.authors:
        return
    issued, container, links = reference.issued(paper), paper.container, paper.links
    pages = reference.page_range(paper) or ("", "")
    values = [
        ("citation_title", paper.title),
        *(("citation_author", _name(author)) for author in paper.authors),
        ("citation_publication_date", issued.replace("-", "/") if issued else None),
        ("citation_online_date", paper.date.replace("-", "/") if paper.date and paper.date != issued else None),
        (_CONTAINER.get(kind, ""), reference.container_title(paper)),
        (_INSTITUTION.get(kind, ""), container.publisher if container else None),
        ("citation_volume", container.volume if container else None),
        ("citation_issue", container.issue if container else None),
        ("citation_firstpage", pages[0]),
        ("citation_lastpage", pages[1]),
        ("citation_publisher", container.publisher if container else None),
        ("citation_doi", links.doi),
        ("citation_arxiv_id", links.arxiv),
        ("citation_pdf_url", reference.pdf(paper)),
        ("citation_abstract_html_url", page),
        ("citation_keywords", "; ".join(paper.topics)),
        ("citation_language", paper.language if paper.language != language else None),
    ]
    yield from ((name, value) for name, value in values if name and value)


def _paper_links(paper: Paper, settings: Settings) -> Iterator[Tag]:
    """FAIR Signposting at level 1 but for `cite-as`, and the page's other formats."""
    yield {"rel": "type", "href": "https://schema.org/AboutPage"}
    yield {"rel": "type", "href": f"https://schema.org/{_SCHEMA.get(reference.kind(paper), 'ScholarlyArticle')}"}
    yield from (
        {"rel": "author", "href": f"https://orcid.org/{author.orcid}"} for author in paper.authors if author.orcid
    )
    for ending in settings.options.twins:
        beside = BESIDE_PAPERS[ending]
        yield {"rel": beside.beside or "", "type": beside.media_type, "href": f"../{paper.id}.{ending}"}
    if address := reference.permanent_address(paper):
        yield {"rel": "related", "href": address}


def _person(author: Author) -> dict[str, str]:
    """A literal name may be a group's, so it has no type."""
    if author.literal:
        return {"name": author.literal}
    orcid = {"@id": f"https://orcid.org/{author.orcid}"} if author.orcid else {}
    return {"@type": "Person", **orcid, "name": author.name}


def _name(author: Author) -> str:
    return f"{author.family}, {author.given}" if author.family and author.given else author.name


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}


def _address(path: str) -> str:
    """The address of the page that a Markdown file becomes."""
    name = path.removesuffix(".md")
    return name.removesuffix("index") if name == "index" or name.endswith("/index") else f"{name}/"
