"""A new, empty index: content, settings, workflows and what goes with them. It builds and passes its own check as it
is.
"""

import json
import re
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import paperdex
from paperdex import files
from paperdex.commands.schema import write_schema
from paperdex.errors import PaperdexError
from paperdex.pages.exports.markdown import escape
from paperdex.pages.page import Asset
from paperdex.records.paper import drop_forbidden_characters
from paperdex.settings import read_settings
from paperdex.site.tree import look

_HIDDEN = re.compile(r"(?:^|(?<=/))dot-")
"""What stands for the dot of a hidden file, which would act on this repository if it had one."""
_NAME = "PAPERDEX_NAME"
_REQUIREMENT = "PAPERDEX_REQUIREMENT"


def new_index(folder: Path) -> str:
    """Make an index in a folder that is empty or not there, called after the folder; the requirement by which it
    installs Paperdex.
    """
    _refuse_used(folder)
    wanted = requirement()
    name = name_of(folder)
    for asset in skeleton():
        text = asset.data.decode().replace(_REQUIREMENT, wanted)
        shown = json.dumps(name, ensure_ascii=False) if asset.path.endswith(".yml") else escape(name)
        files.write_text(folder / asset.path, text.replace(_NAME, shown))
    write_schema(read_settings(folder).record_schema)
    return wanted


def skeleton() -> Iterator[Asset]:
    """The files of a new index by their paths in it; they still lack what differs between two of them."""
    for asset in look("new_index"):
        yield Asset(_HIDDEN.sub(".", asset.path), asset.data)


def name_of(folder: Path) -> str:
    """`Graph Papers` for `graph-papers`."""
    words = re.split(r"[-_\s]+", drop_forbidden_characters(folder.resolve().name))
    return " ".join(word[:1].upper() + word[1:] for word in words if word) or "Papers"


def requirement() -> str:
    """What to give to pip for this very Paperdex: its commit, its folder or its version, as it was installed.

    https://packaging.python.org/specifications/direct-url/
    """
    try:
        origin = json.loads(metadata.distribution("paperdex").read_text("direct_url.json") or "{}")
    except metadata.PackageNotFoundError:
        origin = {"url": Path(paperdex.__file__).parents[2].as_uri()}
    url, control = origin.get("url"), origin.get("vcs_info")
    if not url:
        return f"paperdex=={paperdex.__version__}"
    return f"paperdex @ {control['vcs']}+{url}@{control['commit_id']}" if control else f"paperdex @ {url}"


def _refuse_used(folder: Path) -> None:
    """A fresh clone of an empty repository is empty."""
    try:
        used = (
            next((entry.name for entry in sorted(folder.iterdir()) if entry.name != ".git"), None)
            if folder.exists()
            else None
        )
    except NotADirectoryError:
        raise PaperdexError("is a file; name a folder that is empty or not there yet", file=folder) from None
    except OSError as error:
        raise PaperdexError(f"cannot be read: {error.strerror}", file=folder) from None
    if used:
        raise PaperdexError(
            f"is not empty (it holds {used!r}); name a folder that is empty or not there yet", file=folder
        )
