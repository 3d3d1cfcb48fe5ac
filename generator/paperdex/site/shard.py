"""The part of a site that one of several machines makes: every group is in one part, so all parts side by side are the
site.
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from paperdex.errors import PaperdexError
from paperdex.pages.page import Group, Groups

_SHARD = re.compile(r"([0-9]{1,4})/([0-9]{1,4})")


@dataclass(frozen=True)
class Shard:
    """One part of `count`."""

    number: int
    """From 1."""
    count: int

    def __str__(self) -> str:
        return f"{self.number}/{self.count}"

    def part_of(self, site: Sequence[Groups], of_all: Callable[[Sequence[Group]], Group]) -> Sequence[Groups]:
        """Of a site's groups those of this part. `of_all` makes one more group of them all; the last of these knows it,
        and so they are asked in order.
        """
        seen: list[Group] = []

        def chosen(ask: Groups) -> Iterator[Group]:
            for group in ask():
                seen.append(group)
                if _place(group, seen) % self.count == self.number - 1:
                    yield group

        return [*(partial(chosen, ask) for ask in site), partial(chosen, lambda: [of_all(list(seen))])]


def parse_shard(text: str) -> Shard:
    """`2/4`, or a `PaperdexError`."""
    match = _SHARD.fullmatch(text)
    shard = Shard(int(match[1]), int(match[2])) if match else None
    if shard is None or not 1 <= shard.number <= shard.count:
        raise PaperdexError(f"--shard {text!r} is no part of a site; the second of four is 2/4")
    return shard


def _place(group: Group, seen: Sequence[Group]) -> int:
    """By its name a group stays in its part, whatever comes or goes. The few large ones take turns, or one machine
    would have them all.
    """
    if group.is_large:
        return sum(other.is_large for other in seen) - 1
    return int.from_bytes(hashlib.blake2b(group.name.encode(), digest_size=8).digest())
