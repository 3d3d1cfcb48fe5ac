"""Every check, declared once: to add one, write its function in a module of this folder and enter it here."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from paperdex.checks import addresses, damage, dates, duplicates, form, links, names, vocabulary
from paperdex.findings import Finding, FindingKind


class Scope(StrEnum):
    """What a check looks at, and so for how long what it found holds."""

    RECORD = "record"
    """One record, by itself: `check_damage(record)`. Holds as long as the record's bytes."""
    DAY = "day"
    """One record that states a date after the last day of the present: `check_future_dates(record, "2026-02-01")`."""
    IDENTITY = "identity"
    """What identifies each paper (`duplicates.identity_of`), all compared: `check_duplicates(content)`."""
    CONTENT = "content"
    """All records, vocabularies and the ledger: `check_topics(content)`."""
    FOLDER = "folder"
    """What else lies in content/: `check_unread_files(content)`. Never remembered."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check: `Check(names.check_ids, Scope.CONTENT, [names.FILE_NAME, names.DUPLICATE_ID])`."""

    function: Callable[..., Iterable[Finding]]
    looks_at: Scope
    kinds: Sequence[FindingKind]
    """All that it can say: codes, each with its severity and a sentence that docs/findings.md has too."""
    is_for_pages: bool = False
    """Whether what it finds stands in the way of a site, so that `build` says it too."""

    @property
    def name(self) -> str:
        """`names.check_ids`, which its memory goes by."""
        return f"{self.function.__module__.rpartition('.')[2]}.{self.function.__qualname__}"


CHECKS: Sequence[Check] = (
    Check(form.check_unread_files, Scope.FOLDER, [form.UNREAD_FILE]),
    Check(form.check_form, Scope.RECORD, [form.NOT_CANONICAL]),
    Check(dates.check_order_of_dates, Scope.RECORD, [dates.DATE_BEFORE_ARXIV, dates.VENUE_BEFORE_PREPRINT]),
    Check(dates.check_future_dates, Scope.DAY, [dates.FUTURE_DATE]),
    Check(links.check_link_fields, Scope.RECORD, [links.FRONT_PAGE, links.KIND, links.TRACKING]),
    Check(
        damage.check_damage,
        Scope.RECORD,
        [
            damage.UNREADABLE_CHARACTER,
            damage.HTML_REMAINS,
            damage.TEX_REMAINS,
            damage.WRONG_ENCODING,
            damage.TEXT_CUT_OFF,
        ],
    ),
    Check(
        duplicates.check_duplicates,
        Scope.IDENTITY,
        [
            duplicates.DUPLICATE_IDENTIFIER,
            duplicates.IDENTIFIER_SHARED,
            duplicates.DUPLICATE_TITLE,
            duplicates.NEAR_DUPLICATE_TITLE,
        ],
    ),
    Check(names.check_ids, Scope.CONTENT, [names.FILE_NAME, names.DUPLICATE_ID], is_for_pages=True),
    Check(names.check_aliases, Scope.CONTENT, [names.BROKEN_ALIAS], is_for_pages=True),
    Check(
        vocabulary.check_topics,
        Scope.CONTENT,
        [vocabulary.UNKNOWN_TOPIC, vocabulary.REPEATED_TOPIC],
        is_for_pages=True,
    ),
    Check(
        vocabulary.check_venues,
        Scope.CONTENT,
        [vocabulary.UNKNOWN_VENUE, vocabulary.VENUE_WITHOUT_ID],
        is_for_pages=True,
    ),
    Check(vocabulary.check_named_papers, Scope.CONTENT, [vocabulary.UNKNOWN_PAPER], is_for_pages=True),
    Check(addresses.check_addresses, Scope.CONTENT, [addresses.ADDRESS_VANISHED, addresses.UNREADABLE_LEDGER]),
)
"""In the order in which they run. The health of links, which asks the network, is `paperdex links`."""
