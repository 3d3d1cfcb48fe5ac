"""Every check, in one place. `all_findings` is the table of contents; the health of links, which asks the network, is
not in it.
"""

from collections.abc import Iterator
from datetime import date

from paperdex.checks import addresses, damage, dates, duplicates, form, links, names, vocabulary
from paperdex.checks.content import Content, Record, state_of
from paperdex.checks.memory import Memory, Own, of_record, restored
from paperdex.findings import Finding
from paperdex.records.cache import digest


def all_findings(content: Content, today: date) -> Iterator[Finding]:
    """Every check, room by room; the findings carry absolute paths. What was found before is not looked for again."""
    memory = Memory(content)
    latest = dates.latest_day(today)
    grounds: list[str] = []
    yield from content.faults
    yield from form.unread(content)
    for record in content.records:
        own = memory.own(record, _own)
        grounds.append(own.ground)
        yield from (restored(values, record.path.as_posix()) for values in own.findings)
        if own.newest > latest[: len(own.newest)]:
            yield from dates.future(record, latest)
    yield from memory.compared("duplicates", digest("".join(grounds).encode()), lambda: duplicates.duplicates(content))
    yield from memory.compared("names", state_of(content), lambda: _names(content))
    memory.write()


def _own(record: Record) -> Own:
    """What depends on nothing but the record itself."""
    found = (finding for room in (form.form, dates.dates, links.links, damage.damage) for finding in room(record))
    return Own(dates.newest(record.paper), digest(duplicates.ground(record.paper)), of_record(found))


def _names(content: Content) -> Iterator[Finding]:
    """What depends on all records and the vocabularies."""
    yield from names.names(content)
    yield from vocabulary.vocabulary(content)
    yield from addresses.addresses(content)
