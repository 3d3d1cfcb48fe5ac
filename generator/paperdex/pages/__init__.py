"""Everything that a site consists of, as values. Writes nothing; `contents` is the table of contents."""

from paperdex.pages.contents import all_groups, all_pages

__all__ = ["all_groups", "all_pages"]
