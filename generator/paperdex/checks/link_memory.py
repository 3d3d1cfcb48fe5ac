"""What is remembered of links from one check to the next: a small file that a weekly job can commit.

Links that worked are listed under the day on which they last did, so that a week in which all is well changes one line.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from paperdex import yaml_io
from paperdex.errors import PaperdexError
from paperdex.records.paper import Line, PartialDate

FILE = "links.yaml"
HEAD = "# Written by `paperdex links`: when each link worked last, and which have failed since. Not to be edited.\n"


class LinkFailure(BaseModel):
    """A link that did not work when it was last asked."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    times: int
    """Days in a row on which it failed; a first silence counts for nothing."""
    first: PartialDate
    last: PartialDate
    problem: Line


class _MemoryFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    worked: dict[PartialDate, list[str]] = {}
    failing: dict[str, LinkFailure] = {}


@dataclass
class LinkMemory:
    """By address: the day on which a link last worked, and its failures since."""

    worked: dict[str, str] = field(default_factory=dict)
    failing: dict[str, LinkFailure] = field(default_factory=dict)

    def works(self, url: str, today: str) -> None:
        self.worked[url] = today
        self.failing.pop(url, None)

    def fails(self, url: str, problem: str, today: str, *, is_silence: bool) -> LinkFailure:
        """Count a failure, once a day; a link that is silent once may only be slow."""
        old = self.failing.get(url)
        if old is None:
            new = LinkFailure(times=0 if is_silence else 1, first=today, last=today, problem=problem)
        else:
            new = LinkFailure(times=old.times + (old.last != today), first=old.first, last=today, problem=problem)
        self.failing[url] = new
        return new

    def keep_only(self, urls: Iterable[str]) -> None:
        """Forget links that no record has any more."""
        kept = set(urls)
        self.worked = {url: day for url, day in self.worked.items() if url in kept}
        self.failing = {url: failing for url, failing in self.failing.items() if url in kept}


def read_memory(path: Path) -> LinkMemory:
    """The memory, empty where there is no file."""
    if not path.exists():
        return LinkMemory()
    try:
        file = _MemoryFile.model_validate(yaml_io.read(path) or {})
    except ValidationError as error:
        place = ".".join(str(step) for step in error.errors(include_url=False)[0]["loc"])
        raise PaperdexError(
            f"{place or 'the file'} is not what `paperdex links` writes; delete the file, and links are counted anew",
            file=path,
        ) from None
    return LinkMemory({url: day for day, urls in file.worked.items() for url in urls}, file.failing)


def dump_memory(memory: LinkMemory) -> str:
    days = sorted(set(memory.worked.values()), reverse=True)
    worked = {day: sorted(url for url, last in memory.worked.items() if last == day) for day in days}
    failing = {url: memory.failing[url].model_dump() for url in sorted(memory.failing)}
    values = {key: value for key, value in (("worked", worked), ("failing", failing)) if value}
    return HEAD + (yaml_io.dump(values) if values else "{}\n")
