"""What can be said of an index's content without asking the network: content in, findings out.

All of it is in `contents.all_findings`.
"""

from collections.abc import Iterator

from paperdex.checks import names, vocabulary
from paperdex.checks.content import Content
from paperdex.findings import Finding


def findings_for_pages(content: Content) -> Iterator[Finding]:
    """What stands in the way of a site: files that cannot be read, addresses taken twice, links to what is not there."""
    yield from content.faults
    yield from names.names(content)
    yield from vocabulary.vocabulary(content)
