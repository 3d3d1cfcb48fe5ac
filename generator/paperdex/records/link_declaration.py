"""What is declared of a kind of link beside its field in `Links` (paper.py), and read from there by `link_kinds`."""

from collections.abc import Sequence
from typing import Literal, NamedTuple


class SurePlace(NamedTuple):
    """A place on the web that holds one kind of thing and nothing else: `github.com/<owner>/<name>` holds code."""

    place: str
    """A pattern for host and path, the host without `www.`."""
    also: Sequence[str] = ("project",)
    """Other kinds under which people rightly list such an address."""


class LinkKind(NamedTuple):
    """A kind of link, such as `code`. Its key is the name of the field, its manual stands under the field, and its word
    for readers is `links.<key>` in site_config/strings.json.
    """

    proper_name: str = ""
    """What it is called in every language, instead of a word: `arXiv`. Only identifiers have one."""
    is_identifier: bool = False
    """Whether the value names the paper itself wherever it lies; each needs a parser, and its line in identity.py."""
    is_bare: bool = False
    """Whether the value is less than an address: `2307.03601`."""
    places: str = ""
    """A pattern for host and path of addresses that are of this kind where nobody says another; of kinds, the first
    whose places fit."""
    sure_places: Sequence[SurePlace] = ()
    """Where an address is of this kind whatever somebody says."""
    called: str = ""
    """Words, parted by spaces, that lists use for it besides its key: `slide poster ppt`. A word of two kinds is the
    later one's."""
    button: int = 9
    """Its place among the buttons of a page: smaller ones first, equal ones in the order of the fields."""
    column: Literal["first", "last", "none"] = "last"
    """Where tables (CSV) have its column. Programs count columns, so a new one comes after all others."""
