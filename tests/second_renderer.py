"""What readers get from two renderers, in a form that can be compared: addresses in full, entities read."""

import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from markup import Element, parse

HEAD = ("title", "meta", "link", "script")


def pages(site: Path) -> dict[str, Element]:
    """Every page by its path, that for addresses that lead nowhere too."""
    return {path.relative_to(site).as_posix(): parse(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")}


def read_by_people(document: Element, name: str) -> dict[str, Any]:
    """A page's text, headings, links, pictures and forms, and all that its head says, structured data too."""
    return {
        "text": document.all("body")[0].line,
        "title": document.all("title")[0].line,
        "headings": [
            (one.tag, one.attributes.get("id"), one.line)
            for one in document.walk()
            if one.tag in ("h1", "h2", "h3", "h4")
        ],
        "links": _resolved(document, name, "a"),
        "pictures": _resolved(document, name, "img", "svg"),
        "controls": _resolved(document, name, "form", "input", "button", "select", "details"),
        "head": _resolved(document, name, "meta", "link", "script"),
        "data": [one.text for one in document.all("script") if one.attributes.get("type") == "application/ld+json"],
    }


def sitemap(site: Path) -> set[str]:
    return {
        str(one.text)
        for one in ET.parse(site / "sitemap.xml").iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")  # noqa: S314 - our own
    }


def others(site: Path) -> dict[str, bytes]:
    """Every file that is no page: search, feeds, downloads, scripts, pictures."""
    found = [
        path for path in site.rglob("*") if path.is_file() and path.suffix != ".html" and path.name != "sitemap.xml"
    ]
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in found}


def _resolved(document: Element, name: str, *tags: str) -> list[tuple[str, dict[str, str]]]:
    """Attributes with addresses as a browser sees them: `topics/` and `./topics/` are the same link."""
    base = f"https://example.org/{name}"
    found = [one for one in document.walk() if one.tag in tags]
    return [
        (
            one.tag,
            {
                key: urljoin(base, value) if key in ("href", "src", "action") else value
                for key, value in one.attributes.items()
            },
        )
        for one in found
    ]
