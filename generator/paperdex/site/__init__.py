"""Finished pages to a finished website: the only room that knows MkDocs and Zensical."""
