"""The part of a site that one of several machines makes: every group is in one part, so all parts side by side are the
site.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from paperdex.errors import PaperdexError
from paperdex.pages.page import Group

_SHARD = re.compile(r"([0-9]{1,4})/([0-9]{1,4})")


@dataclass(frozen=True)
class Shard:
    """One part of `count`."""

    number: int
    """From 1."""
    count: int

    def __str__(self) -> str:
        return f"{self.number}/{self.count}"

    def part_of(self, groups: Sequence[Group]) -> list[Group]:
        """Of a site's groups those of this part. By its name a group stays in its part, whatever comes or goes; the few
        large ones take turns, or one machine would have them all.
        """
        large = [group.name for group in groups if group.is_of_all]
        return [group for group in groups if _place(group, large) % self.count == self.number - 1]


def parse_shard(text: str) -> Shard:
    """`2/4`, or a `PaperdexError`."""
    match = _SHARD.fullmatch(text)
    shard = Shard(int(match[1]), int(match[2])) if match else None
    if shard is None or not 1 <= shard.number <= shard.count:
        raise PaperdexError(f"--shard {text!r} is no part of a site; the second of four is 2/4")
    return shard


def _place(group: Group, large: Sequence[str]) -> int:
    if group.is_of_all:
        return large.index(group.name)
    return int.from_bytes(hashlib.blake2b(group.name.encode(), digest_size=8).digest())
