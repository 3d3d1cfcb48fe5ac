"""Everything that a site consists of, as values; `contents` is the table of contents. Writes no part of a site."""

from paperdex.pages.contents import Groups, Tools, all_pages

__all__ = ["Groups", "Tools", "all_pages"]
