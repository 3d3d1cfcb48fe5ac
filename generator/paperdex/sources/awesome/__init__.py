"""Awesome READMEs: lists of papers in Markdown, in whatever shape their curators gave them."""

from paperdex.sources.awesome.reader import FORMAT, read, recognises

__all__ = ["FORMAT", "read", "recognises"]
