"""The files of a site beside its pages, as they are made when nothing is there yet."""

from paperdex.catalog.catalog import Catalog
from paperdex.pages import all_groups
from paperdex.pages.page import Asset, Bundle, Joined, Part
from paperdex.settings import Settings


def files_of(catalog: Catalog, settings: Settings) -> dict[str, bytes]:
    """By path; no two have the same."""
    assets = [
        asset
        for groups in all_groups(catalog, settings)
        for group in groups()
        for part in group.parts()
        for asset in assets_of(part)
    ]
    found = {asset.path: asset.data for asset in assets}
    assert len(found) == len(assets), "no two files have one path"
    return found


def assets_of(part: Part) -> list[Asset]:
    """The files of one part; none where it is a page."""
    if isinstance(part, Joined):
        data = (part.before + part.between.join(map(part.part, part.papers)) + part.after).encode()
        return [Asset(path, data) for path in (part.path, *part.also)]
    return list(part.make()) if isinstance(part, Bundle) else []
