"""Awesome READMEs: lists of papers in Markdown, in whatever shape their curators gave them."""

from paperdex.sources.awesome.drafts import FORMAT
from paperdex.sources.awesome.reader import read, recognises

__all__ = ["FORMAT", "read", "recognises"]
