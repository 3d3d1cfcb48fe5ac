"""The canonical text of a record, with the comments that a person put into its file."""

import re

from paperdex import yaml_io
from paperdex.records.paper import Paper
from paperdex.records.write import dump

_HASH = re.compile(r"(?:^|\s)#")
_SCHEMA_LINE = re.compile(r"^#[ \t]*yaml-language-server:.*\n?", re.MULTILINE)


def canonical(text: str, paper: Paper) -> str:
    """The file of `paper` as it should be, where `text` is the file as it is (nothing, if there is none); the paper may
    have changed since.
    """
    plain = dump(paper)
    if text == plain:
        return plain
    rest = _SCHEMA_LINE.sub("", text.removeprefix("\ufeff"), count=1)
    is_commented = _HASH.search(rest) and not yaml_io.parse(rest).faults
    return yaml_io.carry_comments(rest, plain) if is_commented else plain
