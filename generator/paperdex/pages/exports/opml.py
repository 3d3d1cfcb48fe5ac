"""OPML 2.0, the list of feeds that every feed reader imports; http://opml.org/spec2.opml."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from paperdex.pages.exports.xml_text import printable


class Outline(NamedTuple):
    """A feed in the list of feeds. Addresses are absolute."""

    title: str
    feed: str
    page: str


def dump(title: str, groups: Iterable[tuple[str, Sequence[Outline]]]) -> str:
    """A list of feeds under the names of their groups, such as `Topics`; those of a group without a name come first."""
    root = Element("opml", {"version": "2.0"})
    SubElement(SubElement(root, "head"), "title").text = printable(title)
    body = SubElement(root, "body")
    for name, outlines in groups:
        parent = SubElement(body, "outline", {"text": name}) if name and outlines else body
        for outline in outlines:
            attributes = {
                "type": "rss",
                "text": outline.title,
                "title": outline.title,
                "xmlUrl": outline.feed,
                "htmlUrl": outline.page,
            }
            SubElement(parent, "outline", attributes)
    indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'
