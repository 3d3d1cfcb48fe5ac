"""Awesome READMEs: lists of papers in Markdown, in whatever shape their curators gave them."""

from generator.sources.awesome.drafts import FORMAT
from generator.sources.awesome.reader import read, recognises

__all__ = ["FORMAT", "read", "recognises"]
