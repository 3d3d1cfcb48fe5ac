"""The files of a site beside its pages, as they are made when nothing is there yet."""

from collections.abc import Mapping

from paperdex.catalog.catalog import Catalog
from paperdex.catalog.view import View
from paperdex.pages import Groups, Tools
from paperdex.pages.page import Asset, Files, FileSet, Part, RowFile
from paperdex.settings import Settings


class Memory(dict[str, bytes]):
    """Notes that last as long as a test."""

    def put(self, name: str, value: bytes) -> None:
        self[name] = value


def files_of(catalog: Catalog, settings: Settings) -> Mapping[str, bytes]:
    """By path; no two have the same."""
    groups = Groups(catalog, Tools(View(catalog, settings)))
    assets = [asset for group in groups.values() for part in group.parts() for asset in assets_of(part)]
    found = {asset.path: asset.data for asset in assets}
    assert len(found) == len(assets), "no two files have one path"
    return found


def assets_of(part: Part) -> list[Asset]:
    """The files of one part; none where it is a page."""
    if isinstance(part, RowFile):
        data = (part.before + part.between.join(part.row(*row) for row in part.rows) + part.after).encode()
        return [Asset(path, data) for path in (part.path, *part.also)]
    if isinstance(part, FileSet):
        return [asset for asset in part.make(None, Memory()) if isinstance(asset, Asset)]
    return list(part.make()) if isinstance(part, Files) else []
