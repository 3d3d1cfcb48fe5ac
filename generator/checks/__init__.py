"""What can be said of an index's content without asking the network: content in, findings out. Writes nothing.

`all_findings` is the table of contents. The health of links, which asks the network, is not in it.
"""

from collections.abc import Iterator
from datetime import date

from generator.checks import addresses, damage, dates, duplicates, form, links, names, vocabulary
from generator.checks.content import Content
from generator.findings import Finding


def findings_for_pages(content: Content) -> Iterator[Finding]:
    """What stands in the way of a site: files that cannot be read, addresses taken twice, links to what is not there."""
    yield from content.faults
    yield from names.names(content)
    yield from vocabulary.vocabulary(content)


def all_findings(content: Content, today: date) -> Iterator[Finding]:
    """Every check, room by room; the findings carry absolute paths."""
    yield from content.faults
    yield from form.form(content)
    yield from names.names(content)
    yield from duplicates.duplicates(content)
    yield from vocabulary.vocabulary(content)
    yield from dates.dates(content, today)
    yield from links.links(content)
    yield from damage.damage(content)
    yield from addresses.addresses(content)
